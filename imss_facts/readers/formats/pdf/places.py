"""Lines in their places: between which edges they are set, and whether they end where the next word would not fit."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from imss_facts.readers.formats.pdf.characters import BROKEN, SOFT_HYPHENS
from imss_facts.readers.formats.pdf.lines import Line
from imss_facts.readers.formats.pdf.order import Block

FAR = 4  # of the size: no paragraph is indented so much, but what is set to the right is
_NEEDED = 1.15  # times the room of the next word: it would have stood on the line before
_WIDEST = 0.7  # of the size: no text has wider letters, as a rule
_FULL = 0.15  # of the width: what may be free at the end of a full line
_DISTANCES = 0.8, 2.5  # of the size, within paragraphs
_USUAL, _OFTEN = 1.3, 3  # of the size, where the text does not show it so often
_EXACT = 0.3  # of the size: edges of justified text differ less
_FEW = 8  # lines, which need not show how wide they may be
_CAPITALS = 10  # letters, fewer are an acronym
_BROKEN_WORD = re.compile(rf"\w[-{BROKEN}{SOFT_HYPHENS}]\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A line with the page and the edges that it is set in."""

    line: Line
    page: int
    block: int
    left: float
    right: float
    justified: bool

    @property
    def fills_column(self) -> bool:
        """Whether the line fills a column of justified text."""
        return self.justified and abs(self.right - self.line.right) < _EXACT * self.line.size

    @property
    def is_full(self) -> bool:
        """Whether the line goes on to the right edge, or nearly so, and is not drawn out to it."""
        return self.right - self.line.right < _FULL * (self.right - self.left) and letter(self.line) < self.line.size


@dataclass(slots=True)
class Paragraph:
    """What is known of the paragraph that is being read."""

    first: Line
    lines: int = 1
    left: float = 0.0
    distance: float = 0.0

    def add(self, last: Line, line: Line) -> None:
        """Take in a line below the last one."""
        self.lines += 1
        self.left = line.left
        self.distance = line.y - last.y if line.y > last.y else 0.0


def places_of(pages: Sequence[Sequence[Block]]) -> Iterator[Place]:
    """The lines of all pages in reading order."""
    number = 0
    for page, blocks in enumerate(pages):
        for block in blocks:
            number += 1
            right, justified = _right_edge(block)
            left = min(line.left for line in block.lines)
            yield from (Place(line, page, number, min(left, block.left), right, justified) for line in block.lines)


def _right_edge(block: Block) -> tuple[float, bool]:
    """Where full lines end: where many do, as in justified text, or else where the longest does."""
    rights = Counter(round(line.right) for line in block.lines)
    edge, count = max(rights.items(), key=lambda each: (each[1], each[0]))
    if count >= max(3, len(block.lines) / 4):
        return edge, count > len(block.lines) / 2
    return (block.right if len(block.lines) < _FEW else max(line.right for line in block.lines)), False


def usual_distance(places: Sequence[Place]) -> float:
    """The distance of lines within paragraphs, by their size: the most frequent below a full line."""
    seen: Counter[float] = Counter()
    for last, place in pairwise(places):
        if last.block != place.block or last.line.row:
            continue
        ratio = (place.line.y - last.line.y) / place.line.size
        if _DISTANCES[0] < ratio < _DISTANCES[1] and last.is_full:
            seen[round(ratio, 2)] += 1
    ratio, count = max(seen.items(), key=lambda each: (each[1], -each[0]), default=(_USUAL, 0))
    return ratio if count >= _OFTEN else min(ratio, _USUAL)


def is_forced(last: Place, place: Place) -> bool:
    """Whether a line ends though the next word would have stood on it."""
    one, other = last.line, place.line
    if "\t" in one.text or "\t" in other.text:
        return True
    if is_broken(one.text):
        return False
    if is_capital(one.text) != is_capital(other.text) or letter(one) > one.size:
        return True
    free = last.right - one.right
    if is_centred(last, place):
        free += one.left - last.left
    elif is_set_right(last, place):
        free = one.left - last.left
    word = len(other.text.split(maxsplit=1)[0]) + 1 if other.text.strip() else 1
    return free > _NEEDED * word * min(letter(other), _WIDEST * other.size)


def is_broken(text: str) -> bool:
    """Whether a line ends within a word, or with a compound's hyphen."""
    return _BROKEN_WORD.search(text[-2:]) is not None


def letter(line: Line) -> float:
    """The width of a letter, a space among them; more than its size where a manual break leaves a line justified."""
    return (line.right - line.left) / max(1, len(line.text))


def _margins(place: Place) -> tuple[float, float]:
    return place.line.left - place.left, place.right - place.line.right


def is_capital(text: str) -> bool:
    """Whether a line is in capital letters, as headings are."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _CAPITALS


def is_centred(last: Place, place: Place) -> bool:
    """Whether two lines are set to the middle."""
    margins = _margins(last), _margins(place)
    even = all(abs(before - behind) < place.line.size for before, behind in margins)
    return even and abs(last.line.left - place.line.left) > place.line.size / 2


def is_set_right(last: Place, place: Place) -> bool:
    """Whether two lines are set to the right."""
    return all(
        each.line.left > each.left + FAR * each.line.size and each.right - each.line.right < each.line.size / 2
        for each in (last, place)
    )
