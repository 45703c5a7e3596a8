"""Units and scales said once for several numbers: ``86 y 95%``, ``12, 15 y 20 millones de pesos``."""

from imss_facts.language.numerals import MILLION, THOUSAND, Form
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.items import DASHES, TO, Item, between_of, is_year, same_unit

_FALL = 4  # a first level with the scale left out is at most so many times the second
_AND = frozenset({"y", "e", "o", "u", "ni"})


def share(tokens: Tokens, neighbours: list[tuple[Item, Item]]) -> None:
    """A unit or a scale said once, at the end, for neighbours from the last to the first: ``86 y 95%``."""
    for a, b in neighbours:
        link = _link(tokens, a, b)
        if link is None or a.numeral.form is not Form.CARDINAL or b.numeral.form is not Form.CARDINAL:
            continue
        chained = link in ("and", "to") or b.shared
        if not chained:
            continue
        if a.unit is None and not is_year(tokens, a):
            a.unit, a.shared = b.unit, True
        if same_unit(a, b) and _takes_scale(tokens, a, b, link):
            a.value *= b.scale
            a.scale, a.shared = b.scale, True


def _link(tokens: Tokens, a: Item, b: Item) -> str | None:
    """How two neighbours are joined: ``and``, ``comma``, ``to``, or not at all."""
    if b.i - a.j > 3 or b.i <= a.j:
        return None
    between = between_of(tokens, a, b)
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
    return "to" if between[0] in TO or between[0] in DASHES else None


def _takes_scale(tokens: Tokens, a: Item, b: Item, link: str) -> bool:
    """Whether ``a`` is short of the magnitude that ``b`` says: ``41 mil a 46 mil 500 millones``."""
    if a.numeral.scale >= b.scale or b.scale < THOUSAND or a.article or not a.value or a.j > a.numeral.j:
        return False
    base = b.value / b.scale
    if base >= THOUSAND and base / 10 <= a.value <= base:
        return True  # «12,000 o 15,000 millones», «12 mil a 15 mil millones»
    if link == "to" and base < a.value <= base * _FALL and not is_year(tokens, a):
        return True  # «de 7 mil a 5 mil millones», «de 24 a 18 mil»
    if a.value >= (THOUSAND if b.scale == THOUSAND else MILLION) or "," in tokens.folded[a.numeral.i]:
        return False
    if (a.i < a.numeral.i and link != "to") or (a.numeral.scale > 1 and a.unit is None):
        return False
    scaled = a.value * b.scale
    return scaled < b.value if link == "to" else b.value / THOUSAND < scaled < b.value * THOUSAND
