"""Columns: which pieces beside each other are running text, and in what turn it is read."""

import re

from imss_facts.readers.formats.pdf.gutters import Band, is_left
from imss_facts.readers.formats.pdf.lines import Line, line_of, rows
from imss_facts.readers.formats.pdf.pieces import Piece
from imss_facts.readers.formats.pdf.tables import by_column, column_edges

_FEW_TURNS = 3  # from one side to the other: each is drawn as a whole
_MOSTLY = 0.8  # of the lines of columns are running text
_LONG = 18  # characters, the lines of running text on average
_FULL = 0.75  # of the width, half of its lines fill
_GOING_ON = 0.3  # of its lines begin inside a sentence
_NUMERIC = re.compile(r"[\W\d_]*\d[\W\d_]*\Z")


def are_columns(band: Band) -> bool:
    """Whether what stands beside each other are columns of running text or of a letterhead, not cells of a table."""
    pieces = [*band.lefts, *band.rights]
    texts = [[line_of(row) for row in rows(column)] for column in by_column(pieces, column_edges(pieces))]
    if any(map(_is_numeric, texts)):
        return False
    prose = sum(len(lines) for lines in texts if _is_prose(lines))
    if prose >= _MOSTLY * sum(map(len, texts)):
        return True
    return len(_turns(band)) <= _FEW_TURNS


def _turns(band: Band) -> list[list[Piece]]:
    """The pieces of a band as its contents draw them, cut where they go from one side to the other."""
    found: list[list[Piece]] = []
    side = None
    for piece in sorted([*band.lefts, *band.rights], key=lambda p: p.index):
        if is_left(piece, band.x) != side:
            side = is_left(piece, band.x)
            found.append([])
        found[-1].append(piece)
    return found


def sides(band: Band) -> list[list[Piece]]:
    """The columns of a band in turn; where several pairs stand one below the other, pair by pair as they are drawn."""
    turns = _turns(band)
    lines = min(len(rows(band.lefts)), len(rows(band.rights)))
    downwards = all(one[0].y <= other[0].y + one[0].size for one, other in zip(turns, turns[2:], strict=False))
    if _FEW_TURNS < len(turns) <= lines and downwards:
        return turns
    return [band.lefts, band.rights]


def _is_prose(lines: list[Line]) -> bool:
    """Whether lines are running text: most fill the column, and many go on in small letters."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(1 for line in lines if line.right - line.left > _FULL * width)
    going_on = sum(1 for line in lines if line.text[:1].islower())
    long = sum(len(line.text) for line in lines) >= _LONG * len(lines)
    return long and full >= len(lines) / 2 and going_on >= _GOING_ON * len(lines)


def _is_numeric(lines: list[Line]) -> bool:
    return 2 * sum(1 for line in lines if _NUMERIC.match(line.text)) >= len(lines)
