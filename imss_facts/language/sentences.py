"""Where sentences begin: after a full stop that is no abbreviation's, at blank lines and at bullets."""

import re
from bisect import bisect_right

_BOUNDARY = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[·•▪◦*\-–—]|\d{1,2}[.)])[ \t])\s*|[.!?…]+[\"”»)\]*]*[ ]?[-–—]?\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÁÉÍÓÚÑ]|[Nn]o|[Nn][úu]m|[Dd]ra?|[Ll]ic|[Ii]ng|[Mm]tr[oa]|[Ss]ra?|[Pp]rof|[Aa]rts?|[Aa]v|[Cc]ol|"
    r"[Tt]el|[Ee]xt|[Aa]prox|vs|etc|pp?|[Hh]rs?|[Mm]in|[Dd]ls|[Cc]d|[Ee]do|[Gg]ral|[Aa]rq|[Cc]rnl|St|Sta|Sto)|\d+[ªºao])\Z"
)
_LOOKBACK = 8


class Sentences:
    """The sentences of a text, found once and asked by offset."""

    __slots__ = ("_folded", "starts", "text")

    def __init__(self, text: str) -> None:
        """Find where sentences begin."""
        self.text = text
        self.starts = [0]
        self._folded: dict[int, str] = {}
        for match in _BOUNDARY.finditer(text):
            if text[match.start()] == "." and not self._ends(match.start(), match.end(), match.end() - match.start()):
                continue
            self.starts.append(match.end())

    def _ends(self, stop: int, resume: int, length: int) -> bool:
        text = self.text
        following = text[resume : resume + 1]
        if following.islower() and "\n\n" not in text[stop:resume]:
            return False
        return length > 2 or not _ABBREVIATION.search(text, max(0, stop - _LOOKBACK), stop)

    def index(self, offset: int) -> int:
        """Which sentence holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def span(self, index: int) -> tuple[int, int]:
        """The offsets of a sentence."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end

    def folded(self, index: int) -> str:
        """A sentence with its white space folded."""
        known = self._folded.get(index)
        if known is None:
            start, end = self.span(index)
            known = self._folded[index] = " ".join(self.text[start:end].split())
        return known
