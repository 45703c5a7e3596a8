"""Words, numbers and addresses broken over lines, put together again."""

import re
from collections.abc import Iterable

from imss_facts.readers.dates import MONTHS, WEEKDAYS
from imss_facts.readers.formats.pdf.characters import BROKEN, SOFT_HYPHENS

_TAIL = 120  # characters of a line that tell how it goes on
_BROKEN = re.compile(rf"(?P<word>[^\W_]+)(?P<hyphen>[-{BROKEN}{SOFT_HYPHENS}])\Z")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# A Spanish word has one written accent at most, on one of its last four syllables but for adverbs in -mente.
_NO_WORD = re.compile(r".*[áéíóú].*[áéíóú]|.*[áéíóú](?!.*mente\Z)(?:[^aeiouáéíóúü]+[aeiouü]+){4}", re.IGNORECASE)
# First parts of compounds that are written with a hyphen, and months and days, of which two make a range.
_FIRST = frozenset({"obrero", "materno", "médico", "clínico", "técnico", "teórico", "físico", "químico", "jurídico"})
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_MINUS = re.compile(r"(?:\A|\s)(?:a|de|en|es|fue|por|un|y)\s-\Z", re.IGNORECASE)
_GROUPS, _GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+,\Z"), re.compile(r"\d{3}(?!\d|,\d(?!\d\d))")
_LATER_GROUP = re.compile(r",\d{3}(?!\d)")
# A raya opens or closes an aside without a space: «—dijo—».
_RAYA_OPENS, _RAYA_CLOSES = re.compile(r"(?:\A|[\s(“«])[—―]\Z"), re.compile(r"[—―](?=[\s,.;:)?!”»]|\Z)")
_OPENING, _CLOSING = re.compile(r"(?:\S/|[$(¿¡“«])\Z"), re.compile(r"[,;:)”»]|\.(?!\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z", re.IGNORECASE)
_OF_ADDRESS, _AFTER_MARK = re.compile(r"\S*[/?=&_#%]\S"), re.compile(r"\S*(?:\d|[.-]\w)")


class Words:
    """What the rest of a document tells about words broken at a hyphen."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Keep the lines; they are looked into when a word is broken."""
        self._lines = list(lines)
        self._known: set[str] | None = None
        self._soft = any(line.endswith(tuple(SOFT_HYPHENS)) for line in self._lines)

    def join(self, left: str, right: str) -> tuple[int, str]:
        """How many characters of a line fall away before the next one, and what stands between them."""
        tail = left[-_TAIL:]
        broken, after = _BROKEN.search(tail), _WORD.match(right)
        if broken and after:
            real = self._is_real(broken["word"], broken["hyphen"], after[0])
            return (0, "") if real and broken["hyphen"] == "-" else (1, "-" if real else "")
        return 0, "" if _is_one(tail, right) else " "

    def _is_real(self, left: str, hyphen: str, right: str) -> bool:
        """Whether a hyphen at a line's end is written there and not only drawn."""
        if left[-1].isdecimal() or right[0].isdecimal():
            return True
        if hyphen in SOFT_HYPHENS:
            return False
        if f"{left}-{right}".lower() in self._tokens():
            return True
        if f"{left}{right}".lower() in self._tokens():
            return False
        if self._soft or not (left[-1].islower() and right[0].islower()):
            return True
        pair = {left.lower(), right.lower()} <= _CALENDAR
        return pair or left.lower() in _FIRST or _NO_WORD.match(left + right) is not None

    def _tokens(self) -> set[str]:
        if self._known is None:
            self._known = {word.lower() for line in self._lines for word in _TOKEN.findall(line)}
        return self._known


def settled(text: str) -> str:
    """A text whose last hyphen is one."""
    return text[:-1] + "-" if text.endswith((BROKEN, *SOFT_HYPHENS)) else text


def _is_one(left: str, right: str) -> bool:
    """Whether lines go on without a space: inside a number, an address, brackets."""
    if _GROUPS.search(left) and _GROUP.match(right):
        return True
    if (left[-1:].isdecimal() and _LATER_GROUP.match(right)) or _CLOSING.match(right):
        return True
    if _ADDRESS.search(left):
        return bool(_OF_ADDRESS.match(right) or (not left[-1].isalnum() and _AFTER_MARK.match(right)))
    if _RAYA_OPENS.search(left) or _RAYA_CLOSES.match(right):
        return True
    if right[:1].isdecimal() and _MINUS.search(left):
        return True
    if _OPENING.search(left):
        return right[:1].isalnum() or left[-1] != "/"
    return left[-2:-1].isdecimal() and left[-1:] in "–—" and right[:1].isdecimal()
