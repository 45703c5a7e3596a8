"""``imss_quantities``: numerals with their units become money, shares, spans, measures, ranges, ratios, counts."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from imss_facts.language.numerals import ONE, Form, Numeral, quotient
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.editions import EditionTable
from imss_facts.pipeline.items import (
    ARTICLES,
    DASHES,
    FROM,
    THE,
    TO,
    Item,
    ItemReader,
    between_of,
    is_year,
    opening_of,
    same_unit,
)
from imss_facts.pipeline.levels import Levels
from imss_facts.pipeline.listed_articles import ListedArticles
from imss_facts.pipeline.rates import is_rate, rate_bases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.restatements import Restatements
from imss_facts.pipeline.sharing import share
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_OR = frozenset({"o", "u"})
_ALTERNATIVE = 2  # «dos o tres días», «12,000 o 15,000»: the higher is at most so many times the lower
_NEAR = 7  # words between two numbers of one list
_QUANTIFIABLE = frozenset({Form.CARDINAL, Form.ORDINAL, Form.FRACTION})


class QuantityBuilder:
    """Puts numerals and units together."""

    subjects: ClassVar[tuple[str, ...]] = (
        "units", "editions", "cues", "exclusions", "nouns", "numerals", "measures",
    )  # fmt: skip

    def __init__(self, library: Library) -> None:
        """Learn units, editions and cues."""
        self._item = ItemReader(library)
        self._restatements = Restatements(library)
        self._are_levels = Levels(library)
        self._listed = ListedArticles(library)
        self._editions = EditionTable(library)
        self._rate = next((cue.id for cue in library.of("cues") if cue.value == "per_head"), "")
        self._counting: PhraseTable[str] = PhraseTable()
        for pattern in library.of("cues"):
            if pattern.value == "article_count":
                self._counting.learn(pattern.after, pattern.id)

    def __call__(self, reading: Reading) -> None:
        """Add the quantities in order."""
        tokens = reading.tokens
        numerals = reading.open_numerals()
        begins = {n.i for n in numerals}
        items = [
            self._item(reading, n) for n in numerals if n.form in _QUANTIFIABLE and not _introduces(tokens, n, begins)
        ]
        items = self._restatements.without(reading, items)
        neighbours = [(a, b) for a, b in pairwise(items) if b.i - a.j <= _NEAR]
        neighbours.reverse()
        share(tokens, neighbours)
        self._listed.mark(tokens, neighbours)
        rated = bool(rate_bases(reading))
        k = 0
        while k < len(items):
            quantity, used = self._next(reading, items, k, rated=rated)
            if quantity is not None:
                reading.quantities.append(quantity)
            k += used

    def _next(self, reading: Reading, items: list[Item], k: int, *, rated: bool) -> tuple[Quantity | None, int]:
        a, tokens = items[k], reading.tokens
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
            levels = self._are_levels(reading, items, k)
            merged = (None if levels else _range(tokens, a, b)) or _with_cents(tokens, a, b)
            if merged is not None:
                return merged, 2
        if a.article and a.unit is None:
            counting = self._counting.after(tokens.folded, a.j)
            if counting is None and not (rated and is_rate(reading, a.j)):
                return None, 1
            a.rules.append(counting[1] if counting is not None else self._rate)
        return _simple(a), 1


def _range(tokens: Tokens, a: Item, b: Item) -> Quantity | None:
    """``entre 106 y 343``, ``del 40 al 80 por ciento``, ``10-15``."""
    if not same_unit(a, b) or (is_year(tokens, a) and (a.unit is None or a.shared) and _unlike_count(tokens, b)):
        return None
    low, high = a.amount(), b.amount()
    start, opener = opening_of(tokens, a.i)
    if low >= high or (a.article and tokens.folded[a.i] != "uno"):
        return None
    between = between_of(tokens, a, b)
    if len(between) != 1:
        return None
    link = between[0]
    dash = link in DASHES and b.i - a.j == 1 and tokens.glued(b.i) == tokens.glued(a.j)
    alternative = link in _OR and b.i - a.j == 1 and opener not in FROM and high <= low * _ALTERNATIVE
    added = tokens.folded[b.i - 1] in THE  # «se sumaron 2 a las 5 que había»
    if dash or alternative or (link in ("a", "al") and opener not in FROM and not (a.article or added)):
        start = a.i
    elif not (link == "y" and opener == "entre") and not (link in TO and opener in FROM):
        return None
    kind = a.unit.kind if a.unit else "count"
    made = _quantity([a, b], kind, low=low, high=high)
    made.i = start
    return made


def _introduces(tokens: Tokens, numeral: Numeral, begins: set[int]) -> bool:
    """Whether an article stands before another numeral: ``al menos un 10%``."""
    return numeral.j in begins and numeral.j == numeral.i + 1 and tokens.folded[numeral.i] in ARTICLES


def _shares(a: Item, b: Item) -> bool:
    """Whether two figures make a share: ``dos de cada tres``, ``$93 de cada $100``."""
    return a.unit is None or (a.unit.kind != "percent" and (b.unit is None or same_unit(a, b)))


def _unlike_count(tokens: Tokens, item: Item) -> bool:
    """Whether a number that could be a year beside this one is one: ``2018 a 2024``, ``en 2018 a 50 millones``."""
    return is_year(tokens, item) or item.scale > 1 or item.value < 1000


def _quantity(
    items: Sequence[Item],
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


def _simple(item: Item) -> Quantity:
    return _quantity([item], item.unit.kind if item.unit else "count", value=item.amount())


def _ratio(a: Item, b: Item, low: Decimal, high: Decimal) -> Quantity:
    """A share by numerator and denominator: ``dos de cada tres``, ``tres cuartas partes``."""
    rules = [a.unit.id] if a.unit is not None and b.unit is None else ()
    made = _quantity([a] if a is b else [a, b], "ratio", value=quotient(low, high), low=low, high=high, rules=rules)
    made.unit = None
    return made


def _with_cents(tokens: Tokens, a: Item, b: Item) -> Quantity | None:
    """``12 pesos con 50 centavos``."""
    if a.unit is None or b.unit is None or a.unit.kind != "money" or a.unit.unit != b.unit.unit:
        return None
    if a.unit.scale != 1 or b.unit.scale >= 1 or tokens.folded[a.j : b.i] not in (["con"], ["y"], []):
        return None
    made = _quantity([a, b], "money", value=a.amount() + b.amount())
    made.rules = [a.unit.id, b.unit.id]
    return made
