"""``evaluate``: facts compared with gold figures, by kind and by attribute.

A fact matches a gold figure of its kind whose characters it overlaps; each is used once. It is ``right`` where
value, bounds, unit and date agree too. Attributes are judged on the right ones, by the F1 of what they tell:
``null``, ``exact`` and ``actual`` tell nothing, so giving them everywhere earns nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from imss_facts.errors import InputError
from imss_facts.model.vocabulary import KINDS
from imss_facts.operations.jsonl import read_jsonl

ATTRIBUTES = ("span", "entity", "category", "measure", "modifier", "change", "status", "period", "place", "speaker")
_NEUTRAL: dict[str, tuple[Any, ...]] = {"modifier": ("exact", None), "status": ("actual", None)}
_PHRASES = ("entity", "place", "speaker")
_COUNTED = re.compile(r"^(?:número|total|cantidad) de (?:l[oa]s )?")
_TOLERANCE = Decimal("0.000001")
_RATIO_TOLERANCE = Decimal("0.001")
_NEEDED = ("start", "end", "kind", "quantity")
_NUMBERS = ("value", "low", "high")
_TEXTS = ("kind", "quantity", "bulletin", "unit", "edtf", *ATTRIBUTES[1:])


@dataclass
class Tally:
    """How many figures gold has, facts give, and are found and right."""

    gold: int = 0
    facts: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right among the facts."""
        return self.right / self.facts if self.facts else 0.0

    @property
    def recall(self) -> float:
        """Right among the gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One error: a missed or spurious or wrong figure, or an attribute that differs."""

    bulletin: str
    what: str
    gold: dict[str, Any] | None
    fact: dict[str, Any] | None


@dataclass
class Evaluation:
    """The outcome: tallies by kind and by attribute, and every error."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[Difference] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All kinds together."""
        found = Tally()
        for tally in self.kinds.values():
            found.gold += tally.gold
            found.facts += tally.facts
            found.found += tally.found
            found.right += tally.right
        return found


def evaluate(gold_folder: Path, facts_file: Path) -> Evaluation:
    """Compare ``<bulletin>.jsonl`` files of gold figures with facts; InputError names file and line of bad records."""
    gold = dict(load_gold(gold_folder))
    if not gold:
        raise InputError(f"{gold_folder}: holds no gold file (<bulletin>.jsonl)")
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, record in read_jsonl(facts_file):
        _check(record, f"{facts_file}:{number}", "bulletin")
        facts[record["bulletin"]].append(record)
    outcome = Evaluation()
    for name, figures in gold.items():
        _compare(outcome, name, figures, _facts_of(name, facts, facts_file))
    return outcome


def _facts_of(name: str, facts: dict[str, list[dict[str, Any]]], source: Path) -> list[dict[str, Any]]:
    """The facts of the bulletin that has that id, or else that file name in some folder."""
    if name in facts:
        return facts[name]
    ids = [bulletin for bulletin in facts if bulletin.rsplit("/", 1)[-1] == name]
    if len(ids) > 1:
        raise InputError(f"{source}: has facts of {ids[0]} and of {ids[1]}; which is meant by the gold of {name}?")
    return facts[ids[0]] if ids else []


def load_gold(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The gold figures of each bulletin; facilities lists are left out."""
    for path in sorted(folder.glob("*.jsonl")):
        if not path.stem.startswith("facilities"):
            figures = []
            for number, record in read_jsonl(path):
                _check(record, f"{path}:{number}")
                figures.append(record)
            yield path.stem, figures


def _check(record: dict[str, Any], where: str, *more: str) -> None:
    missing = [key for key in (*_NEEDED, *more) if key not in record]
    if missing:
        raise InputError(f"{where}: lacks «{missing[0]}»; is this a facts or gold file?")
    if not all(type(record[key]) is int for key in ("start", "end")):
        raise InputError(f"{where}: start and end must be whole numbers")
    for keys, types, what in ((_NUMBERS, (int, Decimal), "a number"), (_TEXTS, (str,), "text")):
        for key in keys:
            value = record.get(key)
            if type(value) not in types and (value is not None or key in (*_NEEDED, *more)):
                raise InputError(f"{where}: {key} must be {what}, not {value!r}")
    if record["kind"] not in KINDS:
        raise InputError(f"{where}: kind «{record['kind']}» is none of {', '.join(KINDS)}")


def _compare(outcome: Evaluation, name: str, gold: list[dict[str, Any]], facts: list[dict[str, Any]]) -> None:
    gold, facts = ([r for r in records if r["kind"] != "facility"] for records in (gold, facts))
    used: set[int] = set()
    for figure in gold:
        tally = outcome.kinds[figure["kind"]]
        tally.gold += 1
        match = _best(figure, facts, used)
        if match is None:
            outcome.errors.append(Difference(name, "missed", figure, None))
            continue
        used.add(match)
        tally.found += 1
        fact = facts[match]
        if not _right(figure, fact):
            outcome.errors.append(Difference(name, "wrong", figure, fact))
            continue
        tally.right += 1
        _compare_attributes(outcome, name, figure, fact)
    for k, fact in enumerate(facts):
        outcome.kinds[fact["kind"]].facts += 1
        if k not in used:
            outcome.errors.append(Difference(name, "spurious", None, fact))


def _best(figure: dict[str, Any], facts: list[dict[str, Any]], used: set[int]) -> int | None:
    best, widest = None, 0
    for k, fact in enumerate(facts):
        if k not in used and fact["kind"] == figure["kind"]:
            overlap = min(figure["end"], fact["end"]) - max(figure["start"], fact["start"])
            if overlap > widest:
                best, widest = k, overlap
    return best


def _right(gold: dict[str, Any], fact: dict[str, Any]) -> bool:
    if gold["kind"] == "date":
        return (fact.get("period") or "") == (gold.get("edtf") or gold.get("period") or "")
    if gold["kind"] == "ratio":
        return _same(gold.get("value"), fact.get("value"), _RATIO_TOLERANCE)
    if gold.get("unit") != fact.get("unit"):
        return False
    if gold.get("low") is not None or gold.get("high") is not None:
        return _same(gold.get("low"), fact.get("low")) and _same(gold.get("high"), fact.get("high"))
    return _same(gold.get("value"), fact.get("value"))


def _same(a: Any, b: Any, tolerance: Decimal = _TOLERANCE) -> bool:
    if a is None or b is None:
        return a is b
    first, second = Decimal(a), Decimal(b)
    return abs(first - second) <= tolerance * max(abs(first), abs(second))


def _compare_attributes(outcome: Evaluation, name: str, gold: dict[str, Any], fact: dict[str, Any]) -> None:
    for attribute in ATTRIBUTES:
        if attribute == "span":
            same = (gold["start"], gold["end"]) == (fact["start"], fact["end"])
            said = given = True
        elif attribute not in gold or _beside_the_point(attribute, gold["kind"]):
            continue
        else:
            same = _agree(attribute, gold.get(attribute), fact.get(attribute))
            said, given = (_tells(attribute, record.get(attribute)) for record in (gold, fact))
        tally = outcome.attributes[attribute]
        tally.gold += said
        tally.facts += given
        tally.right += same and said and given
        if not same:
            outcome.errors.append(Difference(name, attribute, gold, fact))


def _beside_the_point(attribute: str, kind: str) -> bool:
    return (attribute == "category" and kind != "count") or (attribute == "period" and kind == "date")


def _tells(attribute: str, value: Any) -> bool:
    return value not in _NEUTRAL.get(attribute, (None,))


def _agree(attribute: str, want: Any, have: Any) -> bool:
    if attribute in _NEUTRAL:
        return want == have or not (_tells(attribute, want) or _tells(attribute, have))
    if attribute not in _PHRASES:
        return bool(want == have)
    first, second = (_COUNTED.sub("", " ".join((text or "").split()).casefold()) for text in (want, have))
    if not first or not second:
        return first == second
    inside = attribute != "entity" and (first in second or second in first)
    return first.startswith(second) or second.startswith(first) or inside
