"""``imss-facts query``."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.facts import (
    Bulletin,
    Category,
    Date,
    Files,
    Kind,
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
from imss_facts.cli.output import Output, bytes_output, data_output
from imss_facts.errors import UsageError
from imss_facts.model.vocabulary import CATEGORIES, CHANGES, KINDS, MODIFIERS, STATUSES

if TYPE_CHECKING:
    from imss_facts.operations.facts.store import Store
    from imss_facts.operations.query import Question

FORMATS = ("table", "jsonl", "json", "csv", "tsv", "markdown", "parquet")
_TOO_BIG = Decimal(10) ** 29
_TABLE = ("bulletin", "figure", "measure", "entity", "period", "place")
_READ_FOR_TABLE = (
    "bulletin", "measure", "entity", "period", "place", "value", "low", "high", "unit", "modifier", "change", "status",
)  # fmt: skip

Texts = list[str] | None
Modifier = Annotated[Texts, typer.Option("--modifier", metavar="NAME", help="exact, approximate, more_than …")]
Status = Annotated[Texts, typer.Option("--status", metavar="NAME", help="actual or planned.")]
Change = Annotated[Texts, typer.Option("--change", metavar="NAME", help="increase or decrease.")]
Speaker = Annotated[Texts, typer.Option("--speaker", metavar="TEXT", help="Part of the speaker's name.")]
Text = Annotated[Texts, typer.Option("--text", metavar="TEXT", help="Part of the sentence; accents do not matter.")]
Least = Annotated[str | None, typer.Option("--min", metavar="N", help="Values (or ranges) of N and more.")]
Most = Annotated[str | None, typer.Option("--max", metavar="N", help="Values (or ranges) of N and less.")]
Where = Annotated[
    str | None, typer.Option("--where", metavar="SQL", help="A condition, as \"value > 10 AND unit = '%'\".")
]
Sql = Annotated[str | None, typer.Option("--sql", metavar="SQL", help="A whole SELECT over the view facts.")]
Select = Annotated[Texts, typer.Option("--select", metavar="COLUMNS", help="Only these columns, as id,value,unit.")]
Sort = Annotated[
    Texts,
    typer.Option("--sort", metavar="COLUMNS", help="Sort by these columns, as -value,date; - is the greatest first."),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most N rows.")]
GroupBy = Annotated[
    Texts,
    typer.Option("--group-by", metavar="COLUMNS", help="Count, sum, min, max and latest value by these columns."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="table (the default on a terminal), jsonl (in a pipe: whole facts), json, csv, tsv, markdown or parquet.",
    ),
]


def command(
    files: Files = None,
    kind: Kind = None,
    category: Category = None,
    measure: Measure = None,
    unit: Unit = None,
    modifier: Modifier = None,
    status: Status = None,
    change: Change = None,
    bulletin: Bulletin = None,
    date: Date = None,
    period: Period = None,
    place: Place = None,
    speaker: Speaker = None,
    text: Text = None,
    least: Least = None,
    most: Most = None,
    where: Where = None,
    sql: Sql = None,
    select: Select = None,
    sort: Sort = None,
    limit: Limit = None,
    group_by: GroupBy = None,
    format: Format = None,  # noqa: A002  the option's name
    short: Short = False,
    output: Output = None,
    strict: Strict = False,
) -> None:
    """Choose facts, sort and group them, or ask in SQL; filters may be repeated for alternatives."""
    form = form_of(format, FORMATS, output)
    for option, given, known in (
        ("--kind", kind, KINDS),
        ("--category", category, CATEGORIES),
        ("--modifier", modifier, MODIFIERS),
        ("--status", status, STATUSES),
        ("--change", change, CHANGES),
    ):
        _check_known(option, given, known)
    named = files_or_stdin(files)
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("--format parquet: is no text for a terminal; name a file with -o")
    from imss_facts.operations.facts.filters import Filters
    from imss_facts.operations.query import VIEW, Question

    filters = Filters(
        kind=kind or (), category=category or (), measure=measure or (), unit=unit or (), modifier=modifier or (),
        status=status or (), change=change or (), bulletin=bulletin or (), date=date, period=period,
        place=place or (), speaker=speaker or (), text=text or (), least=_number("--min", least),
        most=_number("--max", most), where=where,
    )  # fmt: skip
    question = Question(
        filters=filters,
        select=_names(select),
        sort=tuple((name.lstrip("-"), name.startswith("-")) for name in _names(sort)),
        limit=limit,
        group_by=_names(group_by),
    )
    if sql is not None and question != Question():
        raise UsageError("--sql is a whole statement; put filters, columns, order and limit into it")
    with opened({VIEW: named}, strict=strict, output=output) as store:
        if form == "parquet":
            _parquet(store, question, sql, output)
        else:
            _answer(store, question, sql, form, output, short=short)


def _answer(
    store: "Store", question: "Question", sql: str | None, form: str, output: Path | None, *, short: bool
) -> None:
    from imss_facts.cli.formats import show, write_lines, write_rows
    from imss_facts.cli.human import figure
    from imss_facts.operations import query

    whole = sql is None and not question.select and not question.group_by
    people = form in ("table", "markdown")
    if whole and people:
        question = question.choosing(_READ_FOR_TABLE)
    with data_output(output) as write:
        if whole and form in ("jsonl", "json"):
            write_lines(query.lines(store, question), write, array=form == "json")
            return
        if sql is not None:
            columns, rows = query.statement(store, sql)
        else:
            columns, rows = list(question.columns), query.records(store, question)
        if not people:
            write_rows(form, columns, rows, write)
        elif whole:
            facts = (dict(zip(columns, row, strict=True)) for row in rows)
            drawn = ({**fact, "figure": figure(fact, short=short)} for fact in facts)
            cells = ([fact[column] for column in _TABLE] for fact in drawn)
            show(form, _TABLE, cells, write, right=["figure"], to_file=output is not None)
        else:
            show(form, columns, rows, write, short=short, to_file=output is not None)


def _parquet(store: "Store", question: "Question", sql: str | None, output: Path | None) -> None:
    from imss_facts.operations.query import write_parquet

    write_parquet(store, question, sql)
    with bytes_output(output) as write, store.parquet.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            write(chunk)


def _names(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names in options that take several, by comma or repeated."""
    return tuple(name.strip() for option in given or () for name in option.split(",") if name.strip())


def _check_known(option: str, given: Sequence[str] | None, known: Sequence[str]) -> None:
    for name in given or ():
        if name not in known:
            raise UsageError(f"{option} {name}: is none of {', '.join(known)}")


def _number(option: str, given: str | None) -> Decimal | None:
    if given is None:
        return None
    with suppress(InvalidOperation):
        number = Decimal(given.replace(",", ""))
        if number.is_finite() and abs(number) < _TOO_BIG:
            return number
    raise UsageError(f"{option} {given}: is no number; write it as 10, 22,643,638 or 94.2")
