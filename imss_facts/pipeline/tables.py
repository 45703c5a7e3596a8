"""Tables: the heads that a cell stands under, and the head of its row.

A row is a line whose cells tabs or bars part. The first row heads the columns if it has no figures but years; so
does any row below of which that is true and that has words. Rows go on after a short line, ``Región Norte``, which
is one more caption of those that follow. A row that lacks cells is left alone, as its figures may stand anywhere.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from itertools import compress

from imss_facts.language.tokens import Tokens

_ROW = re.compile(r"^[^\n]*[\t|][^\n]*", re.MULTILINE)
_RULER = re.compile(r"[\s:=-]*")
_FIGURE = re.compile(r"[^\w\s]*\s*\d")
_FIGURES = re.compile(r"\d\s+[^\w\s]*\d|[^\W\d_]\s+\d{1,3}(?:,\d{3})+\s*\Z")  # columns set too close to be told apart
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.;]")
_LONGEST = 80  # characters of a head
_STACKED = 4  # rows of heads
_TITLE = 160  # characters of a caption
_WIDEST = 8  # words of a cell: more are text set in columns

_PART = re.compile(r"[^\n]{1,59}[^\n.:;,]")  # a line over the rows that follow, inside a table

Span = tuple[int, int]


class _Last(Enum):
    """What stood last."""

    NONE = auto()
    HEAD = auto()
    ROW = auto()
    PART = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its tokens, with those of the heads above it, of its row's head, and of what stands over all rows.

    Of several heads or captions the nearest is the first.
    """

    span: Span
    columns: tuple[Span, ...]
    row: Span | None
    captions: tuple[Span, ...]

    @property
    def heads(self) -> tuple[Span, ...]:
        """All that may say what the figure is about, the nearest first."""
        return (*self.beside, *self.captions)

    @property
    def beside(self) -> tuple[Span, ...]:
        """The heads of its column and of its row."""
        return (*self.columns, self.row) if self.row is not None else self.columns


class Tables:
    """The cells that stand under a head."""

    __slots__ = ("_begins", "_cells")

    def __init__(self, tokens: Tokens) -> None:
        """Find them."""
        self._cells: list[Cell] = []
        heads: list[list[Span]] = []
        captions: tuple[Span, ...] = ()
        last, end = _Last.NONE, 0
        for line in _ROW.finditer(tokens.text):
            cells = _cells(line)
            texts = [tokens.text[slice(*cell)].strip() for cell in cells]
            between = tokens.text[end : line.start()].strip()
            above, end = end, line.end()
            if all(map(_RULER.fullmatch, texts)):
                continue
            wide = max(map(len, heads), default=0)
            if len(cells) > wide or (between and (_FIGURES.search(between) or not _PART.fullmatch(between))):
                heads, last, captions = [], _Last.NONE, _caption(tokens, above, line.start())
            elif between:
                last, captions = _Last.PART, (*_caption(tokens, above, line.start()), *captions[-1:])
            spans = [(tokens.at(begin), tokens.at(stop)) for begin, stop in cells]
            if len(cells) > 1 and _is_head(texts, years=last is not _Last.ROW):
                captions = captions[: 1 if last is _Last.PART else None]
                heads, last = (
                    [spans, *map(_merged, heads[: _STACKED - 1])] if last is _Last.HEAD else [spans],
                    _Last.HEAD,
                )
            elif heads:
                last = _Last.ROW
                if len(cells) == wide and not any(map(_FIGURES.search, texts)):
                    self._add(texts, spans, heads, captions)
        self._begins = [cell.span[0] for cell in self._cells]

    def _add(self, texts: list[str], spans: list[Span], heads: list[list[Span]], captions: tuple[Span, ...]) -> None:
        named = (_has_words(text) or _YEAR.search(text) for text in texts)
        row = next(compress(spans, named), None)
        for k, (begin, stop) in enumerate(spans):
            if 0 < stop - begin <= _WIDEST:
                columns = tuple(head[k] for head in heads if k < len(head) and head[k][0] < head[k][1])
                beside = row if row is not None and row[0] < begin else None
                self._cells.append(Cell((begin, stop), columns, beside, captions))

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


def _caption(tokens: Tokens, first: int, start: int) -> tuple[Span, ...]:
    """The line above rows, after an offset, if it is no sentence."""
    stop = first + len(tokens.text[first:start].rstrip())
    begin = max(first, tokens.text.rfind("\n", first, stop) + 1)
    title = stop - begin <= _TITLE and tokens.text[stop - 1 : stop] not in (".", ";")
    return ((tokens.at(begin), tokens.at(stop)),) if title and begin < stop else ()


def _is_head(texts: list[str], *, years: bool) -> bool:
    """Whether a row heads columns; years alone may do so under another head, or above all rows."""
    if any(len(text) > _LONGEST or _SENTENCE.fullmatch(text) for text in texts):
        return False
    figures = any(_FIGURE.match(text) and not _YEAR.search(text) for text in texts)
    return not figures and (years or any(map(_has_words, texts[1:])))


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))
