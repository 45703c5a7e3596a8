"""Plain text: decoding to the text as read."""

import codecs
import re
import unicodedata

from imss_facts.errors import InputError
from imss_facts.readers.document import Document

MAX_CHARACTERS = 2_000_000
_WIDE = ("utf-16", "utf-32")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_plain(data: bytes, encoding: str = "utf-8") -> Document:
    """A plain-text document."""
    return Document(decode(data, encoding))


def decode(data: bytes, encoding: str = "utf-8") -> str:
    r"""The text as read: decoded, byte-order mark dropped, NFC, ``\n`` line ends. InputError says what is wrong."""
    return as_read(_decoded(data, encoding).removeprefix("\ufeff"))


def as_read(text: str) -> str:
    r"""Characters in NFC with ``\n`` line ends; InputError where they are no text of one bulletin."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in text:
        raise InputError("looks binary (it has NUL characters), not text; extract the text first")
    if not text.strip():
        raise InputError("is empty; nothing to extract")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has {len(text):,} characters, more than the {MAX_CHARACTERS:,} of one bulletin; split it")
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise InputError(f"no encoding is called «{encoding}»") from None
    if not name.startswith(_WIDE):
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise InputError("is UTF-16; name the encoding, as in --encoding utf-16")
        if b"\x00" in data[:8192]:
            raise InputError("looks binary (it has NUL bytes), not text; extract the text first")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line}: byte {data[error.start]:#04x} is not {encoding}; name the encoding, as in --encoding cp1252"
        ) from None
    except (LookupError, ValueError):
        raise InputError(f"«{encoding}» is no encoding of text") from None
    if name != "utf-8" and _SURROGATE.search(text):
        raise InputError(f"holds what is no character in {encoding}; name the right encoding")
    return text
