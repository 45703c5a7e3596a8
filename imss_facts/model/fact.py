"""The fact: one figure of a bulletin with everything said about it, and its JSON line."""

from dataclasses import dataclass, fields
from decimal import Decimal
from json.encoder import encode_basestring

from imss_facts.model.vocabulary import Category, Change, Kind, Modifier, Status

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
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
    sentence: str
    rules: tuple[str, ...]
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """One JSON object, keys in the order of the schema, numbers exact and plain."""
        return "{" + ", ".join(f'"{name}": {_json(getattr(self, name))}' for name in FIELDS) + "}"


FIELDS = tuple(field.name for field in fields(Fact))


def plain_number(value: Decimal) -> str:
    """A number without exponent or trailing zeros: ``22643638``, ``94.2``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _json(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(encode_basestring, value)) + "]"
    return str(value)
