"""``imss-facts audit``."""

from typing import Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Date, Encoding, Format, Paths, Patterns, check_format, parse_date
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import Exit

Unknown = Annotated[bool, typer.Option("--unknown", help="Rank the entity phrases that no measure knows.")]
Totals = Annotated[bool, typer.Option("--totals", help="Only the totals per kind and reason.")]

COLUMNS = ("bulletin", "start", "end", "text", "fact", "kind", "reason", "rule")


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
    from collections.abc import Iterator

    from imss_facts.operations.audit import Entry, account_name, audit, incomplete, unknown_entities
    from imss_facts.operations.extract import Result, extract

    failed = 0
    summary: Counter[str] = Counter()

    def read() -> Iterator[Result]:
        nonlocal failed
        for result in extract(paths, patterns=patterns or (), date=day, encoding=encoding):
            if result.error is None:
                yield result
            else:
                failed += 1
                say(f"imss-facts: {result.path}: {result.error}")

    def accounts() -> Iterator[Entry]:
        for result in read():
            for entry in audit(result):
                summary[account_name(entry)] += 1
                yield entry

    if unknown:
        print_rows(("count", "entity"), ((n, phrase) for phrase, n in unknown_entities(read())), table=table)
    elif totals:
        for _ in accounts():
            pass
        print_rows(("count", "account"), ((n, name) for name, n in _ranked(summary)), table=table)
    else:
        print_rows(COLUMNS, (tuple(getattr(e, c) for c in COLUMNS) for e in accounts()), table=table)
        if summary:
            say("imss-facts: " + "; ".join(f"{name} {n}" for name, n in _ranked(summary)))
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
    if incomplete(summary):
        raise typer.Exit(Exit.FOUND)


def _ranked(summary: dict[str, int]) -> list[tuple[str, int]]:
    """Facts before exclusions, the most frequent first."""
    return sorted(summary.items(), key=lambda item: (item[0].startswith("excluded"), -item[1], item[0]))
