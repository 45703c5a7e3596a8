"""Partial dates of the Gregorian calendar and their EDTF (ISO 8601-2, level 1) with first and last day."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

OPEN = ".."
_DAY = re.compile(r"(\d{3}[\dX]|XXXX)(?:-(\d\d|XX))?(?:-(\d\d))?\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is said: any part may be unknown; ``decade`` means the ten years from ``year``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False

    def valid(self) -> bool:
        """Whether such a day can exist (29 February may, where the year is unknown)."""
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        longest = 31 if self.month is None else monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= longest

    def edtf(self) -> str:
        """EDTF, unknown parts as ``X``."""
        if self.decade and self.year is not None:
            return f"{self.year // 10:03}X"
        year = "XXXX" if self.year is None else f"{self.year:04}"
        if self.month is None:
            return year if self.day is None else f"{year}-XX-{self.day:02}"
        month = f"{year}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    def key(self) -> tuple[int, int, int]:
        """For ordering; unknown parts come first."""
        return (self.year or 0, self.month or 0, self.day or 0)


def interval(first: PartialDate, last: PartialDate | None) -> str:
    """EDTF of a time from ``first`` to ``last``, open where ``last`` is None."""
    return f"{first.edtf()}/{last.edtf() if last else OPEN}"


def run(dates: Sequence[str]) -> str | None:
    """EDTF from the first to the last of days or months or years that follow one another; None if they do not."""
    heads, tails = {each[:-2] for each in dates}, [each[-2:] for each in dates]
    if len(dates) < 2 or len(heads) > 1 or len({len(each) for each in dates}) > 1 or not all(map(str.isdecimal, tails)):
        return None
    follow = all(int(last) - int(first) == 1 for first, last in pairwise(tails))
    return f"{dates[0]}/{dates[-1]}" if follow else None


def part_of_year(number: int, months: int, year: int | None) -> str | None:
    """EDTF of the ``number``-th stretch of ``months`` months; a quarter is its months. None if there is none."""
    if not 1 <= number <= 12 // months:
        return None
    first = (number - 1) * months + 1
    return interval(PartialDate(year, first), PartialDate(year, first + months - 1))


def spanning_year(first: PartialDate, last: PartialDate) -> PartialDate:
    """``first`` with the year that ``last`` implies: the one before, where the months run over New Year."""
    if first.year is not None or last.year is None:
        return first
    over = first.month is not None and last.month is not None and first.month > last.month
    found = replace(first, year=last.year - over)
    return found if found.valid() else first


@lru_cache(maxsize=10_000)
def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day covered, ISO 8601; None where unknown or open."""
    if not edtf:
        return None, None
    first, slash, last = edtf.partition("/")
    return _edge(first, first=True), _edge(last if slash else first, first=False)


def _edge(text: str, *, first: bool) -> str | None:
    match = _DAY.match(text)
    if not match or match.group(1) == "XXXX" or match.group(2) == "XX":
        return None
    year_text, month_text, day_text = match.groups()
    year = int(year_text.replace("X", "0" if first else "9"))
    month = int(month_text) if month_text else (1 if first else 12)
    if not PartialDate(year, month).valid():
        return None
    when = PartialDate(year, month, int(day_text) if day_text else (1 if first else monthrange(year, month)[1]))
    return when.edtf() if when.valid() else None


def parse_day(text: str) -> date | None:
    """A full ISO 8601 date, or None."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def resolve(partial: PartialDate, cue: str, today: date) -> PartialDate:
    """The date that a relative cue means on a day: ``this_year``, ``last_year``, ``this_month``, ``past``.

    A cue that leads to no possible day leaves the date as it was.
    """
    if cue in _YEARS:
        found = replace(partial, year=today.year + _YEARS[cue])
    elif cue in _MONTHS:
        index = today.year * 12 + today.month - 1 + _MONTHS[cue]
        found = replace(partial, year=index // 12, month=index % 12 + 1)
    elif partial.year is None and partial.month is not None:
        found = _nearest(partial, partial.month, cue, today)
    else:
        return partial
    return found if found.valid() else partial


def near_day(partial: PartialDate, cue: str, said: PartialDate) -> PartialDate:
    """A day without its month as the first one after a day that was said (``next``), or the last before (``past``)."""
    if partial.day is None or said.day is None or said.month is None:
        return partial
    step = {"next": partial.day <= said.day, "past": -(partial.day >= said.day)}.get(cue, 0)
    index = said.month - 1 + step
    year = None if said.year is None else said.year + index // 12
    found = replace(partial, year=year, month=index % 12 + 1)
    return found if found.valid() else partial


def _nearest(partial: PartialDate, month: int, cue: str, today: date) -> PartialDate:
    """The day or month without a year as the last one gone by, the next to come, or this year's."""
    said, now = (month, partial.day or 1), (today.month, today.day if partial.day else 1)
    year, step = today.year, 0
    if cue == "past":
        step = -1
        year -= said > now or (partial.day is None and said == now)
    elif cue == "next":
        step = 1
        year += said <= now
    found = replace(partial, year=year)
    for _ in range(_LEAP_GAP):  # 29 February waits for a leap year
        if found.valid() or not step:
            break
        year += step
        found = replace(partial, year=year)
    return found


_YEARS = {"this_year": 0, "last_year": -1, "next_year": 1}
_MONTHS = {"this_month": 0, "last_month": -1, "next_month": 1}
_LEAP_GAP = 8  # the longest stretch without one, as from 1896 to 1904
