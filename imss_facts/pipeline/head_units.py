"""The unit or the magnitude that the head of a column or a row says: ``Monto (miles de pesos)``, ``Avance, %``."""

from decimal import Decimal

from imss_facts.language.lexicon import Role
from imss_facts.language.numerals import ONE
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.numerals import lexicon
from imss_facts.pipeline.tables import Cell, Span
from imss_facts.pipeline.units import UnitTable
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import UnitPattern

_OPENING = frozenset({"(", "[", ",", ":", "en"})
_NOUNS = frozenset({"Peso", "peso", "PESO"})  # of a newborn, say: an amount is headed by the plural
_CLOSING = frozenset({")", "]"})


class HeadUnits:
    """Reads units and magnitudes in the heads of columns."""

    def __init__(self, library: Library, units: UnitTable) -> None:
        """Learn magnitudes, and the words by which a head begins that say its unit."""
        self._units = units
        self._lexicon = library.shared(lexicon)
        self._named: PhraseTable[UnitPattern] = PhraseTable()
        self._counted: PhraseTable[str] = PhraseTable()
        for measure in library.of("measures"):
            for sequence in literals(measure.terms if measure.category != "money" else ()):
                self._counted.add(sequence, measure.id)
        for pattern in library.of("units"):
            self._named.learn(pattern.heads, pattern)

    def __call__(self, tokens: Tokens, cell: Cell, j: int) -> tuple[UnitPattern | None, Decimal]:
        """The unit and the magnitude that the nearest head says for a number that ends before token ``j``."""
        if any(word[0].isalpha() for word in tokens.words[j : cell.span[1]]):
            return None, ONE  # it has words of its own
        for head in cell.beside:
            found = self._in(tokens, *head)
            if found is not None:
                return found
        counted = any(self._counted.after(tokens.folded, k) for head in cell.columns for k in range(*head))
        for caption in () if counted else cell.captions:
            found = self._in_caption(tokens, caption)
            if found is not None:
                return found
        return None, ONE

    def _in_caption(self, tokens: Tokens, caption: Span) -> tuple[UnitPattern | None, Decimal] | None:
        """``Gasto por rubro (millones de pesos)``: said in brackets, of all columns that count nothing."""
        words = tokens.words[slice(*caption)]
        return self._in(tokens, caption[0] + words.index("(") + 1, caption[1]) if "(" in words else None

    def _in(self, tokens: Tokens, first: int, stop: int) -> tuple[UnitPattern | None, Decimal] | None:
        named = self._named.after(tokens.folded, first)
        if named is not None:
            return named[1], ONE
        for k in range(first, stop):
            if k > first and tokens.folded[k - 1] not in _OPENING and tokens.words[k].isalpha():
                continue
            at, scale = self._magnitude(tokens, k, stop)
            unit = self._units.after(tokens, at) if at < stop else None
            end = at if unit is None else unit.j
            closed = end >= stop or tokens.words[end] in _CLOSING
            if unit is not None and closed and (scale > ONE or tokens.words[end - 1] not in _NOUNS):
                return unit.pattern, scale
            if scale > ONE and unit is None and (closed or tokens.folded[at - 1] == "de"):
                return None, scale
        return None

    def _magnitude(self, tokens: Tokens, k: int, stop: int) -> tuple[int, Decimal]:
        """Where ``miles de millones de`` at token ``k`` ends, and what it multiplies by."""
        scale = ONE
        while k < stop and (word := self._scale(tokens.folded[k])) is not None:
            scale *= word
            k += 1 + (tokens.folded[k + 1 : k + 2] == ["de"])
        return k, scale

    def _scale(self, form: str) -> Decimal | None:
        vague, exact = self._lexicon.get(form, Role.VAGUE), self._lexicon.get(form, Role.SCALE)
        if vague is not None:
            return vague.value
        return exact.value if exact is not None and exact.plural else None
