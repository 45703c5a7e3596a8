"""Whether a figure is so or planned: the nearest cue or finite verb before it decides, else the one after it."""

from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_CACHE_LIMIT = 100_000
_FUTURE = ("aran", "eran", "iran", "aremos", "eremos", "iremos")
_FUTURE_SINGULAR = ("ará", "erá", "irá", "Ará", "Erá", "Irá", "ARÁ", "ERÁ", "IRÁ")
_NOT_FUTURE = frozenset({"eran", "ejerceran", "jordan", "iran", "gran", "fueran", "hubieran", "tuvieran"})
_PAST = ("aron", "ieron", "yeron", "jeron", "aban", "ian")
_PRESENT = frozenset(
    "hay es son esta estan tiene tienen cuenta cuentan suma suman ha han hemos habia habian hubo era eran fue fueron "
    "estaba cuento atiende atienden opera operan existe existen representa representan permite encuentra encuentran".split()
)
_RIGHT_REACH = 14
_STOPS = frozenset(".;:")


class Statuses:
    """Reads the verbs and cues of a figure's sentence."""

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._cues: PhraseTable[str] = PhraseTable()
        for pattern in library.of("statuses"):
            for sequence in literals(pattern.phrases):
                self._cues.add(sequence, pattern.id)
        self._verbs = _VerbCache()

    def __call__(self, reading: Reading, quantity: Quantity) -> None:
        """Set the status; editions are always actual."""
        if quantity.kind == "ordinal":
            return
        first, last = reading.sentence_tokens(reading.sentence_of(quantity.i))
        rule = self._before(reading, quantity, first)
        if rule is None:
            rule = self._after(reading, quantity, last)
        if rule:
            quantity.status = "planned"
            quantity.rules.append(rule)

    def _before(self, reading: Reading, quantity: Quantity, first: int) -> str | None:
        """The rule of a planned cue before the figure, ``""`` for an actual verb, None for neither."""
        tokens = reading.tokens
        for k in range(quantity.i, first, -1):
            cue = self._cues.before(tokens.folded, k)
            if cue is not None and cue[0] >= first:
                return cue[1]
            word = tokens.words[k - 1]
            if word in _STOPS:
                return None
            verb = self._verbs[word]
            if verb:
                return "" if verb == "actual" else "status.planned"
        return None

    def _after(self, reading: Reading, quantity: Quantity, last: int) -> str | None:
        tokens = reading.tokens
        for k in range(quantity.j, min(last, quantity.j + _RIGHT_REACH)):
            word = tokens.words[k]
            if word in _STOPS:
                return None
            verb = self._verbs[word]
            if verb:
                return "" if verb == "actual" else "status.planned"
        return None


class _VerbCache(dict[str, str]):
    """``planned`` for a future form, ``actual`` for another finite verb, ``""`` for other words; remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        kind = self[word] = _tense(word)
        return kind


def _tense(word: str) -> str:
    form = word.lower()
    if len(form) < 2 or not form.isalpha():
        return ""
    plain = form.translate(_PLAIN)
    if plain in _PRESENT:
        return "actual"
    if word.endswith(_FUTURE_SINGULAR) and len(form) > 4:
        return "planned"
    if form.endswith(("án", "emos")) and plain.endswith(_FUTURE) and len(form) > 5:
        return "planned"
    if form.endswith("ó") and len(form) > 3:
        return "actual"
    if plain.endswith(_PAST) and len(form) > 4 and form not in _NOT_FUTURE:
        return "actual"
    return ""


_PLAIN = str.maketrans("áéíóú", "aeiou")
