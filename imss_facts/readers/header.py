"""The head of a bulletin: what its first lines say of its date, number and title."""

import re

from imss_facts.readers.dates import date_in_text, date_of_line, head_lines
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
    lines = head_lines(text)
    number = next((found for line in lines if (found := number_of_line(line))), None)
    return Claim(Origin.HEADER, date_in_text(text), number, _title(lines))


def number_of_line(line: str) -> str | None:
    """The number of a line that begins with one, as ``123/2024`` or ``123``."""
    match = _NUMBERED.match(line)
    return re.sub(r"\s", "", match["number"]).replace("-", "/") if match else None


def number_in_name(name: str) -> str | None:
    """The number a file name carries, as in ``boletin-123-2024.docx``."""
    match = _IN_NAME.search(name)
    return "/".join(part for part in match.groups() if part) if match else None


def _title(lines: list[str]) -> str | None:
    """The first line that reads like a title: words that begin like a sentence and end without a full stop."""
    for line in lines:
        begins = line.lstrip("¿¡«(")[:1]
        sentence = line.endswith((".", ":", ";", ",")) or len(line) > _TITLE_CHARACTERS
        if len(line.split()) < _TITLE_WORDS or sentence or begins.islower() or not begins.isalnum():
            continue
        if not (_LABELLED.match(line) or number_of_line(line) or date_of_line(line)):
            return " ".join(line.split())
    return None
