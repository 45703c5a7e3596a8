"""Plain text: decoding to the text as read."""

import unicodedata

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.dates import date_in_name, date_in_text

MAX_CHARACTERS = 2_000_000


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """The text as read: decoded, byte-order mark dropped, NFC, ``\\n`` line ends. InputError says what is wrong."""
    if b"\x00" in data[:8192]:
        raise InputError("looks binary (it has NUL bytes), not text; extract the text first")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line}: byte {data[error.start]:#04x} is not {encoding}; name the encoding, as in --encoding cp1252"
        ) from None
    except LookupError:
        raise InputError(f"no encoding is called «{encoding}»") from None
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in text:
        raise InputError("looks binary (it has NUL characters), not text; extract the text first")
    if not text.strip():
        raise InputError("is empty; nothing to extract")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has {len(text):,} characters, more than the {MAX_CHARACTERS:,} of one bulletin; split it")
    return text


def read_plain(data: bytes, bulletin_id: str, name: str, encoding: str = "utf-8") -> Bulletin:
    """A plain-text bulletin."""
    text = decode(data, encoding)
    return Bulletin(bulletin_id, text, date_in_name(name) or date_in_text(text))
