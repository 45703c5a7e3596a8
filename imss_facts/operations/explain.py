"""``explain``: how a figure came about, component by component, with the patterns that had a part."""

from collections.abc import Iterator
from dataclasses import dataclass

from imss_facts.errors import InputError
from imss_facts.language.tokens import Tokens
from imss_facts.model.bulletin import Bulletin
from imss_facts.model.fact import plain_number
from imss_facts.operations.extract import Extractor
from imss_facts.pipeline.reading import Exclusion, Quantity, Reading

_CONTEXT = ("modifier", "change", "status", "period", "place", "speaker")


@dataclass(frozen=True, slots=True)
class Step:
    """What one component found out about the figure."""

    component: str
    finding: str
    rules: tuple[str, ...] = ()


def offset_of(fact_id: str) -> int:
    """The offset in a fact's id; InputError where it has none."""
    start = fact_id.rpartition("#")[2].partition("-")[0]
    if not start.isdecimal():
        raise InputError(f"«{fact_id}» is no fact's id; it ends in #<start>-<end>")
    return int(start)


def explain(extractor: Extractor, bulletin: Bulletin, offset: int) -> list[Step]:
    """Every component's step at an offset of the text as read; InputError where it lies outside."""
    if not 0 <= offset < len(bulletin.text):
        raise InputError(f"offset {offset} lies outside the text, which has {len(bulletin.text):,} characters")
    told: set[str] = set()
    rules: set[str] = set()
    steps: list[Step] = []
    for name, reading in extractor.steps(bulletin):
        for finding, known in _findings(name, reading, offset):
            if finding not in told:
                told.add(finding)
                new = tuple(rule for rule in known if rule not in rules)
                rules.update(new)
                steps.append(Step(name, finding, new))
    return steps


def _findings(component: str, reading: Reading, offset: int) -> Iterator[tuple[str, list[str]]]:
    tokens = reading.tokens
    for numeral in reading.numerals:
        if tokens.starts[numeral.i] <= offset < tokens.ends[numeral.j - 1]:
            value = plain_number(numeral.value)
            yield f"«{tokens.slice(numeral.i, numeral.j)}» is a numeral ({numeral.form}): {value}", [numeral.rule]
    for exclusion in reading.exclusions:
        if _covers(tokens, exclusion, offset):
            yield f"left out: {exclusion.reason}", [exclusion.rule]
    for quantity in (*reading.quantities, *reading.facilities):
        if _covers(tokens, quantity, offset):
            yield _quantity(tokens, quantity), quantity.rules
            if quantity.entity is not None:
                beside = "" if quantity.own else ", said elsewhere" if quantity.kind == "count" else ""
                entity = " ".join(tokens.slice(*quantity.entity).split())
                measure = f", measure {quantity.measure}" if quantity.measure else ""
                yield f"of «{entity}»{beside}{measure} ({quantity.category or 'no category'})", quantity.rules
            if component in ("imss_context", "imss_facilities", "imss_facts"):
                yield from _said_around(quantity)


def _said_around(quantity: Quantity) -> Iterator[tuple[str, list[str]]]:
    for name in _CONTEXT:
        value = getattr(quantity, name)
        if value not in (None, "exact", "actual") and not (name == "period" and quantity.kind == "date"):
            yield f"{name}: {value}", quantity.rules


def _quantity(tokens: Tokens, quantity: Quantity) -> str:
    text = " ".join(tokens.slice(quantity.i, quantity.j).split())
    if quantity.kind == "date":
        return f"«{text}» is a date: {quantity.period}"
    if quantity.kind == "facility":
        return f"«{text}» is a facility"
    if quantity.value is None and quantity.low is not None and quantity.high is not None:
        value = f"{plain_number(quantity.low)} to {plain_number(quantity.high)}"
    else:
        value = plain_number(quantity.value) if quantity.value is not None else "no value"
    return f"«{text}» is a {quantity.kind}: {value} {quantity.unit or ''}".rstrip()


def _covers(tokens: Tokens, span: Quantity | Exclusion, offset: int) -> bool:
    return bool(tokens.starts[span.i] <= offset < tokens.ends[span.j - 1])
