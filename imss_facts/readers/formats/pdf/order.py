"""The reading order of a page: columns one after the other, tables row by row, the rest from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imss_facts.readers.formats.pdf.columns import are_columns, sides
from imss_facts.readers.formats.pdf.gutters import find_band, is_left, same_edge
from imss_facts.readers.formats.pdf.lines import Line, line_of, rows
from imss_facts.readers.formats.pdf.pieces import Piece
from imss_facts.readers.formats.pdf.tables import table_rows

_BETWEEN = 2.5  # of the size: a column's lines may go on up to there before the next column
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read one after the other, and the edges between which they are set."""

    lines: tuple[Line, ...]
    left: float
    right: float


class ReadingOrder:
    """Pages put into reading order one after the other; where columns begin on one they may on the next."""

    def __init__(self) -> None:
        """Know of no columns yet."""
        self._columns: list[float] = []

    def blocks(self, pieces: Sequence[Piece]) -> list[Block]:
        """The blocks of a page in reading order."""
        if not pieces:
            return []
        return list(self._blocks(pieces, min(p.left for p in pieces), max(p.right for p in pieces), _DEPTH))

    def _blocks(self, pieces: Sequence[Piece], left: float, right: float, depth: int) -> Iterator[Block]:
        found = rows(pieces)
        if not found:
            return
        band = find_band(found, self._is_known) if depth else None
        if band is None:
            yield Block(tuple(map(line_of, found)), left, right)
            return
        yield from self._blocks(band.above, left, right, depth - 1)
        known = self._is_known(band.x)
        if known or are_columns(band):
            self._columns.extend([] if known else [band.x])
            for side in sides(band):
                begin = min(piece.left for piece in side)
                end = band.x - _BETWEEN * side[0].size if is_left(side[0], band.x) else right
                yield from self._blocks(side, begin, max(end, *(piece.right for piece in side)), depth - 1)
        else:
            yield Block(tuple(table_rows([*band.lefts, *band.rights])), left, right)
        yield from self._blocks(band.below, left, right, depth - 1)

    def _is_known(self, x: float) -> bool:
        """Whether columns have begun there before."""
        return any(same_edge(x, known) for known in self._columns)
