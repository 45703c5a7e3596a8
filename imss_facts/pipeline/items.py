"""Numerals with what stands beside them: unit, sign, currency, the halves of ``año y medio``."""

from dataclasses import dataclass, field
from decimal import Decimal

from imss_facts.language.numerals import ONE, Form, Numeral
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.head_units import HeadUnits
from imss_facts.pipeline.reading import Reading
from imss_facts.pipeline.tables import Cell
from imss_facts.pipeline.units import UnitMatch, UnitTable
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable
from imss_facts.rules.schema import UnitPattern

_HALF = Decimal("0.5")
DASHES = frozenset({"-", "–", "—", "−"})
TO = frozenset({"a", "al", "hasta"})
FROM = frozenset({"de", "del", "desde"})
THE = frozenset({"el", "la", "los", "las"})
ARTICLES = frozenset({"un", "una", "uno"})


@dataclass(slots=True)
class Item:
    """A numeral with the unit, sign and currency that stand beside it: tokens ``i`` up to before ``j``."""

    numeral: Numeral
    i: int
    j: int
    value: Decimal
    unit: UnitPattern | None = None
    article: bool = False
    shared: bool = False
    scale: Decimal = ONE
    resume: int = 0
    rules: list[str] = field(default_factory=list)

    def amount(self) -> Decimal:
        """The value in the unit of the fact."""
        return self.value * self.unit.scale if self.unit else self.value


class ItemReader:
    """Reads what stands beside numerals."""

    def __init__(self, library: Library) -> None:
        """Learn units, and the words that make an article a number."""
        self._units = UnitTable(library)
        self._heads = HeadUnits(library, self._units)
        self._insisting: PhraseTable[str] = PhraseTable()
        for pattern in library.of("cues"):
            if pattern.value == "article_count":
                self._insisting.learn(pattern.before, pattern.id)

    def __call__(self, reading: Reading, numeral: Numeral) -> Item:
        """A numeral with its unit and sign."""
        tokens = reading.tokens
        i, j, value = numeral.i, numeral.j, numeral.value
        article = j == i + 1 and tokens.folded[i] in ARTICLES
        insisted = article and self._insisting.before(tokens.folded, i)
        item = Item(numeral, i, j, value, article=article and not insisted, scale=numeral.scale)
        if insisted:
            item.rules.append(insisted[1])
        if numeral.form is not Form.CARDINAL:
            return item
        prefix = self._units.before(tokens, i)
        if prefix is not None:
            item.i, item.unit = prefix
        elif i and tokens.words[i - 1] in ("-", "−", "+") and _is_sign(tokens, i - 1):
            item.i = i - 1
            item.value = value if tokens.words[i - 1] == "+" else -value
        found = self._units.after_numeral(tokens, numeral)
        if found is None and i > 1 and tokens.folded[i - 1] == "y" and tokens.folded[i] in ("medio", "media"):
            found = self._halved(tokens, item)
        found = found or self._short(reading, numeral)
        if found is not None and (prefix is None or found.pattern.kind == "money"):
            item.unit, item.j = found.pattern, found.j
            self._tail(tokens, item)
        if (cell := reading.cell(i)) is not None and not is_year(tokens, item):
            self._headed(tokens, item, cell)
        if item.article and item.unit is not None and item.unit.kind != "percent" and not item.value % 1:
            item.unit, item.j = None, j
        return item

    def _headed(self, tokens: Tokens, item: Item, cell: Cell) -> None:
        """Take the unit and the magnitude that the head of a column says, unless the cell says its own."""
        unit, scale = self._heads(tokens, cell, item.j)
        if item.unit is None or (unit is not None and unit.unit == item.unit.unit and item.unit.scale == 1):
            item.unit = unit or item.unit
            item.value *= scale if item.scale == ONE else ONE

    def _short(self, reading: Reading, numeral: Numeral) -> UnitMatch | None:
        """``la tasa creció 0.13 puntos``: the sentence told before what is short."""
        found = self._units.short(reading.tokens, numeral.j)
        if found is None or reading.tokens.folded[numeral.i - 1] in TO:
            return None  # «bajó a 31 puntos» is a level
        first, _ = reading.sentence_tokens(reading.sentence_of(numeral.i))
        return found if self._units.tells(reading.tokens, first, numeral.i, found.pattern) else None

    def _halved(self, tokens: Tokens, item: Item) -> UnitMatch | None:
        """``año y medio``: one and a half of a unit said before."""
        unit = self._units.after(tokens, item.i - 2)
        if unit is None or unit.j != item.i - 1:
            return None
        item.i, item.value = item.i - 2, ONE + _HALF
        return UnitMatch(unit.pattern, item.j)

    def _tail(self, tokens: Tokens, item: Item) -> None:
        """``y medio`` after the unit; a currency said twice (``pesos M.N.``)."""
        unit, j = item.unit, item.j
        if unit is None or unit.kind == "percent":
            return
        if unit.kind == "money":
            again = self._units.after(tokens, j)
            if again is not None and again.pattern.unit == unit.unit and again.pattern.scale == unit.scale:
                item.j = again.j
            return
        if j + 1 < len(tokens.words) and tokens.folded[j] == "y" and tokens.folded[j + 1] in ("medio", "media"):
            item.value, item.j = item.value + _HALF, j + 2


def _is_sign(tokens: Tokens, k: int) -> bool:
    """Whether the token is a sign: glued to the number, with white space before it."""
    start = tokens.starts[k]
    return tokens.glued(k + 1) and (start == 0 or tokens.text[start - 1].isspace() or tokens.text[start - 1] in "($")


def is_year(tokens: Tokens, item: Item) -> bool:
    """Whether a number may be a year."""
    form = tokens.folded[item.numeral.i]
    single = item.numeral.j == item.numeral.i + 1
    return single and len(form) == 4 and form.isdecimal() and form[:2] in ("19", "20")


def same_unit(a: Item, b: Item) -> bool:
    """Whether two figures have one unit, or neither has any."""
    if a.unit is None or b.unit is None:
        return a.unit is b.unit
    return a.unit.unit == b.unit.unit and a.unit.kind == b.unit.kind


def between_of(tokens: Tokens, a: Item, b: Item) -> list[str]:
    """The words between two figures, articles left out: ``entre un 5 y un 10 por ciento``."""
    between = [w for w in tokens.folded[a.j : b.i] if w not in THE]
    return between[:-1] if between and between[-1] in ARTICLES else between


def opening_of(tokens: Tokens, i: int) -> tuple[int, str]:
    """The word that may open a range before token ``i``, and where the range then begins."""
    k = i - 1
    while k > 0 and (tokens.folded[k] in THE or tokens.folded[k] in ARTICLES):
        k -= 1
    return (k, tokens.folded[k]) if k >= 0 else (i, "")
