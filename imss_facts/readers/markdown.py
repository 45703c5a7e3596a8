"""Markdown: plain text with front matter, whose fields but the title are metadata and hold no figures."""

import datetime as dt
import re

from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.dates import date_in_name, date_in_text, date_of_line
from imss_facts.readers.plain import decode

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*(?:\n(?![\w-]+:).*)*)", re.MULTILINE)  # with the lines that go on with it
_DATED = frozenset({"date", "fecha"})
_CONTENT = frozenset(
    {"title", "titulo", "título", "subtitle", "subtitulo", "subtítulo", "description", "summary", "resumen"}
)


def read_markdown(data: bytes, bulletin_id: str, name: str, encoding: str = "utf-8") -> Bulletin:
    """A Markdown bulletin; the front matter stays in the text, so that offsets stay true."""
    text = decode(data, encoding)
    front = _FRONT.match(text)
    if front is None:
        return Bulletin(bulletin_id, text, date_in_name(name) or date_in_text(text))
    said: dt.date | None = None
    metadata: list[tuple[int, int]] = []
    begin = 0
    for field in _FIELD.finditer(text, front.start(1), front.end(1)):
        key, value = field[1].lower(), field[2].strip(" \t\n\"'")
        if key in _DATED and said is None:
            said = date_in_name(value) or date_of_line(value)
        if key in _CONTENT:
            metadata.append((begin, field.start()))
            begin = field.end()
    metadata.append((begin, front.end()))
    found = said or date_in_name(name) or date_in_text(text[front.end() :])
    return Bulletin(bulletin_id, text, found, tuple(metadata))
