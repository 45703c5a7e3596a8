"""Who a bulletin is: of all that is said about its date, number and title, what counts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from imss_facts.readers.dates import date_in_name
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.header import claim_of_header, number_in_name

FIELDS = ("date", "number", "title")
SAID = {
    Origin.OPTION: "--date", Origin.MANIFEST: "the manifest", Origin.RECORD: "its record",
    Origin.FRONT_MATTER: "its front matter", Origin.METADATA: "its metadata", Origin.FILE_NAME: "its file name",
    Origin.HEADER: "its first lines", Origin.PROPERTIES: "the file's properties",
}  # fmt: skip
_DECIDED = Origin.MANIFEST  # what a person has decided: others that differ are no conflict


@dataclass(frozen=True, slots=True)
class Identity:
    """Date, number and title, where each was found, and a line for everything that does not agree."""

    date: dt.date | None = None
    number: str | None = None
    title: str | None = None
    origins: dict[str, Origin] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def identify(document: Document, name: str, given: Iterable[Claim] = ()) -> Identity:
    """The identity of a document: the most trusted place that says something (``Origin``) counts.

    ``given`` is said from outside: by an option, a manifest, a record.
    """
    body = document.metadata[-1][1] if document.metadata else 0
    named = Claim(Origin.FILE_NAME, date_in_name(name), number_in_name(name))
    claims = sorted((*given, *document.claims, named, claim_of_header(document.text[body:])), key=lambda c: c.origin)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    notes: list[str] = []
    for what in FIELDS:
        said = [(getattr(claim, what), claim.origin) for claim in claims if getattr(claim, what)]
        if said:
            values[what], origins[what] = said[0]
            notes.extend(_conflicts(what, said))
    if origins.get("date") is Origin.PROPERTIES:
        notes.append(f"is dated only by the file's properties ({values['date']}), which tell when the file was made")
    return Identity(**values, origins=origins, notes=tuple(notes))


def _conflicts(what: str, said: list[tuple[Any, Origin]]) -> Iterable[str]:
    (value, origin), *others = said
    if what == "title" or origin <= _DECIDED:
        return
    for other, place in others:
        if place is not Origin.PROPERTIES and not _agree(value, other):
            yield (
                f"its {what} is {value} by {SAID[origin]}, {other} by {SAID[place]}; the former is taken, "
                "--manifest decides otherwise"
            )


def _agree(one: Any, other: Any) -> bool:
    """Whether two values are the same; a number may leave out zeros and the year (``045`` and ``45/2024``)."""
    if isinstance(one, dt.date):
        return bool(one == other)
    (first, *year), (second, *other_year) = (str(number).split("/") for number in (one, other))
    return first.lstrip("0") == second.lstrip("0") and (not year or not other_year or year == other_year)
