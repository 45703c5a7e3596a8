"""``imss-facts explain``."""

from pathlib import Path
from typing import Annotated

import typer

from imss_facts.cli.options import Date, Encoding, Format, Patterns, check_format, check_stdin, parse_date
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import InputError, UsageError

File = Annotated[str, typer.Argument(metavar="FILE", help="A bulletin.")]
At = Annotated[
    int | None, typer.Option("--at", metavar="OFFSET", help="A character of the figure, counted in the text as read.")
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="The id of a fact.")]


def command(
    file: File,
    at: At = None,
    fact_id: Id = None,
    patterns: Patterns = None,
    date: Date = None,
    encoding: Encoding = "utf-8",
    format: Format = None,  # noqa: A002  the option's name
) -> None:
    """Tell how a figure came about: each component's step and the patterns that had a part."""
    chosen = check_format(format)
    if (at is None) == (fact_id is None):
        raise UsageError("name the figure with either --at OFFSET or --id ID")
    if Path(file).is_dir():
        raise UsageError(f"{file}: is a folder; name one bulletin")
    check_stdin([file])
    day = parse_date(date)
    from dataclasses import replace

    from imss_facts.operations.explain import explain, offset_of
    from imss_facts.operations.extract import Extractor
    from imss_facts.readers.sources import find_sources

    source = next(find_sources([file]))
    try:
        if isinstance(source, tuple):
            raise source[1]
        bulletin = source.read(encoding)
        offset = at if at is not None else offset_of(fact_id or "")
        steps = explain(Extractor(patterns or ()), replace(bulletin, date=day or bulletin.date), offset)
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    if not steps:
        raise InputError(f"{file}: no numeral stands at offset {offset}; imss-facts audit lists them with offsets")
    rows = [(step.component, step.finding, ", ".join(step.rules)) for step in steps]
    print_rows(("component", "finding", "rules"), rows, table=wants_table(chosen))
