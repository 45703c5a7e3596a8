"""Lines of text as they stand on a page, put together of their pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from imss_facts.readers.formats.pdf.characters import BULLETS, raised
from imss_facts.readers.formats.pdf.pieces import CELLS, GAP, RAISED, Piece
from imss_facts.readers.formats.pdf.words import settled

_NARROW = 0.06  # of the size: no space is narrower; PDFium writes some between letters that are kerned
_SAME_LINE = 0.45  # of the size: how far baselines of one line may be apart
_BULLET = re.compile(rf"[{BULLETS}§*\-–—]\Z|(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,4}})[.)]\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``inner`` is where its words begin, behind a bullet; a row of a table is one line."""

    text: str
    left: float
    right: float
    y: float
    size: float
    inner: float
    row: bool = False


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces by the line they stand on, from top to bottom, each from left to right."""
    found: list[list[Piece]] = []
    y = size = 0.0
    for piece in sorted(pieces, key=lambda p: p.y):
        if found and piece.y - y <= _SAME_LINE * max(size, piece.size):
            found[-1].append(piece)
            if piece.size > size:
                y, size = piece.y, piece.size
        else:
            found.append([piece])
            y, size = piece.y, piece.size
    for row in found:
        row.sort(key=lambda p: p.left)
    return found


def with_bullets(row: Sequence[Piece]) -> list[Piece]:
    """A row whose bullets and numbers of lists are one piece with what follows them."""
    found: list[Piece] = []
    for piece in row:
        last = found[-1] if found else None
        if last and last.apart and _BULLET.match(last.text.strip()) and piece.left - last.right < 4 * piece.size:
            text = f"{last.text.strip()} {piece.text.lstrip()}"
            found[-1] = replace(piece, text=text, left=last.left, index=last.index)
        else:
            found.append(piece)
    return found


def line_of(row: Sequence[Piece]) -> Line:
    """The line of a row of pieces, tabs between its cells."""
    main = max(row, key=lambda p: (p.size, len(p.text)))
    words = [row[0].text.strip()]
    for last, piece in pairwise(row):
        up = _is_raised(piece, main)
        glue = _glue(last, piece, main.size, raised=up or _is_raised(last, main))
        text = piece.text.strip()
        if up and not glue:
            text = raised(text, words[-1][-1:])
        words[-1] = settled(words[-1])
        words.extend((glue, text) if glue else (text,))
    first = row[0]
    return Line("".join(words), first.left, max(p.right for p in row), main.y, main.size, first.inner)


def _is_raised(piece: Piece, main: Piece) -> bool:
    return main.y - piece.y > RAISED * main.size


def _glue(last: Piece, piece: Piece, size: float, *, raised: bool) -> str:
    gap = (piece.left - last.right) / size
    digits = last.text.rstrip()[-1:].isdecimal() and piece.text.lstrip()[:1].isdecimal()
    if gap > CELLS or (digits and piece.apart and gap > 2 * GAP):
        return "\t"
    written = last.text[-1:].isspace() or piece.text[:1].isspace()
    return " " if gap > (2 * GAP if raised else GAP) or (written and gap > _NARROW) else ""
