"""``imss-facts manifest``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from imss_facts.cli.facts import form_of
from imss_facts.cli.options import Date, Encoding, ManifestFile, Paths, check_stdin, read_options
from imss_facts.cli.output import Output, data_output
from imss_facts.cli.tally import Tally
from imss_facts.errors import Exit

if TYPE_CHECKING:
    from imss_facts.operations.manifest import Entry

FORMATS = ("table", "jsonl", "json", "csv", "tsv", "markdown")
COLUMNS = (
    "id",
    "date",
    "number",
    "title",
    "date_from",
    "number_from",
    "title_from",
    "format",
    "pages",
    "characters",
    "path",
)
_SHOWN = ("id", "date", "date_from", "number", "title")

Format = Annotated[
    str | None, typer.Option("--format", metavar="|".join(FORMATS), help="A table, JSON lines, CSV and more.")
]


def command(
    paths: Paths,
    date: Date = None,
    manifest: ManifestFile = None,
    encoding: Encoding = "utf-8",
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """List bulletins with their date, number and title, and where each was found, as extract --manifest takes it."""
    check_stdin(paths)
    form = form_of(format, FORMATS, output)
    options = read_options(encoding, date, manifest)
    from imss_facts.cli.formats import show, write_rows
    from imss_facts.operations.manifest import manifest as list_bulletins

    tally = Tally(quiet=False)

    def rows(columns: tuple[str, ...]) -> "Iterator[list[Any]]":
        for entry in list_bulletins(paths, options):
            tally.tell(entry)
            if entry.id is not None:
                yield [_value(entry, column) for column in columns]

    with data_output(output) as write:
        if form in ("table", "markdown"):
            show(form, _SHOWN, rows(_SHOWN), write, to_file=output is not None)
        else:
            write_rows(form, COLUMNS, rows(COLUMNS), write)
    if tally.failed:
        raise typer.Exit(Exit.BAD_INPUT)


def _value(entry: "Entry", column: str) -> Any:
    if column.endswith("_from"):
        return entry.found_in(column.removesuffix("_from"))
    return getattr(entry if hasattr(entry, column) else entry.identity, column)
