"""A record of JSON lines or of a table: an object with a text, and what else is known of the bulletin."""

import json
from collections.abc import Iterable
from typing import Any

from imss_facts.errors import InputError
from imss_facts.readers.dates import date_of_value
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.formats.fields import DATE, ID, NUMBER, TEXT, TITLE
from imss_facts.readers.formats.plain import as_read


def read_record(data: bytes, _encoding: str = "utf-8") -> Document:
    """The document of one JSON object; its text is read as it stands, its title is not part of it."""
    fields = object_of(data)
    text = _value(fields, TEXT)
    if text is None:
        raise InputError(f'has no «{TEXT[0]}» (or {", ".join(TEXT[1:])}); a record is {{"id": …, "text": …}}')
    claim = claim_of(fields)
    return Document(as_read(text.removeprefix("\ufeff")), (claim,) if claim else (), id=_value(fields, ID))


def claim_of(fields: dict[str, Any], origin: Origin = Origin.RECORD) -> Claim | None:
    """What a record's fields say of date, number and title; InputError where the date is none."""
    dated, number, title = (_value(fields, keys) for keys in (DATE, NUMBER, TITLE))
    date = date_of_value(dated) if dated else None
    if dated and date is None:
        raise InputError(f"its date «{dated}» is no day; write it as 2020-07-20")
    return Claim(origin, date, number, title) if date or number or title else None


def object_of(data: bytes | str, place: str = "") -> dict[str, Any]:
    """The JSON object of a line; InputError, with the place before it, where it is none."""
    try:
        fields = json.loads(data)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise InputError(f"{place}byte {byte:#04x} is not UTF-8; JSON lines are UTF-8") from None
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", None) or str(error)
        raise InputError(f"{place}is no JSON: {why}; every line must be one object") from None
    if not isinstance(fields, dict):
        raise InputError(f"{place}is no JSON object; every line must be one object")
    return fields


def _value(fields: dict[str, Any], keys: Iterable[str]) -> str | None:
    """The first of some keys, whatever their case, that has a value; a number is taken for its digits."""
    for key in keys:
        value = fields.get(key)
        if value is None:
            value = next((each for name, each in fields.items() if name.strip().lower() == key), None)
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise InputError(f"its «{key}» is no text")
        if value not in (None, ""):
            text = str(value)
            return text if keys is TEXT else " ".join(text.split()) or None
    return None
