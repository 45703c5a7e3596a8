"""What extraction tells of a sentence, by chosen fields."""

import datetime as dt
import json
from decimal import Decimal

from imss_facts.model.bulletin import Bulletin


def told(extractor, text, *fields, date=None):
    """The fields of every fact of a text, figures first; of one field alone the bare values."""
    result = extractor(Bulletin("a", text, date=dt.date.fromisoformat(date) if date else None))
    facts = [json.loads(line, parse_float=Decimal) for line in result.facts]
    rows = [tuple(fact[field] for field in fields) for fact in facts]
    return [row[0] for row in rows] if len(fields) == 1 else rows


def excluded(extractor, text):
    """The reason of every exclusion of a text, by what is excluded."""
    result = extractor(Bulletin("a", text))
    return {text[start:end]: reason for start, end, reason, _ in result.exclusions}
