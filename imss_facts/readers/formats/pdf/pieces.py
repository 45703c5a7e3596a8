"""The pieces of a page: runs of text on a line without a wide gap, with their places."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from imss_facts.readers.formats.pdf.characters import BROKEN, plain
from imss_facts.readers.formats.pdf.glyphs import Box, Glyphs

GAP = 0.15  # of the size: a gap between words
CELLS = 2.5  # of the size: a gap that only a tab stop or a cell makes
RAISED = 0.15  # of the size: text that much above its line's baseline is raised
_WIDE = 0.9  # of the size: a gap between words that may be one between columns or cells
_SCALED = 1.15  # times the size: other text, as a heading or small print is
_WIDER = 1.3  # times the gaps between the words beside it: a gap that justified text does not make
_RAISED_BOX = 0.3  # of the size: so high is what may be a raised letter or digit, not a quotation mark
_FEW = 8  # characters, of which a clipped edge may show
_FARTHEST = 1e6  # points from the page's corner; a comparison that what is no number fails
_LINE = re.compile(rf"[^\r\n{BROKEN}]*[^\s{BROKEN}][^\r\n{BROKEN}]*{BROKEN}?")
_NO_LETTER = re.compile("[\\s\udc00-\udfff]")  # a space, or the second half of a letter: PDFium counts in UTF-16
_NUMBERS = re.compile(r"\d\s+\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``y`` is its baseline, growing downwards, ``size`` its font's, ``index`` its turn.

    ``inner`` is where its words begin, behind a bullet; ``apart`` whether the gap before it is wider than those that
    justified text leaves between the words of its line.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    inner: float
    index: int
    apart: bool = True


@dataclass(frozen=True, slots=True)
class _Run:
    """A line as PDFium tells it: its characters, and one in its middle."""

    start: int
    end: int
    middle: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a run, between two letters."""

    start: int
    end: int
    left: float
    right: float
    sample: int
    apart: bool = True


def read_pieces(sheet: Any, textpage: Any) -> list[Piece]:
    """The pieces of a page of PDFium in the order of its contents.

    Text turned otherwise than most of the page is a watermark or a margin's note, and left out; text off the page too.
    """
    glyphs = Glyphs(sheet, textpage)
    runs: dict[int, list[_Run]] = {}
    turns: Counter[int] = Counter()
    for run in _runs(glyphs.text):
        turn = glyphs.turned(run.middle)
        if turn is not None:
            runs.setdefault(turn, []).append(run)
            turns[turn] += run.end - run.start
    if not turns:
        return []
    glyphs.turn = turns.most_common(1)[0][0]
    found: list[Piece] = []
    for part in (part for run in runs[glyphs.turn] for part in _parts(glyphs, run)):
        text = plain(glyphs.told(part.start, part.end, part.sample))
        y, size = glyphs.baseline(part.sample), glyphs.size(part.sample)
        if size > 0 and all(abs(value) < _FARTHEST for value in (part.left, part.right, y, size)):
            found.append(Piece(text, part.left, part.right, y, size, part.left, len(found), part.apart))
    return found


def differ_in_size(one: float, other: float) -> bool:
    """Whether sizes are those of different texts, as of a heading and what stands under it."""
    return max(one, other) > _SCALED * min(one, other)


def _runs(text: str) -> Iterator[_Run]:
    """The lines that hold anything."""
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        start, end = match.start() + len(line) - len(line.lstrip()), match.start() + len(line)
        middle = next(i for i in range((start + end) // 2, end) if not text[i].isspace())
        yield _Run(match.start(), match.end(), middle)


def _parts(glyphs: Glyphs, run: _Run) -> Iterator[_Part]:
    """A line cut at wide gaps, and before and after what is raised."""
    if not any(map(glyphs.is_on_page, (run.middle, run.start, run.end - 1))):
        return
    if run.end - run.start <= _FEW and glyphs.is_clipped(run.middle):
        return  # of the next page's first line, Chromium draws the accents that stand out
    boxes = glyphs.boxes(run.start, run.end)
    line = glyphs.text[run.start : run.end]
    first, last = run.start + len(line) - len(line.lstrip()), run.start + len(line.rstrip()) - 1
    if len(boxes) > 1:
        size, sample = max((glyphs.size(i), i) for i in (first, run.middle, last))
        y = glyphs.baseline(sample)
        if _is_uneven(boxes, y, size) or _NUMBERS.search(line):
            yield from _cut(glyphs, run, y, size)
            return
    left, right = glyphs.span(first)[0], glyphs.span(last)[1]
    if left >= right and boxes:
        left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    yield _Part(run.start, run.end, left, right, run.middle)


def _is_uneven(boxes: list[Box], y: float, size: float) -> bool:
    """Whether boxes leave a wide gap between them, or one is raised as a small letter or digit is."""
    last = boxes[0]
    for box in boxes:
        if box[0] - last[1] > _WIDE * size or box[0] < last[0] - size:
            return True
        if y - box[3] > RAISED * size and box[3] - box[2] > _RAISED_BOX * size:
            return True
        last = box
    return False


def _cut(glyphs: Glyphs, run: _Run, y: float, size: float) -> Iterator[_Part]:
    letters = [i for i in range(run.start, run.end) if not _NO_LETTER.match(glyphs.text[i])]
    spans = list(map(glyphs.span, letters))
    ups = [y - glyphs.baseline(i) > RAISED * size for i in letters]
    gaps = [later[0] - former[1] for former, later in pairwise(spans)]
    digits = [glyphs.text[i].isdecimal() and glyphs.text[j].isdecimal() for i, j in pairwise(letters)]
    words = [k for k, gap in enumerate(gaps) if gap > GAP * size and not digits[k]]
    first, apart = 0, True
    for k, gap in enumerate(gaps):
        near = words[max(0, bisect_left(words, k) - 1) : bisect_right(words, k) + 1]
        usual = min((gaps[word] for word in near if word != k), default=0.0)
        wide = gap > _WIDE * size or (digits[k] and gap > 2 * GAP * size and gap > _WIDER * usual > 0)
        if wide or gap < -size or ups[k] != ups[k + 1]:
            yield _part(letters, spans, first, k + 1, letters[k + 1], apart=apart)
            first, apart = k + 1, gap < -size or gap > min(CELLS * size, _WIDER * usual)
    yield _part(letters, spans, first, len(letters), run.end, apart=apart)


def _part(
    letters: list[int], spans: list[tuple[float, float]], first: int, last: int, end: int, *, apart: bool
) -> _Part:
    left, right = min(span[0] for span in spans[first:last]), max(span[1] for span in spans[first:last])
    return _Part(letters[first], end, left, right, letters[first], apart)
