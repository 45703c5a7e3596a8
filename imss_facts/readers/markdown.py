"""Markdown: plain text with front matter, whose fields but the title are metadata and hold no figures."""

import re

from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.dates import date_in_name, date_in_text
from imss_facts.readers.plain import decode

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_CONTENT = frozenset({"title", "titulo", "título", "subtitle", "subtitulo", "description", "summary", "resumen"})


def read_markdown(data: bytes, bulletin_id: str, name: str, encoding: str = "utf-8") -> Bulletin:
    """A Markdown bulletin; the front matter stays in the text, so that offsets stay true."""
    text = decode(data, encoding)
    front = _FRONT.match(text)
    said, metadata = None, []
    if front:
        for field in _FIELD.finditer(text, front.start(1), front.end(1)):
            key = field.group(1).lower()
            if key in ("date", "fecha"):
                said = date_in_name(field.group(2))
            if key not in _CONTENT:
                metadata.append((field.start(), field.end()))
    found = said or date_in_name(name) or date_in_text(text[front.end() :] if front else text)
    return Bulletin(bulletin_id, text, found, tuple(metadata))
