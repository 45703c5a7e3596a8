"""The numeral grammar of Mexican Spanish: from tokens to exact values.

Cardinals follow the RAE (Ortografía 2010, long scale: billón = 10^12) and the mixed style of Mexican press
(``22 millones 643 mil 638``); a comma groups thousands and a point is decimal (NOM-008-SCFI), while one or
two digits after a comma are decimals.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from imss_facts.language.lexicon import VULGAR, Lexicon, Role
from imss_facts.language.tokens import Tokens

MAX_DIGITS = 18
ONE = Decimal(1)
THOUSAND = Decimal(1000)
MILLION = Decimal(10**6)
_HALF = Decimal("0.5")


class Form(StrEnum):
    """What sort of numeral it is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"
    MULTIPLE = "multiple"
    OPAQUE = "opaque"  # a run of digits too long to be a quantity


@dataclass(slots=True)
class Numeral:
    """A numeral: tokens ``i`` up to before ``j``, with its exact value.

    ``scale`` is the last word of magnitude said (``5 mil``: 1000), ``low`` and ``high`` are numerator and
    denominator of a fraction; ``digits`` tells whether it begins with digits.
    """

    i: int
    j: int
    value: Decimal
    form: Form
    rule: str
    digits: bool = False
    scale: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None


def find_numerals(tokens: Tokens, lexicon: Lexicon) -> list[Numeral]:
    """Every numeral of the text in order, none overlapping another."""
    triggers = lexicon.triggers
    found: list[Numeral] = []
    end = 0
    for i, form in enumerate(tokens.folded):
        if triggers[form] and i >= end:
            numeral = numeral_at(tokens, i, lexicon)
            if numeral is not None:
                found.append(numeral)
                end = numeral.j
    return found


def numeral_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """The longest numeral that begins at token ``i``."""
    form = tokens.folded[i]
    if form[0].isdecimal() and len(form) > MAX_DIGITS + form.count(",") + form.count("."):
        return Numeral(i, i + 1, Decimal(0), Form.OPAQUE, lexicon.digits_rule, digits=True)
    if form in ("ciento", "cien") and i and tokens.folded[i - 1] == "por" and not _counts_on(tokens, i, lexicon):
        return None
    return (
        _vague(tokens, i, lexicon)
        or _fraction(tokens, i, lexicon)
        or _ordinal(tokens, i, lexicon)
        or _cardinal_numeral(tokens, i, lexicon)
        or _multiple(tokens, i, lexicon)
    )


def _counts_on(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether «cien» after «por» goes on as a number (``por cien mil pesos``)."""
    return i + 1 < len(tokens) and tokens.folded[i + 1] in lexicon.cardinals


def _multiple(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    word = lexicon.get(tokens.folded[i], Role.MULTIPLE)
    return Numeral(i, i + 1, word.value, Form.MULTIPLE, word.rule) if word else None


def _vague(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """``miles de``, ``cientos de miles de``, bare ``millones de`` and ``docenas de``."""
    j, rule, n = i, "", len(tokens)
    while j < n:
        form = tokens.folded[j]
        parts = lexicon.words.get(form)
        if not parts:
            break
        word = parts.get(Role.VAGUE)
        if word is None:
            bare = parts.get(Role.SCALE) or parts.get(Role.COLLECTIVE)
            word = bare if bare is not None and bare.plural else None
        if word is None:
            break
        rule = rule or word.rule
        j += 1
        if j + 1 < n and lexicon.plays(tokens.folded[j], Role.OF) and tokens.folded[j + 1] in lexicon.words:
            j += 1
    if not rule:
        return None
    if lexicon.plays(tokens.folded[j - 1], Role.OF):
        j -= 1
    return Numeral(i, j, Decimal(0), Form.VAGUE, rule)


def digits_value(form: str) -> Decimal:
    """The value of a digit token, its separators read as in Mexico."""
    if form.isdecimal():
        return Decimal(form)
    comma = form.rfind(",")
    if comma >= 0 and "." not in form and len(form) - comma - 1 < 3:
        return Decimal(form.replace(",", "."))
    if form.count(".") > 1:
        return Decimal(form.replace(".", ""))
    return Decimal("".join(c for c in form if c == "." or c.isdecimal()))


# --- cardinals ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """A piece of a cardinal that ends before token ``j``."""

    value: Decimal
    j: int
    digits: bool = False
    scale: Decimal = ONE


def _cardinal_numeral(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    part = cardinal_at(tokens, i, lexicon)
    if part is None:
        return None
    form = tokens.folded[i]
    word = lexicon.cardinals.get(form) or lexicon.get(form, Role.HALF)
    rule = word.rule if word else lexicon.digits_rule
    return Numeral(i, part.j, part.value, Form.CARDINAL, rule, digits=part.digits, scale=part.scale)


def cardinal_at(tokens: Tokens, i: int, lexicon: Lexicon) -> _Part | None:
    """The longest cardinal that begins at token ``i``: words, digits or both mixed."""
    part = _half(tokens, i, lexicon) or _scaled(tokens, i, lexicon)
    return _collected(tokens, part, i, lexicon)


def _adjacent(tokens: Tokens, j: int) -> bool:
    """Whether token ``j`` exists and no blank line parts it from the one before."""
    return j < len(tokens) and tokens.breaks.get(j, 0) < 2


def _half(tokens: Tokens, i: int, lexicon: Lexicon) -> _Part | None:
    """``medio millón``, ``media docena``, ``media hora``."""
    if not lexicon.plays(tokens.folded[i], Role.HALF):
        return None
    if i > 1 and lexicon.plays(tokens.folded[i - 1], Role.AND) and lexicon.plays(tokens.folded[i - 2], Role.HALVED):
        return _Part(_HALF, i + 1)
    if not _adjacent(tokens, i + 1):
        return None
    nxt = tokens.folded[i + 1]
    if lexicon.plays(nxt, Role.HALVED):
        return _Part(_HALF, i + 1)
    scale = lexicon.get(nxt, Role.SCALE) or lexicon.get(nxt, Role.COLLECTIVE)
    if scale is not None and not scale.plural:
        return _Part(scale.value * _HALF, i + 2, scale=scale.value)
    return None


def _collected(tokens: Tokens, part: _Part | None, i: int, lexicon: Lexicon) -> _Part | None:
    """``dos docenas``, ``un centenar``, ``docena`` alone."""
    j = i if part is None else part.j
    if not _adjacent(tokens, j):
        return part
    word = lexicon.get(tokens.folded[j], Role.COLLECTIVE)
    if word is None or (part is not None and part.scale > 1):
        return part
    return _Part(word.value * (part.value if part else ONE), j + 1, scale=word.value)


def _scaled(tokens: Tokens, i: int, lexicon: Lexicon) -> _Part | None:
    """``[n billones] [n millones] [n]`` with falling scales."""
    total, j, ceiling, scale = Decimal(0), i, None, ONE
    digits = tokens.folded[i][0].isdecimal()
    while _adjacent(tokens, j) or j == i:
        part = _six(tokens, j, lexicon, ceiling)
        k = part.j if part else j
        word = lexicon.get(tokens.folded[k], Role.SCALE) if _adjacent(tokens, k) or k == i else None
        if word is None or (ceiling is not None and word.value >= ceiling):
            if part is not None and (ceiling is None or part.value < ceiling):
                total, j = total + part.value, part.j
                scale = part.scale
            break
        if part is None and (word.plural or ceiling is not None):
            break
        if part is not None and _is_year_before_scale(tokens, part, j):
            total, j, scale = part.value, part.j, ONE
            break
        total += (part.value if part else ONE) * word.value
        j, ceiling, scale = k + 1, word.value, word.value
        if part is not None and part.value % 1:
            break
    if j == i:
        return None
    return _with_half(tokens, _Part(total, j, digits, scale), lexicon)


def _is_year_before_scale(tokens: Tokens, part: _Part, j: int) -> bool:
    """``en 2019 millones de``: the year is no factor."""
    form = tokens.folded[j]
    is_year = part.j == j + 1 and form.isdecimal() and len(form) == 4 and form[:2] in ("19", "20")
    return is_year and j > 0 and tokens.folded[j - 1] == "en"


def _with_half(tokens: Tokens, part: _Part, lexicon: Lexicon) -> _Part:
    """``millón y medio``, ``dos y medio millones``, ``tres y medio por ciento``."""
    j = part.j
    if not (_adjacent(tokens, j + 1) and lexicon.plays(tokens.folded[j], Role.AND)):
        return _with_vulgar(tokens, part)
    if not lexicon.plays(tokens.folded[j + 1], Role.HALF) or part.value % 1:
        return part
    if part.scale >= THOUSAND:
        return _Part(part.value + part.scale * _HALF, j + 2, part.digits, part.scale)
    if not _adjacent(tokens, j + 2) or part.scale != ONE:
        return part
    nxt = tokens.folded[j + 2]
    scale = lexicon.get(nxt, Role.SCALE) or lexicon.get(nxt, Role.THOUSAND)
    if scale is not None:
        return _Part((part.value + _HALF) * scale.value, j + 3, part.digits, scale.value)
    if nxt in ("por", "%") or lexicon.plays(nxt, Role.HALVED):
        return _Part(part.value + _HALF, j + 2, part.digits)
    return part


def _with_vulgar(tokens: Tokens, part: _Part) -> _Part:
    """``2 ½``."""
    if _adjacent(tokens, part.j) and part.scale == ONE and tokens.folded[part.j] in VULGAR:
        low, high = VULGAR[tokens.folded[part.j]]
        return _Part(part.value + Decimal(low) / high, part.j + 1, part.digits)
    return part


def _six(tokens: Tokens, j: int, lexicon: Lexicon, ceiling: Decimal | None) -> _Part | None:
    """Up to six figures: ``[n] mil [n]``, words and digits."""
    head = _three(tokens, j, lexicon)
    if head is not None and head.digits:
        if ceiling is not None and head.value >= THOUSAND and "," not in tokens.folded[j]:
            return None
        head = _pointless(tokens, head)
    k = head.j if head else j
    mil = lexicon.get(tokens.folded[k], Role.THOUSAND) if _adjacent(tokens, k) or k == j else None
    if mil is None or (head is not None and head.value >= THOUSAND) or (head is not None and not head.value):
        return head
    value = (head.value if head else ONE) * mil.value
    k += 1
    digits = head is not None and head.digits
    if head is not None and head.value % 1:
        return _Part(value, k, digits, mil.value)
    tail = _three(tokens, k, lexicon) if _adjacent(tokens, k) else None
    if tail is None or not _fits_tail(tokens, k, tail, lexicon):
        return _Part(value, k, digits, mil.value)
    return _Part(value + tail.value, tail.j, digits)


def _pointless(tokens: Tokens, head: _Part) -> _Part:
    """Digits grouped by plain spaces: ``22 643 638`` (NOM-008-SCFI, white space between groups)."""
    j = head.j
    first = tokens.folded[j - 1]
    if len(first) > 3 or not first.isdecimal() or first[0] == "0":
        return head
    value = head.value
    while j < len(tokens) and _is_group(tokens, j):
        value = value * 1000 + Decimal(tokens.folded[j])
        j += 1
    nothing_more = j >= len(tokens) or not tokens.folded[j][0].isdecimal() or tokens.starts[j] - tokens.ends[j - 1] > 1
    follows_digits = head.j >= 2 and tokens.folded[head.j - 2][-1].isdecimal()
    if j == head.j or not nothing_more or follows_digits:
        return head
    return _Part(value, j, digits=True)


def _is_group(tokens: Tokens, j: int) -> bool:
    form = tokens.folded[j]
    return (
        len(form) == 3
        and form.isdecimal()
        and tokens.starts[j] - tokens.ends[j - 1] == 1
        and tokens.text[tokens.ends[j - 1]] == " "
    )


def _fits_tail(tokens: Tokens, k: int, tail: _Part, lexicon: Lexicon) -> bool:
    """Whether what follows «mil» is its last three figures and no number of its own."""
    if tail.value >= THOUSAND:
        return False
    form = tokens.folded[k]
    if tail.digits and (len(form.split(".")[0]) > 3 or "," in form):
        return False
    after = tokens.folded[tail.j] if _adjacent(tokens, tail.j) else ""
    return not lexicon.plays(after, Role.THOUSAND)


def _three(tokens: Tokens, j: int, lexicon: Lexicon) -> _Part | None:
    """One digit token, or words up to novecientos noventa y nueve."""
    if j >= len(tokens):
        return None
    form = tokens.folded[j]
    if form[0].isdecimal():
        if len(form) > MAX_DIGITS + form.count(",") + form.count("."):
            return None
        return _Part(digits_value(form), j + 1, digits=True)
    if lexicon.plays(form, Role.ZERO):
        return _Part(Decimal(0), j + 1)
    hundred = lexicon.get(form, Role.HUNDRED)
    total, k = Decimal(0), j
    if hundred is not None:
        total, k = hundred.value, j + 1
    below = _two(tokens, k, lexicon) if _adjacent(tokens, k) or k == j else None
    if below is not None and form != "cien":
        total, k = total + below.value, below.j
    if k == j:
        return None
    return _point(tokens, _Part(total, k), lexicon)


def _two(tokens: Tokens, k: int, lexicon: Lexicon) -> _Part | None:
    form = tokens.folded[k]
    word = lexicon.get(form, Role.TEEN) or lexicon.get(form, Role.UNIT)
    if word is not None:
        return _Part(word.value, k + 1)
    ten = lexicon.get(form, Role.TEN)
    if ten is None:
        return None
    if _adjacent(tokens, k + 2) and lexicon.plays(tokens.folded[k + 1], Role.AND):
        unit = lexicon.get(tokens.folded[k + 2], Role.UNIT)
        if unit is not None:
            return _Part(ten.value + unit.value, k + 3)
    return _Part(ten.value, k + 1)


def _point(tokens: Tokens, part: _Part, lexicon: Lexicon) -> _Part:
    """``dos punto cinco millones``: a decimal point said aloud, before a scale or a percentage."""
    j = part.j
    if not (_adjacent(tokens, j + 2) and lexicon.plays(tokens.folded[j], Role.POINT)):
        return part
    decimals = _two(tokens, j + 1, lexicon)
    if decimals is None or not _adjacent(tokens, decimals.j):
        return part
    nxt = tokens.folded[decimals.j]
    if nxt != "por" and not lexicon.plays(nxt, Role.SCALE):
        return part
    return _Part(Decimal(f"{part.value}.{decimals.value}"), decimals.j)


# --- ordinals and fractions -----------------------------------------------------------------------------------


def _ordinal(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """``vigésima primera``, ``13ª``, ``2a.``, ``3er``."""
    form = tokens.folded[i]
    if form.isdecimal():
        return _abbreviated(tokens, i, lexicon)
    first = lexicon.get(form, Role.ORDINAL)
    if first is None:
        return None
    total, last, j = first.value, first.value, i + 1
    while _adjacent(tokens, j):
        word = lexicon.get(tokens.folded[j], Role.ORDINAL)
        if word is None or last < 10 or word.value >= min(last, Decimal(100)) or (last < 100 and word.value >= 10):
            break
        total, last, j = total + word.value, word.value, j + 1
    return Numeral(i, j, total, Form.ORDINAL, first.rule)


def _abbreviated(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    j = i + 1
    if j >= len(tokens) or len(tokens.folded[i]) > 4:
        return None
    gap = 1 if tokens.words[j] == "." and tokens.glued(j) and j + 1 < len(tokens) and tokens.glued(j + 1) else 0
    mark = lexicon.get(tokens.folded[j + gap], Role.ORDINAL_MARK)
    if mark is None or not tokens.glued(j + gap) or tokens.words[j + gap] in ("A", "O"):
        return None
    if gap and tokens.folded[j + gap] not in ("a", "o", "ª", "º", "°"):
        return None
    j += 1 + gap
    if j < len(tokens) and tokens.words[j] == "." and tokens.glued(j) and not gap and not _ends_sentence(tokens, j):
        j += 1
    return Numeral(i, j, Decimal(tokens.folded[i]), Form.ORDINAL, mark.rule, digits=True)


def _ends_sentence(tokens: Tokens, j: int) -> bool:
    """Whether the full stop at token ``j`` is the last of its line rather than an abbreviation's."""
    return j + 1 >= len(tokens) or j + 1 in tokens.breaks


def _fraction(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """``tres cuartas partes``, ``un tercio``, ``la mitad``, ``2/3 partes``, ``¾``."""
    form = tokens.folded[i]
    if form in VULGAR:
        low, high = VULGAR[form]
        return _make_fraction(i, i + 1, Decimal(low), Decimal(high), lexicon.digits_rule)
    if form.isdecimal():
        slash = _slashed(tokens, i, lexicon)
        if slash is not None:
            return slash
    top, j = ONE, i
    cardinal = _three(tokens, i, lexicon)
    if cardinal is not None and not cardinal.value % 1 and 0 < cardinal.value < 100:
        top, j = cardinal.value, cardinal.j
    if not _adjacent(tokens, j) and j != i:
        return None
    name = tokens.folded[j]
    half = lexicon.get(name, Role.FRACTION)
    if half is not None and (j > i or half.value == 2):
        return _make_fraction(i, j + 1, top, half.value, half.rule)
    ordinal = lexicon.get(name, Role.ORDINAL)
    if ordinal is None or ordinal.value < 3:
        return None
    if _adjacent(tokens, j + 1) and lexicon.plays(tokens.folded[j + 1], Role.PART):
        return _make_fraction(i, j + 2, top, ordinal.value, ordinal.rule)
    named = j > i and name.endswith("os") and top > 1
    if not named:
        named = j > i and top == 1 and name.endswith("o") and _adjacent(tokens, j + 1) and tokens.folded[j + 1] in _OF_ALL
    return _make_fraction(i, j + 1, top, ordinal.value, ordinal.rule) if named else None


_OF_ALL = ("de", "del")


def _slashed(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    if i + 3 >= len(tokens) or tokens.words[i + 1] != "/" or not (tokens.glued(i + 1) and tokens.glued(i + 2)):
        return None
    top, bottom = tokens.folded[i], tokens.folded[i + 2]
    if not (bottom.isdecimal() and len(top) == 1 and len(bottom) <= 2 and 0 < int(top) < int(bottom) <= 10):
        return None
    part = lexicon.plays(tokens.folded[i + 3], Role.PART)
    if not part and tokens.folded[i + 3] not in _OF_ALL:
        return None
    return _make_fraction(i, i + 3 + part, Decimal(top), Decimal(bottom), lexicon.digits_rule)


def _make_fraction(i: int, j: int, low: Decimal, high: Decimal, rule: str) -> Numeral:
    return Numeral(i, j, quotient(low, high), Form.FRACTION, rule, low=low, high=high)


def quotient(low: Decimal, high: Decimal) -> Decimal:
    """The value of a ratio, to six decimals; zero where the denominator is zero."""
    if not high:
        return Decimal(0)
    value = (low / high).quantize(Decimal("0.000001"))
    return value.normalize() if value % 1 else value.quantize(ONE)
