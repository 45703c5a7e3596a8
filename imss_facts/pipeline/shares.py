"""What a percentage is a share of, where another figure or a pronoun tells it.

``54 por ciento de los 24 mil derechohabientes``, ``de las 200 camas, el 5%``, ``15 por ciento de ellos``; and where
only the first of two shares names it: ``el 86% de los empleos son permanentes y el 14% son eventuales``.
"""

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

Span = tuple[int, int]

_OF = frozenset({"de", "del"})
_ARTICLES = frozenset({"el", "un"})
_BEFORE_BASE = frozenset(
    {"de", "del", "mas", "menos", "casi", "cerca", "alrededor", "poco", "un", "total", "unos", "unas"}
)
_JOINING = frozenset({",", ";", "y", "e", "pero", "contra", "que", ":"})
_SENTENCE_OPENERS = frozenset({"que", ",", ";", ":", "y", "pero"})
_RESTATING = (["es", "decir"], ["o", "sea"], ["esto", "es"])
_BACK = 100  # words between a pronoun and what it stands for
_REACH = 30  # words between two shares of one thing


class Shares:
    """Finds the whole that a percentage is a part of."""

    def __init__(self, library: Library, phrases: NounPhrases) -> None:
        """Learn what points back, and the nouns that a pronoun may stand for; ``phrases`` reads noun phrases."""
        self._phrases = phrases
        self._partitives: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "partitive":
                self._partitives.learn(cue.before, cue.id)
        self._counted: PhraseTable[str] = PhraseTable()
        for pattern in library.of("measures"):
            if pattern.category != "money":
                self._counted.learn(pattern.terms, pattern.id)

    def __call__(self, reading: Reading, k: int, begin: int, first: int) -> Span | None:
        """The whole of percentage ``k``, which with its modifier begins at token ``begin``."""
        quantity, folded = reading.quantities[k], reading.tokens.folded
        following = self._following(reading, k)
        pronoun = self._pronoun(reading.tokens, quantity) if following is None else None
        if pronoun is not None:
            return self._antecedent(reading, k, pronoun)
        at = begin - (begin > first and folded[begin - 1] in _ARTICLES)
        if at > first and folded[at - 1] == ",":
            return self._fronted(reading, k, first) or following
        if folded[max(first, at - 2) : at] in _RESTATING:
            return next((q.entity for q in reading.earlier(k) if q.i >= first and q.kind == "count"), None)
        return following

    def _following(self, reading: Reading, k: int) -> Span | None:
        """``54 por ciento de los 24 mil derechohabientes``: the base follows with its own number."""
        quantities, folded = reading.quantities, reading.tokens.folded
        if k + 1 >= len(quantities) or quantities[k + 1].kind != "count" or not quantities[k + 1].own:
            return None
        after = quantities[k].after
        between = folded[after : quantities[k + 1].i]
        linked = between[:1] and between[0] in _OF and after not in reading.tokens.breaks
        based = all(form in _BEFORE_BASE or form in self._phrases.determiners for form in between)
        return quantities[k + 1].entity if linked and based else None

    def _fronted(self, reading: Reading, k: int, first: int) -> Span | None:
        """``De los más de 600 mil empleos, el 87%``: the base comes first with its own number."""
        folded = reading.tokens.folded
        for earlier in reading.earlier(k):
            if earlier.i < first:
                return None
            at = earlier.i
            while at > first and (folded[at - 1] in _BEFORE_BASE or folded[at - 1] in self._phrases.determiners):
                at -= 1
            opens = at == first or folded[at - 1] in _SENTENCE_OPENERS
            if opens and folded[at] in _OF and earlier.kind in ("count", "measurement"):
                return earlier.entity
        return None

    def _pronoun(self, tokens: Tokens, quantity: Quantity) -> str | None:
        """The pronoun in ``15 por ciento de ellos``, ``30% de éstas``."""
        found = self._partitives.after(tokens.folded, quantity.after)
        if found is None or not tokens.folded[found[0] - 1].endswith("s"):
            return None
        end = found[0]
        plural = end < len(tokens.words) and tokens.folded[end].endswith("s") and self._phrases.is_noun(tokens, end)
        return None if plural and end not in tokens.breaks else tokens.folded[end - 1]

    def _antecedent(self, reading: Reading, k: int, pronoun: str) -> Span | None:
        """What ``ellos`` or ``éstas`` are: what was counted last or a plural noun that is known, in their gender."""
        tokens, sentence = reading.tokens, reading.sentence_index(reading.quantities[k])
        first, _ = reading.sentence_tokens(max(0, sentence - 1))
        for earlier in reading.earlier(k):
            if earlier.i < first:
                break
            if earlier.kind == "count" and earlier.entity and _agree(tokens.folded[earlier.entity[0]], pronoun):
                return earlier.entity
        begin = reading.quantities[k].i
        for at in range(begin - 1, max(first, begin - _BACK) - 1, -1):
            form = tokens.folded[at]
            if not form.endswith("s") or not _agree(form, pronoun):
                continue
            known = self._counted.after(tokens.folded, at)
            if known is None:
                continue
            if at - 2 >= first and tokens.folded[at - 1] in ("y", "e") and tokens.folded[at - 2] in self._counted:
                at -= 2  # noqa: PLW2901  «los niños y niñas»
            if at == first or not self._phrases.is_noun(tokens, at - 1):
                return at, self._phrases.end(tokens, at, known[0], None)
        return None

    def gapped(self, reading: Reading, k: int, begin: int, first: int) -> Span | None:
        """The whole of the share before, where this one leaves it out."""
        previous, quantity = reading.quantities[k - 1], reading.quantities[k]
        if previous.i < first or previous.kind != quantity.kind or previous.change or quantity.change:
            return None
        if previous.unit != quantity.unit or begin - previous.j > _REACH:
            return None
        folded = reading.tokens.folded
        at = begin - (folded[begin - 1] in _ARTICLES)
        return previous.entity if at > first and folded[at - 1] in _JOINING else None


def _agree(noun: str, pronoun: str) -> bool:
    """Whether neither word's ending says the other gender."""
    return {noun[-2:], pronoun[-2:]} != {"os", "as"}
