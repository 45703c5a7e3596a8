"""Units beside a number: which one, where it ends, and what it does to the value."""

from dataclasses import dataclass
from decimal import Decimal

from imss_facts.language.numerals import MILLION, Numeral
from imss_facts.language.tokens import Tokens
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, exact_literals, literals
from imss_facts.rules.schema import UnitPattern

_ENDS_SYMBOL = frozenset(',.;:)»”"%') | {"de", "del", "por", "y", "al", "cada", "en", "e", "o", "a", "con", "para"}


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found: the pattern, and the token after it."""

    pattern: UnitPattern
    j: int


class UnitTable:
    """Names, symbols and prefixes of all units."""

    def __init__(self, library: Library) -> None:
        """Learn the units."""
        self._names: PhraseTable[UnitPattern] = PhraseTable()
        self._symbols: PhraseTable[UnitPattern] = PhraseTable()
        self._prefixes: PhraseTable[UnitPattern] = PhraseTable()
        self._short: PhraseTable[UnitPattern] = PhraseTable()
        self._telling: PhraseTable[str] = PhraseTable()
        self._adjectives = {s[0] for p in library.of("nouns") if p.role == "prenominal" for s in literals(p.words)}
        for pattern in library.of("units"):
            self._short.learn(pattern.short, pattern)
            self._telling.learn(pattern.short_after, pattern.id)
            self._names.learn(pattern.names, pattern)
            for sequence in exact_literals(pattern.symbols):
                self._symbols.add(sequence, pattern)
            for sequence in exact_literals(pattern.prefixes):
                self._prefixes.add(sequence, pattern)

    def after(self, tokens: Tokens, j: int) -> UnitMatch | None:
        """The unit that begins at token ``j``."""
        if j >= len(tokens.words) or tokens.breaks.get(j, 0) > 1:
            return None
        found = self._names.after(tokens.folded, j)
        if found is not None and found[1].kind == "percent" and tokens.folded[found[0] : found[0] + 1] == ["mil"]:
            found = None  # «4.8 por cien mil»
        symbol = self._symbols.after(tokens.words, j)
        if symbol is not None and self._opens_next(tokens, j, symbol[0]):
            symbol = None  # «3 €5»: the sign is the next amount's
        if symbol is not None and (found is None or symbol[0] > found[0]) and _stands(tokens, j, symbol[0]):
            found = symbol
        return UnitMatch(found[1], found[0]) if found else None

    def after_numeral(self, tokens: Tokens, numeral: Numeral) -> UnitMatch | None:
        """The unit of a numeral, stepping over the «de» that magnitudes ask for (``millones de pesos``)."""
        j = numeral.j
        found = self.after(tokens, j)
        if found is None and j < len(tokens.words) and tokens.folded[j] == "de" and takes_de(numeral):
            found = self.after(tokens, j + 1)
            if found is not None and found.pattern.kind == "percent":
                return None
        if found is None and tokens.folded[j : j + 2] in (["y", "mas"], ["o", "mas"]):
            found = self.after(tokens, j + 2)  # «personas de 60 y más años»
        if found is None and j < len(tokens.words) and tokens.folded[j] in self._adjectives:
            found = self.after(tokens, j + 1)  # «los seis primeros meses»
            return found if found is not None and found.pattern.kind == "duration" else None
        return found

    def short(self, tokens: Tokens, j: int) -> UnitMatch | None:
        """The unit at token ``j`` that is said short, nothing after it that would tell another: ``0.13 puntos``."""
        found = self._short.after(tokens.folded, j) if j < len(tokens.words) and j not in tokens.breaks else None
        if found is None:
            return None
        end = found[0]
        following = tokens.folded[end] if end < len(tokens.words) and end not in tokens.breaks else "."
        noun = tokens.words[end].islower() and following.endswith("s") and len(following) > _SHORT_WORD
        return (
            None if following in ("de", "para") or (noun and following not in _COMPARING) else UnitMatch(found[1], end)
        )

    def tells(self, tokens: Tokens, first: int, stop: int, unit: UnitPattern) -> bool:
        """Whether words between two tokens say what a short name means."""
        return any((hit := self._telling.after(tokens.folded, k)) and hit[1] == unit.id for k in range(first, stop))

    def _opens_next(self, tokens: Tokens, j: int, end: int) -> bool:
        """Whether the symbol stands glued before another number and apart from this one."""
        following = end < len(tokens.words) and tokens.glued(end) and tokens.folded[end][0].isdecimal()
        return following and not tokens.glued(j) and self._prefixes.before(tokens.words, end) is not None

    def before(self, tokens: Tokens, i: int) -> tuple[int, UnitPattern] | None:
        """The currency written before token ``i``."""
        found = self._prefixes.before(tokens.words, i)
        return found if found and tokens.same_line(found[0], i) else None


def takes_de(numeral: Numeral) -> bool:
    """Whether the numeral is followed by «de» before what it counts: millions and dozens are nouns."""
    return numeral.scale >= MILLION or numeral.scale in _COLLECTIVES


_SHORT_WORD = 3
_COMPARING = frozenset({"menos", "puntos"})
_COLLECTIVES = frozenset(map(Decimal, (10, 12, 20, 30, 50, 100)))


def _stands(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a short symbol is one, and no word of the sentence (``20 ha atendido``)."""
    word = tokens.words[j]
    if end > j + 1 or len(word) > 2 or not word.isalpha() or tokens.glued(j):
        return True
    return end >= len(tokens.words) or tokens.folded[end] in _ENDS_SYMBOL or end in tokens.breaks
