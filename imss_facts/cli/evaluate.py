"""``imss-facts evaluate``."""

from pathlib import Path
from typing import Annotated

import typer

from imss_facts.cli.options import Format, check_format
from imss_facts.cli.table import print_rows, wants_table

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of <bulletin>.jsonl files of gold figures.")]
Facts = Annotated[Path, typer.Argument(metavar="FACTS", help="A JSONL file that extract wrote.")]
Errors = Annotated[bool, typer.Option("--errors", help="List every error instead of the scores.")]


def command(
    gold: Gold,
    facts: Facts,
    errors: Errors = False,
    format: Format = None,  # noqa: A002  the option's name
) -> None:
    """Compare facts with gold figures: precision, recall and F1 per kind, and of every attribute."""
    chosen = check_format(format)
    from imss_facts.model.vocabulary import KINDS
    from imss_facts.operations.evaluate import ATTRIBUTES, evaluate

    outcome = evaluate(gold, facts)
    if errors:
        columns = ("bulletin", "start", "error", "kind", "gold", "fact")
        rows = []
        for e in outcome.errors:
            record = e.gold or e.fact or {}
            pair = tuple(_told(e.what, side) for side in (e.gold, e.fact))
            rows.append((e.bulletin, record["start"], e.what, record["kind"], *pair))
        print_rows(columns, rows, table=wants_table(chosen))
        return
    named = [(kind, outcome.kinds[kind]) for kind in KINDS if kind in outcome.kinds]
    named += [("all", outcome.total)]
    named += [(name, outcome.attributes[name]) for name in ATTRIBUTES if name in outcome.attributes]
    rows = [
        (name, t.gold, t.facts, t.right, round(t.precision, 3), round(t.recall, 3), round(t.f1, 3)) for name, t in named
    ]
    columns = ("name", "gold", "facts", "right", "precision", "recall", "f1")
    print_rows(columns, rows, table=chosen != "jsonl")


def _told(what: str, record: dict[str, object] | None) -> str | None:
    """What one side of an error says."""
    if record is None:
        return None
    if what in ("missed", "spurious", "wrong", "span"):
        value = record.get("edtf") or record.get("period") if record["kind"] == "date" else record.get("value")
        return f"{record['quantity']} = {value} {record.get('unit') or ''}".strip()
    return str(record.get(what))
