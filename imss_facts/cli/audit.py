"""``imss-facts audit``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import (
    Date,
    Encoding,
    Format,
    ManifestFile,
    Paths,
    Patterns,
    check_format,
    check_stdin,
    read_options,
)
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import Exit

if TYPE_CHECKING:
    from imss_facts.operations.audit import Entry
    from imss_facts.operations.extract import Result

Unknown = Annotated[bool, typer.Option("--unknown", help="Rank the entity phrases that no measure knows.")]
Totals = Annotated[bool, typer.Option("--totals", help="Only the totals per kind and reason.")]

COLUMNS = ("bulletin", "start", "end", "text", "fact", "kind", "reason", "rule")


def command(
    paths: Paths,
    unknown: Unknown = False,
    totals: Totals = False,
    patterns: Patterns = None,
    date: Date = None,
    manifest: ManifestFile = None,
    encoding: Encoding = "utf-8",
    format: Format = None,  # noqa: A002  the option's name
) -> None:
    """Account for every numeric expression: each in a fact, or left out for a named reason."""
    check_stdin(paths)
    table = wants_table(check_format(format))
    options = read_options(encoding, date, manifest)
    from imss_facts.operations.audit import account_name, audit, incomplete, unknown_entities
    from imss_facts.operations.extract import extract

    failed: list[str] = []
    results = _readable(extract(paths, options, patterns=patterns or ()), failed)
    summary: Counter[str] = Counter()
    if unknown:
        print_rows(("count", "entity"), ((n, phrase) for phrase, n in unknown_entities(results)), table=table)
    elif totals:
        summary.update(account_name(entry) for result in results for entry in audit(result))
        print_rows(("count", "account"), ((n, name) for name, n in _ranked(summary)), table=table)
    else:
        entries = _counted((entry for result in results for entry in audit(result)), summary)
        print_rows(COLUMNS, (tuple(getattr(e, c) for c in COLUMNS) for e in entries), table=table)
        if summary:
            say("imss-facts: " + "; ".join(f"{name} {n}" for name, n in _ranked(summary)))
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
    if incomplete(summary):
        raise typer.Exit(Exit.FOUND)


def _readable(results: "Iterable[Result]", failed: list[str]) -> "Iterator[Result]":
    """The results that have no error; the others are told and their paths added to ``failed``."""
    for result in results:
        if result.error is None:
            yield result
        else:
            failed.append(result.path)
            say(f"imss-facts: {result.path}: {result.error}")


def _counted(entries: "Iterable[Entry]", summary: Counter[str]) -> "Iterator[Entry]":
    """The entries as they come, each added to the summary."""
    from imss_facts.operations.audit import account_name

    for entry in entries:
        summary[account_name(entry)] += 1
        yield entry


def _ranked(summary: Counter[str]) -> list[tuple[str, int]]:
    """Facts before exclusions, the most frequent first."""
    return sorted(summary.items(), key=lambda item: (item[0].startswith("excluded"), -item[1], item[0]))
