"""``imss-facts explain``."""

from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.options import (
    Date,
    Encoding,
    Format,
    ManifestFile,
    Patterns,
    check_format,
    check_stdin,
    read_options,
)
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import InputError, UsageError

if TYPE_CHECKING:
    from imss_facts.model.bulletin import Bulletin
    from imss_facts.readers.opening import ReadOptions

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
    manifest: ManifestFile = None,
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
    options = read_options(encoding, date, manifest)
    from imss_facts.operations.explain import explain, offset_of
    from imss_facts.operations.extract import Extractor

    try:
        bulletin = _bulletin(file, fact_id, options)
        offset = at if at is not None else offset_of(fact_id or "")
        steps = explain(Extractor(patterns or ()), bulletin, offset)
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    if not steps:
        raise InputError(f"{file}: no numeral stands at offset {offset}; imss-facts audit lists them with offsets")
    rows = [(step.component, step.finding, ", ".join(step.rules)) for step in steps]
    print_rows(("component", "finding", "rules"), rows, table=wants_table(chosen))


def _bulletin(file: str, fact_id: str | None, options: "ReadOptions") -> "Bulletin":
    """The bulletin of a file; of one that holds many, that of the fact."""
    from imss_facts.readers.finding import find_sources
    from imss_facts.readers.sources import Source

    found = find_sources([file], encoding=options.encoding)
    sources = [source for source in islice(found, 2) if isinstance(source, Source) or source.lost]
    if len(sources) == 1:
        if not isinstance(sources[0], Source):
            raise InputError(sources[0].why)
        return sources[0].read(options).bulletin
    if fact_id is None:
        raise UsageError(f"{file}: holds many bulletins; name the figure by --id")
    for source in chain(sources, found):
        if isinstance(source, Source):
            with suppress(InputError):  # some other bulletin's
                bulletin = source.read(options).bulletin
                if bulletin.id == fact_id.rpartition("#")[0]:
                    return bulletin
    raise InputError(f"holds no bulletin of the fact {fact_id}")
