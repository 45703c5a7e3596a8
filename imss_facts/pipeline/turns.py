"""Whose turn it is in a transcript: ``DIRECTOR DEL IMSS, ZOÉ ROBLEDO`` on a line of its own, or ``ZOÉ ROBLEDO:``."""

from itertools import pairwise

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer
from imss_facts.pipeline.people import People
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_LONGEST = 40  # words of a header
_RULE = 3  # hyphens of a rule between turns
_WIDEST = 400  # characters of a header
_NAME = range(2, 8)  # words of a name
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y"})
_MARKS = frozenset("-–—*•·")
_ARTICLES = frozenset({"el", "la", "los", "las"})


class Turns:
    """Finds the headers of a transcript."""

    def __init__(self, library: Library, people: People) -> None:
        """Learn the voices that are nobody's; ``people`` know the titles."""
        self._people = people
        self._gazetteer = library.shared(Gazetteer)
        self._voices: PhraseTable[str] = PhraseTable()
        self._rule = ""
        for pattern in library.of("speakers"):
            if pattern.role == "voice":
                self._rule = pattern.id
                self._voices.learn(pattern.words, pattern.id)

    def __call__(self, tokens: Tokens) -> list[tuple[int, tuple[int, int] | None, str]]:
        """Where each turn begins, the tokens of the name, None where nobody is named, and the rule."""
        found: list[tuple[int, tuple[int, int] | None, str]] = []
        lines = [0, *sorted(tokens.breaks), len(tokens.words)]
        for begin, after in pairwise(lines):
            header = self._header(tokens, begin, after)
            if header is None:
                continue
            end, own_line = header
            i = begin
            while i < end and tokens.words[i] in _MARKS:
                i += 1
            if self._voices.after(tokens.folded, i) is not None:
                found.append((begin, None, self._rule))
                continue
            name = self._name(tokens, i, end, own_line=own_line)
            if name is not None and not self._labels(tokens, name, end):
                found.append((begin, name, self._rule))
        return found

    def _header(self, tokens: Tokens, begin: int, after: int) -> tuple[int, bool] | None:
        """Where the header that a line begins with ends; whether it takes the whole line."""
        words = tokens.words
        if begin >= after or not any(word[0].isupper() for word in words[begin : begin + 2]):
            return None
        start = tokens.starts[begin]
        if tokens.text.find(":", start, start + _WIDEST) < 0 and not any(map(str.isupper, words[begin : begin + 2])):
            return None
        for k in range(begin, min(after, begin + _LONGEST)):
            if words[k] == ":":
                return k, False
            if words[k] in ".;?!":
                return None
        whole = after - begin <= _LONGEST and all(word.isupper() for word in words[begin:after] if word.isalpha())
        return (after, True) if whole else None

    def _name(self, tokens: Tokens, i: int, end: int, *, own_line: bool) -> tuple[int, int] | None:
        """The name in a header: after the title and a comma, before it, or alone before a colon."""
        end = self._without_initials(tokens, i, end)
        commas = [k for k in range(i, end) if tokens.words[k] == ","]
        if not commas:
            begin = self._after_title(tokens, i)
            alone = own_line and begin == i and not self._separated(tokens, i)
            return (begin, end) if not alone and self._is_name(tokens, begin, end) else None
        if self._titled(tokens, i):
            return (commas[-1] + 1, end) if self._is_name(tokens, commas[-1] + 1, end) else None
        if self._titled(tokens, commas[0] + 1):
            return (i, commas[0]) if self._is_name(tokens, i, commas[0]) else None
        return None

    def _labels(self, tokens: Tokens, name: tuple[int, int], end: int) -> bool:
        """Whether what stands before a colon is no name but a label: ``Nuevo León: …``, ``Consultas Externas: 300``."""
        told = end + 1 < len(tokens.words) and tokens.words[end] == ":" and tokens.words[end + 1][0].isdecimal()
        return told or self._gazetteer.is_name(tokens, *name)

    def _after_title(self, tokens: Tokens, i: int) -> int:
        """Where the name begins in ``PRESIDENTE ANDRÉS MANUEL LÓPEZ OBRADOR``."""
        k = i + (tokens.folded[i] in _ARTICLES)
        hit = self._people.titles.after(tokens.folded, k)
        return i if hit is None else hit[0]

    def _separated(self, tokens: Tokens, i: int) -> bool:
        """Whether a rule, ``---``, stands on the line above: a name alone is a headline elsewhere."""
        k = i - 1
        while k >= 0 and tokens.words[k] in _MARKS:
            k -= 1
        return i - 1 - k >= _RULE

    def _titled(self, tokens: Tokens, k: int) -> bool:
        k += k < len(tokens.words) and tokens.folded[k] in _ARTICLES
        return k < len(tokens.words) and self._people.titles.after(tokens.folded, k) is not None

    def _without_initials(self, tokens: Tokens, i: int, end: int) -> int:
        """``ZOÉ ROBLEDO ABURTO (ZRA):``: initials in brackets at the end are no part of it."""
        if end - i > 3 and tokens.words[end - 1] == ")" and tokens.words[end - 3] == "(":
            return end - 3
        return end

    def _hyphen(self, tokens: Tokens, k: int) -> bool:
        """The hyphen inside ``LÓPEZ-GATELL``."""
        return tokens.words[k] == "-" and k + 1 < len(tokens.words) and tokens.glued(k) and tokens.glued(k + 1)

    def _is_name(self, tokens: Tokens, i: int, j: int) -> bool:
        words = [k for k in range(i, j) if tokens.folded[k] not in _PARTICLES and not self._hyphen(tokens, k)]
        if len(words) not in _NAME or tokens.folded[i] in _PARTICLES:
            return False
        known = self._people.not_names
        return all(tokens.words[k].isalpha() and tokens.words[k][0].isupper() for k in words) and not any(
            tokens.folded[k] in known for k in words
        )
