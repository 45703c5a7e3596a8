"""MHTML: the page inside a web archive, as browsers save it (RFC 2557)."""

import re
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import pairwise

from imss_facts.errors import InputError

_LONGEST_HEAD = 65_536
_DEEPEST = 4  # parts inside of parts
_HEAD = re.compile(rb"\s*+((?:[A-Za-z][\w-]*+:[^\n]*+\n(?:[ \t]++[^\n]*+\n)*+)++)\r?\n")


def page_of(data: bytes) -> tuple[bytes, str | None] | None:
    """The page of a web archive and the encoding that its part names; None where the data is no archive."""
    found = _head(data)
    if found is None or "mime-version" not in found[0]:
        return None
    for _ in range(_DEEPEST):
        head, begin = found
        if head.get_content_type() == "text/html":
            return _decoded(head, data[begin:])
        if head.get_content_maintype() != "multipart":
            break
        boundary = head.get_boundary()
        if not boundary:
            break
        inner = _first(data, begin, boundary.encode("utf-8", "surrogateescape"))
        if inner is None:
            break
        data, found = inner
    raise InputError("is a web archive (MHTML) without a page in it; save the page again, as HTML")


def _head(data: bytes) -> tuple[Message, int] | None:
    """The header lines that data begins with, and where they end."""
    match = _HEAD.match(data, 0, _LONGEST_HEAD)
    if match is None:
        return None
    head = BytesHeaderParser().parsebytes(match[1])
    return (head, match.end()) if "content-type" in head else None


def _first(data: bytes, begin: int, boundary: bytes) -> tuple[bytes, tuple[Message, int]] | None:
    """The first part that is a page or may hold one."""
    lines = re.finditer(rb"^--" + re.escape(boundary) + rb"(?:--)?[ \t]*\r?$", data[begin:], re.MULTILINE)
    cuts = [(begin + line.start(), begin + line.end()) for line in lines]
    for (_, start), (stop, _) in pairwise([*cuts, (len(data), len(data))]):
        part = data[start:stop].lstrip(b"\r\n")
        found = _head(part)
        if found and (found[0].get_content_type() == "text/html" or found[0].get_content_maintype() == "multipart"):
            return part, found
    return None


def _decoded(head: Message, written: bytes) -> tuple[bytes, str | None]:
    head.set_payload(written.decode("ascii", "surrogateescape"))
    page = head.get_payload(decode=True)
    return (page if isinstance(page, bytes) else written), head.get_content_charset()
