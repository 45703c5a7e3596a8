"""The head of a bulletin: what its first lines say of its date, number and title."""

import re

from imss_facts.readers.dates import date_of_line, head_lines
from imss_facts.readers.document import Claim, Origin

_SIGN = r"(?:n[oº°]\.?|n[úu]m(?:ero)?\.?|#)"
_LABEL = r"(?:bolet[ií]n|comunicado)(?:\s+de\s+prensa|\s+informativo)?|(?:tarjeta|nota)\s+informativa"
_DIGITS = r"(?P<number>\d{1,4}(?:\s?[/-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d))?)(?![\d,.]*\d)"
_NUMBERED = re.compile(rf"(?:(?:{_LABEL})[\s:,.–—-]*(?:{_SIGN}\s*:?\s*)?|{_SIGN}\s*){_DIGITS}", re.IGNORECASE)
_LABELLED = re.compile(rf"(?:{_LABEL})\b", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?:bolet[ií]n|comunicado)[-_ ]*(?:n[ou]m?[-_. ]*)?(\d{1,4})(?:[-_](?=(?:19|20)\d\d)(\d{4}))?(?!\d)", re.IGNORECASE
)
_TITLE_WORDS = 4  # fewer are a letterhead
_TITLE_CHARACTERS = 250  # more are a paragraph


def claim_of_header(text: str) -> Claim:
    """What the first lines say: the dateline, ``Boletín No. 123/2024``, the first line that reads like a title."""
    date = number = title = None
    for line in head_lines(text):
        titled = title is None and _reads_like_a_title(line)
        dated = date_of_line(line) if date is None or titled else None
        numbered = _number_of_line(line) if number is None or titled else None
        if titled and not (dated or numbered or _LABELLED.match(line)):
            title = " ".join(line.split())
        date, number = date or dated, number or numbered
    return Claim(Origin.HEADER, date, number, title)


def number_in_name(name: str) -> str | None:
    """The number a file name carries, as in ``boletin-123-2024.docx``."""
    match = _IN_NAME.search(name)
    return "/".join(part for part in match.groups() if part) if match else None


def _number_of_line(line: str) -> str | None:
    """The number of a line that begins with one, as ``123/2024`` or ``123``."""
    match = _NUMBERED.match(line)
    return re.sub(r"\s", "", match["number"]).replace("-", "/") if match else None


def _reads_like_a_title(line: str) -> bool:
    """Whether a line is some words that begin like a sentence and end without a full stop."""
    begins = line.lstrip("¿¡«(")[:1]
    sentence = line.endswith((".", ":", ";", ",")) or len(line) > _TITLE_CHARACTERS
    return len(line.split()) >= _TITLE_WORDS and not sentence and not begins.islower() and begins.isalnum()
