"""Markdown: plain text with front matter, whose fields but the title are metadata and hold no figures."""

import re

from imss_facts.readers.dates import date_of_value
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.formats.fields import DATE, NUMBER, TITLE
from imss_facts.readers.formats.plain import decode

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*(?:\n(?![\w-]+:).*)*)", re.MULTILINE)  # with the lines that go on with it
_CONTENT = frozenset({*TITLE, "subtitle", "subtitulo", "subtítulo", "description", "summary", "resumen"})


def read_markdown(data: bytes, encoding: str = "utf-8") -> Document:
    """A Markdown document; the front matter stays in the text, so that offsets stay true."""
    text = decode(data, encoding)
    front = _FRONT.match(text)
    if front is None:
        return Document(text)
    said: dict[str, str] = {}
    metadata: list[tuple[int, int]] = []
    begin = 0
    for field in _FIELD.finditer(text, front.start(1), front.end(1)):
        key = field[1].lower()
        said.setdefault(key, field[2].strip(" \t\n\"'"))
        if key in _CONTENT:
            metadata.append((begin, field.start()))
            begin = field.end()
    metadata.append((begin, front.end()))
    return Document(text, (_claim(said),), tuple(metadata))


def _claim(said: dict[str, str]) -> Claim:
    dates, numbers, titles = ([value for key, value in said.items() if key in keys] for keys in (DATE, NUMBER, TITLE))
    date = next(filter(None, map(date_of_value, dates)), None)
    number, title = (" ".join(next(iter(values), "").split()) or None for values in (numbers, titles))
    return Claim(Origin.FRONT_MATTER, date, number, title)
