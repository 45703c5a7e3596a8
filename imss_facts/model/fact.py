"""The fact: one figure of a bulletin with everything said about it, and its JSON line."""

from decimal import Decimal
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

from imss_facts.model.vocabulary import Category, Change, Kind, Modifier, Status

SCHEMA_VERSION = 1


class Fact(NamedTuple):
    """A figure; ``text[start:end] == quantity`` on the text as read, offsets in characters."""

    id: str
    bulletin: str
    date: str | None
    kind: Kind
    category: Category | None
    measure: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: Modifier
    change: Change | None
    status: Status
    period: str | None
    period_start: str | None
    period_end: str | None
    place: str | None
    speaker: str | None
    entity: str | None
    quantity: str
    start: int
    end: int
    page: int | None
    sentence: str
    rules: tuple[str, ...]
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """One JSON object, keys in the order of the schema, numbers exact and plain."""
        return (
            f'{{"id": {_quoted(self.id)}, "bulletin": {_quoted(self.bulletin)}, "date": {_text(self.date)}, '
            f'"kind": "{self.kind}", "category": {_text(self.category)}, "measure": {_text(self.measure)}, '
            f'"value": {_number(self.value)}, "low": {_number(self.low)}, "high": {_number(self.high)}, '
            f'"unit": {_text(self.unit)}, "modifier": "{self.modifier}", "change": {_text(self.change)}, '
            f'"status": "{self.status}", "period": {_text(self.period)}, "period_start": {_text(self.period_start)}, '
            f'"period_end": {_text(self.period_end)}, "place": {_text(self.place)}, "speaker": {_text(self.speaker)}, '
            f'"entity": {_text(self.entity)}, "quantity": {_quoted(self.quantity)}, "start": {self.start}, '
            f'"end": {self.end}, "page": {"null" if self.page is None else self.page}, '
            f'"sentence": {_quoted(self.sentence)}, "rules": [{", ".join(map(_quoted, self.rules))}], '
            f'"schema_version": {self.schema_version}}}'
        )


def plain_number(value: Decimal) -> str:
    """A number without exponent or trailing zeros: ``22643638``, ``94.2``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number(value: Decimal | None) -> str:
    return "null" if value is None else plain_number(value)


def _text(value: str | None) -> str:
    return "null" if value is None else _quoted(value)
