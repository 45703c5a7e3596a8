"""``imss_quantities``: numerals with their units become money, shares, spans, measures, ranges, ratios, counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from imss_facts.language.numerals import MILLION, ONE, THOUSAND, Form, Numeral, quotient
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.editions import EditionTable
from imss_facts.pipeline.head_units import HeadUnits
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.tables import Cell
from imss_facts.pipeline.units import UnitMatch, UnitTable
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import UnitPattern

_HALF = Decimal("0.5")
_DASHES = frozenset({"-", "–", "—", "−"})
_AND = frozenset({"y", "e", "o", "u", "ni"})
_TO = frozenset({"a", "al", "hasta"})
_FROM = frozenset({"de", "del", "desde"})
_THE = frozenset({"el", "la", "los", "las"})
_ARTICLES = frozenset({"un", "una", "uno"})


@dataclass(slots=True)
class _Item:
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


class QuantityBuilder:
    """Puts numerals and units together."""

    subjects: ClassVar[tuple[str, ...]] = (
        "units", "editions", "cues", "exclusions", "nouns", "numerals", "measures",
    )  # fmt: skip

    def __init__(self, library: Library) -> None:
        """Learn units, editions and cues."""
        self._units = UnitTable(library)
        self._heads = HeadUnits(library, self._units)
        self._editions = EditionTable(library)
        restated = next((p for p in library.of("exclusions") if p.restated), None)
        self._restatement = (restated.reason, restated.id) if restated else None
        self._levels: PhraseTable[str] = PhraseTable()
        self._level_rule: str | None = None
        self._counting: PhraseTable[str] = PhraseTable()
        self._insisting: PhraseTable[str] = PhraseTable()
        for pattern in library.of("cues"):
            if pattern.value == "two_levels":
                self._level_rule = self._level_rule or pattern.id
                for sequence in literals(pattern.before):
                    self._levels.add(sequence, pattern.id)
            elif pattern.value == "article_count":
                for sequence in literals(pattern.after):
                    self._counting.add(sequence, pattern.id)
                for sequence in literals(pattern.before):
                    self._insisting.add(sequence, pattern.id)

    def __call__(self, reading: Reading) -> None:
        """Add the quantities in order."""
        tokens = reading.tokens
        numerals = reading.open_numerals()
        begins = {n.i for n in numerals}
        items = [
            self._item(reading, n) for n in numerals if n.form in _QUANTIFIABLE and not _introduces(tokens, n, begins)
        ]
        items = self._without_restatements(reading, items)
        self._share(tokens, items)
        k = 0
        while k < len(items):
            quantity, used = self._next(tokens, items, k)
            if quantity is not None:
                reading.quantities.append(quantity)
            k += used

    def _without_restatements(self, reading: Reading, items: list[_Item]) -> list[_Item]:
        """The items but for those that say the one before again: ``128,900 (ciento veintiocho mil …)``."""
        kept: list[_Item] = []
        for item in items:
            last = kept[-1] if kept else None
            end = _restated(reading.tokens, last, item) if last is not None else None
            if last is None or end is None or self._restatement is None:
                kept.append(item)
                continue
            last.resume = end
            last.unit = last.unit or item.unit
            reading.exclude(item.numeral.i, item.numeral.j, *self._restatement)
        return kept

    def _item(self, reading: Reading, numeral: Numeral) -> _Item:
        tokens = reading.tokens
        i, j, value = numeral.i, numeral.j, numeral.value
        article = j == i + 1 and tokens.folded[i] in _ARTICLES
        insisted = article and self._insisting.before(tokens.folded, i)
        item = _Item(numeral, i, j, value, article=article and not insisted, scale=numeral.scale)
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
        if (cell := reading.cell(i)) is not None and not _year(tokens, item):
            self._headed(tokens, item, cell)
        if item.article and item.unit is not None and item.unit.kind != "percent" and not item.value % 1:
            item.unit, item.j = None, j
        return item

    def _headed(self, tokens: Tokens, item: _Item, cell: Cell) -> None:
        """Take the unit and the magnitude that the head of a column says, unless the cell says its own."""
        unit, scale = self._heads(tokens, cell, item.j)
        if item.unit is None or (unit is not None and unit.unit == item.unit.unit and item.unit.scale == 1):
            item.unit = unit or item.unit
            item.value *= scale if item.scale == ONE else ONE

    def _short(self, reading: Reading, numeral: Numeral) -> UnitMatch | None:
        """``la tasa creció 0.13 puntos``: the sentence told before what is short."""
        found = self._units.short(reading.tokens, numeral.j)
        if found is None or reading.tokens.folded[numeral.i - 1] in _TO:
            return None  # «bajó a 31 puntos» is a level
        first, _ = reading.sentence_tokens(reading.sentence_of(numeral.i))
        return found if self._units.tells(reading.tokens, first, numeral.i, found.pattern) else None

    def _halved(self, tokens: Tokens, item: _Item) -> UnitMatch | None:
        """``año y medio``: one and a half of a unit said before."""
        unit = self._units.after(tokens, item.i - 2)
        if unit is None or unit.j != item.i - 1:
            return None
        item.i, item.value = item.i - 2, ONE + _HALF
        return UnitMatch(unit.pattern, item.j)

    def _tail(self, tokens: Tokens, item: _Item) -> None:
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

    # --- units and scales shared by neighbours ------------------------------------------------------------------

    def _share(self, tokens: Tokens, items: list[_Item]) -> None:
        """A unit or a scale said once, at the end: ``86 y 95%``, ``12, 15 y 20 millones de pesos``."""
        for a, b in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
            link = _link(tokens, a, b)
            if link is None or a.numeral.form is not Form.CARDINAL or b.numeral.form is not Form.CARDINAL:
                continue
            chained = link in ("and", "to") or b.shared
            if not chained:
                continue
            if a.unit is None and not _year(tokens, a):
                a.unit, a.shared = b.unit, True
            if _same_unit(a, b) and _takes_scale(tokens, a, b, link):
                a.value *= b.scale
                a.scale, a.shared = b.scale, True

    # --- from items to quantities --------------------------------------------------------------------------------

    def _next(self, tokens: Tokens, items: list[_Item], k: int) -> tuple[Quantity | None, int]:
        a = items[k]
        b = items[k + 1] if k + 1 < len(items) else None
        if a.numeral.form is Form.FRACTION:
            return _ratio(a, a, a.numeral.low or ONE, a.numeral.high or ONE), 1
        edition = None if a.unit or a.article else self._editions.match(tokens, a.numeral)
        if edition is not None:
            return _quantity([a], "ordinal", value=a.value, rules=[edition]), 1
        if a.numeral.form is Form.ORDINAL:
            return None, 1
        if b is not None and b.numeral.form is Form.CARDINAL:
            if tokens.folded[a.j : b.i] == ["de", "cada"] and _shares(a, b):
                return _ratio(a, b, a.value, b.value), 2
            levels = self._two_levels(tokens, items, k)
            merged = (None if levels else self._range(tokens, a, b)) or _with_cents(tokens, a, b)
            if merged is not None:
                return merged, 2
        if a.article and a.unit is None:
            counting = self._counting.after(tokens.folded, a.j)
            if counting is None:
                return None, 1
            a.rules.append(counting[1])
        return _simple(a), 1

    def _before_noun(self, tokens: Tokens, start: int) -> int:
        """Where «del monto» begins in ``pasó del monto de 172 a 207 pesos``."""
        named = start > 1 and tokens.folded[start - 2] in _FROM and tokens.folded[start - 1].isalpha()
        return start - 2 if named else start

    def _two_levels(self, tokens: Tokens, items: list[_Item], k: int) -> bool:
        """Whether a figure went from one level to another, ``pasó de 11 mil en 2018 a casi 24 mil``: no range."""
        a = items[k]
        start, opener = _opener(tokens, a.i)
        if opener not in _FROM:
            return False
        b = _second_level(tokens, items, k)
        if b is None:
            return False
        found = self._levels.before(tokens.folded, self._before_noun(tokens, start))
        rule = found[1] if found is not None else self._explained(tokens, items, k, start)
        if rule is None:
            return False
        a.rules.append(rule)
        b.rules.append(rule)
        return True

    def _explained(self, tokens: Tokens, items: list[_Item], k: int, start: int) -> str | None:
        """The rule of ``subió cinco puntos (de 60 a 65 por ciento)``: the levels of a difference said before."""
        if not k or k + 1 >= len(items) or tokens.words[start - 1] not in _ASIDE:
            return None
        last, a, b = items[k - 1], items[k], items[k + 1]
        if start - last.j > _NOUN + 1 or (last.unit is not None and last.unit.kind == "duration"):
            return None
        return self._level_rule if last.value == abs(b.value - a.value) else None

    def _range(self, tokens: Tokens, a: _Item, b: _Item) -> Quantity | None:
        """``entre 106 y 343``, ``del 40 al 80 por ciento``, ``10-15``."""
        if not _same_unit(a, b) or (_year(tokens, a) and (a.unit is None or a.shared) and _unlike_count(tokens, b)):
            return None
        low, high = a.amount(), b.amount()
        start, opener = _opener(tokens, a.i)
        if low >= high or (a.article and tokens.folded[a.i] != "uno"):
            return None
        between = _between(tokens, a, b)
        if len(between) != 1:
            return None
        link = between[0]
        dash = link in _DASHES and b.i - a.j == 1 and tokens.glued(b.i) == tokens.glued(a.j)
        alternative = link in _OR and b.i - a.j == 1 and opener not in _FROM and high <= low * _ALTERNATIVE
        added = tokens.folded[b.i - 1] in _THE  # «se sumaron 2 a las 5 que había»
        if dash or alternative or (link in ("a", "al") and opener not in _FROM and not (a.article or added)):
            start = a.i
        elif not (link == "y" and opener == "entre") and not (link in _TO and opener in _FROM):
            return None
        kind = a.unit.kind if a.unit else "count"
        made = _quantity([a, b], kind, low=low, high=high)
        made.i = start
        return made


_OR = frozenset({"o", "u"})
_ALTERNATIVE = 2  # «dos o tres días», «12,000 o 15,000»: the higher is at most so many times the lower
_ASIDE = frozenset({"(", ",", ":"})
_ABOUT = frozenset({"casi", "mas", "menos", "de", "cerca", "unos", "unas", "apenas", "un", "poco", "alrededor"})
_STOPS = frozenset({".", ";", ":", "?", "!", ")", "("})
_LEVEL_REACH = 3  # figures after the first level, among them days and years: «de 403 mil en 2017 a 367 mil»
_DAYS = 31
_NOUN = 3  # letters or words that a short noun takes
_SLIP = 10  # how far off the words of a figure may be
_QUANTIFIABLE = frozenset({Form.CARDINAL, Form.ORDINAL, Form.FRACTION})


def _introduces(tokens: Tokens, numeral: Numeral, begins: set[int]) -> bool:
    """Whether an article stands before another numeral: ``al menos un 10%``."""
    return numeral.j in begins and numeral.j == numeral.i + 1 and tokens.folded[numeral.i] in _ARTICLES


def _between(tokens: Tokens, a: _Item, b: _Item) -> list[str]:
    """The words between two figures, articles left out: ``entre un 5 y un 10 por ciento``."""
    between = [w for w in tokens.folded[a.j : b.i] if w not in _THE]
    return between[:-1] if between and between[-1] in _ARTICLES else between


def _restated(tokens: Tokens, last: _Item, item: _Item) -> int | None:
    """Where the text goes on, if a figure only says the one before it again, in brackets or without."""
    if item.numeral.digits == last.numeral.digits or item.article:
        return None
    if item.unit is not None and last.unit is not None and item.unit.unit != last.unit.unit:
        return None
    between = tokens.words[last.j : item.i]
    if between == ["("] and item.j < len(tokens.words) and tokens.words[item.j] == ")":
        return item.j + 1 if item.value == last.value or _misquoted(last, item) else None
    return item.j if not between and item.value == last.value and item.value >= THOUSAND else None


def _misquoted(last: _Item, item: _Item) -> bool:
    """Whether words alone in brackets fail to say the digits before them: ``128 (ciento treinta y ocho)``."""
    alike = last.value and item.value and last.value / _SLIP < item.value < last.value * _SLIP
    return bool(last.numeral.digits and alike)


def _is_sign(tokens: Tokens, k: int) -> bool:
    """Whether the token is a sign: glued to the number, with white space before it."""
    start = tokens.starts[k]
    return tokens.glued(k + 1) and (start == 0 or tokens.text[start - 1].isspace() or tokens.text[start - 1] in "($")


def _shares(a: _Item, b: _Item) -> bool:
    """Whether two figures make a share: ``dos de cada tres``, ``$93 de cada $100``."""
    return a.unit is None or (a.unit.kind != "percent" and (b.unit is None or _same_unit(a, b)))


def _year(tokens: Tokens, item: _Item) -> bool:
    form = tokens.folded[item.numeral.i]
    single = item.numeral.j == item.numeral.i + 1
    return single and len(form) == 4 and form.isdecimal() and form[:2] in ("19", "20")


def _unlike_count(tokens: Tokens, item: _Item) -> bool:
    """Whether a number that could be a year beside this one is one: ``2018 a 2024``, ``en 2018 a 50 millones``."""
    return _year(tokens, item) or item.scale > 1 or item.value < 1000


def _second_level(tokens: Tokens, items: list[_Item], k: int) -> _Item | None:
    """The figure after ``a`` or ``hasta`` that item ``k`` went to, the years between stepped over."""
    a = items[k]
    for b in items[k + 1 : k + 1 + _LEVEL_REACH]:
        between = tokens.folded[a.j : b.i]
        if _STOPS.intersection(between) or not tokens.same_block(a.j - 1, b.i):
            return None
        while between and (between[-1] in _THE or between[-1] in _ABOUT):
            between.pop()
        linked = between and between[-1] in _TO
        level = b.numeral.form is Form.CARDINAL and not (_year(tokens, b) and not _year(tokens, a))
        if linked and level and not (b.article and between[:-1]):
            return b if _alike(tokens, a, b, between[:-1]) else None
        if not (_year(tokens, b) or (b.unit is None and b.value <= _DAYS)):
            return None
    return None


def _alike(tokens: Tokens, a: _Item, b: _Item, between: list[str]) -> bool:
    """Whether two figures are of one thing: not those of ``20 camas para dar servicio a 300 niños``."""
    if not between or a.unit is not None or b.unit is not None:
        return _same_unit(a, b) or (a.unit is None and a.scale >= MILLION)
    named = b.j < len(tokens.words) and b.j not in tokens.breaks and tokens.words[b.j].islower()
    noun = tokens.folded[b.j] if named else ""
    return noun in between or not (noun.endswith("s") and len(noun) > _NOUN)


def _same_unit(a: _Item, b: _Item) -> bool:
    if a.unit is None or b.unit is None:
        return a.unit is b.unit
    return a.unit.unit == b.unit.unit and a.unit.kind == b.unit.kind


def _link(tokens: Tokens, a: _Item, b: _Item) -> str | None:
    """How two neighbours are joined: ``and``, ``comma``, ``to``, or not at all."""
    if b.i - a.j > 3 or b.i <= a.j:
        return None
    between = _between(tokens, a, b)
    if tokens.breaks and not tokens.same_block(a.j - 1, b.i):
        return None
    if between == [","]:
        return "comma"
    if between and between[0] == "," and len(between) == 2:
        between = between[1:]
    if len(between) != 1:
        return None
    if between[0] in _AND:
        return "and"
    return "to" if between[0] in _TO or between[0] in _DASHES else None


def _takes_scale(tokens: Tokens, a: _Item, b: _Item, link: str) -> bool:
    """Whether ``a`` is short of the magnitude that ``b`` says: ``41 mil a 46 mil 500 millones``."""
    if a.numeral.scale >= b.scale or b.scale < THOUSAND or a.article or not a.value or a.j > a.numeral.j:
        return False
    base = b.value / b.scale
    if base >= THOUSAND and base / 10 <= a.value <= base:
        return True  # «12,000 o 15,000 millones», «12 mil a 15 mil millones»
    if a.value >= (THOUSAND if b.scale == THOUSAND else MILLION) or "," in tokens.folded[a.numeral.i]:
        return False
    if (a.i < a.numeral.i and link != "to") or (a.numeral.scale > 1 and a.unit is None):
        return False
    scaled = a.value * b.scale
    return scaled < b.value if link == "to" else b.value / THOUSAND < scaled < b.value * THOUSAND


def _opener(tokens: Tokens, i: int) -> tuple[int, str]:
    """The word that may open a range before token ``i``, and where the range then begins."""
    k = i - 1
    while k > 0 and (tokens.folded[k] in _THE or tokens.folded[k] in _ARTICLES):
        k -= 1
    return (k, tokens.folded[k]) if k >= 0 else (i, "")


def _quantity(
    items: Sequence[_Item],
    kind: str,
    *,
    value: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    rules: Sequence[str] = (),
) -> Quantity:
    unit = items[-1].unit
    made = Quantity(items[0].i, items[-1].j, kind, value, low, high, unit.unit if unit else None)  # type: ignore[arg-type]
    made.numerals = [item.numeral for item in items]
    made.resume = items[-1].resume
    cues = [rule for item in items for rule in item.rules]
    made.rules = [*rules, unit.id, *cues] if unit else [*rules, *cues]
    return made


def _simple(item: _Item) -> Quantity:
    return _quantity([item], item.unit.kind if item.unit else "count", value=item.amount())


def _ratio(a: _Item, b: _Item, low: Decimal, high: Decimal) -> Quantity:
    """A share by numerator and denominator: ``dos de cada tres``, ``tres cuartas partes``."""
    rules = [a.unit.id] if a.unit is not None and b.unit is None else ()
    made = _quantity([a] if a is b else [a, b], "ratio", value=quotient(low, high), low=low, high=high, rules=rules)
    made.unit = None
    return made


def _with_cents(tokens: Tokens, a: _Item, b: _Item) -> Quantity | None:
    """``12 pesos con 50 centavos``."""
    if a.unit is None or b.unit is None or a.unit.kind != "money" or a.unit.unit != b.unit.unit:
        return None
    if a.unit.scale != 1 or b.unit.scale >= 1 or tokens.folded[a.j : b.i] not in (["con"], ["y"], []):
        return None
    made = _quantity([a, b], "money", value=a.amount() + b.amount())
    made.rules = [a.unit.id, b.unit.id]
    return made
