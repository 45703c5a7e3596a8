"""Tables: their columns, and their rows as lines."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from imss_facts.readers.formats.pdf.gutters import GUTTER
from imss_facts.readers.formats.pdf.lines import Line, line_of, rows
from imss_facts.readers.formats.pdf.pieces import Piece
from imss_facts.readers.formats.pdf.words import Words, settled

_CELL_LINE = 1.7  # of the size: lines of one cell are no further apart


def table_rows(pieces: Sequence[Piece]) -> Iterator[Line]:
    """The rows of a table: cell by cell as its contents draw them, or else by their baselines."""
    edges = column_edges(pieces)
    for row in _rows_as_drawn(pieces, edges) or rows(pieces):
        yield _line_of_cells(by_column(row, edges))


def column_edges(pieces: Sequence[Piece]) -> list[float]:
    """Where the columns of a table begin."""
    found: list[float] = []
    right = -math.inf
    for piece in sorted(pieces, key=lambda p: p.left):
        if piece.left > right + GUTTER * piece.size:
            found.append(piece.left)
        right = max(right, piece.right)
    return found


def by_column(pieces: Iterable[Piece], edges: Sequence[float]) -> list[list[Piece]]:
    """Pieces by the column they stand in, from left to right; columns without any are left out."""
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(bisect_right(edges, piece.left), []).append(piece)
    return [found[column] for column in sorted(found)]


def _rows_as_drawn(pieces: Sequence[Piece], edges: Sequence[float]) -> list[list[Piece]] | None:
    """Rows whose cells may have several lines each; None where cells are not drawn row by row."""
    found: list[list[Piece]] = []
    last: Piece | None = None
    top = bottom = 0.0
    for piece in sorted(pieces, key=lambda p: p.index):
        column = bisect_right(edges, piece.left)
        last_column = bisect_right(edges, last.left) if last else column + 1
        if column > last_column:
            same = top - piece.size <= piece.y <= bottom + piece.size
        else:
            same = last is not None and column == last_column and 0 <= piece.y - last.y < _CELL_LINE * piece.size
        if same:
            found[-1].append(piece)
            bottom = max(bottom, piece.y)
        elif last is None or piece.y >= bottom - piece.size / 2:
            found.append([piece])
            top = bottom = piece.y
        else:
            return None
        last = piece
    return found if len(found) > 1 else None


def _line_of_cells(cells: list[list[Piece]]) -> Line:
    pieces = [piece for cell in cells for piece in cell]
    first = min(pieces, key=lambda p: p.left)
    right, y = max(p.right for p in pieces), max(p.y for p in pieces)
    return Line("\t".join(map(_cell, cells)), first.left, right, y, first.size, first.inner, row=True)


def _cell(pieces: Sequence[Piece]) -> str:
    """The text of a cell, its lines joined."""
    words = Words(())
    text = ""
    for line in (line_of(row).text for row in rows(pieces)):
        cut, between = words.join(text, line) if text else (0, "")
        text = text[: len(text) - cut] + between + line
    return settled(text)
