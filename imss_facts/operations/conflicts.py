"""``conflicts``: figures of one thing that cannot both be true, and sums inside a sentence that do not come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, islice
from typing import Any

from imss_facts.language.folding import fold
from imss_facts.operations.facts.columns import name, text
from imss_facts.operations.facts.figures import COMPARABLE, FIELDS, Figure, agree
from imss_facts.operations.facts.filters import Condition, Filters
from imss_facts.operations.facts.store import Store
from imss_facts.operations.sums import SUM_CUE, wrong_sums

VIEW = "facts"
_KINDS = ("count", "money", "percent", "duration", "measurement")  # a ratio does not say of what
# what has no period, or one of no year or without end, holds when its bulletin was published
_AS_PUBLISHED = "CASE WHEN period IS NULL OR starts_with(period, 'XXXX') OR ends_with(period, '/..') THEN date END"
_WHOLE = "NOT coalesce(list_contains(rules, 'cue.partitive'), false)"  # «de ellas, 7 mil» contradicts no whole
_THING = ("measure", "kind", "unit", "place_key", "change", "status", "period", "published")
_BESIDE = ("bulletin", "start", "entity", "sentence")
_READ = (*FIELDS, *_BESIDE)
_LOOKED_AT = 50  # the nearest numbers that a number is compared with


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure with the sentence that states it, and the noun it counts there."""

    figure: Figure
    bulletin: str
    start: int
    entity: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be true: two of one thing, or the parts and the whole of a sum."""

    stated: tuple[Stated, ...]
    expected: Decimal | None = None  # what the parts make

    @property
    def what(self) -> str:
        """``figures`` or ``sum``."""
        return "figures" if self.expected is None else "sum"


def conflicts(store: Store, filters: Filters) -> Iterator[Conflict]:
    """The figures that disagree beyond what rounding and modifiers allow, thing by thing; then the sums."""
    store.check(VIEW)
    condition = Condition(filters)
    yield from _contradicting(store, condition)
    yield from _not_adding_up(store, condition)


def _contradicting(store: Store, condition: Condition) -> Iterator[Conflict]:
    kinds = ", ".join(map(text, _KINDS))
    said = (
        f"SELECT {', '.join(map(name, _READ))}, folded(place) AS place_key, {_AS_PUBLISHED} AS published "
        f"FROM {VIEW} WHERE {COMPARABLE} AND {_WHOLE} AND kind IN ({kinds}) AND {condition.sql}"
    )
    keys = ", ".join(_THING)
    store.run(
        f"CREATE OR REPLACE TEMP TABLE doubtful AS SELECT {keys} FROM ({said}) GROUP BY ALL "
        "HAVING count(DISTINCT struct_pack(value := value, low := low, high := high)) > 1",
        condition.values,
    )
    same = " AND ".join(f"said.{key} IS NOT DISTINCT FROM doubtful.{key}" for key in _THING)
    rows = store.rows(
        f"SELECT {keys}, {', '.join(map(name, _READ))} FROM ({said}) AS said SEMI JOIN doubtful ON {same} "
        f"ORDER BY {', '.join(f'{key} NULLS FIRST' for key in _THING)}, bulletin, start, id",
        condition.values,
    )
    for _, group in groupby(rows, key=lambda row: row[: len(_THING)]):
        yield from contradictions([_stated(row[len(_THING) :]) for row in group])


def _not_adding_up(store: Store, condition: Condition) -> Iterator[Conflict]:
    rows = store.rows(
        f"SELECT {', '.join(map(name, _READ))} FROM {VIEW} WHERE value IS NOT NULL AND {condition.sql} "
        f"AND regexp_matches(sentence, $cue) ORDER BY bulletin, start, id",
        {**condition.values, "cue": SUM_CUE},
    )
    for _, group in groupby(map(_stated, rows), key=lambda s: (s.bulletin, s.sentence)):
        stated = list(group)
        sentences = {stated_one.figure.id: stated_one for stated_one in stated}
        for wrong in wrong_sums([s.figure for s in stated], stated[0].sentence):
            yield Conflict(tuple(sentences[figure.id] for figure in (*wrong.parts, wrong.whole)), wrong.expected)


def _stated(row: tuple[Any, ...]) -> Stated:
    """A row of ``_READ``."""
    *fields, bulletin, start, entity, sentence = row
    return Stated(Figure(**dict(zip(FIELDS, fields, strict=True))), bulletin, start, fold(entity or ""), sentence)


def contradictions(stated: list[Stated]) -> Iterator[Conflict]:
    """Pairs of figures of one thing that disagree: each with the nearest greater one that it disagrees with.

    Of what is said alike the first is taken. Within one bulletin only what has a period and the same noun, and is said
    in two sentences, is one thing: a text has many beds, and a sentence a whole with its parts.
    """
    numbers: dict[tuple[object, ...], Stated] = {}
    for one in stated:
        said = (one.bulletin, one.sentence, one.figure.number, one.figure.modifier, one.entity)
        numbers.setdefault(said, one)
    ranked = sorted(numbers.values(), key=lambda s: (s.figure.known, s.bulletin, s.start))
    for k, one in enumerate(ranked):
        for other in islice(ranked, k + 1, k + 1 + _LOOKED_AT):
            if _one_thing(one, other) and not agree(one.figure, other.figure, rounded=True):
                yield Conflict((one, other))
                break


def _one_thing(one: Stated, other: Stated) -> bool:
    if one.bulletin != other.bulletin:
        return True
    return one.figure.period is not None and one.entity == other.entity and one.sentence != other.sentence
