"""``trend``: one measure through time."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from imss_facts.language.folding import fold
from imss_facts.operations.facts.columns import name
from imss_facts.operations.facts.figures import FIELDS, Figure
from imss_facts.operations.facts.filters import Condition, Filters
from imss_facts.operations.facts.store import Store

VIEW = "facts"
Series = tuple[str, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a time, the facts that state it, and how it differs from the last one of an earlier time."""

    at: date
    figure: Figure
    value: Decimal
    sources: tuple[str, ...]
    difference: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The points of one series in the order of time, and what other figures of the measure there are."""

    points: tuple[Point, ...]
    left_out: Counter[str]


def trend(store: Store, filters: Filters) -> Trend:
    """The fullest series of a measure: of one unit, one place or none, levels or changes.

    Levels go before changes, and what holds for no place in particular before a place, unless the filters ask for it.
    """
    store.check(VIEW)
    condition = Condition(filters)
    columns = ", ".join(map(name, FIELDS))
    rows = store.rows(f"SELECT {columns} FROM {VIEW} WHERE {condition.sql}", condition.values)
    left_out: Counter[str] = Counter()
    series: dict[Series, list[Figure]] = defaultdict(list)
    for row in rows:
        figure = Figure(**dict(zip(FIELDS, row, strict=True)))
        if figure.value is None:
            left_out["without a single value"] += 1
        elif figure.at is None:
            left_out["without a time"] += 1
        else:
            series[_series(figure)].append(figure)
    if not series:
        return Trend((), left_out)
    chosen = min(series, key=lambda key: _rank(key, len({f.at for f in series[key]})))
    for key, figures in series.items():
        if key != chosen:
            left_out[_other(figures[0], chosen)] += len(figures)
    return Trend(tuple(_points(series[chosen])), left_out)


def _series(figure: Figure) -> Series:
    return figure.kind, figure.unit, figure.change, figure.place and fold(figure.place)


def _rank(key: Series, times: int) -> tuple[object, ...]:
    kind, unit, change, place = key
    return (times < 2, change is not None, place is not None, -times, kind, unit or "", change or "", place or "")


def _other(figure: Figure, chosen: Series) -> str:
    """What sets a figure apart from the series chosen."""
    kind, unit, change, place = _series(figure)
    if (kind, unit) != chosen[:2]:
        return f"in {unit}" if unit else f"of kind {kind}"
    if change != chosen[2]:
        return {"increase": "that are increases", "decrease": "that are decreases"}.get(change or "", "that are levels")
    return f"of {figure.place}" if place else "of no place in particular"


def _points(figures: Iterable[Figure]) -> Iterable[Point]:
    """The figures in the order of time; what is said alike at one time is one point."""
    ordered = sorted(figures, key=lambda f: (f.at or date.min, f.status, f.known, f.modifier, f.id))
    before: Point | None = None
    for at, at_once in groupby(ordered, key=lambda f: f.at or date.min):
        last: Point | None = None
        for _, alike in groupby(at_once, key=lambda f: (f.status, f.known, f.modifier)):
            said = list(alike)
            last = _after(before, at, said)
            yield last
        before = last


def _after(before: Point | None, at: date, said: list[Figure]) -> Point:
    value, sources = said[0].known, tuple(figure.id for figure in said)
    if before is None:
        return Point(at, said[0], value, sources)
    difference = value - before.value
    percent = round(difference * 100 / abs(before.value), 2) if before.value else None
    return Point(at, said[0], value, sources, difference, percent)
