"""How exactly a value is meant: ``cerca de``, ``más de``, ``al menos``, ``hasta``."""

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Modifier
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.standards import Standards
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_NEGATED: dict[Modifier, Modifier] = {"more_than": "at_most", "less_than": "at_least"}
_NONE = frozenset({"ninguno", "ninguna", "nadie", "nunca", "jamas"})
_FEW = 20
_REACH = 6  # words from «ninguno» to the figure
_FROM = frozenset({"de", "desde", "los", "las"})
_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una"})


class Modifiers:
    """Reads the words directly before or after a figure."""

    def __init__(self, library: Library) -> None:
        """Learn the phrases."""
        self._is_standard = Standards(library)
        self._before: PhraseTable[tuple[Modifier, str]] = PhraseTable()
        self._after: PhraseTable[tuple[Modifier, str]] = PhraseTable()
        for pattern in library.of("modifiers"):
            for phrases, table in ((pattern.before, self._before), (pattern.after, self._after)):
                table.learn(phrases, (pattern.value, pattern.id))

    def __call__(self, reading: Reading, k: int) -> int:
        """Set the modifier of figure ``k``; the token where it begins with the words that modify it."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        if quantity.kind in ("date", "ordinal"):
            return quantity.i
        i = quantity.i
        found = self._before.before(tokens.folded, i)
        if found is None and i and tokens.folded[i - 1] in _ARTICLES:
            i -= 1
            found = self._before.before(tokens.folded, i)
        if found is None and i > 1 and tokens.words[i - 1] == ",":
            found = self._aside(tokens, i - 1)
        previous = reading.quantities[k - 1] if found is not None and k else None
        if found is not None and _upper_end(tokens, found[0], quantity, previous):
            return found[0]
        if found is not None and found[1][0] in _NEGATED and self._is_standard(reading, k, found[0]):
            return found[0]
        if found is not None and not self._near(tokens, found[0], quantity):
            quantity.modifier, rule = found[1]
            quantity.modifier = self._negated(tokens, found[0], quantity.modifier)
            quantity.rules.append(rule)
            return found[0]
        after = self._after.after(tokens.folded, quantity.after)
        if after is None and quantity.unit and quantity.numerals:
            after = self._after.after(tokens.folded, quantity.numerals[-1].j)  # «60 y más años»
        if after is None and quantity.entity is not None and quantity.own:
            after = self._after.after(tokens.folded, quantity.entity[1])
        if after is not None and tokens.folded[after[0] - 1 : after[0] + 1] != ["mas", "de"]:
            quantity.modifier, rule = after[1]
            quantity.rules.append(rule)
        return quantity.i

    def _aside(self, tokens: Tokens, comma: int) -> tuple[int, tuple[Modifier, str]] | None:
        """``con, por lo menos, tres años``: between commas."""
        found = self._before.before(tokens.folded, comma)
        return found if found is not None and found[0] and tokens.words[found[0] - 1] == "," else None

    def _near(self, tokens: Tokens, begin: int, quantity: Quantity) -> bool:
        """``Cerca de las cuatro plantas``: a place, where a few sites that are known stand."""
        few = quantity.value is not None and quantity.value <= _FEW and quantity.category == "facilities"
        return few and tokens.folded[begin] == "cerca" and tokens.folded[quantity.i - 1] in ("los", "las")

    def _negated(self, tokens: Tokens, begin: int, modifier: Modifier) -> Modifier:
        """``ninguna verá a más de 18``: at most 18."""
        for k in range(begin - 1, max(-1, begin - 1 - _REACH), -1):
            if not tokens.words[k][0].isalpha():
                break
            if tokens.folded[k] in _NONE:
                return _NEGATED.get(modifier, modifier)
        return modifier


def _upper_end(tokens: Tokens, begin: int, quantity: Quantity, previous: Quantity | None) -> bool:
    """``de seis meses hasta los cinco años``: where a span ends, no limit on its own."""
    if previous is None or previous.after != begin or tokens.folded[begin] != "hasta" or not previous.i:
        return False
    return previous.kind == quantity.kind and tokens.folded[previous.i - 1] in _FROM
