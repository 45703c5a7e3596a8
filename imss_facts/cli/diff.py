"""``imss-facts diff``."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.facts import Short, Strict, files_or_stdin, form_of, opened
from imss_facts.cli.human import figure_of, signed
from imss_facts.cli.output import Output, data_output
from imss_facts.errors import Exit, UsageError

if TYPE_CHECKING:
    from imss_facts.operations.diff import Comparison, Pair
    from imss_facts.operations.fact_diff import Change, FactComparison

FORMATS = ("table", "jsonl", "markdown")
COLUMNS = (
    "result", "measure", "kind", "unit", "place", "change", "old", "new", "difference", "percent", "old_period",
    "new_period", "old_source", "new_source",
)  # fmt: skip
FACT_COLUMNS = ("result", "bulletin", "old_id", "new_id", "quantity", "fields")
_SHOWN = (
    "measure",
    "place",
    "old",
    "new",
    "difference",
    "percent",
    "old period",
    "new period",
    "old source",
    "new source",
)
_NUMBERS = ("old", "new", "difference", "percent")
_SHOWN_FACTS = ("result", "id", "quantity", "field", "old", "new")

Old = Annotated[str, typer.Argument(metavar="OLD", help="JSONL of facts: a file, glob or folder, or -.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="The facts to compare with them.")]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="measure|fact",
        help="Compare what is said of each measure, or two extractions of the same bulletins fact by fact.",
    ),
]
Tolerance = Annotated[
    str, typer.Option("--tolerance", metavar="SHARE", help="Leave out values that differ no more, as 0.5% or 0.005.")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with exit code 1 where there are differences.")]
Format = Annotated[
    str | None, typer.Option("--format", metavar="|".join(FORMATS), help="A table, JSON lines or Markdown.")
]


def command(
    old: Old,
    new: New,
    by: By = "measure",
    tolerance: Tolerance = "0",
    exit_code: ExitCode = False,
    format: Format = None,  # noqa: A002  the option's name
    short: Short = False,
    output: Output = None,
    strict: Strict = False,
) -> None:
    """Tell what changed between two sets of facts, then which figures only one of them has."""
    form = form_of(format, FORMATS, output)
    share = _share(tolerance)
    if by not in ("measure", "fact"):
        raise UsageError(f"--by {by}: choose measure or fact")
    if by == "fact" and share:
        raise UsageError("--tolerance goes with --by measure; facts are compared field by field")
    if old == new == "-":
        raise UsageError("only one of the two can be standard input")
    from imss_facts.cli.formats import show, write_rows
    from imss_facts.operations.diff import NEW, OLD, Comparison
    from imss_facts.operations.fact_diff import FactComparison

    with opened({OLD: files_or_stdin([old]), NEW: files_or_stdin([new])}, strict=strict, output=output) as store:
        if not all(store.files.values()):
            raise typer.Exit(Exit.BAD_INPUT)  # it has been told which cannot be read
        if by == "fact":
            facts = FactComparison(store)
            with data_output(output) as write:
                if form == "jsonl":
                    write_rows(form, FACT_COLUMNS, map(_fact_row, facts), write)
                else:
                    rows = (row for change in facts for row in _fact_cells(change))
                    show(form, _SHOWN_FACTS, rows, write, short=short, to_file=output is not None)
            found = _tell_facts(facts)
        else:
            comparison = Comparison(store, share)
            with data_output(output) as write:
                if form == "jsonl":
                    write_rows(form, COLUMNS, map(_row, comparison), write)
                else:
                    rows = (_cells(pair, short=short) for pair in comparison)
                    show(form, _SHOWN, rows, write, right=_NUMBERS, short=short, to_file=output is not None)
            found = _tell(comparison)
    if exit_code and found:
        raise typer.Exit(Exit.FOUND)


def _row(pair: "Pair") -> tuple[Any, ...]:
    """A pair as data, its columns as in ``COLUMNS``."""
    said = pair.either
    sides = (pair.old, pair.new)
    return (
        "changed" if None not in sides else "only_new" if pair.old is None else "only_old",
        said.measure, said.kind, said.unit, said.place, said.change,
        *(side and side.number for side in sides),
        pair.difference, pair.percent,
        *(side and side.period for side in sides),
        *(side and side.id for side in sides),
    )  # fmt: skip


def _cells(pair: "Pair", *, short: bool) -> tuple[Any, ...]:
    """A pair as people read it, its columns as in ``_SHOWN``."""
    sides = (pair.old, pair.new)
    return (
        pair.either.measure,
        pair.either.place,
        *(side and figure_of(side, short=short) for side in sides),
        signed(pair.difference, pair.either.unit, short=short),
        signed(pair.percent),
        *(side and side.period for side in sides),
        *(side and side.id for side in sides),
    )


def _fact_row(change: "Change") -> tuple[Any, ...]:
    """A change of a fact as data, its columns as in ``FACT_COLUMNS``."""
    fields = {key: {"old": old, "new": new} for key, (old, new) in change.fields.items()}
    sides = (change.old, change.new)
    said = change.new or change.old or {}
    ids = (side and side["id"] for side in sides)
    return (change.what, said["bulletin"], *ids, said["quantity"], fields or None)


def _fact_cells(change: "Change") -> Iterator[tuple[Any, ...]]:
    """A line for each field that changed, or one for the whole fact."""
    said = change.new or change.old or {}
    if change.fields:
        for key, (old, new) in change.fields.items():
            yield (change.what, said["id"], said["quantity"], key, old, new)
    else:
        yield (change.what, said["id"], said["quantity"], None, None, said["sentence"])


def _tell(comparison: "Comparison") -> bool:
    """Sum up on stderr; whether there are differences."""
    counts = comparison.counts
    parts = [f"{counts.differ} changed", f"{counts.old} only in OLD", f"{counts.new} only in NEW"]
    if counts.within:
        parts.append(f"{counts.within} the same within what tolerance or «more than» and the like allow")
    if counts.unmeasured:
        said = "fact has no measure and is" if counts.unmeasured == 1 else "facts have no measure and are"
        parts.append(f"{counts.unmeasured} {said} not compared; --by fact compares all")
    say(f"imss-facts: {'; '.join(parts)}")
    return counts.found


def _tell_facts(comparison: "FactComparison") -> bool:
    counts = comparison.counts
    say(f"imss-facts: {counts['added']} added; {counts['gone']} gone; {counts['changed']} changed")
    return bool(counts.total())


def _share(given: str) -> Decimal:
    number, percent = given.removesuffix("%"), given.endswith("%")
    with suppress(InvalidOperation):
        share = Decimal(number) / (100 if percent else 1)
        if share.is_finite() and 0 <= share < 1:
            return share
    raise UsageError(f"--tolerance {given}: is no share; write it as 0.5% or 0.005")
