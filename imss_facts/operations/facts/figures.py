"""Figures as they are compared: facts with a number, and what the number allows."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  a field is called date
from decimal import Decimal

from imss_facts.language.calendar import bounds, parse_day
from imss_facts.language.rounding import written_step

APPROXIMATELY = Decimal("0.05")  # «unos 20 mil» is this near, or half of its last place
_HALF = Decimal("0.5")
_BELOW_HALF = Decimal("0.499999")  # 7 and 8 are neighbours, neither is the other rounded
Extent = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A fact with a value or a range, as far as it is compared with others."""

    id: str
    date: Date | None
    kind: str
    measure: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: str
    change: str | None
    status: str
    period: str | None
    place: str | None
    quantity: str

    @property
    def known(self) -> Decimal:
        """The value, or the middle of the range."""
        if self.value is not None:
            return self.value
        return ((self.low or Decimal(0)) + (self.high or Decimal(0))) / 2

    @property
    def number(self) -> Decimal | tuple[Decimal | None, Decimal | None]:
        """The value, or both ends of the range."""
        return self.value if self.value is not None else (self.low, self.high)

    @property
    def at(self) -> Date | None:
        """When it holds: at the end of its period, or when the bulletin was published."""
        first, last = (parse_day(day) if day else None for day in bounds(self.period))
        if last is not None or first is None:
            return last or self.date
        return max(first, self.date) if self.date else first  # «since 2019», said later

    def extent(self, *, rounded: bool) -> Extent:
        """The least and the greatest number it may stand for; None where it is open.

        ``rounded``: an exact figure may have been rounded to its last place, as ``22.6 millones``.
        """
        if self.value is None:
            return self.low, self.high
        value, margin = self.value, Decimal(0)
        if self.modifier in ("more_than", "at_least"):
            return value, None
        if self.modifier in ("less_than", "at_most"):
            return None, value
        if self.modifier == "approximate":
            margin = max(abs(value) * APPROXIMATELY, written_step(self.quantity, value) * _HALF)
        elif rounded:
            step = written_step(self.quantity, value)
            if step > 1 or self.kind != "count":  # persons are counted, not rounded
                margin = step * _BELOW_HALF
        return value - margin, value + margin


def agree(one: Figure, other: Figure, *, rounded: bool = False) -> bool:
    """Whether both may speak of the same number."""
    (low, high), (least, most) = one.extent(rounded=rounded), other.extent(rounded=rounded)
    return (low is None or most is None or low <= most) and (least is None or high is None or least <= high)


FIELDS = tuple(Figure.__slots__)
COMPARABLE = "(value IS NOT NULL OR (low IS NOT NULL AND high IS NOT NULL)) AND measure IS NOT NULL"
