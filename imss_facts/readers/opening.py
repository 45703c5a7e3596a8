"""From bytes to a bulletin: the format's reader, and what the bulletin says of itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.document import Claim, Document, Origin
from imss_facts.readers.identity import Identity, identify

MAX_BYTES = 16_000_000  # of a text
MAX_FILE_BYTES = 100_000_000  # of a document with pictures
_LARGE = frozenset({"docx", "pdf"})
_READERS = {
    "text": ("plain", "read_plain"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "record": ("record", "read_record"),
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How bulletins are read: their encoding, a date for all, and what a manifest says by id."""

    encoding: str = "utf-8"
    date: dt.date | None = None
    manifest: Mapping[str, Claim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A bulletin with where it says what of itself."""

    bulletin: Bulletin
    identity: Identity


def size_limit(format_name: str) -> int:
    """The bytes that a file of a format may have."""
    return MAX_FILE_BYTES if format_name in _LARGE else MAX_BYTES


def too_big(size: int, *, at_least: bool = False) -> InputError:
    """The error for a file of more bytes than its format may have."""
    return InputError(f"has {size:,} bytes{' or more' if at_least else ''}, too many for one bulletin; split it")


def open_bulletin(data: bytes, format_name: str, bulletin_id: str, name: str, options: ReadOptions) -> Opened:
    """The bulletin that some bytes of a format hold; InputError (without the path) says why there is none."""
    module, function = _READERS[format_name]
    read = getattr(import_module(f"imss_facts.readers.formats.{module}"), function)
    document: Document = read(data, options.encoding)
    known_as = document.id or bulletin_id
    given = [options.manifest[known_as]] if known_as in options.manifest else []
    if options.date:
        given.append(Claim(Origin.OPTION, options.date))
    identity = identify(document, name, given)
    bulletin = Bulletin(
        known_as,
        document.text,
        identity.date,
        document.metadata,
        number=identity.number,
        title=identity.title,
        pages=document.pages,
    )
    return Opened(bulletin, identity)
