"""``diff --by fact``: two extractions of the same bulletins, fact by fact and field by field."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from imss_facts.operations.diff import NEW, OLD
from imss_facts.operations.facts.lines import exact
from imss_facts.operations.facts.store import Store
from imss_facts.operations.facts.values import json_text

Fact = dict[str, Any]
Pairs = list[tuple[Fact, Fact]]

_MANY = 10_000
NEAR = 40  # characters that a quantity may have moved by, beside what the text around it has
_PLACE = ("id", "start", "end", "page")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only one side has, or that differs in some fields: their old and new values."""

    old: Fact | None
    new: Fact | None
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """``added``, ``gone`` or ``changed``."""
        if self.old is None:
            return "added"
        return "gone" if self.new is None else "changed"


@dataclass
class FactComparison:
    """The differences between the views ``old`` and ``new`` of a store, bulletin by bulletin in the text's order.

    A fact that only stands at another place is no difference.
    """

    store: Store
    counts: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Change]:
        """Look for them."""
        for view in (OLD, NEW):
            self.store.check(view, strictly=True)
        lines = " UNION ALL ".join(f"SELECT '{view}' AS side, json FROM {view}_lines" for view in (OLD, NEW))
        # what is said in the very same line by both is left out before anything is read closely
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE odd AS SELECT hash(json) AS line, length(json) AS size "
            f"FROM ({lines}) GROUP BY ALL "
            f"HAVING count(*) FILTER (side = '{OLD}') <> count(*) FILTER (side = '{NEW}')"
        )
        rows = self.store.rows(
            f"SELECT json->>'bulletin' AS bulletin, side, json FROM ({lines}) "
            "SEMI JOIN odd ON hash(json) = line AND length(json) = size "
            "ORDER BY bulletin, try_cast(json->>'start' AS BIGINT), json"
        )
        for _, group in groupby(rows, key=lambda row: row[0]):
            sides: dict[str, list[Fact]] = {OLD: [], NEW: []}
            for _, side, line in group:
                sides[side].append(exact(line))
            for change in changes(sides[OLD], sides[NEW]):
                self.counts[change.what] += 1
                yield change


def changes(old: list[Fact], new: list[Fact]) -> Iterator[Change]:
    """What differs between the facts of one bulletin, in the order of the text."""
    found = []
    for one, other in aligned(old, new):
        if one is None or other is None:
            found.append(Change(one, other))
            continue
        if keys := _differing(one, other):
            found.append(Change(one, other, {key: (one.get(key), other.get(key)) for key in keys}))
    return iter(sorted(found, key=_order))


def _differing(one: Fact, other: Fact) -> list[str]:
    """The keys of what two facts do not say alike."""
    return [key for key in {**one, **other} if key not in _PLACE and one.get(key, _NONE) != other.get(key, _NONE)]


_NONE = object()  # a key that is not there is no null


def _order(change: Change) -> tuple[int, str, str]:
    fact = change.new or change.old or {}
    return (_span(fact)[0], str(fact.get("id")), change.what)


def aligned(old: list[Fact], new: list[Fact]) -> Iterator[tuple[Fact | None, Fact | None]]:
    """Every fact with the one of the other side that it corresponds to, the surest first.

    What says the same in all but its place is the same fact, then the same quantity in the same sentence, wherever it
    stands; then the same quantity near the same place; then any fact that covers the same characters.
    """
    anchors = Anchors()
    rounds: tuple[Callable[[list[Fact], list[Fact]], Pairs], ...] = (
        lambda a, b: _as_often(a, b, _content),
        lambda a, b: _nearest(a, b, _content, anchors),
        lambda a, b: _nearest(a, b, lambda f: (f.get("quantity"), f.get("sentence")), anchors),
        lambda a, b: _nearest(a, b, lambda f: f.get("quantity"), anchors, within=NEAR),
        lambda a, b: _overlapping(a, b, anchors, same_kind=True),
        lambda a, b: _overlapping(a, b, anchors, same_kind=False),
    )
    for pairs_of in rounds:
        paired = pairs_of(old, new)
        anchors.add(paired)
        used = {id(fact) for pair in paired for fact in pair}
        old, new = ([fact for fact in side if id(fact) not in used] for side in (old, new))
        yield from paired
    yield from ((fact, None) for fact in old)
    yield from ((None, fact) for fact in new)


class Anchors:
    """Facts known to be the same: between the same two of them, what moved is told from what was put in."""

    def __init__(self) -> None:
        """Begin with none: the texts lie side by side."""
        self._starts: tuple[list[int], list[int]] = ([], [])

    def add(self, pairs: Pairs) -> None:
        """Take facts for the same."""
        for side, starts in enumerate(self._starts):
            starts.extend(_span(pair[side])[0] for pair in pairs)
            starts.sort()

    def moves(self, one: Fact, other: Fact) -> list[int]:
        """How far the text has moved at the anchors that both facts stand next to."""
        if not self._starts[0]:
            return [0]
        near = self._beside(one, 0) & self._beside(other, 1)
        return [self._starts[1][k] - self._starts[0][k] for k in near]

    def distance(self, one: Fact, other: Fact) -> float:
        """How far two facts are apart when the text has moved as it has around them."""
        apart = _span(other)[0] - _span(one)[0]
        return min((abs(apart - move) for move in self.moves(one, other)), default=math.inf)

    def common(self, one: Fact, other: Fact) -> int:
        """How many characters both cover."""
        (start, end), (first, last) = _span(one), _span(other)
        return max(
            (min(end, last - move) - max(start, first - move) for move in self.moves(one, other)),
            default=0,
        )

    def gap(self, fact: Fact, side: int) -> int:
        """The number of the anchor before which a fact stands."""
        return bisect_left(self._starts[side], _span(fact)[0])

    def _beside(self, fact: Fact, side: int) -> set[int]:
        k = self.gap(fact, side)
        return {j for j in (k - 1, k) if 0 <= j < len(self._starts[side])}


def _as_often(old: list[Fact], new: list[Fact], key: Callable[[Fact], Hashable]) -> Pairs:
    """Facts of the same key in their order, where both sides have as many."""
    return [
        pair
        for ones, others in _grouped(old, new, key)
        if len(ones) == len(others)
        for pair in zip(ones, others, strict=True)
    ]


def _nearest(
    old: list[Fact], new: list[Fact], key: Callable[[Fact], Hashable], anchors: Anchors, within: float = math.inf
) -> Pairs:
    """Facts of the same key, those that differ in the fewest fields first, of them the nearest."""
    found: Pairs = []
    for ones, others in _grouped(old, new, key):
        if len(ones) * len(others) > _MANY:  # the same words over and over: their order must do
            found += zip(ones, others, strict=False)
            continue
        ranked = (
            ((len(_differing(one, other)), distance), one, other)
            for one in ones
            for other in others
            if (distance := anchors.distance(one, other)) <= within
        )
        found += _best_first(ranked)
    return found


def _overlapping(old: list[Fact], new: list[Fact], anchors: Anchors, *, same_kind: bool) -> Pairs:
    """Facts that cover the same characters, those that share the most first."""
    by_gap: dict[int, list[Fact]] = defaultdict(list)
    for other in new:
        by_gap[anchors.gap(other, 1)].append(other)
    ranked = (
        ((-common, 0.0), one, other)
        for one in old
        for gap in range(anchors.gap(one, 0) - 1, anchors.gap(one, 0) + 2)
        for other in by_gap[gap]
        if (not same_kind or one.get("kind") == other.get("kind")) and (common := anchors.common(one, other)) > 0
    )
    return _best_first(ranked)


def _best_first(ranked: Iterable[tuple[tuple[float, float], Fact, Fact]]) -> Pairs:
    """Each fact once, in the pair of the lowest rank; ties are settled whichever side is which."""
    best = sorted(
        ((rank, _span(one)[0] + _span(other)[0], one, other) for rank, one, other in ranked), key=lambda r: r[:2]
    )
    used: set[int] = set()
    found = []
    for _, _, one, other in best:
        if id(one) not in used and id(other) not in used:
            used |= {id(one), id(other)}
            found.append((one, other))
    return found


def _grouped(
    old: list[Fact], new: list[Fact], key: Callable[[Fact], Hashable]
) -> Iterable[tuple[list[Fact], list[Fact]]]:
    grouped: dict[Hashable, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((old, new)):
        for fact in facts:
            grouped[key(fact)][side].append(fact)
    return grouped.values()


def _content(fact: Fact) -> str:
    """All that a fact says but its place."""
    return json_text({key: fact[key] for key in sorted(fact) if key not in _PLACE})


def _span(fact: Fact) -> tuple[int, int]:
    start, end = fact.get("start"), fact.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)
