"""``imss-facts conflicts``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.facts import (
    Bulletin,
    Category,
    Date,
    Files,
    Measure,
    Period,
    Place,
    Short,
    Strict,
    Unit,
    files_or_stdin,
    form_of,
    opened,
)
from imss_facts.cli.human import figure_of, number
from imss_facts.cli.output import Output, data_output
from imss_facts.errors import Exit

if TYPE_CHECKING:
    from imss_facts.operations.conflicts import Conflict

FORMATS = ("table", "jsonl", "markdown")
COLUMNS = ("conflict", "measure", "kind", "unit", "place", "period", "values", "expected", "sources", "sentences")
_SHOWN = ("no.", "conflict", "measure", "place", "period", "figure", "source", "sentence")

ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with exit code 1 where there are conflicts.")]
Format = Annotated[
    str | None, typer.Option("--format", metavar="|".join(FORMATS), help="A table, JSON lines or Markdown.")
]


def command(
    files: Files = None,
    category: Category = None,
    measure: Measure = None,
    unit: Unit = None,
    place: Place = None,
    bulletin: Bulletin = None,
    date: Date = None,
    period: Period = None,
    exit_code: ExitCode = False,
    format: Format = None,  # noqa: A002  the option's name
    short: Short = False,
    output: Output = None,
    strict: Strict = False,
) -> None:
    """Find figures of the same measure, period, place and unit that disagree, and sums that do not add up."""
    form = form_of(format, FORMATS, output)
    named = files_or_stdin(files)
    from imss_facts.cli.formats import show, write_rows
    from imss_facts.operations.conflicts import VIEW, conflicts
    from imss_facts.operations.facts.filters import Filters

    filters = Filters(
        category=category or (), measure=measure or (), unit=unit or (), place=place or (), bulletin=bulletin or (),
        date=date, period=period,
    )  # fmt: skip
    count = 0
    with opened({VIEW: named}, strict=strict, output=output) as store, data_output(output) as write:

        def counted() -> "Iterator[Conflict]":
            nonlocal count
            for count, conflict in enumerate(conflicts(store, filters), 1):  # noqa: B007  told at the end
                yield conflict

        if form == "jsonl":
            write_rows(form, COLUMNS, map(_row, counted()), write)
        else:
            rows = (row for k, conflict in enumerate(counted(), 1) for row in _cells(k, conflict, short=short))
            show(form, _SHOWN, rows, write, right=["figure"], to_file=output is not None)
    say(f"imss-facts: {count} conflict{'s' * (count != 1)}")
    if exit_code and count:
        raise typer.Exit(Exit.FOUND)


def _row(conflict: "Conflict") -> tuple[Any, ...]:
    """A conflict as data, its columns as in ``COLUMNS``."""
    said = conflict.stated[0].figure
    return (
        conflict.what, said.measure, said.kind, said.unit, said.place, said.period,
        [stated.figure.number for stated in conflict.stated], conflict.expected,
        [stated.figure.id for stated in conflict.stated], [stated.sentence for stated in conflict.stated],
    )  # fmt: skip


def _cells(number_of: int, conflict: "Conflict", *, short: bool) -> Iterator[tuple[Any, ...]]:
    """A line for each figure of a conflict; of a sum, what it should be stands with the whole."""
    for k, stated in enumerate(conflict.stated):
        figure = stated.figure
        said = figure_of(figure, short=short)
        if conflict.expected is not None and k == len(conflict.stated) - 1:
            said += f", not {number(conflict.expected, figure.unit, short=short)}"
        thing = (figure.measure, figure.place, figure.period)
        yield (str(number_of), conflict.what, *thing, said, figure.id, stated.sentence)
