"""``audit``: the complete account of a text's numerals, each in a fact or in an exclusion with its reason."""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from imss_facts.operations.extract import Result

UNACCOUNTED = "unaccounted"
UNCLASSIFIED = "unclassified"


@dataclass(frozen=True, slots=True)
class Entry:
    """One numeric expression: its characters, and the fact or the reason that accounts for it."""

    bulletin: str
    start: int
    end: int
    text: str
    fact: str | None = None
    kind: str | None = None
    reason: str | None = None
    rule: str | None = None


def audit(result: Result) -> list[Entry]:
    """The account of one bulletin in the order of the text.

    A digit that stands neither in a fact nor in an exclusion would show as ``unaccounted``, a numeral that no
    pattern knows a reason for as ``unclassified``.
    """
    bulletin = result.bulletin
    if bulletin is None:
        return []
    text, name = bulletin.text, bulletin.id
    entries = []
    for line in result.facts:
        fact = json.loads(line)
        entries.append(Entry(name, fact["start"], fact["end"], fact["quantity"], fact["id"], fact["kind"]))
    for start, end, reason, rule in result.exclusions:
        entries.append(Entry(name, start, end, text[start:end], None, None, reason, rule))
    entries.extend(_unaccounted(name, text, entries))
    return sorted(entries, key=lambda e: (e.start, e.end))


def _unaccounted(name: str, text: str, entries: list[Entry]) -> Iterator[Entry]:
    rest = list(text)
    for entry in entries:
        rest[entry.start : entry.end] = " " * (entry.end - entry.start)
    for match in re.finditer(r"\d+", "".join(rest)):
        yield Entry(name, *match.span(), match.group(), reason=UNACCOUNTED, rule=UNACCOUNTED)


def account_name(entry: Entry) -> str:
    """What totals count an expression as: its kind of fact, or its reason."""
    return entry.kind or f"excluded: {entry.reason}"


def incomplete(names: Container[str]) -> bool:
    """Whether some expression has no account, judged by the names in the totals."""
    return any(f"excluded: {reason}" in names for reason in (UNACCOUNTED, UNCLASSIFIED))


def unknown_entities(results: Iterable[Result]) -> list[tuple[str, int]]:
    """The entity phrases that no measure knows, the most frequent first."""
    counted: Counter[str] = Counter()
    for result in results:
        for line in result.facts:
            fact = json.loads(line)
            if fact["kind"] == "count" and fact["entity"] and fact["measure"] is None:
                counted[fact["entity"].lower()] += 1
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))
