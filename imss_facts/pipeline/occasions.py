"""Dates that tell when something was said or published, or what brought it about: no time of the figures told there."""

from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_REACH = 22  # words from «conferencia» to its date
_LEADS = frozenset({"del", "el", "de", "fechado", "fechada", "fecha", "dia", ","})
_ENDS = frozenset(".;:”»")
_CAUSAL = frozenset({"tras", "por", "despues", "debido", "derivado", "causa", "raiz", "luego", "ante", "desde"})
_BEFORE_CAUSE = 3  # words from «tras» to «sismo»: «a causa de los recientes sismos»
_BESIDE = 4  # words from «sismo» to its date


class Occasions:
    """Tells which dates are those of a bulletin, of a press conference, of an earthquake."""

    def __init__(self, library: Library) -> None:
        """Learn the nouns."""
        self._nouns: PhraseTable[str] = PhraseTable()
        for pattern in library.of("periods"):
            if pattern.value in ("publication", "disaster"):
                self._nouns.learn(pattern.phrases, pattern.value)
        self._begins = self._nouns.first_words()
        self._verbs = library.shared(VerbCache)

    def __call__(self, reading: Reading, date: Quantity) -> bool:
        """Whether a date is an occasion's."""
        led = reading.tokens.folded[date.i - 1] in _LEADS
        return led and (date.period or "")[-1:].isdecimal() and self._named(reading, date)

    def _named(self, reading: Reading, date: Quantity) -> bool:
        tokens = reading.tokens
        first, _ = reading.sentence_tokens(reading.sentence_index(date))
        for k in range(date.i - 1, max(first, date.i - _REACH) - 1, -1):
            if tokens.words[k] in _ENDS or self._verbs[tokens.words[k]]:
                return False
            noun = self._nouns.after(tokens.folded, k) if tokens.folded[k] in self._begins else None
            if noun is not None and noun[1] == "publication":
                return (date.period or "").count("-") == 2  # a day
            if noun is not None:
                caused = tokens.folded[max(first, k - _BEFORE_CAUSE) : k]
                return date.i - k <= _BESIDE and not _CAUSAL.isdisjoint(caused)
        return False
