"""What is read of a page: pieces of text and marks of layout in one row, elements as spans of that row."""

from dataclasses import dataclass, field
from enum import Enum, auto


class Mark(Enum):
    """Where the text breaks."""

    BREAK = auto()
    LINE = auto()
    BLOCK = auto()
    ITEM_END = auto()
    TABLE = auto()
    ROW = auto()
    TABLE_END = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table begins, merged with the next ones in its row and with those below."""

    across: int = 1
    down: int = 1


class Verbatim(str):
    """Text whose white space counts."""

    __slots__ = ()


class Bullet(str):
    """What stands before the text of a list's item."""

    __slots__ = ()


Piece = str | Mark | Cell


class Kind(Enum):
    """What an element says it is."""

    BODY = auto()  # the text of an article
    ARTICLE = auto()
    ARTICLE_BY_NAME = auto()
    MAIN = auto()
    MAIN_BY_NAME = auto()
    CHROME = auto()  # by its tag or role no part of the text: navigation, header, footer, aside
    NOISE = auto()  # by its class or id no part of the text
    MUTED = auto()  # hidden from readers of the screen


@dataclass(slots=True)
class Element:
    """An element: the pieces ``begin`` up to before ``end``, and how many characters they hold of what.

    Its descendants are the elements from ``order + 1`` up to before ``stop``.
    """

    name: str
    kind: Kind | None
    parent: "Element | None"
    block: bool
    order: int
    begin: int
    stop: int = 0
    end: int = 0
    text: int = 0
    links: int = 0
    anchors: int = 0  # how many links
    prose: int = 0
    passages: int = 0  # how many blocks of prose
    flowing: int = 0  # in paragraphs, headings, lists and tables that are children of its own

    @property
    def own(self) -> int:
        """The characters that are no links."""
        return self.text - self.links

    @property
    def link_share(self) -> float:
        """How much of the text is links."""
        return self.links / self.text if self.text else 0.0

    def holds(self, other: "Element") -> bool:
        """Whether another element stands inside."""
        return self.order < other.order < self.stop


@dataclass(slots=True)
class Field:
    """Something the page says of itself, the element in which, and the piece before which it says it."""

    name: str
    value: str
    within: Element
    at: int


@dataclass(slots=True)
class Page:
    """What was read of a page."""

    pieces: list[Piece] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)  # in the order they begin; the first is the whole page
    fields: list[Field] = field(default_factory=list)
    title: str = ""
    addresses: list[str] = field(default_factory=list)
