"""How finely a number is written: ``22.6 millones`` to the hundred thousand, ``22,643,638`` to the unit."""

import re
from decimal import Decimal

from imss_facts.language.digits import digits_value
from imss_facts.language.folding import fold

_TOKEN = re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_]+")
_SCALES = {
    "mil": 3, "miles": 3, "millon": 6, "millones": 6, "billon": 12, "billones": 12, "mdp": 6, "mdd": 6, "mmdp": 9,
}  # fmt: skip
_FINEST = -9


def written_step(quantity: str, value: Decimal) -> Decimal:
    """The worth of the last place of a number as written, never more than what the value is a multiple of.

    Number words below a thousand are exact by that last rule: ``mil ciento doce`` is written to the unit.
    """
    power = min(_power(_TOKEN.findall(fold(quantity))), 18)
    while power > _FINEST and value % Decimal(1).scaleb(power):
        power -= 1
    return Decimal(1).scaleb(power)


def _power(tokens: list[str]) -> int:
    """The power of ten of the last place: of the last digits, times the scales that follow them."""
    power = 0
    for token in reversed(tokens):
        if token in _SCALES:
            power += _SCALES[token]
        elif token[0].isdecimal():
            exponent = digits_value(token).as_tuple().exponent
            return power + min(0, int(exponent))
        elif power:
            break
    return power
