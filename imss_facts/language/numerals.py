"""Finds the numerals of a text: cardinals, ordinals, fractions, vague amounts and multiples."""

from decimal import Decimal
from itertools import compress, count

from imss_facts.language.cardinals import adjacent, cardinal_at
from imss_facts.language.digits import too_long, value_at
from imss_facts.language.fractions import fraction_at
from imss_facts.language.lexicon import Follow, Lexicon, NumberWord, Role
from imss_facts.language.numeral import HALF, MILLION, ONE, THOUSAND, Form, Numeral, quotient
from imss_facts.language.ordinals import ordinal_at
from imss_facts.language.tokens import Tokens

__all__ = ["HALF", "MILLION", "ONE", "THOUSAND", "Form", "Numeral", "find_numerals", "numeral_at", "quotient"]

_NOTHING = Decimal(0)


def find_numerals(tokens: Tokens, lexicon: Lexicon) -> list[Numeral]:
    """Every numeral of the text in order, none overlapping another."""
    found: list[Numeral] = []
    end = 0
    for i in compress(count(), map(lexicon.triggers.__getitem__, tokens.folded)):
        if i >= end:
            numeral = numeral_at(tokens, i, lexicon)
            if numeral is not None:
                found.append(numeral)
                end = numeral.j
    return found


def numeral_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """The longest numeral that begins at token ``i``."""
    form = tokens.folded[i]
    if form[0].isdecimal():
        if too_long(form):
            return Numeral(i, i + 1, _NOTHING, Form.OPAQUE, lexicon.digits_rule, digits=True)
        if _stands_alone(tokens, i, lexicon):
            return Numeral(i, i + 1, value_at(tokens, i), Form.CARDINAL, lexicon.digits_rule, digits=True)
    elif lexicon.plays(form, Role.UNIT) and _stands_alone(tokens, i, lexicon):
        word = lexicon.cardinals[form]
        return Numeral(i, i + 1, word.value, Form.CARDINAL, word.rule)
    elif _is_share(tokens, i, lexicon):
        return None
    return (
        _vague(tokens, i, lexicon)
        or fraction_at(tokens, i, lexicon)
        or ordinal_at(tokens, i, lexicon)
        or _cardinal(tokens, i, lexicon)
        or _multiple(tokens, i, lexicon)
    )


def _stands_alone(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether the next token cannot go on with digits or a unit: most numerals are one token long."""
    j = i + 1
    if j >= len(tokens.words):
        return True
    follow = lexicon.followers[tokens.folded[j]]
    if follow is Follow.JOINS:
        return False
    if follow is Follow.GLUED:
        return not tokens.glued(j)
    if follow is Follow.HALF:
        return not (j + 1 < len(tokens.words) and lexicon.plays(tokens.folded[j + 1], Role.HALF))
    return True


def _is_share(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether «ciento» or «cien» is part of a percent sign in words, and no number (``por cien mil pesos`` is one)."""
    form = tokens.folded[i]
    if form not in ("ciento", "cien") or not i or tokens.folded[i - 1] != "por":
        return False
    following = tokens.folded[i + 1] if adjacent(tokens, i + 1) else ""
    before = tokens.folded[i - 2] if i > 1 else ""
    if before and (lexicon.triggers[before] or before[-1].isdecimal()):
        return form == "ciento" or lexicon.magnitude(following) is None
    return form == "ciento" and following not in lexicon.cardinals


def _cardinal(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    part = cardinal_at(tokens, i, lexicon)
    if part is None:
        return None
    form = tokens.folded[i]
    word = lexicon.cardinals.get(form) or lexicon.get(form, Role.HALF) or lexicon.get(form, Role.COLLECTIVE)
    rule = word.rule if word else lexicon.digits_rule
    return Numeral(i, part.j, part.value, Form.CARDINAL, rule, digits=part.digits, scale=part.scale)


def _multiple(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    word = lexicon.get(tokens.folded[i], Role.MULTIPLE)
    return Numeral(i, i + 1, word.value, Form.MULTIPLE, word.rule) if word else None


def _vague(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """``miles de``, ``cientos de miles de``, bare ``millones de`` and ``docenas de``."""
    first = _vague_word(tokens.folded[i], lexicon)
    if first is None:
        return None
    j = i + 1
    while adjacent(tokens, j):
        k = j + 1 if lexicon.plays(tokens.folded[j], Role.OF) and adjacent(tokens, j + 1) else j
        if _vague_word(tokens.folded[k], lexicon) is None:
            break
        j = k + 1
    return Numeral(i, j, _NOTHING, Form.VAGUE, first.rule)


def _vague_word(form: str, lexicon: Lexicon) -> NumberWord | None:
    parts = lexicon.words.get(form)
    if not parts:
        return None
    bare = parts.get(Role.SCALE) or parts.get(Role.COLLECTIVE)
    return parts.get(Role.VAGUE) or (bare if bare is not None and bare.plural else None)
