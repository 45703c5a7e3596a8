"""The JSON Schema of a fact, made from the model."""

import json
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from imss_facts.model.fact import SCHEMA_VERSION, Fact

_TYPES: dict[Any, str] = {str: "string", int: "integer", Decimal: "number", NoneType: "null"}
_DESCRIPTIONS = {
    "id": "<bulletin>#<start>-<end>; unique in a file, stable as long as the text is",
    "bulletin": "path below the extracted root without its suffix",
    "date": "publication date of the bulletin, ISO 8601",
    "kind": "what sort of figure",
    "category": "what sort of thing is counted",
    "measure": "canonical id of what is counted, from the patterns",
    "value": "normalised: pesos not millions; a ratio as quotient; a duration in its unit",
    "low": "lower bound of a range; numerator of a ratio",
    "high": "upper bound of a range; denominator of a ratio",
    "unit": "ISO 4217, %, pp, year month week day hour minute second, UCUM",
    "modifier": "whether the value is exact",
    "change": "whether the figure is itself a difference",
    "status": "whether it is so or planned",
    "period": "EDTF level 1: of a date its own value, of others the time they hold for",
    "period_start": "first day covered, ISO 8601",
    "period_end": "last day covered, ISO 8601",
    "place": "as written",
    "speaker": "who states it, as written at its fullest",
    "entity": "what is counted or measured, as written, without the number",
    "quantity": "the expression as written: text[start:end]",
    "start": "offset of the first character in the text as read",
    "end": "offset after the last character",
    "page": "page on which it begins, counted from 1; of formats that have pages",
    "sentence": "the sentence around it, white space folded",
    "rules": "ids of the patterns that made it",
    "schema_version": "version of this schema",
}


def fact_schema() -> dict[str, Any]:
    """The schema as data."""
    hints = get_type_hints(Fact)
    properties = {name: {**_schema_of(hints[name]), "description": _DESCRIPTIONS[name]} for name in Fact._fields}
    properties["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:imss-facts:fact:{SCHEMA_VERSION}",
        "title": "Fact",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema_of(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        options = [_schema_of(option) for option in get_args(hint)]
        if all(set(option) == {"type"} for option in options):
            return {"type": [option["type"] for option in options]}
        return {"anyOf": options}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(hint)[0])}
    return {"type": _TYPES[hint]}


def schema_text() -> str:
    """The schema as JSON."""
    return json.dumps(fact_schema(), ensure_ascii=False, indent=2) + "\n"
