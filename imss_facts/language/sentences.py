"""Where sentences begin: after a full stop that is no abbreviation's, at blank lines and at bullets.

Careless typing leaves out the space after a stop: ``el cuidado.De acuerdo``, ``capacidad”.Agregó``.
"""

import re
from bisect import bisect_right

_BULLET = r"[ \t]*(?:[·•▪◦*\-–—]|\d{1,2}[.)])[ \t\u00a0]"
_BOUNDARY = re.compile(  # begins with one set of characters, which a search leaps to
    rf"[\n.!?…](?:(?<=\n)(?:[ \t]*\n\s*|(?={_BULLET})\s*)"
    r"|(?<!\n)(?<![.!?…]{2})[.!?…]*+[\"”’»)\]*]*+ ?[-–—]?\s+"  # a row of dots is read once, from its first
    r"|(?:(?<=[^\W_A-Z][^\W_A-Z][.!?…])|(?<=[”»)%][.!?…]))[\"”’»)]*+(?=[“«¿¡]*[A-ZÁÉÍÓÚÑ](?:[a-záéíóúñü]|\s)))"
)
_ADDRESS = re.compile(r"[/@\\]|www")
_ADDRESS_REACH = 60  # characters
_NEW_BLOCK = re.compile(rf"\s*\n(?:[ \t]*\n|{_BULLET})")
_TITLE = re.compile(
    r"(?:\b(?:[A-ZÁÉÍÓÚÑ]|(?i:dra?|lic|ing|mtr[oa]|sra?|prof|profra|c|av|blvd|col|cd|edo|gral|arq|crnl|sta?|sto|vs))"
    r"|\d[ªºao])\Z"
)
_NUMBERED = re.compile(r"\b(?i:nos?|n[úu]ms?|arts?|fracc?|cap|inc|p[áa]gs?|pp?|tels?|exts?|aprox|c\.p)\Z")
_LOOKBACK = 8
_LONGEST = 2_000  # characters; what goes on without a full stop, as a table or a list does, is cut near here
_CUTS = re.compile(r"(?:(?<=[;,:])\s|\n)\s*"), re.compile(r"\s+")


class Sentences:
    """The sentences of a text, found once and asked by offset."""

    __slots__ = ("_folded", "starts", "text")

    def __init__(self, text: str) -> None:
        """Find where sentences begin."""
        self.text = text
        self.starts = [0]
        self._folded: dict[int, str] = {}
        for match in _BOUNDARY.finditer(text):
            stop, resume = match.span()
            if resume < len(text) and (text[stop] == "\n" or self._ends(stop, resume)):
                self._cut(resume)
                self.starts.append(resume)
        self._cut(len(text))

    def __reduce__(self) -> tuple[type["Sentences"], tuple[str]]:
        return Sentences, (self.text,)

    def _cut(self, end: int) -> None:
        """Begin further sentences inside the last one, which ends at an offset, where it is too long."""
        while end - self.starts[-1] > _LONGEST:
            begin, limit = self.starts[-1] + _LONGEST // 2, self.starts[-1] + _LONGEST
            found = (max((m.end() for m in cut.finditer(self.text, begin, limit)), default=0) for cut in _CUTS)
            self.starts.append(next(filter(None, found), limit))

    def _ends(self, stop: int, resume: int) -> bool:
        """Whether the stop at one offset ends a sentence, so that another begins at the other."""
        text = self.text
        following = text[resume]
        if not text[resume - 1].isspace() and self._in_address(stop, resume):
            return False
        mark = text[stop:resume].rstrip()
        if _NEW_BLOCK.match(text, stop + len(mark)):
            return True
        if following.islower():
            return False
        if mark != ".":
            return True
        before = max(0, stop - _LOOKBACK)
        if _TITLE.search(text, before, stop):
            return False
        return not ((following.isdecimal() or following in "(#") and _NUMBERED.search(text, before, stop))

    def _in_address(self, stop: int, resume: int) -> bool:
        """Whether a stop with no space after it is one of a web address: ``imss.gob.mx/Sala.Prensa``."""
        before = self.text[max(0, stop - _ADDRESS_REACH) : stop].split()
        after = self.text[resume : resume + _ADDRESS_REACH].split(maxsplit=1)
        return any(_ADDRESS.search(part) for part in before[-1:] + after[:1])

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
