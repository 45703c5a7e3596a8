"""``imss-facts evaluate``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.options import Format, check_format
from imss_facts.cli.table import print_rows, wants_table

if TYPE_CHECKING:
    from imss_facts.operations.evaluate import Difference

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of <bulletin>.jsonl files of gold figures.")]
Facts = Annotated[Path, typer.Argument(metavar="FACTS", help="A JSONL file that extract wrote.")]
Errors = Annotated[bool, typer.Option("--errors", help="List every error instead of the scores.")]

COLUMNS = ("name", "gold", "facts", "right", "precision", "recall", "f1")


def command(
    gold: Gold,
    facts: Facts,
    errors: Errors = False,
    format: Format = None,  # noqa: A002  the option's name
) -> None:
    """Compare facts with gold figures: precision, recall and F1 per kind, and of every attribute."""
    chosen = check_format(format)
    from imss_facts.model.vocabulary import KINDS
    from imss_facts.operations.evaluate import ATTRIBUTES, Tally, evaluate

    outcome = evaluate(gold, facts)
    if errors:
        print_rows(
            ("bulletin", "start", "error", "kind", "gold", "fact"),
            map(_error_row, outcome.errors),
            table=wants_table(chosen),
        )
        return
    tallies: list[tuple[str, Tally]] = [(kind, outcome.kinds[kind]) for kind in KINDS if kind in outcome.kinds]
    tallies.append(("all", outcome.total))
    tallies += [(name, outcome.attributes[name]) for name in ATTRIBUTES if name in outcome.attributes]
    rows = (
        (name, t.gold, t.facts, t.right, *(round(share, 3) for share in (t.precision, t.recall, t.f1)))
        for name, t in tallies
    )
    print_rows(COLUMNS, rows, table=chosen != "jsonl")


def _error_row(error: "Difference") -> tuple[object, ...]:
    record = error.gold or error.fact or {}
    sides = (_told(error.what, side) for side in (error.gold, error.fact))
    return (error.bulletin, record["start"], error.what, record["kind"], *sides)


def _told(what: str, record: dict[str, object] | None) -> str | None:
    """What one side of an error says."""
    if record is None:
        return None
    if what in ("missed", "spurious", "wrong", "span"):
        value = record.get("edtf") or record.get("period") if record["kind"] == "date" else record.get("value")
        return f"{record['quantity']} = {value} {record.get('unit') or ''}".strip()
    return str(record.get(what))
