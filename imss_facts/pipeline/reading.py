"""What the components know of a text so far; in a spaCy pipeline it travels with the ``Doc``."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from imss_facts.language.numerals import Numeral
from imss_facts.language.sentences import Sentences
from imss_facts.language.tokens import Tokens
from imss_facts.model.bulletin import Bulletin
from imss_facts.model.fact import Fact
from imss_facts.model.vocabulary import Category, Change, Kind, Modifier, Status
from imss_facts.pipeline.tables import Cell, Tables

_BEGIN = attrgetter("i")
BULLETS = frozenset("·•▪◦*-–—")
_ENDS = frozenset(".?!”»")
_LIST = 25  # items that a heading may govern
_MEMORY = 100  # quantities: a list or a table of more is looked back on only so far


@dataclass(slots=True)
class Quantity:
    """A figure in the making: tokens ``i`` up to before ``j``, and what it was read as."""

    i: int
    j: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    period: str | None = None
    numerals: list[Numeral] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    entity: tuple[int, int] | None = None
    category: Category | None = None
    measure: str | None = None
    scale: Decimal = Decimal(1)  # a magnitude taken over from another figure
    sentence: int = -1
    resume: int = 0  # where the text goes on, if the figure is said again in words: ``128,900 (ciento …)``
    own: bool = False  # whether its noun stands beside it
    modifier: Modifier = "exact"
    change: Change | None = None
    status: Status = "actual"
    place: str | None = None
    speaker: str | None = None

    @property
    def after(self) -> int:
        """The token after the figure and its restatement."""
        return max(self.j, self.resume)

    @property
    def plain(self) -> bool:
        """Whether it is a bare number: no unit, no range."""
        return self.kind == "count" and self.low is None


@dataclass(slots=True)
class Exclusion:
    """Tokens ``i`` up to before ``j`` that are no figure, with the reason and the pattern that says so."""

    i: int
    j: int
    reason: str
    rule: str


@dataclass(slots=True)
class Reading:
    """All that is known of one text."""

    tokens: Tokens
    bulletin: Bulletin
    numerals: list[Numeral] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    facilities: list[Quantity] = field(default_factory=list)
    excluded: set[int] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    _sentences: Sentences | None = None
    _firsts: list[int] | None = None
    tables: Tables | None = None  # None where the text has none
    memo: dict[tuple[str, int], Any] = field(default_factory=dict)  # what components found out about a sentence

    @property
    def sentences(self) -> Sentences:
        """The sentences of the text, found when first asked for."""
        if self._sentences is None:
            self._sentences = Sentences(self.tokens.text)
        return self._sentences

    def earlier(self, k: int) -> Iterator[Quantity]:
        """The quantities before quantity ``k``, the nearest first, as far back as a noun or a unit is kept in mind."""
        return (self.quantities[at] for at in range(k - 1, max(-1, k - 1 - _MEMORY), -1))

    def sentence_index(self, quantity: Quantity) -> int:
        """Which sentence a quantity stands in."""
        if quantity.sentence < 0:
            quantity.sentence = self.sentence_of(quantity.i)
        return quantity.sentence

    def sentence_of(self, i: int) -> int:
        """Which sentence token ``i`` stands in."""
        return bisect_right(self._firsts or self._first_tokens(), i) - 1

    def sentence_tokens(self, index: int) -> tuple[int, int]:
        """The tokens of a sentence, from the first up to before the last."""
        firsts = self._firsts or self._first_tokens()
        return firsts[index], firsts[index + 1]

    def _first_tokens(self) -> list[int]:
        """The first token of every sentence, and the end of the text."""
        self._firsts = [*map(self.tokens.at, self.sentences.starts), len(self.tokens.words)]
        return self._firsts

    def figures_of(self, sentence: int) -> list[Quantity]:
        """The quantities of a sentence."""
        first, stop = self.sentence_tokens(sentence)
        begin = bisect_left(self.quantities, first, key=_BEGIN)
        return self.quantities[begin : bisect_left(self.quantities, stop, lo=begin, key=_BEGIN)]

    def heading(self, sentence: int) -> int | None:
        """The line that an item of a list stands under: the nearest above that is no item and has no full stop."""
        if ("heading", sentence) not in self.memo:
            self.memo["heading", sentence] = self._heading(sentence)
        known: int | None = self.memo["heading", sentence]
        return known

    def _heading(self, sentence: int) -> int | None:
        words = self.tokens.words
        for above in range(sentence, max(-1, sentence - _LIST), -1):
            first, stop = self.sentence_tokens(above)
            if first >= stop or words[first] in BULLETS:
                continue
            return above if above < sentence and words[stop - 1] not in _ENDS else None
        return None

    def cell(self, i: int) -> Cell | None:
        """The cell of a table that token ``i`` stands in; None where it stands in none under a head."""
        return self.tables.cell(i) if self.tables is not None else None

    def exclude(self, i: int, j: int, reason: str, rule: str) -> None:
        """Leave tokens out for a reason."""
        self.exclusions.append(Exclusion(i, j, reason, rule))
        self.excluded.update(range(i, j))

    def open_numerals(self) -> list[Numeral]:
        """The numerals that nobody has excluded."""
        if not self.excluded:
            return self.numerals
        return [n for n in self.numerals if n.i not in self.excluded]


def begin(bulletin: Bulletin) -> Reading:
    """The reading of a bulletin before anything is found out."""
    tokens = Tokens(bulletin.text)
    return Reading(tokens, bulletin, tables=Tables(tokens) if "\t" in tokens.text or "|" in tokens.text else None)
