"""Which facts are asked for, as a condition of SQL whose values are bound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import duckdb

from imss_facts.errors import UsageError
from imss_facts.language.calendar import OPEN, bounds
from imss_facts.language.folding import fold
from imss_facts.operations.facts.columns import COLUMNS, DAY, NUMBER, name

_PLAIN = re.compile(r"[A-Za-z0-9_ .%-]+")  # whatever writes JSON writes these as they are
_WORD = re.compile(r"[a-z_]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a fact must be like; several values of one filter are alternatives, the filters all hold together.

    ``date`` and ``period`` are EDTF (``2020``, ``2020-07/2021``, ``2020/..``): publication within, period touching.
    ``bulletin`` may have ``*`` and ``?``; ``place``, ``speaker`` and ``text`` are parts, without case and accents.
    ``least`` and ``most`` bound the value, or both ends of a range. ``where`` is a condition in SQL.
    """

    kind: Sequence[str] = ()
    category: Sequence[str] = ()
    measure: Sequence[str] = ()
    unit: Sequence[str] = ()
    modifier: Sequence[str] = ()
    status: Sequence[str] = ()
    change: Sequence[str] = ()
    bulletin: Sequence[str] = ()
    place: Sequence[str] = ()
    speaker: Sequence[str] = ()
    text: Sequence[str] = ()
    date: str | None = None
    period: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    where: str | None = None


_GAP = r"[\s\p{Z}\x{0b}\x{1c}-\x{1f}\x{85}]+"  # what Python, too, takes for white space
_EQUAL = ("kind", "category", "measure", "unit", "modifier", "status", "change")
_PART = {"place": "place", "speaker": "speaker", "text": "sentence"}


class Condition:
    """A condition of SQL over columns of facts, with its values and the columns it needs.

    ``fitting_values`` are those of the values that ``fitting`` has.
    """

    def __init__(self, filters: Filters) -> None:
        """Put the filters together; UsageError for one that makes no sense."""
        self.values: dict[str, object] = {}
        self.fitting_values: dict[str, object] = {}
        self.columns: set[str] = set()
        self._parts: list[str] = []  # the cheap ones first
        self._within: list[str] = []
        for column in _EQUAL:
            self._equal(column, getattr(filters, column))
        self._bound(filters.least, filters.most)
        if filters.date is not None:
            self._days("date", "date", *parse_range("--date", filters.date))
        if filters.period is not None:
            self._days("period_start", "period_end", *parse_range("--period", filters.period))
        self._matching("bulletin", [_wildcard(value) for value in filters.bulletin], "regexp_full_match")
        for option, column in _PART.items():
            self._matching(column, [blind(value) for value in getattr(filters, option)], "regexp_matches")
        if filters.where is not None:
            self._where(filters.where)

    @property
    def sql(self) -> str:
        """The condition over the columns."""
        return " AND ".join(self._parts) or "true"

    @property
    def cases(self) -> str:
        """The condition as cases of a CASE, so that no part is tried where one before it fails."""
        return " ".join(f"WHEN ({part}) IS NOT TRUE THEN false" for part in self._parts)

    @property
    def fitting(self) -> str:
        """Whether a line must be looked at: it holds the words asked for, or is no fact as extract writes it.

        What it says no to cannot be an answer whatever else is wrong with it; most lines are spared by that.
        """
        if not self._within:
            return "true"
        held = " AND ".join(self._within)
        return f"CASE WHEN {held} THEN true WHEN begun(json) THEN false ELSE NOT complete(json) END"

    def _bind(self, value: object) -> str:
        key = f"v{len(self.values)}"
        self.values[key] = value
        return f"${key}"

    def _equal(self, column: str, wanted: Sequence[str]) -> None:
        if not wanted:
            return
        self.columns.add(column)
        bound = [self._bind(value) for value in wanted]
        self._parts.append(f"{name(column)} IN ({', '.join(bound)})")
        if all(map(_PLAIN.fullmatch, wanted)):
            self.fitting_values |= {key[1:]: value for key, value in zip(bound, wanted, strict=True)}
            self._within.append(f"({' OR '.join(f'contains(json::VARCHAR, {key})' for key in bound)})")

    def _matching(self, column: str, patterns: Sequence[str], test: str) -> None:
        if patterns:
            self.columns.add(column)
            tests = [f"{test}({name(column)}, {self._bind(pattern)})" for pattern in patterns]
            self._parts.append(f"({' OR '.join(tests)})")

    def _bound(self, least: Decimal | None, most: Decimal | None) -> None:
        for limit, end, sign in ((least, "low", ">="), (most, "high", "<=")):
            if limit is not None:
                self.columns |= {"value", end}
                self._parts.append(f"coalesce(value, {end}) {sign} {self._bind(str(limit))}::{NUMBER}")

    def _days(self, start: str, end: str, first: str | None, last: str | None) -> None:
        """An open end of a period reaches everywhere; where both are unknown nothing is known to touch."""
        self.columns |= {start, end}
        self._parts.append(f"({start} IS NOT NULL OR {end} IS NOT NULL)")
        if last is not None:
            self._parts.append(f"coalesce({start} <= {self._bind(last)}::{DAY}, true)")
        if first is not None:
            self._parts.append(f"coalesce({end} >= {self._bind(first)}::{DAY}, true)")

    def _where(self, condition: str) -> None:
        try:
            duckdb.SQLExpression(condition)
        except duckdb.Error as error:
            said = " ".join(str(error).split("\n\nLINE ", 1)[0].split())
            raise UsageError(f"--where: is no condition in SQL: {said}") from None
        self.columns |= columns_named(condition)
        self._parts.append(f"(\n{condition}\n)")


def columns_named(sql: str) -> set[str]:
    """The columns that some SQL may use: those whose name occurs in it, and all where it speaks of all."""
    words = set(_WORD.findall(sql.lower()))
    return set(COLUMNS) if "*" in sql or "columns" in words else words & set(COLUMNS)


def parse_range(option: str, edtf: str) -> tuple[str | None, str | None]:
    """First and last day of an EDTF date or interval, None where open; UsageError for anything else."""
    first, slash, last = edtf.partition("/")
    start, end = bounds(edtf)
    given = [(first, start), (last, end)] if slash else [(first, start), (first, end)]
    if any(day is None and said != OPEN for said, day in given) or first == last == OPEN or edtf == OPEN:
        raise UsageError(f"{option} {edtf}: is no time; write it as 2020, 2020-07, 2020-07-20, 2020/2021-06 or 2020/..")
    if start is not None and end is not None and start > end:
        raise UsageError(f"{option} {edtf}: ends before it begins")
    return start, end


def _wildcard(pattern: str) -> str:
    """A regular expression for a name with ``*`` and ``?``."""
    signs = {"*": ".*", "?": "."}
    return "(?s)" + "".join(signs.get(part, re.escape(part)) for part in re.split(r"([*?])", pattern))


def blind(words: str) -> str:
    """A regular expression for a part of a text without regard to case, accents and white space; ``ñ`` is a letter."""
    return _GAP.join("".join(map(_letter, word)) for word in words.split())


def _letter(char: str) -> str:
    alike = _letters_alike().get(fold(char))
    return f"[{alike}{char}]" if alike else re.escape(char)


@cache
def _letters_alike() -> dict[str, str]:
    """The letters of Latin scripts by what they are without case and accents."""
    found: dict[str, str] = {}
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = fold(chr(code))
        if chr(code).isalpha() and len(base) == 1:
            found[base] = found.get(base, "") + chr(code)
    return found
