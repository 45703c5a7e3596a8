"""Tables: the heads that a cell stands under, and the head of its row.

A row is a line whose cells tabs or bars part. The first row heads the columns if it has no figures but years; so
does any row below of which that is true and that has words.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress

from imss_facts.language.tokens import Tokens

_ROW = re.compile(r"^[^\n]*[\t|][^\n]*", re.MULTILINE)
_RULER = re.compile(r"[\s:=-]*")
_FIGURE = re.compile(r"[^\w\s]*\s*\d")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.;]")
_LONGEST = 80  # characters of a head
_TITLE = 160  # characters of a caption
_WIDEST = 8  # words of a cell: more are text set in columns

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its tokens, with those of the heads above it, the nearest first, of its row's head, of the caption."""

    span: Span
    columns: tuple[Span, ...]
    row: Span | None
    caption: Span | None

    @property
    def heads(self) -> tuple[Span, ...]:
        """All that may say what the figure is about, the nearest first."""
        return (*self.columns, *filter(None, (self.row, self.caption)))


class Tables:
    """The cells that stand under a head."""

    __slots__ = ("_begins", "_cells")

    def __init__(self, tokens: Tokens) -> None:
        """Find them."""
        self._cells: list[Cell] = []
        heads: list[list[Span]] = []
        caption: Span | None = None
        heading, end = True, 0  # whether heads may still follow heads; where the last row ended
        for line in _ROW.finditer(tokens.text) if "\t" in tokens.text or "|" in tokens.text else ():
            cells = _cells(line)
            texts = [tokens.text[slice(*cell)].strip() for cell in cells]
            parted = tokens.text[end : line.start()].strip() or len(cells) == 1
            end = line.end()
            if all(map(_RULER.fullmatch, texts)):
                continue
            if parted or (heads and len(cells) > len(heads[0])):
                heads, heading = [], True
            if not heads:
                caption = _caption(tokens, line.start())
            spans = [(tokens.at(begin), tokens.at(stop)) for begin, stop in cells]
            if _is_head(texts, years=heading):
                heads, heading = [spans, *map(_merged, heads)] if heading else [spans], True
            elif heads:
                heading = False
                self._add(texts, spans, heads, caption)
        self._begins = [cell.span[0] for cell in self._cells]

    def _add(self, texts: list[str], spans: list[Span], heads: list[list[Span]], caption: Span | None) -> None:
        named = (_has_words(text) or _YEAR.search(text) for text in texts)
        row = next(compress(spans, named), None)
        for k, (begin, stop) in enumerate(spans):
            if 0 < stop - begin <= _WIDEST:
                columns = tuple(head[k] for head in heads if k < len(head) and head[k][0] < head[k][1])
                beside = row if row is not None and row[0] < begin else None
                self._cells.append(Cell((begin, stop), columns, beside, caption))

    def cell(self, i: int) -> Cell | None:
        """The cell that token ``i`` stands in; None where it stands in none under a head."""
        at = bisect_right(self._begins, i) - 1
        return self._cells[at] if at >= 0 and i < self._cells[at].span[1] else None


def _cells(line: re.Match[str]) -> list[Span]:
    """The offsets of the cells of a line, parted by tabs, or else by bars, which may stand around the line too."""
    text, at = line.group(), line.start()
    mark = "\t" if "\t" in text else "|"
    if mark == "|":
        at += len(text) - len(text.lstrip(" |"))
        text = text.strip(" |")
    cells = []
    for cell in text.split(mark):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _merged(spans: list[Span]) -> list[Span]:
    """A row of heads above another, whose empty cells are taken in by the head at their left."""
    merged: list[Span] = []
    for span in spans:
        merged.append(span if span[0] < span[1] or not merged else merged[-1])
    return merged


def _caption(tokens: Tokens, start: int) -> Span | None:
    """The line above a table, if it is no sentence."""
    stop = len(tokens.text[:start].rstrip())
    begin = tokens.text.rfind("\n", 0, stop) + 1
    title = stop - begin <= _TITLE and tokens.text[stop - 1 : stop] not in (".", ";")
    return (tokens.at(begin), tokens.at(stop)) if title and begin < stop else None


def _is_head(texts: list[str], *, years: bool) -> bool:
    """Whether a row heads columns; years alone may do so under another head, or above all rows."""
    if any(len(text) > _LONGEST or _SENTENCE.fullmatch(text) for text in texts):
        return False
    figures = any(_FIGURE.match(text) and not _YEAR.search(text) for text in texts)
    return not figures and (years or any(map(_has_words, texts[1:])))


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))
