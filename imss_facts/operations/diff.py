"""``diff``: the figures of two sides, measure by measure."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from imss_facts.model.vocabulary import STATUSES
from imss_facts.operations.facts.columns import name
from imss_facts.operations.facts.figures import COMPARABLE, FIELDS, Figure, agree
from imss_facts.operations.facts.store import Store
from imss_facts.operations.pairing import nearest_pairs

OLD, NEW = "old", "new"
MAX_KEPT = 200_000
_PLACE = "place"
_SERIES = ("measure", "kind", "unit", _PLACE, "change")
_KEY = (*_SERIES, "period", "value", "low", "high")
_SAID = tuple(column for column in FIELDS if column not in _KEY or column == _PLACE)
Pairs = list[tuple[Figure, Figure]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the old side and the one of the new side that it is compared with, or one that stands alone."""

    old: Figure | None
    new: Figure | None

    @property
    def either(self) -> Figure:
        """The figure of one side, for what both have in common."""
        figure = self.old if self.new is None else self.new
        if figure is None:
            raise ValueError("a pair of nothing")
        return figure

    @property
    def difference(self) -> Decimal | None:
        """New less old, where both are values."""
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the old value, to two places."""
        if self.difference is None or self.old is None or not self.old.value:
            return None
        return round(self.difference * 100 / abs(self.old.value), 2)


@dataclass
class Counts:
    """How the figures came out that are not said in the same way on both sides."""

    differ: int = 0
    within: int = 0  # differ no more than the tolerance, or than «more than» and the like allow
    old: int = 0
    new: int = 0
    unmeasured: int = 0  # facts that are not compared, since no measure knows what they count

    @property
    def found(self) -> bool:
        """Whether there is any difference."""
        return bool(self.differ or self.old or self.new)


@dataclass
class Comparison:
    """The differences between the views ``old`` and ``new`` of a store: what changed, then what only one side has."""

    store: Store
    tolerance: Decimal = Decimal(0)
    counts: Counts = field(default_factory=Counts)

    def __iter__(self) -> Iterator[Pair]:
        """Look for them; figures of one side are kept for the end, or looked for again where they are too many."""
        self._compare()
        kept: list[Pair] = []
        for pair in self._pairs():
            if pair.old is None or pair.new is None:
                self.counts.new += pair.old is None
                self.counts.old += pair.new is None
                if len(kept) < MAX_KEPT:
                    kept.append(pair)
            elif self._same(pair.old, pair.new):
                self.counts.within += 1
            else:
                self.counts.differ += 1
                yield pair
        if self.counts.old + self.counts.new == len(kept):
            yield from kept
        else:
            yield from (pair for pair in self._pairs() if pair.old is None or pair.new is None)

    def _compare(self) -> None:
        """Keep in a table what both sides do not say alike; what a side repeats stands there as said last.

        Facts without a measure make one group without a key, so that they are counted in the same reading.
        """
        sides = []
        for view in (OLD, NEW):
            self.store.check(view)
            key = ", ".join(f"{name(c)} := {'folded(place)' if c == _PLACE else name(c)}" for c in _KEY)
            said = ", ".join(f"{name(c)} := {name(c)}" for c in _SAID)
            sides.append(
                f"SELECT '{view}' AS side, CASE WHEN measure IS NOT NULL THEN struct_pack({key}) END AS key, "
                f"struct_pack(latest := coalesce(date, DATE '0001-01-01'), {said}) AS said "
                f"FROM {view} WHERE measure IS NULL OR {COMPARABLE}"
            )
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE unpaired AS SELECT key, max(said) AS said, min(side) AS side, "
            f"count(*) AS times FROM ({' UNION ALL '.join(sides)}) "
            "GROUP BY key HAVING min(side) = max(side) OR key IS NULL"
        )
        self.counts.unmeasured = sum(row[0] for row in self.store.rows("SELECT times FROM unpaired WHERE key IS NULL"))

    def _pairs(self) -> Iterator[Pair]:
        """Every unpaired figure with the one it is compared with, series by series."""
        columns = ", ".join(f"{'key' if c in _KEY and c != _PLACE else 'said'}.{name(c)}" for c in FIELDS)
        series = ", ".join(f"key.{name(c)} NULLS FIRST" for c in _SERIES)
        rows = self.store.rows(
            f"SELECT side, key.{_PLACE}, {columns} FROM unpaired WHERE key IS NOT NULL ORDER BY {series}, said.id"
        )
        told = ((row[0], row[1], Figure(**dict(zip(FIELDS, row[2:], strict=True)))) for row in rows)
        for _, group in groupby(told, key=lambda f: (f[2].measure, f[2].kind, f[2].unit, f[1], f[2].change)):
            sides: dict[str, list[Figure]] = {OLD: [], NEW: []}
            for side, _, figure in group:
                sides[side].append(figure)
            yield from pair_series(sides[OLD], sides[NEW])

    def _same(self, old: Figure, new: Figure) -> bool:
        if old.number == new.number:
            return True
        if (old.modifier != "exact" or new.modifier != "exact") and agree(old, new):
            return True
        return all(self._near(a, b) for a, b in zip(_ends(old), _ends(new), strict=True))

    def _near(self, a: Decimal, b: Decimal) -> bool:
        return abs(a - b) <= self.tolerance * max(abs(a), abs(b))


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    if figure.value is not None:
        return figure.value, figure.value
    return figure.low or Decimal(0), figure.high or Decimal(0)


def pair_series(old: list[Figure], new: list[Figure]) -> Iterator[Pair]:
    """Figures of one thing in pairs: those of the same period, the nearest values first; then the latest of each side.

    Before the latest, figures without a period are paired with one that says the same. What is left stands alone: ten
    figures of one side and ten of the other never make a hundred differences.
    """
    for pairs_of in (_in_one_period_and_status, _in_one_period, _alike, _allowed, _latest):
        paired = pairs_of(old, new)
        yield from (Pair(one, other) for one, other in paired)
        used = {id(figure) for pair in paired for figure in pair}
        old, new = ([f for f in side if id(f) not in used] for side in (old, new))
    yield from (Pair(figure, None) for figure in old)
    yield from (Pair(None, figure) for figure in new)


def _in_one_period_and_status(old: list[Figure], new: list[Figure]) -> Pairs:
    return _within(old, new, lambda f: (f.period, f.status) if f.period else None)


def _in_one_period(old: list[Figure], new: list[Figure]) -> Pairs:
    return _within(old, new, lambda f: f.period)


def _alike(old: list[Figure], new: list[Figure]) -> Pairs:
    """The same number, for a period and for none: whether it is the same period nobody says."""
    return [pair for pair in _within(old, new, lambda f: f.number) if None in (pair[0].period, pair[1].period)]


def _allowed(old: list[Figure], new: list[Figure]) -> Pairs:
    """Figures for no period of which one is approximate and allows the other."""
    pairs = _within(old, new, lambda f: f.period is None or None)
    return [pair for pair in pairs if not all(f.modifier == "exact" for f in pair) and agree(*pair)]


def _latest(old: list[Figure], new: list[Figure]) -> Pairs:
    found = []
    for status in STATUSES:
        sides = [[f for f in side if f.status == status] for side in (old, new)]
        if all(sides):
            found.append((max(sides[0], key=_time), max(sides[1], key=_time)))
    return found


def _within(old: list[Figure], new: list[Figure], group: Callable[[Figure], object]) -> Pairs:
    """The nearest pairs of each group that both sides have; ``group`` gives None for what is in none."""
    grouped: dict[object, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for side, figures_of_side in enumerate((old, new)):
        for figure in figures_of_side:
            grouped[group(figure)][side].append(figure)
    grouped.pop(None, None)
    return [pair for sides in grouped.values() for pair in nearest_pairs(*sides, place=_place)]


def _place(figure: Figure) -> tuple[Decimal, object]:
    return figure.known, (_ends(figure), figure.status, figure.modifier, figure.id)


def _time(figure: Figure) -> tuple[object, ...]:
    return (figure.at or date.min, figure.date or date.min, figure.id)
