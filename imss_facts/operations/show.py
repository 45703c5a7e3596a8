"""``show``: a bulletin paragraph by paragraph, with its figures in place and what they were read as."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imss_facts.operations.extract import Result

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, where it begins, and its facts."""

    start: int
    text: str
    facts: tuple[dict[str, Any], ...]


def paragraphs(result: Result) -> Iterator[Paragraph]:
    """The paragraphs of an extracted bulletin, in order."""
    if result.bulletin is None:
        return
    facts = [json.loads(line) for line in result.facts]
    for match in _PARAGRAPH.finditer(result.bulletin.text):
        inside = tuple(f for f in facts if match.start() <= f["start"] < match.end())
        yield Paragraph(match.start(), match.group(), inside)


def reading_of_fact(fact: dict[str, Any]) -> str:
    """What a fact says, on one line."""
    if fact["kind"] == "date":
        parts = [fact["period"]]
    elif fact["value"] is None and fact["low"] is not None:
        parts = [f"{fact['low']:,} to {fact['high']:,}", fact["unit"]]
    else:
        parts = [f"{fact['value']:,}" if fact["value"] is not None else fact["kind"], fact["unit"]]
    parts.append(f"of {fact['entity']}" if fact["entity"] and fact["kind"] != "facility" else None)
    parts.append(f"[{fact['measure'] or fact['category']}]" if fact["kind"] == "count" else None)
    for key, neutral in (("modifier", "exact"), ("change", None), ("status", "actual")):
        parts.append(fact[key] if fact[key] not in (neutral, None) else None)
    parts.append(f"for {fact['period']}" if fact["period"] and fact["kind"] != "date" else None)
    parts.append(f"in {fact['place']}" if fact["place"] else None)
    parts.append(f"says {fact['speaker']}" if fact["speaker"] else None)
    return " ".join(part for part in parts if part)
