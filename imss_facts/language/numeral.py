"""What a numeral is: its place, its exact value, its form."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ONE = Decimal(1)
HALF = Decimal("0.5")
THOUSAND = Decimal(1000)
MILLION = Decimal(10**6)
_SIX_PLACES = Decimal("0.000001")


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


def quotient(low: Decimal, high: Decimal) -> Decimal:
    """The value of a ratio, to six decimals; zero where the denominator is zero."""
    if not high:
        return Decimal(0)
    value = (low / high).quantize(_SIX_PLACES)
    return value.normalize() if value % 1 else value.quantize(ONE)
