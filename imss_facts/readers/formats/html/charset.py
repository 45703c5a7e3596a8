"""The characters of a page: its bytes decoded as the HTML standard finds the encoding, but never by a guess.

https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

import codecs
import re

from imss_facts.errors import InputError
from imss_facts.readers.formats.plain import decode

_BYTES = 1024  # in which a page has to name its encoding
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF_8 = "utf-8"
_WESTERN = (
    "ansi_x3.4-1968", "ascii", "cp1252", "cp819", "ibm819", "iso-8859-1", "iso-ir-100", "iso8859-1", "iso88591",
    "iso_8859-1", "l1", "latin1", "us-ascii", "windows-1252", "x-cp1252", "x-user-defined",
)  # fmt: skip
# Labels of https://encoding.spec.whatwg.org/#names-and-labels for the scripts a Spanish page may come in.
_LABELS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"), _UTF_8),  # in a meta
    **dict.fromkeys(_WESTERN, "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "iso885915", "iso_8859-15", "l9"), "iso-8859-15"),
    **dict.fromkeys(("mac", "macintosh", "x-mac-roman"), "mac-roman"),
    **{f"{prefix}{page}": f"cp{page}" for prefix in ("windows-", "cp", "x-cp") for page in (1250, 1251, 1253, 1254)},
}
_XML = re.compile(rb"\A<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
# A comment, a meta with its attributes, or any other tag, so that a meta inside of those is none.
_TAG = re.compile(
    rb"<!--.*?-->|<(?P<meta>meta)(?=[\s/])(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    rb"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>|<[!/?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_IN_CONTENT = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)


def characters(data: bytes, encoding: str = "utf-8", said: str | None = None) -> str:
    """A page decoded: by its byte-order mark, the encoding asked for, what its carrier ``said``, what it says itself.

    A page that says nothing is UTF-8, and so is one that says otherwise but can only be UTF-8: pages are often
    converted without their head. InputError says what is wrong.
    """
    asked = None if _is_default(encoding) else encoding
    found = _mark(data) or asked
    if found is None:
        found = _label(said) or _declared(data[:_BYTES]) or _UTF_8
        if found != _UTF_8 and _is_utf_8(data):
            found = _UTF_8
    try:
        text = data.decode(found)
        text.encode()
    except (LookupError, ValueError):
        text = decode(data, found)  # which says what is wrong with them
    if "\x00" in text:
        raise InputError("looks binary (it has NUL characters), not a page; save it again from the browser")
    return text


def _is_default(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == _UTF_8
    except (LookupError, ValueError):
        return False


def _mark(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _label(name: str | None) -> str | None:
    return _LABELS.get(name.strip().lower()) if name else None


def _is_utf_8(data: bytes) -> bool:
    """Whether bytes are UTF-8 that ASCII would not do for: text in another encoding is that by no accident."""
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    """The encoding that the beginning of a page names."""
    xml = _XML.match(head)
    if xml:
        return _label(xml[1].decode("ascii"))
    for tag in _TAG.finditer(head):
        if tag["meta"]:
            found = _label(_of_meta(tag["attributes"].decode("latin-1")))
            if found:
                return found
    return None


def _of_meta(written: str) -> str | None:
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written.encode("latin-1")):
        attributes.setdefault(name.decode("latin-1").lower(), b"".join(values).decode("latin-1"))
    if attributes.get("charset"):
        return attributes["charset"]
    if attributes.get("http-equiv", "").lower() == "content-type":
        match = _IN_CONTENT.search(attributes.get("content", ""))
        return match[1] if match else None
    return None
