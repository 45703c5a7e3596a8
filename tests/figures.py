"""Facts made by hand, for the tests of what is asked of facts."""

import json

KEYS = [
    "id", "bulletin", "date", "kind", "category", "measure", "value", "low", "high", "unit", "modifier", "change",
    "status", "period", "period_start", "period_end", "place", "speaker", "entity", "quantity", "start", "end",
    "page", "sentence", "rules", "schema_version",
]  # fmt: skip


def a_fact(bulletin="a", start=4, **fields):
    """A fact with every key: 7 hospitals, unless told otherwise."""
    fact = dict.fromkeys(KEYS)
    fact |= {"bulletin": bulletin, "kind": "count", "category": "facilities", "measure": "hospitals", "value": 7}
    fact |= {"modifier": "exact", "status": "actual", "entity": "hospitales", "start": start}
    fact |= {"rules": ["numeral.digits"], "schema_version": 1, **fields}
    fact["quantity"] = fields.get("quantity", str(fact["value"]))
    fact["end"] = fields.get("end", start + len(fact["quantity"]))
    fact["id"] = fields.get("id", f"{bulletin}#{start}-{fact['end']}")
    fact["sentence"] = fields.get("sentence", f"Hay {fact['quantity']} {fact['entity']}.")
    if (year := fact["period"]) and "period_start" not in fields and len(year) == 4:
        fact |= {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    return fact


def line(fact):
    """A fact as extract writes it."""
    return json.dumps(fact, ensure_ascii=False)


def write(path, *facts):
    """A file of facts; a text among them is a line as it stands."""
    lines = [fact if isinstance(fact, str) else line(fact) for fact in facts]
    path.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8")
    return str(path)
