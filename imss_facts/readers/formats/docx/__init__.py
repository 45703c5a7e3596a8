"""Word documents (.docx, .docm): the text in reading order, and what the document's properties claim.

The package is read with the standard library's zipfile and expat, in memory: nothing is unpacked to the disk, pictures
and macros are not touched, and a document of any size streams through without a tree of its XML.
"""

import datetime as dt
import unicodedata
from itertools import chain

from imss_facts.errors import InputError
from imss_facts.readers.dates import date_of_line, day_of
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.formats.docx.blocks import Block, joined
from imss_facts.readers.formats.docx.lists import Lists
from imss_facts.readers.formats.docx.package import Package
from imss_facts.readers.formats.docx.properties import Properties, Styles, is_on
from imss_facts.readers.formats.docx.story import Story
from imss_facts.readers.formats.plain import as_read

_YEARS = range(2000, 2100)
_OF_TEMPLATES = frozenset({dt.date(2013, 12, 23)})  # when python-docx's was made, and so all documents made with it
_LONGEST_TITLE = 300
_NO_TITLES = frozenset({"Word Document", "Documento sin título", "Untitled"})


def read_docx(data: bytes, encoding: str = "utf-8") -> Document:  # noqa: ARG001  XML names its own
    """A Word document: the header of its first section, its body, then its footnotes and endnotes.

    Headers hold the bulletin's number and date. Footers, comments, hidden and deleted text, page numbers, and what
    stands in pictures, charts and diagrams are left out.
    """
    package = Package(data)
    related = package.relationships(package.main)
    named = dict(related.values())
    styles, lists = Styles(), Lists()
    package.read(named.get("styles", ""), styles)
    package.read(named.get("numbering", ""), lists)
    body = Story(styles, lists)
    package.read(package.main, body)
    if not body.is_document:
        raise InputError(f"is no Word document: {package.main} holds something else; save it as .docx")
    blocks = [*_header(package, related, body, styles), *body.blocks]
    for kind in ("footnote", "endnote"):
        notes = Story(styles, lists)
        package.read(named.get(f"{kind}s", ""), notes)
        blocks += chain.from_iterable(notes.notes.get(id_, ()) for of, id_ in body.references if of == kind)
    text = joined(blocks)
    if not text:
        raise InputError("has no text, at most pictures of it; extract the text first")
    return Document(as_read(text), _claims(package))


def _header(package: Package, related: dict[str, tuple[str, str]], body: Story, styles: Styles) -> list[Block]:
    """What the first page's header says, else that of the others: lines with letters or a date, no bare figures."""
    section = body.section or {}
    for page in ("first", "default"):
        _, part = related.get(section.get(f"header {page}", ""), ("", ""))
        if part and (page == "default" or is_on(section, "titlePg")):
            header = Story(styles, Lists())
            package.read(part, header)
            said = [block for block in header.blocks if any(map(str.isalpha, block.text)) or date_of_line(block.text)]
            if said:
                return said
    return []


def _claims(package: Package) -> tuple[Claim, ...]:
    """The day it was created and its title, where they are plausible; broken properties say nothing."""
    core = _Core()
    try:
        package.read(package.properties, core)
    except InputError:
        return ()
    date = _day(core.said.get("dcterms:created", "").strip())
    title = unicodedata.normalize("NFC", " ".join(core.said.get("dc:title", "").split()))
    if title in _NO_TITLES or len(title) > _LONGEST_TITLE:
        title = ""
    return (Claim(Origin.PROPERTIES, date, title=title or None),) if date or title else ()


def _day(written: str) -> dt.date | None:
    try:
        day = day_of(dt.datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        return None
    return day if day.year in _YEARS and day not in _OF_TEMPLATES else None


class _Core:
    """The texts of docProps/core.xml by the names of their elements."""

    def __init__(self) -> None:
        self.said: Properties = {}
        self._now = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._now = name

    def end(self, _name: str) -> None:
        self._now = ""

    def text(self, data: str) -> None:
        if self._now:
            self.said[self._now] = (self.said.get(self._now, "") + data)[:1000]
