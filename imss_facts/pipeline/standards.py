"""What a figure is compared with: ``2.3 por ciento mayor a los 9 billones``, ``2 mil, superior a los 3 mil``."""

from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_DEFINITE = frozenset({"los", "las", "el", "la", "al", "del"})
_THE = frozenset({"los", "las", "el", "la"})
_REACH = 8  # words from the figure that is compared to the comma: «2 millones en enero de este año, superior a»


class Standards:
    """Tells the standard of a comparison from a bound."""

    def __init__(self, library: Library) -> None:
        """Learn the phrases that lead to a standard after a comma."""
        self._phrases: PhraseTable[str] = PhraseTable()
        for pattern in library.of("modifiers"):
            self._phrases.learn(pattern.standards, pattern.id)

    def __call__(self, reading: Reading, k: int, begin: int) -> bool:
        """Whether figure ``k``, which a comparative at token ``begin`` modifies, is what another is compared with."""
        if not k:
            return False
        quantity, last = reading.quantities[k], reading.quantities[k - 1]
        if last.change is not None and begin in (last.after, last.entity[1] if last.own and last.entity else -1):
            return True
        folded = reading.tokens.folded
        if folded[quantity.i - 1] not in _DEFINITE:
            return False
        found = self._phrases.before(folded, quantity.i - (folded[quantity.i - 1] in _THE))
        if found is None:
            return False
        while last.kind == "date" and k > 1:
            k -= 1
            last = reading.quantities[k - 1]
        near = 0 <= found[0] - last.after <= _REACH and reading.sentence_index(last) == reading.sentence_index(quantity)
        return near and _comparable(last, quantity)


def _comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may be of one thing: of one kind, or the second without its unit."""
    return a.kind == b.kind or (b.kind == "count" and b.entity is None and a.kind in ("money", "measurement"))
