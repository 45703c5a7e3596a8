"""Bullets that are drawn, not written: small discs and squares before a line, as browsers print them."""

from collections.abc import Sequence
from ctypes import c_float
from dataclasses import replace
from typing import Any

from imss_facts.readers.formats.pdf.pieces import Piece

_OBJECTS = 20_000  # on a page; where there are more, it is a drawing
_SIDE = 0.15, 0.65  # of the size
_SQUARE = 1.25  # the longer side by the shorter
_HEIGHT = 0.35, 0.25  # of the size: a bullet's middle is so far above the baseline, give or take
_BEFORE = 2.5  # of the size: how far a bullet stands before its line

_Shape = tuple[float, float, float, float]  # left, bottom, right and top, as PDFium tells them


def with_drawn_bullets(sheet: Any, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of an upright page, those behind a drawn bullet with it written."""
    found = list(pieces)
    largest = max((piece.size for piece in found), default=0.0) * _SIDE[1]
    for shape in _small_shapes(sheet, largest):
        left, _, right, _ = shape
        behind = [
            (piece.left - right, i)
            for i, piece in enumerate(found)
            if _fits(shape, piece) and piece.left == piece.inner
        ]
        if behind:
            _, i = min(behind)
            piece = found[i]
            found[i] = replace(piece, text=f"• {piece.text.lstrip()}", left=left)
    return found


def _fits(shape: _Shape, piece: Piece) -> bool:
    """Whether a shape stands before a piece as a bullet does."""
    left, bottom, right, top = shape
    side = max(right - left, top - bottom) / piece.size
    above = ((bottom + top) / 2 + piece.y) / piece.size  # upwards as PDFium counts, where pieces grow downwards
    return (
        _SIDE[0] < side < _SIDE[1]
        and abs(above - _HEIGHT[0]) < _HEIGHT[1]
        and 0 < piece.left - right < _BEFORE * piece.size
    )


def _small_shapes(sheet: Any, largest: float) -> list[_Shape]:
    """The discs and squares of a page up to a size."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = pdfium.FPDFPage_CountObjects(sheet.raw)
    if count > _OBJECTS:
        return []
    item, kind, page = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType, sheet.raw
    sides = [c_float() for _ in range(4)]
    shapes = []
    for each in (item(page, i) for i in range(count)):
        if kind(each) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(each, *sides)
        left, bottom, right, top = (side.value for side in sides)
        width, height = right - left, top - bottom
        if 0 < max(width, height) <= largest and max(width, height) < _SQUARE * min(width, height):
            shapes.append((left, bottom, right, top))
    return shapes
