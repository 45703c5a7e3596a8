"""``imss-facts audit``."""

from typing import Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Date, Encoding, Format, Paths, Patterns, check_format, parse_date
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import Exit

Unknown = Annotated[bool, typer.Option("--unknown", help="Rank the entity phrases that no measure knows.")]
Totals = Annotated[bool, typer.Option("--totals", help="Only the totals per kind and reason.")]


def command(
    paths: Paths,
    unknown: Unknown = False,
    totals: Totals = False,
    patterns: Patterns = None,
    date: Date = None,
    encoding: Encoding = "utf-8",
    format: Format = None,  # noqa: A002  the option's name
) -> None:
    """Account for every numeric expression: each in a fact, or left out for a named reason."""
    table = wants_table(check_format(format))
    day = parse_date(date)
    from collections import Counter

    from imss_facts.operations import audit
    from imss_facts.operations.extract import extract

    results, failed = [], 0
    for result in extract(paths, patterns=patterns or (), date=day, encoding=encoding):
        if result.error is not None:
            failed += 1
            say(f"imss-facts: {result.path}: {result.error}")
        else:
            results.append(result)
    if unknown:
        print_rows(("count", "entity"), [(n, phrase) for phrase, n in audit.unknown_entities(results)], table=table)
    else:
        accounts = [entry for result in results for entry in audit.audit(result)]
        summary: Counter[str] = audit.totals(accounts)
        rows = sorted(summary.items(), key=lambda item: (item[0].startswith("excluded"), -item[1], item[0]))
        if totals:
            print_rows(("count", "account"), [(n, name) for name, n in rows], table=table)
        else:
            columns = ("bulletin", "start", "end", "text", "fact", "kind", "reason", "rule")
            print_rows(columns, [tuple(getattr(e, c) for c in columns) for e in accounts], table=table)
            say("; ".join(f"{name} {n}" for name, n in rows))
        if summary["excluded: unaccounted"] or summary["excluded: unclassified"]:
            raise typer.Exit(int(Exit.FOUND))
    if failed:
        raise typer.Exit(int(Exit.BAD_INPUT))
