"""The characters of a page and their places, asked of PDFium directly: its Python helpers take too long for each."""

import math
from ctypes import byref, c_double, c_float, c_ushort
from typing import Any

from imss_facts.readers.formats.pdf.characters import BROKEN, REPLACEMENT

_TILT = math.radians(8)  # of a scanned page; what is more askew is a watermark
_HEIGHTS = 2.5  # times the height of a character, up or down, a font's size may be

Box = tuple[float, float, float, float]


class Glyphs:
    """The text of a page, one character for each that PDFium counts, and their boxes.

    Boxes are left, right, top and bottom on the page turned as its text is read, growing rightwards and downwards;
    ``turn`` is in quarters, clockwise.
    """

    def __init__(self, sheet: Any, textpage: Any) -> None:
        """Take a page of PDFium and its text."""
        import pypdfium2.raw  # noqa: PLC0415  only who reads PDF waits for it

        self._pdfium = pypdfium2.raw
        self._page = textpage.raw
        self._bounds = sheet.get_bbox()
        self._numbers = [c_double() for _ in range(4)]
        self._pointers = [byref(value) for value in self._numbers]
        self._loose, self._matrix = self._pdfium.FS_RECTF(), self._pdfium.FS_MATRIX()
        self.turn = 0
        self.text = self._characters()

    def _characters(self) -> str:
        count = self._pdfium.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        buffer = (c_ushort * (count + 1))()
        if self._pdfium.FPDFText_GetText(self._page, 0, count, buffer) == count + 1:
            codes: Any = buffer[:count]
        else:  # it leaves out what has no character
            codes = (self._pdfium.FPDFText_GetUnicode(self._page, i) for i in range(count))
        return "".join(map(chr, codes)).replace("\ufffe", BROKEN)

    def told(self, start: int, end: int, sample: int) -> str:
        """Characters, those that their font does not tell replaced where a sample is one of them."""
        text = self.text[start:end]
        if self._pdfium.FPDFText_HasUnicodeMapError(self._page, sample) != 1:
            return text
        ask = self._pdfium.FPDFText_HasUnicodeMapError
        return "".join(REPLACEMENT if ask(self._page, start + i) == 1 else c for i, c in enumerate(text))

    def turned(self, index: int) -> int | None:
        """How a character is turned; None where it is askew."""
        angle = self._pdfium.FPDFText_GetCharAngle(self._page, index)
        if not math.isfinite(angle):
            return None
        quarters = round(angle / (math.pi / 2))
        return quarters % 4 if abs(angle - quarters * (math.pi / 2)) < _TILT else None

    def boxes(self, start: int, end: int) -> list[Box]:
        """The boxes that characters of one text object fill together."""
        ask, page, pointers, numbers = self._pdfium.FPDFText_GetRect, self._page, self._pointers, self._numbers
        found = []
        for i in range(self._pdfium.FPDFText_CountRects(page, start, end - start)):
            ask(page, i, *pointers)
            left, top, right, bottom = (number.value for number in numbers)
            found.append(self._upright(left, right, bottom, top))
        return found

    def span(self, index: int) -> tuple[float, float]:
        """Where a character begins and ends on its line, with the space that belongs to it."""
        loose = self._loose
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, loose)
        return self._upright(loose.left, loose.right, loose.bottom, loose.top)[:2]

    def baseline(self, index: int) -> float:
        """The line on which a character stands."""
        x, y = self._origin(index)
        return self._upright(x, x, y, y)[2]

    def size(self, index: int) -> float:
        """The size of a character's font on the page; of fonts that do not tell it, from the character's height."""
        self._pdfium.FPDFText_GetMatrix(self._page, index, self._matrix)
        told: float = self._pdfium.FPDFText_GetFontSize(self._page, index)
        told *= math.hypot(self._matrix.c, self._matrix.d)
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, self._loose)
        _, _, top, bottom = self._upright(self._loose.left, self._loose.right, self._loose.bottom, self._loose.top)
        height = abs(bottom - top)
        return told if height / _HEIGHTS < told < _HEIGHTS * height else height

    def is_on_page(self, index: int) -> bool:
        """Whether a character begins between the edges of the page."""
        x, y = self._origin(index)
        left, bottom, right, top = self._bounds
        return bool(left <= x <= right and bottom <= y <= top)

    def is_clipped(self, index: int) -> bool:
        """Whether the middle of a character is cut away."""
        clip = self._pdfium.FPDFPageObj_GetClipPath(self._pdfium.FPDFText_GetTextObject(self._page, index))
        if self._pdfium.FPDFClipPath_CountPaths(clip) < 1:
            return False
        x, y = c_float(), c_float()
        across, along = [], []
        for i in range(self._pdfium.FPDFClipPath_CountPathSegments(clip, 0)):
            self._pdfium.FPDFPathSegment_GetPoint(self._pdfium.FPDFClipPath_GetPathSegment(clip, 0, i), x, y)
            across.append(x.value)
            along.append(y.value)
        self._pdfium.FPDFText_GetCharBox(self._page, index, *self._pointers)
        left, right, bottom, top = (number.value for number in self._numbers)
        within = min(across) <= (left + right) / 2 <= max(across) and min(along) <= (bottom + top) / 2 <= max(along)
        return not within

    def _origin(self, index: int) -> tuple[float, float]:
        self._pdfium.FPDFText_GetCharOrigin(self._page, index, self._pointers[0], self._pointers[1])
        return self._numbers[0].value, self._numbers[1].value

    def _upright(self, left: float, right: float, bottom: float, top: float) -> Box:
        match self.turn:
            case 1:
                return -top, -bottom, -right, -left
            case 2:
                return -right, -left, bottom, top
            case 3:
                return bottom, top, left, right
        return left, right, -top, -bottom
