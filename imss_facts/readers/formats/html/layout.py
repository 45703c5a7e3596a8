"""From pieces to text: white space folded as a browser does, paragraphs apart, tables row by row."""

import re
from collections.abc import Iterable, Sequence

from imss_facts.readers.formats.html.page import Bullet, Cell, Mark, Piece, Verbatim
from imss_facts.readers.formats.spaces import GROUPING

_SPACE = re.compile(r"[ \t\n\f\r]+")
_BLANK = " \u00a0"
_FIXED_SPACES = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
_FIXED_SPACE = re.compile(rf"(?!{GROUPING})\u00a0")
_LINE_END = re.compile(r"[ \t]+(?=\n|\Z)")
_GAP = re.compile(r"\n{3,}")
_LONGEST_CELL = 300
_WIDEST = 100  # columns that merged cells may fill
_ITEM = re.compile(r"^ *(?:•|\d+\.) ", re.MULTILINE)


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that pieces make."""
    tables: list[_Table] = []
    flow = _Flow()
    for piece in pieces:
        if piece is Mark.TABLE:
            tables.append(_Table(flow))
            flow = tables[-1].row()
        elif piece is Mark.TABLE_END:
            if tables:
                table = tables.pop()
                flow = table.around
                table.write()
        elif piece is Mark.ROW and tables:
            flow = tables[-1].row()
        elif isinstance(piece, Cell) and tables:
            flow = tables[-1].cell(piece)
        else:
            flow.take(piece)
    for table in reversed(tables):
        table.write()
        flow = table.around
    return _finished(flow.text())


def _finished(text: str) -> str:
    """Spaces that may not break made plain, unless they group the thousands of a number; no blanks at line ends."""
    if "\u00a0" in text:
        text = _FIXED_SPACE.sub(" ", _FIXED_SPACES.sub(" ", text))
    return _GAP.sub("\n\n", _LINE_END.sub("", text)).strip("\n")


class _Flow:
    """Text that flows: what was written, and the break that stands before what comes next."""

    __slots__ = ("_break", "_bullet", "_parts", "_spaced")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._break = 0
        self._bullet = ""
        self._spaced = True  # at the beginning of a line, or after a space

    def take(self, piece: Piece) -> None:
        """A piece of text or a mark of layout."""
        if isinstance(piece, Cell):
            self.part(1)
        elif isinstance(piece, Mark):
            if piece is Mark.ITEM_END:
                self._bullet = ""
                self.part(1)
            elif piece is Mark.BREAK:
                self.part(min(2, self._break + 1))
            else:
                self.part(2 if piece is Mark.BLOCK else 1)
        elif isinstance(piece, Bullet):
            self._bullet = piece
        elif isinstance(piece, Verbatim):
            self._verbatim(piece)
        else:
            self._fold(piece)

    def part(self, lines: int) -> None:
        """What comes next stands so many line ends further down; at the beginning of an item it stays there."""
        if not self._bullet:
            self._break = max(self._break, lines)
            self._spaced = True

    def line(self, text: str, apart: int) -> None:
        """A text of its own, set apart from what stands around it by so many line ends."""
        self.part(apart)
        self._write(text)
        self.part(apart)

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def _fold(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if self._spaced:
            text = text.lstrip(_BLANK)
        if text:
            self._write(text)
            self._spaced = text[-1] == " "

    def _verbatim(self, text: str) -> None:
        if self._break or not self._parts:
            text = text.removeprefix("\r").removeprefix("\n")
        if text:
            self._write(text)
            self._spaced = text[-1] in " \n"

    def _write(self, text: str) -> None:
        if self._parts:
            self._parts.append("\n" * self._break)
        if self._bullet:
            self._parts.append(self._bullet)
            self._bullet = ""
        self._parts.append(text)
        self._break = 0


_NOTHING = _Flow()


class _Table:
    """The rows of a table: the flow of what stands in no cell, then those of its cells."""

    __slots__ = ("_merged", "_rows", "around")

    def __init__(self, around: _Flow) -> None:
        self.around = around
        self._rows: list[list[_Flow]] = []
        self._merged: dict[int, int] = {}  # columns, and the last row that a cell above takes in

    def row(self) -> _Flow:
        """A new row; the flow is for what stands before its first cell."""
        self._rows.append([_Flow()])
        return self._rows[-1][0]

    def cell(self, cell: Cell) -> _Flow:
        """A new cell in the last row, after empty ones where cells above take up some; then those that it takes up."""
        row, flow = self._rows[-1], _Flow()
        while self._merged.get(len(row), 0) >= len(self._rows):
            row.append(_NOTHING)
        taken = range(len(row), max(len(row) + 1, min(len(row) + cell.across, _WIDEST)))
        self._merged.update(dict.fromkeys(taken, len(self._rows) + cell.down - 1) if cell.down > 1 else ())
        row += [flow, *[_NOTHING] * (len(taken) - 1)]
        return flow

    def write(self) -> None:
        """Write the rows into the text around: data as lines of cells between tabs, anything else cell by cell."""
        rows = [[cell.text().strip() for cell in row] for row in self._rows]
        data = sum(_is_data(row) and sum(map(bool, row)) > 1 for row in rows) > 1
        self.around.part(2)
        for row in rows:
            if data and _is_data(row):
                self.around.line("\t".join(" ".join(cell.split("\n")) for cell in row[1:]), 2)
                continue
            for text in filter(None, row):
                self.around.line(text, 2)
        self.around.part(2)


def _is_data(row: Sequence[str]) -> bool:
    """Whether a row may be figures with what they are of: several short cells, one paragraph each."""
    outside, *cells = row
    return not outside and len(cells) > 1 and any(cells) and all(map(_is_short, cells))


def _is_short(cell: str) -> bool:
    return len(cell) <= _LONGEST_CELL and "\n\n" not in cell and not _ITEM.search(cell)
