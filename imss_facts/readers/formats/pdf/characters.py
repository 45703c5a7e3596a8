"""The characters of a page: what PDF fonts and PDFium put into a text that no person reads."""

import re

from imss_facts.readers.formats.spaces import GROUPING
from imss_facts.readers.formats.superscripts import SUPERSCRIPT

SOFT_HYPHENS = "\u00ad\u2010"  # what layout programs draw where they break a word, besides the plain hyphen
BROKEN = "\x02"  # PDFium's mark of a hyphen at a line's end
REPLACEMENT = "\ufffd"
BULLETS = "·•▪▫◦●○■□◆◇►▶➢➤✓✔❖"

_SPACES = re.compile(rf"(?!{GROUPING})[\t\x0b\x0c\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_NOTHING = re.compile(
    "[\x00\x01\x03-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\xad(?!\\s*\\Z)"
)
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_PLAIN = str.maketrans(_LIGATURES | {"\u2011": "-"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_INNER_HYPHEN = re.compile(r"\u2010(?!\s*\Z)")
_SYMBOL_BULLET = re.compile(r"\A(\s*)[\uf020-\uf0ff](?=\s|\Z)")  # of Symbol and Wingdings, as Word writes it
_ORDINALS = {"o": "º", "a": "ª"}


def plain(text: str) -> str:
    """Spaces of all widths as spaces, ligatures as letters, without what has no width; hyphens at the end stay."""
    if text.isascii() and text.isprintable():
        return text
    if _SURROGATE.search(text):  # PDFium counts in UTF-16
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _NOTHING.sub("", _SPACES.sub(" ", text.translate(_PLAIN)))
    text = _INNER_HYPHEN.sub("-", text)
    return _SYMBOL_BULLET.sub(r"\1•", text)


def raised(text: str, before: str) -> str:
    """What stands raised behind other text: ``m²``, a note's number, ``1º``; letters but those of ordinals stay."""
    if text in _ORDINALS and (before.isdecimal() or before == "."):
        return _ORDINALS[text]
    return text.translate(SUPERSCRIPT)


def unreadable(text: str) -> int:
    """How many characters stand for none: replacements and private use."""
    return sum(1 for c in text if c == REPLACEMENT or "\ue000" <= c <= "\uf8ff")
