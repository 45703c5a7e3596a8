"""A line through points in time, drawn with Braille dots for a terminal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

ROWS = 8
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column in a character
_BLANK = 0x2800
_GAP = 4  # every so many dots of a planned stretch are drawn


def line_chart(points: Sequence[tuple[date, Decimal, bool]], labels: tuple[str, str], width: int) -> list[str]:
    """Lines of text; a point is a time, a value and whether it is planned; ``labels`` name the greatest and least."""
    margin = max(map(len, labels))
    canvas = Canvas(max(10, width - margin - 2), ROWS)
    first, last = points[0][0].toordinal(), points[-1][0].toordinal()
    least, most = min(p[1] for p in points), max(p[1] for p in points)
    places = []
    for at, value, _ in points:
        x = (at.toordinal() - first) / (last - first) if last > first else 0.5
        y = float((most - value) / (most - least)) if most > least else 0.5
        places.append((round(x * (canvas.right - 1)), round(y * (canvas.bottom - 1))))
    for (start, end), (_, _, planned) in zip(pairwise(places), points[1:], strict=True):
        canvas.line(start, end, every=_GAP if planned else 1)
    for x, y in places:
        for dx, dy in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
            canvas.dot(x + dx, y + dy)
    rows = canvas.rows()
    shown = [labels[0], *[""] * (len(rows) - 2), labels[1]]
    drawn = [f"{label:>{margin}} ┤{row}".rstrip() for label, row in zip(shown, rows, strict=True)]
    ends = f"{points[0][0].isoformat()}{points[-1][0].isoformat():>{max(11, canvas.width - 10)}}"
    return [*drawn, f"{' ' * margin}  {ends}" if last > first else f"{' ' * margin}  {points[0][0].isoformat()}"]


class Canvas:
    """Dots in characters of two by four."""

    def __init__(self, width: int, height: int) -> None:
        """A blank one, of so many characters."""
        self.width = width
        self.right, self.bottom = width * 2, height * 4
        self._cells = [[0] * width for _ in range(height)]

    def dot(self, x: int, y: int) -> None:
        """Set a dot, if it is on the canvas."""
        if 0 <= x < self.right and 0 <= y < self.bottom:
            self._cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]

    def line(self, start: tuple[int, int], end: tuple[int, int], *, every: int = 1) -> None:
        """A straight line, or every so many dots of it."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for k in range(0, steps + 1, every):
            self.dot(
                start[0] + round((end[0] - start[0]) * k / steps), start[1] + round((end[1] - start[1]) * k / steps)
            )

    def rows(self) -> list[str]:
        """The characters."""
        return ["".join(chr(_BLANK + cell) if cell else " " for cell in row) for row in self._cells]
