"""Sums that a sentence states: ``120 …, 273 más para llegar a 393``, ``pasó de 120 a 393, 273 más``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from imss_facts.language.folding import fold
from imss_facts.operations.facts.figures import Extent, Figure

_REACH = r"llegar|alcanzar|completar|sumar|totalizar|tener|contar con|quedar en|un total de"
_GOES = r"pas|sub|baj|aument|crec|disminu|reduj|increment|descend"
SUM_CUE = rf"(?i)\b(?:{_REACH})\b|\b(?:{_GOES})\w*\b.* de "
# between the increase and the whole: «más para llegar a», «adicionales, hasta completar»
_REACHING = re.compile(
    rf"^[^.;:]*\b(?:para|hasta|y asi|con lo que se \w+)\s+(?:{_REACH})\b(?:\s+(?:a|en|con|de|las|los|un total))*\W*$"
)
_LEAVING = re.compile(rf"\b(?:{_GOES})\w*\b[^.;:]*\bde(?:\s+(?:las|los))?\s*$")
_FURTHER = re.compile(r"\botr[oa]s?\s*$")  # «otros 8» goes on from a sentence before
_ARRIVING = re.compile(r"^[^.;:\d]{0,40}\ba(?:\s+(?:las|los))?\s*$")


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that a sentence puts together and the whole it makes of them."""

    parts: tuple[Figure, ...]
    whole: Figure
    expected: Decimal


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with the words of its sentence before it, since the figure before."""

    figure: Figure
    before: str


def wrong_sums(figures: Sequence[Figure], sentence: str) -> Iterator[Sum]:
    """The sums of a sentence that do not come out, however its figures are put together.

    ``figures`` are those of the sentence in its order. A whole is taken for wrong only where none of the numbers before
    the increase, and no run of them added up, makes it, and where what it goes on from is in the sentence.
    """
    placed = _placed(figures, sentence)
    for k, whole in enumerate(placed):
        if k > 0 and _REACHING.search(whole.before) and _alike(placed[k - 1].figure, whole.figure):
            found = _not_reached(placed[: k - 1], placed[k - 1].figure, whole.figure)
            if found is not None:
                yield found
    for k in range(len(placed) - 2):
        start, end, step = (item.figure for item in placed[k : k + 3])
        if (
            step.change is not None
            and _alike(start, end)
            and _alike(end, step)
            and _LEAVING.search(placed[k].before)
            and _ARRIVING.search(placed[k + 1].before)
            and not _makes([start], step, end)
        ):
            yield Sum((start, step), end, _total([start], step))


def _placed(figures: Sequence[Figure], sentence: str) -> list[_Placed]:
    found, at = [], 0
    for figure in figures:
        quantity = " ".join(figure.quantity.split())
        place = sentence.find(quantity, at)
        if place < 0:  # the same sentence again, or one cut in two
            break
        found.append(_Placed(figure, fold(f".{sentence[at:place]}.")[1:-1]))
        at = place + len(quantity)
    return found


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures can be added: of one kind and unit, and of one measure."""
    return (one.kind, one.unit, one.measure) == (other.kind, other.unit, other.measure)


def _not_reached(before: Sequence[_Placed], step: Figure, whole: Figure) -> Sum | None:
    bases = [item.figure for item in before if _alike(item.figure, step)]
    if any(_FURTHER.search(item.before) for item in before) or all(figure.change for figure in bases):
        return None
    runs = [bases[i:j] for i in range(len(bases)) for j in range(i + 1, len(bases) + 1)]
    if any(_makes(run, step, whole) for run in runs):
        return None
    nearest = min(runs, key=lambda run: (abs(_total(run, step) - whole.known), len(run)))
    return Sum((*nearest, step), whole, _total(nearest, step))


def _total(bases: Sequence[Figure], step: Figure) -> Decimal:
    base = sum((figure.known for figure in bases), Decimal(0))
    return base - step.known if step.change == "decrease" else base + step.known


def _makes(bases: Sequence[Figure], step: Figure, whole: Figure) -> bool:
    """Whether the parts may make the whole, as far as rounding and modifiers allow."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for figure in bases:
        low, high = _add((low, high), figure.extent(rounded=True))
    change = step.extent(rounded=True)
    low, high = _add((low, high), _negative(change) if step.change == "decrease" else change)
    least, most = whole.extent(rounded=True)
    return (low is None or most is None or low <= most) and (least is None or high is None or least <= high)


def _add(one: Extent, other: Extent) -> Extent:
    low, high = (None if a is None or b is None else a + b for a, b in zip(one, other, strict=True))
    return low, high


def _negative(extent: Extent) -> Extent:
    low, high = extent
    return (None if high is None else -high), (None if low is None else -low)
