"""Blocks: the paragraphs, items and rows that a story is made of, and how they follow one another in a text."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

_LONGEST_LABEL = 200  # characters of a cell of several paragraphs; one of more is a column of the page's layout
_BREAKS = re.compile(r"[\t\n]+")


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    BULLETED = auto()
    ROW = auto()


class Block(NamedTuple):
    """Text that stands on lines of its own."""

    text: str
    kind: Kind


def joined(blocks: Sequence[Block]) -> str:
    """The text of blocks: bulleted items on lines that follow, all else after a blank line.

    Rows and numbered items too: a line alone ends no sentence, and the figure of one would be read with the words of
    the next.
    """
    text = [block.text for block in blocks[:1]]
    for before, after in pairwise(blocks):
        text += ("\n" if before.kind is after.kind is Kind.BULLETED else "\n\n", after.text)
    return "".join(text)


def row(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """The blocks of a table's row: its cells with tabs between, or one cell after another where it only lays out text.

    It lays out text where a single cell has some, or where a cell has a table of its own or paragraphs of prose.
    """
    if sum(map(bool, cells)) < 2 or any(map(_lays_out, cells)):
        return [block for cell in cells for block in cell]
    texts = (" ".join(_BREAKS.sub(" ", block.text) for block in cell) for cell in cells)
    return [Block("\t".join(texts).rstrip(), Kind.ROW)]


def _lays_out(cell: Sequence[Block]) -> bool:
    return any(block.kind is Kind.ROW for block in cell) or (
        len(cell) > 1 and sum(len(block.text) for block in cell) > _LONGEST_LABEL
    )
