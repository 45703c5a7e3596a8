"""Which format a file has, by its content first and its suffix second."""

import json
import re
from dataclasses import dataclass
from os.path import splitext
from typing import Any

from imss_facts.errors import InputError
from imss_facts.readers.formats.fields import has_texts

LOOKED_AT = 4096  # bytes that tell the format
HOLDERS = ("jsonl", "csv", "zip")  # formats of many bulletins
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".mht": "html", ".mhtml": "html", ".docx": "docx", ".docm": "docx", ".pdf": "pdf",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".zip": "zip",
}  # fmt: skip
_FOREIGN = frozenset({".doc", ".rtf", ".odt"})  # documents that must not be passed over in silence
_NAMES = {
    "text": "plain text", "markdown": "Markdown", "html": "HTML", "docx": "a Word document", "pdf": "a PDF",
    "jsonl": "JSON lines", "csv": "a table", "zip": "a zip archive",
}  # fmt: skip
_MAGIC = (
    (b"{\\rtf", "is RTF"),
    (b"\x1f\x8b", "is a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive"),
    (b"Rar!\x1a\x07", "is a RAR archive"),
    (b"\x89PNG\r\n", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"II*\x00", "is a picture"),
    (b"MM\x00*", "is a picture"),
)
_HINTS = {
    "is RTF": "save it as .docx",
    "is a picture": "recognise its text first (OCR)",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Word files, and encrypted new ones
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(rb"<(?:p|div|article|main|section|h[1-6]|table|ul|ol|span|br)\b[^>]*>", re.IGNORECASE)
_MHTML = re.compile(rb"[\w-]+:.*?^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_PARTS = {
    b"word/": "docx",
    b"xl/": "is an Excel workbook; save the text column as .csv",
    b"ppt/": "is a PowerPoint presentation; save its text as .docx or .pdf",
    b"mimetypeapplication/vnd.oasis.opendocument": "is an OpenDocument file; save it as .docx",
    b"mimetypeapplication/epub": "is an e-book; save its text as .html",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name, and a note where the suffix says something else."""

    name: str
    notes: tuple[str, ...] = ()


def passed_over(name: str) -> str | None:
    """What a file in a folder is counted as that is not looked at; None where it may be a bulletin."""
    suffix = splitext(name)[1].lower()
    return None if suffix in SUFFIXES or suffix in _FOREIGN else suffix or "no suffix"


def detect(head: bytes, name: str) -> Format:
    """The format of a file of this name that begins so; InputError for what cannot be read."""
    if not head.strip():
        raise InputError("is empty; nothing to extract")
    suffix = splitext(name)[1].lower()
    said = SUFFIXES.get(suffix)
    found = _by_content(head, said)
    if said is None and suffix and found in ("text", "markdown"):
        raise InputError(f"is of no known format ({', '.join(sorted(SUFFIXES))})")
    if said in (None, found):
        return Format(found)
    return Format(found, (f"is {_NAMES[found]} by its content, whatever its suffix ({suffix}); read as such",))


def _by_content(head: bytes, said: str | None) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(head, said)
    if head.startswith(_OLE):
        return "docx"  # whose reader tells what it is
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"{what}; {_HINTS.get(what, 'unpack it first')}")
    return _text(head, said)


def _package(head: bytes, said: str | None) -> str:
    """A zip file: of a document if its first parts say so."""
    if said == "docx" or b"[Content_Types].xml" in head or head[30:38] == b"mimetype":
        for mark, what in _PARTS.items():
            if mark in head:
                if what == "docx":
                    return what
                raise InputError(what)
        return "docx"  # whose reader looks at all of its parts
    return "zip"


def _text(head: bytes, said: str | None) -> str:
    if said in ("csv", "html", "markdown") and not (said == "html" and not _TAGS.search(head) and not _is_html(head)):
        return said
    if _is_html(head):
        return "html"
    if said == "jsonl" or _is_record(head):
        return "jsonl"
    return "markdown" if said is None else "text"


def _is_html(head: bytes) -> bool:
    return bool(_HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or _MHTML.match(head))


def _is_record(head: bytes) -> bool:
    """Whether the first line is, or begins like, a JSON object with a text."""
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return not end and re.match(rb'\{\s*"\w+":', line) is not None
    return isinstance(value, dict) and has_texts(value)
