"""What a page says of its bulletin: the day it was published, its number, its title."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from imss_facts.readers.dates import date_of_value, day_of
from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.formats.fields import NUMBER
from imss_facts.readers.formats.html.hints import (
    ADDRESS,
    ADDRESS_FIELD,
    ARTICLE_TYPES,
    DATE_FIELDS,
    JSON_LD,
    SITE_FIELDS,
    SITE_NAMES,
    TITLE_FIELD,
)
from imss_facts.readers.formats.html.page import Field, Page

_UTC = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)? ?(?:Z|[+-]00:?00)\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+(?:[|·»:]|::|[-–—])\s+")
_ALWAYS = frozenset({"|", "»", "::"})  # never within a title
_LONGEST = 100  # characters of a field that is a date or a number


def claim_of(page: Page, fields: Sequence[Field], heading: str) -> Claim | None:
    """What the page says in its fields, ``heading`` being the article's own title; None where it says nothing."""
    date, number, title = _date(fields), _number(page.addresses, fields), _title(page.title, fields, heading)
    return Claim(Origin.METADATA, date, number, title) if date or number or title else None


def _date(fields: Sequence[Field]) -> dt.date | None:
    said = [(field.name, value) for field in fields for value in _values(field)]
    for name in DATE_FIELDS:
        for field, value in said:
            date = _day(value.strip()) if field == name and len(value) <= _LONGEST else None
            if date:
                return date
    return None


def _values(field: Field) -> Iterator[str]:
    if field.name == JSON_LD:
        yield from _published(field.value)
    else:
        yield field.value


def _day(written: str) -> dt.date | None:
    """The calendar day as written; of a time in UTC, the day in Mexico City."""
    utc = _UTC.match(written)
    if utc is None:
        return date_of_value(written)
    try:
        moment = dt.datetime.fromisoformat(f"{utc[1]}T{utc[2]}+00:00")
    except ValueError:
        return None
    return day_of(moment)


def _published(written: str) -> Iterator[str]:
    """``datePublished`` of the articles that JSON-LD describes, in order."""
    try:
        waiting: list[Any] = [json.loads(written)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            types = node.get("@type")
            published = node.get("datePublished")
            named = types if isinstance(types, list) else [types]
            if isinstance(published, str) and any(isinstance(t, str) and t in ARTICLE_TYPES for t in named):
                yield published
            waiting.extend(reversed([value for value in node.values() if isinstance(value, dict | list)]))


def _number(addresses: Sequence[str], fields: Sequence[Field]) -> str | None:
    for field in fields:
        if field.name in NUMBER and len(field.value) <= _LONGEST and any(map(str.isdecimal, field.value)):
            return " ".join(field.value.split())
    said = [*addresses, *(field.value for field in fields if field.name == ADDRESS_FIELD)]
    found = (ADDRESS.search(address) for address in said)
    match = next(filter(None, found), None)
    return f"{match[2]}/{match[1]}" if match else None


def _title(named: str, fields: Sequence[Field], heading: str) -> str | None:
    sites = {field.value.strip().casefold() for field in fields if field.name in SITE_FIELDS} | SITE_NAMES
    said = next((field.value for field in fields if field.name == TITLE_FIELD and field.value.strip()), None)
    for title in (said, heading, named):
        bare = _without_site(" ".join(title.split()), sites) if title else ""
        if bare:
            return bare
    return None


def _without_site(title: str, sites: set[str] | frozenset[str]) -> str:
    """A title without the names of the site that follow it."""
    while title.casefold() not in sites:
        cut = next(reversed(list(_SEPARATOR.finditer(title))), None)
        if cut is None:
            return title
        if cut.group().strip() not in _ALWAYS and title[cut.end() :].casefold() not in sites:
            return title
        title = title[: cut.start()]
    return ""
