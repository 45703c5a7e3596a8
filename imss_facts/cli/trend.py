"""``imss-facts trend``."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.completion import measures
from imss_facts.cli.facts import (
    Bulletin,
    Date,
    Files,
    Period,
    Place,
    Short,
    Strict,
    Unit,
    files_or_stdin,
    form_of,
    opened,
)
from imss_facts.cli.human import figure_of, number, signed
from imss_facts.cli.output import Output, bytes_output, data_output
from imss_facts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from imss_facts.operations.trend import Point, Trend

FORMATS = ("table", "jsonl", "json", "csv", "tsv", "markdown")
COLUMNS = ("at", "period", "value", "difference", "percent", "modifier", "status", "measure", "kind", "unit", "place",
           "change", "sources")  # fmt: skip
_SHOWN = ("at", "period", "value", "difference", "percent", "status", "source")
_NUMBERS = ("value", "difference", "percent")
_PICTURES = ("svg", "png")
_WIDTH = 100

Texts = list[str] | None
Measure = Annotated[
    str, typer.Option("--measure", metavar="ID", help="The measure, as insured_workers.", autocompletion=measures)
]
Kind = Annotated[Texts, typer.Option("--kind", metavar="NAME", help="Only this kind, where the measure has several.")]
Change = Annotated[Texts, typer.Option("--change", metavar="NAME", help="Increases or decreases in place of levels.")]
Status = Annotated[Texts, typer.Option("--status", metavar="NAME", help="Only actual or only planned figures.")]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw it as .svg or .png too (needs the extra imss-facts[plot])."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="table (the default on a terminal) with a line below it, jsonl (in a pipe), json, csv, tsv or markdown.",
    ),
]


def command(
    measure: Measure,
    files: Files = None,
    kind: Kind = None,
    unit: Unit = None,
    place: Place = None,
    change: Change = None,
    status: Status = None,
    bulletin: Bulletin = None,
    date: Date = None,
    period: Period = None,
    plot: Plot = None,
    format: Format = None,  # noqa: A002  the option's name
    short: Short = False,
    output: Output = None,
    strict: Strict = False,
) -> None:
    """Follow one measure through time: by the period of each figure, or else the date of its bulletin."""
    form = form_of(format, FORMATS, output)
    picture = _picture(plot)
    named = files_or_stdin(files)
    from imss_facts.operations.facts.filters import Filters
    from imss_facts.operations.trend import VIEW, trend

    filters = Filters(
        measure=[measure], kind=kind or (), unit=unit or (), place=place or (), change=change or (),
        status=status or (), bulletin=bulletin or (), date=date, period=period,
    )  # fmt: skip
    with opened({VIEW: named}, strict=strict, output=output) as store:
        found = trend(store, filters)
        _write(found, form, output, short=short)
        if plot is not None and found.points:
            from imss_facts.operations.plot import plot as draw

            drawn = draw(found.points, _title(found), picture)
            with bytes_output(plot) as write_bytes:
                write_bytes(drawn)
        _tell(found, measure)


def _write(found: "Trend", form: str, output: Path | None, *, short: bool) -> None:
    from imss_facts.cli.formats import show, write_rows

    with data_output(output) as write:
        if form not in ("table", "markdown"):
            write_rows(form, COLUMNS, map(_row, found.points), write)
            return
        rows = (_cells(point, short=short) for point in found.points)
        show(form, _SHOWN, rows, write, right=_NUMBERS, short=short, to_file=output is not None)
        if form == "table" and len(found.points) > 1:
            _draw_line(found, write)


def _draw_line(found: "Trend", write: "Callable[[str], object]") -> None:
    from imss_facts.cli.chart import line_chart

    points = [(point.at, point.value, point.figure.status == "planned") for point in found.points]
    values = [value for _, value, _ in points]
    unit = found.points[0].figure.unit
    labels = (number(max(values), unit, short=True), number(min(values), unit, short=True))
    width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns)
    write("\n" + "\n".join(line_chart(points, labels, width)) + "\n")


def _row(point: "Point") -> tuple[Any, ...]:
    """A point as data, its columns as in ``COLUMNS``."""
    said = point.figure
    return (
        point.at, said.period, point.value, point.difference, point.percent, said.modifier, said.status, said.measure,
        said.kind, said.unit, said.place, said.change, list(point.sources),
    )  # fmt: skip


def _cells(point: "Point", *, short: bool) -> tuple[Any, ...]:
    """A point as people read it, its columns as in ``_SHOWN``."""
    more = f" +{len(point.sources) - 1}" if len(point.sources) > 1 else ""
    return (
        point.at,
        point.figure.period,
        figure_of(point.figure, short=short),
        signed(point.difference, point.figure.unit, short=short),
        signed(point.percent),
        point.figure.status,
        f"{point.sources[0]}{more}",
    )


def _tell(found: "Trend", measure: str) -> None:
    """Say what is not shown."""
    if not found.points:
        say(f"imss-facts: {measure}: no figure with a value and a time; imss-facts query --group-by measure lists all")
    if found.left_out:
        parts = (f"{count} {what}" for what, count in sorted(found.left_out.items(), key=lambda i: (-i[1], i[0])))
        say(f"imss-facts: left out: {', '.join(parts)}; --kind, --unit, --place and --change choose them")


def _title(found: "Trend") -> str:
    said = found.points[0].figure
    notes = [note for note in (said.unit, said.place, said.change) if note]
    return f"{said.measure} ({', '.join(notes)})" if notes else said.measure


def _picture(plot: Path | None) -> str:
    """The format of a picture by its name; UsageError for another."""
    suffix = plot.suffix.lower().removeprefix(".") if plot is not None else "svg"
    if suffix not in _PICTURES:
        raise UsageError(f"--plot {plot}: must end in .svg or .png")
    return suffix
