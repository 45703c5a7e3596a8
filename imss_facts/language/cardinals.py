"""Cardinals: words, digits and both mixed (RAE, Ortografía 2010; long scale, billón = 10^12)."""

from dataclasses import dataclass
from decimal import Decimal

from imss_facts.language.digits import spaced_groups, too_long, value_at, zero_groups
from imss_facts.language.lexicon import VULGAR, Lexicon, NumberWord, Role
from imss_facts.language.numeral import HALF, ONE, THOUSAND, quotient
from imss_facts.language.tokens import Tokens

_AFTER_POINT = frozenset({"por", "%", ")", "pesos", "dolares", "puntos"})


@dataclass(slots=True)
class Part:
    """A cardinal, or a piece of one, that ends before token ``j``."""

    value: Decimal
    j: int
    digits: bool = False
    scale: Decimal = ONE


def cardinal_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Part | None:
    """The longest cardinal that begins at token ``i``."""
    half = _half(tokens, i, lexicon)
    if half is not None:
        return half
    part = _collected(tokens, _scaled(tokens, i, lexicon), i, lexicon)
    return _with_half(tokens, part, lexicon) if part is not None else None


def adjacent(tokens: Tokens, j: int) -> bool:
    """Whether token ``j`` exists and neither a blank line nor a tab, as between cells, parts it from the one before."""
    if j >= len(tokens.words):
        return False
    lines = tokens.breaks.get(j, 0)
    if lines == 1 and j:
        return tokens.text.find("\n", tokens.ends[j - 1], tokens.starts[j]) >= 0
    return lines < 2


# --- halves and dozens ----------------------------------------------------------------------------------------


def _half(tokens: Tokens, i: int, lexicon: Lexicon) -> Part | None:
    """``medio millón``, ``media docena``, ``½ millón``, ``media hora``; ``media`` of ``hora y media``."""
    form = tokens.folded[i]
    half = HALF if lexicon.plays(form, Role.HALF) else vulgar_value(form)
    if half is None:
        return None
    if i > 1 and lexicon.plays(tokens.folded[i - 1], Role.AND) and lexicon.plays(tokens.folded[i - 2], Role.HALVED):
        return Part(half, i + 1)
    if not adjacent(tokens, i + 1):
        return None
    following = tokens.folded[i + 1]
    if lexicon.plays(following, Role.HALVED):
        return Part(half, i + 1)
    magnitude = lexicon.magnitude(following)
    if magnitude is None or magnitude.plural or magnitude.role is Role.THOUSAND:
        return None
    return Part(magnitude.value * half, i + 2, scale=magnitude.value)


def vulgar_value(form: str) -> Decimal | None:
    """The value of a fraction that is one character."""
    return quotient(*map(Decimal, VULGAR[form])) if form in VULGAR else None


def _collected(tokens: Tokens, part: Part | None, i: int, lexicon: Lexicon) -> Part | None:
    """``dos docenas``, ``un centenar``, ``docena`` alone."""
    j = i if part is None else part.j
    if j > i and not adjacent(tokens, j):
        return part
    word = lexicon.get(tokens.folded[j], Role.COLLECTIVE)
    if word is None or (part is not None and part.scale > THOUSAND):
        return part
    return Part(word.value * (part.value if part else ONE), j + 1, part is not None and part.digits, word.value)


def _with_half(tokens: Tokens, part: Part, lexicon: Lexicon) -> Part:
    """``millón y medio``, ``docena y media``, ``dos y medio millones``, ``tres y medio por ciento``."""
    j = part.j
    if part.value % 1 or not (adjacent(tokens, j + 1) and lexicon.plays(tokens.folded[j], Role.AND)):
        return part
    if not lexicon.plays(tokens.folded[j + 1], Role.HALF):
        return part
    following = tokens.folded[j + 2] if adjacent(tokens, j + 2) else ""
    magnitude = lexicon.magnitude(following)
    if part.scale > ONE:
        own = magnitude is not None or lexicon.plays(following, Role.HALVED)  # «un millón y medio millón» are two
        return part if own else Part(part.value + part.scale * HALF, j + 2, part.digits, part.scale)
    value = part.value + HALF
    if magnitude is not None and (magnitude.plural or magnitude.role is Role.THOUSAND or part.value == 1):
        return Part(value * magnitude.value, j + 3, part.digits, magnitude.value)
    if following in ("por", "%") or (magnitude is None and following.isalpha() and following.endswith("s")):
        return Part(value, j + 2, part.digits)
    return part


# --- scales ---------------------------------------------------------------------------------------------------


def _scaled(tokens: Tokens, i: int, lexicon: Lexicon) -> Part | None:
    """``[n billones] [n millones] [n]`` with falling scales."""
    total, j, ceiling, scale = Decimal(0), i, None, ONE
    while j == i or adjacent(tokens, j):
        begin = j + (ceiling is not None and _said_comma(tokens, i, j, lexicon))
        part = _six_figures(tokens, begin, lexicon, after_scale=ceiling is not None)
        k = part.j if part else begin
        word = lexicon.get(tokens.folded[k], Role.SCALE) if k == i or adjacent(tokens, k) else None
        if word is None:
            if part is not None and (ceiling is None or part.value < ceiling):
                total, j, scale = total + part.value, part.j, part.scale
            break
        if ceiling is not None and (part is None or word.value >= ceiling):
            break  # what stands here begins a numeral of its own
        if part is None and word.plural:
            break
        if part is not None and _is_year_before_scale(tokens, part, j):
            total, j = part.value, part.j
            break
        total += (part.value if part else ONE) * word.value
        j, ceiling, scale = k + 1, word.value, word.value
        again = _of_scale(tokens, j, lexicon)
        if again is not None:
            total, j, scale = total * again.value, j + 2, scale * again.value
        if again is not None or (part is not None and part.value % 1):
            break
    if j == i:
        return None
    return Part(total, j, tokens.folded[i][0].isdecimal(), scale)


def _of_scale(tokens: Tokens, j: int, lexicon: Lexicon) -> NumberWord | None:
    """``un millón de millones``: the scale that multiplies the one before."""
    if not (adjacent(tokens, j + 1) and lexicon.plays(tokens.folded[j], Role.OF)):
        return None
    word = lexicon.get(tokens.folded[j + 1], Role.SCALE)
    return word if word is not None and word.plural else None


def _said_comma(tokens: Tokens, i: int, j: int, lexicon: Lexicon) -> bool:
    """``un millón, cincuenta y tres mil``: words go on after the comma, with thousands of their own."""
    if tokens.folded[j] != "," or tokens.folded[i][0].isdecimal() or not adjacent(tokens, j + 1):
        return False
    part = _six_figures(tokens, j + 1, lexicon, after_scale=True)
    return part is not None and not part.digits and part.value >= THOUSAND and part.j > j + 2


def _is_year_before_scale(tokens: Tokens, part: Part, j: int) -> bool:
    """``en 2019 millones de``: the year is no factor."""
    form = tokens.folded[j]
    is_year = part.j == j + 1 and form.isdecimal() and len(form) == 4 and form[:2] in ("19", "20")
    return is_year and j > 0 and tokens.folded[j - 1] == "en"


def _six_figures(tokens: Tokens, j: int, lexicon: Lexicon, *, after_scale: bool) -> Part | None:
    """Up to six figures: ``[n] mil [n]``, words and digits; after a scale no bare run of digits, as years are."""
    if after_scale and (groups := zero_groups(tokens, j)) is not None:
        return Part(*groups, digits=True)
    head = _three_figures(tokens, j, lexicon)
    bare = len(tokens.folded[j]) > 3 and tokens.folded[j].isdecimal()
    if bare and after_scale:
        return None
    k = head.j if head else j
    mil = lexicon.get(tokens.folded[k], Role.THOUSAND) if k == j or adjacent(tokens, k) else None
    if mil is None or bare:
        return head
    value = (head.value if head else ONE) * mil.value
    k += 1
    digits = head is not None and head.digits
    tail = _tail(tokens, k, lexicon) if head is None or not head.value % 1 else None
    if tail is None:
        return Part(value, k, digits, mil.value)
    return Part(value + tail.value, tail.j, digits)


def _tail(tokens: Tokens, k: int, lexicon: Lexicon) -> Part | None:
    """The last three figures after «mil»: ``mil 822``, ``5 mil 004``; None for a number of its own."""
    if not adjacent(tokens, k):
        return None
    form = tokens.folded[k]
    if form[0].isdecimal():
        if len(form.partition(".")[0]) > 3 or "," in form:
            return None
        tail = _figure(tokens, k)
    else:
        tail = _words(tokens, k, lexicon)
    if tail is None or tail.value >= THOUSAND:
        return None
    own = adjacent(tokens, tail.j) and lexicon.plays(tokens.folded[tail.j], Role.THOUSAND)
    return None if own else tail


# --- up to 999 ------------------------------------------------------------------------------------------------


def _three_figures(tokens: Tokens, j: int, lexicon: Lexicon) -> Part | None:
    """Digits, or words up to novecientos noventa y nueve."""
    form = tokens.folded[j]
    if not form[0].isdecimal():
        zero = lexicon.get(form, Role.ZERO)
        part = Part(zero.value, j + 1) if zero else _words(tokens, j, lexicon)
        return _pointed(tokens, part, lexicon) if part else None
    groups = spaced_groups(tokens, j)
    if groups is not None:
        return Part(*groups, digits=True)
    part = _figure(tokens, j)
    return _pointed(tokens, part, lexicon) if part and form.isdecimal() else part


def _figure(tokens: Tokens, j: int) -> Part | None:
    """One digit token, with the vulgar fraction that may follow: ``2 ½``."""
    form = tokens.folded[j]
    if too_long(form):
        return None
    value = value_at(tokens, j)
    if j + 1 < len(tokens.words) and tokens.folded[j + 1] in VULGAR and j + 1 not in tokens.breaks and not value % 1:
        return Part(value + (vulgar_value(tokens.folded[j + 1]) or 0), j + 2, digits=True)
    return Part(value, j + 1, digits=True)


def small_cardinal(tokens: Tokens, i: int, lexicon: Lexicon) -> Part | None:
    """A whole number below a hundred, as stands over a fraction."""
    part = _figure(tokens, i) if tokens.folded[i][0].isdecimal() else _words(tokens, i, lexicon)
    return part if part is not None and not part.value % 1 and 0 < part.value < 100 else None


def _words(tokens: Tokens, j: int, lexicon: Lexicon) -> Part | None:
    """Words from uno to novecientos noventa y nueve."""
    form = tokens.folded[j]
    hundred = lexicon.get(form, Role.HUNDRED)
    if hundred is None:
        return _tens(tokens, j, lexicon)
    below = _tens(tokens, j + 1, lexicon) if form != "cien" and adjacent(tokens, j + 1) else None
    return Part(hundred.value + below.value, below.j) if below else Part(hundred.value, j + 1)


def _tens(tokens: Tokens, k: int, lexicon: Lexicon) -> Part | None:
    form = tokens.folded[k]
    word = lexicon.get(form, Role.TEEN) or lexicon.get(form, Role.UNIT)
    if word is not None:
        return Part(word.value, k + 1)
    ten = lexicon.get(form, Role.TEN)
    if ten is None:
        return None
    if adjacent(tokens, k + 1) and adjacent(tokens, k + 2) and lexicon.plays(tokens.folded[k + 1], Role.AND):
        unit = lexicon.get(tokens.folded[k + 2], Role.UNIT)
        if unit is not None:
            return Part(ten.value + unit.value, k + 3)
    return Part(ten.value, k + 1)


def _pointed(tokens: Tokens, part: Part, lexicon: Lexicon) -> Part:
    """``dos punto cinco millones``, ``cero punto cero cinco por ciento``: a point said before a scale or a share."""
    j = part.j
    if not (adjacent(tokens, j + 1) and lexicon.plays(tokens.folded[j], Role.POINT)):
        return part
    decimals, j = "", j + 1
    while adjacent(tokens, j):
        form = tokens.folded[j]
        said: NumberWord | Part | None = lexicon.get(form, Role.ZERO)
        last = said is None
        if last:
            said = _figure(tokens, j) if form.isdecimal() else _words(tokens, j, lexicon)
        if said is None:
            break
        decimals += form if form.isdecimal() else str(said.value)
        j = said.j if isinstance(said, Part) else j + 1
        if last:
            break
    following = tokens.folded[j] if adjacent(tokens, j) else ""
    if not decimals or not (following in _AFTER_POINT or lexicon.plays(following, Role.SCALE)):
        return part
    return Part(Decimal(f"{part.value}.{decimals}"), j, part.digits)
