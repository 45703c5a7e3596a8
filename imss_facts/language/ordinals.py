"""Ordinals: ``vigésima primera``, ``13ª``, ``2a.``, ``3er``."""

from decimal import Decimal

from imss_facts.language.cardinals import adjacent
from imss_facts.language.lexicon import Lexicon, Role
from imss_facts.language.numeral import Form, Numeral
from imss_facts.language.tokens import Tokens

_LETTERS = ("a", "o", "ª", "º", "°")  # the marks that may follow a full stop: «2.ª»
_HUNDRED = Decimal(100)


def ordinal_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """The ordinal that begins at token ``i``."""
    form = tokens.folded[i]
    if form.isdecimal():
        return _abbreviated(tokens, i, lexicon)
    first = lexicon.get(form, Role.ORDINAL)
    if first is None:
        return None
    total, last, j = first.value, first.value, i + 1
    while adjacent(tokens, j):
        word = lexicon.get(tokens.folded[j], Role.ORDINAL)
        if word is None or last < 10 or word.value >= min(last, _HUNDRED) or (last < 100 and word.value >= 10):
            break
        total, last, j = total + word.value, word.value, j + 1
    return Numeral(i, j, total, Form.ORDINAL, first.rule)


def _abbreviated(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    j = i + 1
    if j >= len(tokens.words) or not tokens.glued(j) or len(tokens.folded[i]) > 4:
        return None
    stop = 1 if tokens.words[j] == "." and j + 1 < len(tokens.words) and tokens.glued(j + 1) else 0
    mark = lexicon.get(tokens.folded[j + stop], Role.ORDINAL_MARK)
    if mark is None or (tokens.words[j + stop] in ("A", "O") and not _in_capitals(tokens, j + stop + 1)):
        return None
    if stop and tokens.folded[j + stop] not in _LETTERS:
        return None
    j += 1 + stop
    if j < len(tokens.words) and tokens.words[j] == "." and tokens.glued(j) and not stop and not _ends_line(tokens, j):
        j += 1
    return Numeral(i, j, Decimal(tokens.folded[i]), Form.ORDINAL, mark.rule, digits=True)


def _in_capitals(tokens: Tokens, j: int) -> bool:
    """Whether a headline goes on: ``LA 13A ASAMBLEA``, unlike ``el anexo 13A``."""
    j += j < len(tokens.words) and tokens.words[j] == "."
    return j < len(tokens.words) and len(tokens.words[j]) > 2 and tokens.words[j].isupper() and not tokens.glued(j)


def _ends_line(tokens: Tokens, j: int) -> bool:
    """Whether the full stop at token ``j`` is the last of its line rather than an abbreviation's."""
    return j + 1 >= len(tokens.words) or j + 1 in tokens.breaks
