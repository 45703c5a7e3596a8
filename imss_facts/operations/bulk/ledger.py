"""The ledger: which bulletins made a file of facts, and where in it their facts stand.

It lies beside the file as ``FACTS.jsonl.ledger``: a JSON line for each bulletin in order, and a last one that tells the
state of the file. A bulletin is known by a digest of all that its facts depend on.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from imss_facts.operations.bulk.outcome import Outcome

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts of one bulletin: their bytes in the file, their number, and what was noted."""

    id: str
    start: int
    length: int
    facts: int
    notes: tuple[str, ...]


def ledger_path(facts: Path) -> Path:
    """Where the ledger of a file of facts lies."""
    return facts.with_name(f"{facts.name}.ledger")


def entry_line(outcome: Outcome) -> bytes:
    """The line of one bulletin."""
    made = {
        "digest": outcome.digest,
        "id": outcome.id,
        "bytes": len(outcome.lines),
        "facts": outcome.facts,
        "notes": outcome.notes,
    }
    return f"{json.dumps(made, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def last_line(facts: Path) -> bytes:
    """The line that ends the ledger of a file just written."""
    return f"{json.dumps({'ledger': VERSION, 'facts': _state(facts)})}\n".encode()


def _state(facts: Path) -> list[int]:
    """What tells one state of a file from another."""
    status = facts.stat()
    return [status.st_size, status.st_mtime_ns]


def read_ledger(facts: Path) -> dict[str, Entry] | None:
    """The entries by digest; None where there is no ledger, or the facts are not those that it was written for."""
    entries: dict[str, Entry] = {}
    start = 0
    try:
        with ledger_path(facts).open(encoding="utf-8") as lines:
            for made in map(json.loads, lines):
                if "ledger" in made:
                    return entries if made == {"ledger": VERSION, "facts": _state(facts)} else None
                entries[made["digest"]] = Entry(made["id"], start, made["bytes"], made["facts"], tuple(made["notes"]))
                start += made["bytes"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return None  # cut off
