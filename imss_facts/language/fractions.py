"""Fractions: ``tres cuartas partes``, ``un tercio``, ``la mitad``, ``2/3 partes``, ``¾``."""

from decimal import Decimal

from imss_facts.language.cardinals import adjacent, small_cardinal
from imss_facts.language.lexicon import VULGAR, Lexicon, Role
from imss_facts.language.numeral import ONE, Form, Numeral, quotient
from imss_facts.language.tokens import Tokens

_OF = ("de", "del")


def fraction_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """The fraction that begins at token ``i``."""
    form = tokens.folded[i]
    if form in VULGAR:
        low, high = map(Decimal, VULGAR[form])
        following = tokens.folded[i + 1] if adjacent(tokens, i + 1) else ""
        if lexicon.magnitude(following) is not None:
            return None
        return _fraction(i, i + 1 + lexicon.plays(following, Role.PART), low, high, lexicon.digits_rule)
    if form.isdecimal():
        slashed = _slashed(tokens, i, lexicon)
        if slashed is not None:
            return slashed
    over = small_cardinal(tokens, i, lexicon)
    top, j = (over.value, over.j) if over else (ONE, i)
    if j > i and not adjacent(tokens, j):
        return None
    return _halves(tokens, i, j, top, lexicon) or _parts(tokens, i, j, top, lexicon)


def _halves(tokens: Tokens, i: int, j: int, top: Decimal, lexicon: Lexicon) -> Numeral | None:
    """Nouns that mean nothing but a fraction: ``mitad``, ``dos tercios``; ``un cuarto`` only where it is no rank."""
    name = tokens.folded[j]
    word = lexicon.get(name, Role.FRACTION)
    if word is None or (j == i and word.value != 2):
        return None
    if j > i and (top >= word.value or word.plural != (top > 1)):
        return None
    if not word.plural and lexicon.plays(name, Role.ORDINAL) and _noun_follows(tokens, j + 1):
        return None
    return _fraction(i, j + 1, top, word.value, word.rule)


def _noun_follows(tokens: Tokens, k: int) -> bool:
    """``un cuarto piso``: whether a word stands here that the one before may rank."""
    return (
        k < len(tokens.words) and k not in tokens.breaks and tokens.words[k].isalpha() and tokens.folded[k] not in _OF
    )


def _parts(tokens: Tokens, i: int, j: int, top: Decimal, lexicon: Lexicon) -> Numeral | None:
    """Ordinals as denominators: ``la tercera parte``, ``tres cuartas partes``, ``dos quintos``, ``un octavo de``."""
    name = tokens.folded[j]
    word = lexicon.get(name, Role.ORDINAL)
    if word is None or word.value < 3:
        return None
    following = tokens.folded[j + 1] if adjacent(tokens, j + 1) else ""
    if lexicon.plays(following, Role.PART):
        return _fraction(i, j + 2, top, word.value, word.rule)
    if j == i or word.value < 4 or top >= word.value:
        return None
    named = name.endswith("os") if top > 1 else name.endswith("o") and following in _OF
    return _fraction(i, j + 1, top, word.value, word.rule) if named else None


def _slashed(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """``2/3 partes``, ``3/4 de``."""
    if i + 3 >= len(tokens.words) or tokens.words[i + 1] != "/" or not (tokens.glued(i + 1) and tokens.glued(i + 2)):
        return None
    top, bottom = tokens.folded[i], tokens.folded[i + 2]
    if not (bottom.isdecimal() and len(top) == 1 and len(bottom) <= 2 and 0 < int(top) < int(bottom) <= 10):
        return None
    part = lexicon.plays(tokens.folded[i + 3], Role.PART)
    if not part and tokens.folded[i + 3] not in _OF:
        return None
    return _fraction(i, i + 3 + part, Decimal(top), Decimal(bottom), lexicon.digits_rule)


def _fraction(i: int, j: int, low: Decimal, high: Decimal, rule: str) -> Numeral:
    return Numeral(i, j, quotient(low, high), Form.FRACTION, rule, low=low, high=high)
