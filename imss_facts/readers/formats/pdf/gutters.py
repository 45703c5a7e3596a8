"""Gutters: where pieces of a page stand beside each other over several lines."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from imss_facts.readers.formats.pdf.pieces import Piece, differ_in_size

GUTTER = 0.6  # of the size
_BESIDE = 3  # lines on either side of a gutter make columns or a table, fewer a line with a gap
_ALIGNED = 3.0  # points: left edges no further apart are one
_INDENT = 30.0  # points: lines that begin so near to the page's left edge are indented, and no column
_OVERLONG = re.compile(r"\S{30}\s*\Z")  # an address that runs out of its column
_CANDIDATES = 24
_APART = 2.6  # of the size: what stands so far above or below a column is none of it


@dataclass(frozen=True, slots=True)
class Band:
    """Pieces on both sides of a gutter that ends at ``x``, and those above and below."""

    x: float
    above: list[Piece]
    lefts: list[Piece]
    rights: list[Piece]
    below: list[Piece]


def find_band(found: list[list[Piece]], is_known: Callable[[float], bool]) -> Band | None:
    """The band of a page's rows with the most lines beside each other; a known gutter needs but one."""
    pieces = [piece for row in found for piece in row]
    best: tuple[int, int, int, float] | None = None
    for x in _candidates(found):
        for start, end in _free(pieces, x):
            beside = _beside(pieces[start:end], x)
            if beside >= (1 if is_known(x) else _BESIDE) and (best is None or beside > best[0]):
                best = beside, start, end, x
    if best is None:
        return None
    _, start, end, x = best
    lefts = [piece for piece in pieces[start:end] if is_left(piece, x)]
    rights = [piece for piece in pieces[start:end] if not is_left(piece, x)]
    above, below = pieces[:start], pieces[end:]
    for side, other in (lefts, rights), (rights, lefts):
        _trim(side, other, above, below)
    return Band(x, above, lefts, rights, below)


def is_left(piece: Piece, x: float) -> bool:
    """Whether a piece begins left of a gutter's end."""
    return piece.left < x - _ALIGNED


def same_edge(one: float, other: float) -> bool:
    """Whether two edges are one."""
    return abs(one - other) <= _ALIGNED


def _candidates(found: list[list[Piece]]) -> list[float]:
    """Where a right side may begin: left edges behind a gap, and those that many lines have in common."""
    behind = Counter(round(p.left / _ALIGNED) for row in found for p in row[1:] if p.apart)
    edges = Counter(round(p.left / _ALIGNED) for row in found for p in row[:1])
    leftmost = min(edges)
    inner = leftmost + _INDENT / _ALIGNED
    behind.update({edge: count for edge, count in edges.items() if count >= _BESIDE and edge > inner})
    return sorted(edge * _ALIGNED for edge, _ in behind.most_common(_CANDIDATES))


def _free(pieces: Sequence[Piece], x: float) -> Iterator[tuple[int, int]]:
    """Where pieces, from top to bottom, leave a gutter before ``x`` free."""
    start = 0
    for i, piece in enumerate(pieces):
        if is_left(piece, x) and piece.right > x - GUTTER * piece.size and not _OVERLONG.search(piece.text):
            if i > start:
                yield start, i
            start = i + 1
    if len(pieces) > start:
        yield start, len(pieces)


def _beside(pieces: Sequence[Piece], x: float) -> int:
    """How many lines stand beside each other, left and right of ``x``, and not only by the gaps of justified text."""
    lefts = [piece.y for piece in pieces if is_left(piece, x)]
    rights = [piece.y for piece in pieces if not is_left(piece, x)]
    if not lefts or not rights:
        return 0
    size = pieces[0].size
    top, bottom = max(lefts[0], rights[0]) - size / 2, min(lefts[-1], rights[-1]) + size / 2
    across = [
        later.apart
        for former, later in pairwise(pieces)
        if is_left(former, x) and not is_left(later, x) and former.left < later.left
    ]
    if 2 * sum(across) < len(across):
        return 0
    return min(len({round(y / size * 2) for y in side if top <= y <= bottom}) for side in (lefts, rights))


def _trim(side: list[Piece], other: list[Piece], above: list[Piece], below: list[Piece]) -> None:
    """Take from a side what stands apart above or below the other side."""
    if not side or not other:
        return
    top, bottom = min(p.y for p in other), max(p.y for p in other)
    head = tail = 0
    for i in range(1, len(side)):
        upper, lower = side[i - 1], side[i]
        if differ_in_size(upper.size, lower.size) or lower.y - upper.y > _APART * lower.size:
            if upper.y < top - upper.size / 2:
                head = i
            if lower.y > bottom + lower.size / 2:
                tail = i
                break
    above.extend(side[:head])
    if tail:
        below.extend(side[tail:])
        del side[tail:]
    del side[:head]
