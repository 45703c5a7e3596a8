"""Values of SQL and of facts as JSON, exact."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from imss_facts.model.fact import plain_number


def json_text(value: object) -> str:
    """A value as JSON: numbers plain and exact, days in ISO 8601, what JSON has no word for as text."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain_number(value) if value.is_finite() else "null"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{encode_basestring(str(k))}: {json_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(json_text, value))}]"
    return encode_basestring(_plain(value))


def json_object(columns: Sequence[str], row: Iterable[Any]) -> str:
    """A row as one JSON object."""
    return json_text(dict(zip(columns, row, strict=True)))


def plain_text(value: object) -> str:
    """A value as one cell of CSV: text as it is, nothing for null, lists and structures as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json_text(value).removeprefix('"').removesuffix('"')


def _plain(value: object) -> str:
    if isinstance(value, (dt.date, dt.time)):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    return str(value)


def distinct(columns: Sequence[str]) -> list[str]:
    """Names of columns with a number added to those that occur again."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        found.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return found
