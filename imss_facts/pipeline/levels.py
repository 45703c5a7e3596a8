"""Two levels of one figure: ``pasó de 11 mil en 2018 a casi 24 mil``, ``subió cinco puntos (de 60 a 65)``."""

from imss_facts.language.numerals import MILLION, Form
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.items import FROM, THE, TO, Item, is_year, opening_of, same_unit
from imss_facts.pipeline.rates import is_rate
from imss_facts.pipeline.reading import Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_ASIDE = frozenset({"(", ",", ":"})
_ABOUT = frozenset({"casi", "mas", "menos", "de", "cerca", "unos", "unas", "apenas", "un", "poco", "alrededor"})
_STOPS = frozenset({".", ";", ":", "?", "!", ")", "("})
_REACH = 3  # figures after the first level, among them days and years: «de 403 mil en 2017 a 367 mil»
_DAYS = 31
_OBJECT = 6  # words of «el número de camas»
_NOUN = 3  # letters or words that a short noun takes


class Levels:
    """Tells two levels from a range."""

    def __init__(self, library: Library) -> None:
        """Learn the words that lead to a first level."""
        self._cues: PhraseTable[str] = PhraseTable()
        self._rule: str | None = None
        for pattern in library.of("cues"):
            if pattern.value == "two_levels":
                self._rule = self._rule or pattern.id
                self._cues.learn(pattern.before, pattern.id)

    def __call__(self, reading: Reading, items: list[Item], k: int) -> bool:
        """Whether figure ``k`` is the level from which another went; both then have the rule."""
        a, tokens = items[k], reading.tokens
        start, opener = opening_of(tokens, a.i)
        if opener not in FROM:
            return False
        b = _second_level(tokens, items, k)
        if b is None:
            return False
        found = self._cues.before(tokens.folded, self._before_noun(tokens, start))
        rule = found[1] if found is not None else self._explained(tokens, items, k, start)
        if rule is None and is_rate(reading, b.j):
            rule = self._risen(tokens, start)
        if rule is None:
            return False
        a.rules.append(rule)
        b.rules.append(rule)
        return True

    def _before_noun(self, tokens: Tokens, start: int) -> int:
        """Where «del monto» begins in ``pasó del monto de 172 a 207 pesos``."""
        named = start > 1 and tokens.folded[start - 2] in FROM and tokens.folded[start - 1].isalpha()
        return start - 2 if named else start

    def _risen(self, tokens: Tokens, start: int) -> str | None:
        """The rule of ``aumentar las camas de 0.8 a una por cada mil``: a rate has levels sooner than a range."""
        for k in range(start, max(0, start - _OBJECT), -1):
            found = self._cues.before(tokens.folded, k)
            if found is not None:
                return found[1]
            if not tokens.folded[k - 1].isalpha():
                return None
        return None

    def _explained(self, tokens: Tokens, items: list[Item], k: int, start: int) -> str | None:
        """The rule of ``subió cinco puntos (de 60 a 65 por ciento)``: the levels of a difference said before."""
        if not k or k + 1 >= len(items) or tokens.words[start - 1] not in _ASIDE:
            return None
        last, a, b = items[k - 1], items[k], items[k + 1]
        if start - last.j > _NOUN + 1 or (last.unit is not None and last.unit.kind == "duration"):
            return None
        return self._rule if last.value == abs(b.value - a.value) else None


def _second_level(tokens: Tokens, items: list[Item], k: int) -> Item | None:
    """The figure after ``a`` or ``hasta`` that item ``k`` went to, the years between stepped over."""
    a = items[k]
    for b in items[k + 1 : k + 1 + _REACH]:
        between = tokens.folded[a.j : b.i]
        if _STOPS.intersection(between) or not tokens.same_block(a.j - 1, b.i):
            return None
        while between and (between[-1] in THE or between[-1] in _ABOUT):
            between.pop()
        linked = between and between[-1] in TO
        level = b.numeral.form is Form.CARDINAL and not (is_year(tokens, b) and not is_year(tokens, a))
        if linked and level and not (b.article and between[:-1]):
            return b if _alike(tokens, a, b, between[:-1]) else None
        if not (is_year(tokens, b) or (b.unit is None and b.value <= _DAYS)):
            return None
    return None


def _alike(tokens: Tokens, a: Item, b: Item, between: list[str]) -> bool:
    """Whether two figures are of one thing: not those of ``20 camas para dar servicio a 300 niños``."""
    if not between or a.unit is not None or b.unit is not None:
        return same_unit(a, b) or (a.unit is None and a.scale >= MILLION)
    named = b.j < len(tokens.words) and b.j not in tokens.breaks and tokens.words[b.j].islower()
    noun = tokens.folded[b.j] if named else ""
    return noun in between or not (noun.endswith("s") and len(noun) > _NOUN)
