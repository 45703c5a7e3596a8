"""PDF: its text in reading order as a person reads it, without what pages repeat."""

import unicodedata
from typing import Any

from imss_facts.errors import InputError
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.formats.pdf.bullets import with_drawn_bullets
from imss_facts.readers.formats.pdf.characters import unreadable
from imss_facts.readers.formats.pdf.lines import rows, with_bullets
from imss_facts.readers.formats.pdf.opening import opened, page_of, title_of
from imss_facts.readers.formats.pdf.order import ReadingOrder
from imss_facts.readers.formats.pdf.paragraphs import text_of
from imss_facts.readers.formats.pdf.pieces import read_pieces
from imss_facts.readers.formats.pdf.running import Page, without_running
from imss_facts.readers.formats.plain import MAX_CHARACTERS, as_read

_SCANNED = "holds no text, only pictures of it as scans do; run OCR on it first, as with ocrmypdf"
_MOSTLY = 0.3  # of the characters: so many that stand for none make a text nobody can read


def read_pdf(data: bytes, encoding: str = "utf-8") -> Document:  # noqa: ARG001  a PDF has encodings of its own
    """A PDF document and where its pages begin; scripts, forms, attachments and rotated watermarks are no part of it.

    Its properties claim a title but no date: a PDF's date of creation is that of its printing. PDFium, which reads it,
    is not thread-safe.
    """
    with opened(data) as document:
        title = title_of(document)
        pages = _pages(document)
    order = ReadingOrder()
    text, offsets = text_of([order.blocks([piece for row in page for piece in row]) for page in without_running(pages)])
    if not text.strip():
        raise InputError(_SCANNED)
    read = as_read(text)
    if read != text:
        offsets = [len(unicodedata.normalize("NFC", text[:offset])) for offset in offsets]
    return Document(read, (Claim(Origin.PROPERTIES, title=title),) if title else (), pages=tuple(offsets))


def _pages(document: Any) -> list[Page]:
    """The rows of every page."""
    found: list[Page] = []
    characters = lost = 0
    for index in range(len(document)):
        with page_of(document, index) as (page, text):
            pieces = with_drawn_bullets(page, read_pieces(page, text))
        characters += sum(len(piece.text) for piece in pieces)
        lost += sum(unreadable(piece.text) for piece in pieces)
        if characters > MAX_CHARACTERS:
            raise InputError(f"has more than the {MAX_CHARACTERS:,} characters of one bulletin; split it")
        found.append([with_bullets(row) for row in rows(pieces)])
    if lost > _MOSTLY * characters:
        raise InputError("has fonts that do not tell their letters; print it anew, or run OCR: ocrmypdf --force-ocr")
    return found
