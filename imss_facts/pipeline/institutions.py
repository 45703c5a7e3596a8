"""Institutions that state figures: ``informó la Secretaría de Salud``, ``el IMSS indicó que``; by the fullest name."""

from bisect import bisect_left

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.people import Person
from imss_facts.pipeline.reading import BULLETS
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_ARTICLES = frozenset({"el", "la", "los", "las", "este", "esta", "ese", "esa", "dicho", "dicha", "propio", "propia"})
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "para", "el"})
_ADVERBS = frozenset({"tambien", "ademas", "asimismo", "se", ",", "hoy", "ayer"})
_BEFORE = frozenset({",", ";", ":", "“", "«", "que", "y", "pero"})
_REACH = 14  # words of a name
_MEMORY = 200  # capitals: «el instituto» was named no further back


class Institutions:
    """Reads the names of institutions beside a saying verb."""

    def __init__(self, library: Library) -> None:
        """Learn the nouns that institutions' names begin with, and acronyms."""
        self._heads: PhraseTable[frozenset[str]] = PhraseTable()
        for pattern in library.of("speakers"):
            if pattern.role == "institution":
                kinds = frozenset(sequence[0] for sequence in literals(pattern.kinds))
                self._heads.learn(pattern.words, kinds)
        self._nouns = self._heads.first_words()

    def after(self, tokens: Tokens, j: int) -> tuple[int, int] | None:
        """The institution that a verb's subject after it is, from the noun up to the end of its name."""
        k = j + (j < len(tokens.words) and tokens.folded[j] in _ARTICLES)
        return (k, self._end(tokens, k)) if k < len(tokens.words) and self._is_head(tokens, k) else None

    def _is_head(self, tokens: Tokens, k: int) -> bool:
        return tokens.folded[k] in self._nouns and self._heads.after(tokens.folded, k) is not None

    def before(self, tokens: Tokens, k: int, first: int) -> tuple[int, int] | None:
        """The institution whose name ends where the verb begins."""
        while k > first and tokens.folded[k - 1] in _ADVERBS:
            k -= 1
        for at in range(k - 1, max(first, k - _REACH) - 1, -1):
            if tokens.words[at] in ".;:,”“":
                return None
            if self._is_head(tokens, at) and self._begins(tokens, at, first):
                end = self._end(tokens, at)
                end = k if tokens.words[k].isupper() and end > k else end  # «EL IMSS INFORMÓ»
                return (at, end) if end == k or self._seated(tokens, end, k) else None
        return None

    def _seated(self, tokens: Tokens, end: int, k: int) -> bool:
        """Whether between a name and its verb stands where the institution is: ``el IMSS en Baja California``."""
        return (
            0 < end < k - 1
            and tokens.folded[end] == "en"
            and all(tokens.words[at][0].isupper() or tokens.folded[at] in _PARTICLES for at in range(end + 1, k))
        )

    def meant(self, tokens: Tokens, span: tuple[int, int]) -> Person | None:
        """The institution that a bare noun says again: ``el instituto`` after ``el IMSS``, the one named last."""
        noun, capitals = tokens.folded[span[0]], tokens.capitals
        stop = bisect_left(capitals, span[0])
        for k in reversed(capitals[max(0, stop - _MEMORY) : stop]):
            head = self._heads.after(tokens.folded, k) if tokens.folded[k] in self._nouns else None
            if head is None or self._inside(tokens, k):
                continue
            if noun in head[1] or noun == tokens.folded[k]:
                found = self.person(tokens, (k, self._end(tokens, k)))
                if found is not None and (noun in head[1] or found.j - found.i > 1):
                    return found
        return None

    def _begins(self, tokens: Tokens, at: int, first: int) -> bool:
        """Whether a subject begins at a noun: a sentence or a clause does, an article apart."""
        if at > first and tokens.folded[at - 1] in _ARTICLES:
            at -= 1
        return at == first or tokens.folded[at - 1] in _BEFORE or tokens.words[at - 1] in BULLETS

    def person(self, tokens: Tokens, span: tuple[int, int]) -> Person | None:
        """The institution by its fullest name; None where it has none (``la dependencia``)."""
        i, j = span
        first, *rest = tokens.words[i:j]
        if not any(word[0].isupper() for word in rest) and not (first.isupper() or self._proper(tokens, i)):
            return None
        if j - i == 1 and tokens.words[i][0].isupper():
            i, j = self._spelt_out(tokens, tokens.folded[i]) or span
        return Person(i, j, tokens.folded[i:j])

    def _inside(self, tokens: Tokens, k: int) -> bool:
        """Whether a word is a part of a longer name: ``Instituto Mexicano del Seguro Social``."""
        at = k - 1
        while at > 0 and tokens.folded[at] in _PARTICLES:
            at -= 1
        return 0 <= at < k - 1 and tokens.words[at][0].isupper() and not tokens.words[k].isupper()

    def _proper(self, tokens: Tokens, i: int) -> bool:
        """Whether a word has a capital of its own, not a sentence's."""
        return tokens.words[i][0].isupper() and i > 0 and tokens.words[i - 1].isalpha() and i not in tokens.breaks

    def _end(self, tokens: Tokens, k: int) -> int:
        """Where the name that begins at a noun ends: capitals, particles between them, an adjective after the noun."""
        words, folded = tokens.words, tokens.folded
        j = k + 1
        if (
            j < len(tokens.words)
            and words[j].islower()
            and folded[j] not in _PARTICLES
            and words[j].endswith(_ADJECTIVES)
        ):
            j += 1
        while j < min(len(tokens.words), k + _REACH) and j not in tokens.breaks:
            if words[j][0].isupper() and words[j].isalpha():
                j += 1
                continue
            if tokens.words[j] == "-" and tokens.glued(j) and tokens.glued(j + 1) and words[j + 1][0].isupper():
                j += 2  # «IMSS-Bienestar»
                continue
            ahead = j
            while ahead < len(tokens.words) and folded[ahead] in _PARTICLES and ahead - j < 3:
                ahead += 1
            if ahead == j or ahead >= len(tokens.words) or not words[ahead][0].isupper():
                break
            j = ahead + 1
        if j + 2 < len(tokens.words) and words[j] == "(" and words[j + 2] == ")":
            j += 3
        return j

    def _spelt_out(self, tokens: Tokens, acronym: str) -> tuple[int, int] | None:
        """The name before ``(IMSS)``, where the text spells it out."""
        for k in range(2, len(tokens.words) - 1):
            if tokens.folded[k] == acronym and tokens.words[k - 1] == "(" and tokens.words[k + 1] == ")":
                for at in range(k - 2, max(0, k - _REACH) - 1, -1):
                    if self._is_head(tokens, at) and tokens.words[at][0].isupper() and not self._inside(tokens, at):
                        return at, k - 1
        return None


_ADJECTIVES = ("al", "ar", "ico", "ica", "ana", "ano", "iva", "ivo", "aria", "ario")
