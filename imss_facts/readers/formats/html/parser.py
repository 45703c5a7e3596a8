"""From HTML to the page.

The parser is libxml2's, by its events: it needs no tree, so that neither depth nor size costs more than it says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from imss_facts.errors import InputError
from imss_facts.readers.formats.html.hints import (
    BLOCK_STYLE,
    BLOCKS,
    FLOWING,
    HEADINGS,
    JSON_LD,
    LINES,
    LISTS,
    NEVER_SHOWN,
    SECTIONS,
    TAKEN_BACK,
    VERBATIM,
    VOID,
)
from imss_facts.readers.formats.html.kinds import is_hidden, kind_of
from imss_facts.readers.formats.html.page import Bullet, Cell, Element, Field, Kind, Mark, Page, Piece, Verbatim
from imss_facts.readers.formats.superscripts import SUBSCRIPT, SUPERSCRIPT

_WORK = 12_000_000_000  # nesting times end tags: the parser looks for the start of each through all that is open
_MOST = 500_000  # elements; a bulletin's page has some thousands
_CHUNK = 1 << 16  # the parser goes on to its end whatever the target says
_FIELDS = 10_000
_DEEPEST_INDENT = 8
_PASSAGE = 50  # characters of a block that make it prose
_PROSE_LINKS = 0.3  # of which no more may be links

# What end tags do by the standard and not in libxml2: </nav> closes a <div> left open inside, </p> parts what stands
# in no paragraph, </br> is a <br>. An element of this name before the end tag tells.
_CLOSES = "end-of-"
_ENDS = re.compile(rf"</({'|'.join(sorted(SECTIONS | {'p', 'br'}))})(?=[\s/>])", re.IGNORECASE)
_PARTING = {"p": Mark.BLOCK, "br": Mark.BREAK}
_CELL = "td"
_CELLS = frozenset({"table", "td", "th"})  # which such an end does not reach out of
_SCOPED = {**{name: name for name in SECTIONS}, **dict.fromkeys(_CELLS, _CELL)}
_PLAIN = frozenset({"hr", "p"})  # of which no record is kept
_Marks = tuple[Piece, ...]
_LAYOUT: dict[str, tuple[_Marks, _Marks]] = {
    **dict.fromkeys(LINES, ((Mark.LINE,), (Mark.LINE,))),
    "table": ((Mark.TABLE,), (Mark.TABLE_END,)),
    "caption": ((Mark.ROW, Cell()), ()),
    "tr": ((Mark.ROW,), ()),
    "q": (("“",), ("”",)),
}

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
_SCRIPTS = {"sup": SUPERSCRIPT, "sub": SUBSCRIPT}
_ORDINAL = re.compile(r"-?[0-9]{1,6}\Z")
_SPAN = re.compile(r"[0-9]{1,3}")
_TITLES = HEADINGS | {"summary"}


def _count(attributes: Mapping[str, str], name: str) -> int:
    """How many columns or rows a cell takes."""
    said = attributes.get(name, "").strip()
    return max(1, int(said)) if _SPAN.fullmatch(said) else 1


def parse(text: str) -> Page:
    """The page that HTML makes; InputError where it is no bulletin could be."""
    from lxml import etree  # noqa: PLC0415  pages alone need it

    builder = _Builder(_WORK // (text.count("</") + 1))
    parser = etree.HTMLParser(target=builder, huge_tree=True, encoding="utf-8")
    data = _ENDS.sub(rf"<{_CLOSES}\1></{_CLOSES}\1></\1", text).encode()
    try:
        for begin in range(0, len(data), _CHUNK):
            parser.feed(data[begin : begin + _CHUNK])
        parser.close()
    except etree.LxmlError:  # there is nothing in it
        pass
    return builder.finished()


@dataclass(slots=True)
class _Open:
    """An element that has begun; ``after`` are the marks at its end, ``edge`` the one around it."""

    name: str
    skips: bool = False
    link: bool = False
    done: bool = False
    element: Element | None = None
    after: _Marks = ()
    edge: Mark | None = None
    own: int = 0  # characters so far that are no links


class _Builder:
    """Takes the parser's events, as lxml hands them to a parser's target."""

    def __init__(self, deepest: int) -> None:
        """Begin a page in which no more than ``deepest`` elements may be open at a time."""
        self._deepest = deepest
        self._begun = 0
        self._known: list[_Open] = []  # what is open to the parser
        self._open: list[_Open] = []  # what is open by the standard
        self._sections: dict[str, list[int]] = {}  # where in it
        self._skipped = 0
        self._captured: list[str] | None = None
        self._run: list[str] = []
        self._lists: list[int | None] = []
        self._scripts: list[str] = []
        self._in_link = self._in_verbatim = self._in_title = 0
        self._text = self._links = self._anchors = self._prose = self._passages = 0
        self._passage = self._passage_links = 0
        self.page = Page()
        self._parents: list[Element] = []
        self._whole = self._record("", None, block=True)

    # ---- the parser's events

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = name.lower()
        if len(self._known) >= self._deepest:
            raise InputError(f"has more than {self._deepest:,} elements inside one another; save the page again")
        if name.startswith(_CLOSES):
            self._end_tag(name.removeprefix(_CLOSES))
        else:
            self._begun += 1
            if self._begun > _MOST:
                raise InputError(f"has more than {_MOST:,} elements, too many for one bulletin; split it")
        opened = _Open(name)
        self._known.append(opened)
        if name in _SCOPED:
            self._sections.setdefault(_SCOPED[name], []).append(len(self._open))
        self._open.append(opened)
        if self._skipped:
            opened.skips = True
            self._skipped += 1
            return
        if attributes:
            self._note(name, attributes)
        if self._is_skipped(name, attributes):
            self._skip(opened, attributes)
        elif name == "br":
            self._mark(Mark.BREAK)
        elif name not in VOID or name == "hr":
            self._begin(opened, attributes)

    def end(self, _name: str) -> None:
        """The element that began last ends."""
        if self._known:
            opened = self._known.pop()
            if not opened.done:
                self._close(opened)

    def data(self, text: str) -> None:
        """Some text."""
        if self._captured is not None:
            self._captured.append(text)
        elif not self._skipped:
            if self._scripts and text.strip().isdecimal():
                text = text.translate(_SCRIPTS[self._scripts[-1]])
            self._run.append(text)

    def comment(self, text: str) -> None:
        """A comment: browsers leave one that tells where a page was saved from."""
        if "saved from url" in text[:40]:
            self.page.addresses.append(text)

    def close(self) -> None:
        """The end."""

    def finished(self) -> Page:
        """The page, when all has been told."""
        if self._open:
            self._close(self._open[0])
        self._flush()
        self._end_passage()
        self._measure(self._whole)
        return self.page

    # ---- elements

    def _end_tag(self, name: str) -> None:
        places, cells = self._sections.get(name), self._sections.get(_CELL)
        if places and not (cells and cells[-1] > places[-1]):
            self._close(self._open[places[-1]])
        elif not self._skipped and name in _PARTING:
            self._mark(_PARTING[name])

    def _close(self, opened: _Open) -> None:
        """End an element, and before it those left open inside."""
        while not opened.done:
            inner = self._open.pop()
            inner.done = True
            if inner.name in _SCOPED:
                self._sections[_SCOPED[inner.name]].pop()
            if not inner.skips:
                self._finish(inner)
                continue
            self._skipped -= 1
            if not self._skipped:
                self._capture(inner.name)

    def _is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name in NEVER_SHOWN or name in TAKEN_BACK or (name == "button" and not self._in_title):
            return True
        return is_hidden(name, attributes)

    def _skip(self, opened: _Open, attributes: Mapping[str, str]) -> None:
        opened.skips = True
        self._skipped = 1
        data = opened.name == "script" and "ld+json" in attributes.get("type", "").lower()
        if data or (opened.name == "title" and not self.page.title):
            self._captured = []

    def _capture(self, name: str) -> None:
        if self._captured is None:
            return
        text = "".join(self._captured)
        self._captured = None
        if name == "title":
            self.page.title = text
        else:
            self._say(JSON_LD, text)

    def _begin(self, opened: _Open, attributes: Mapping[str, str]) -> None:
        name = opened.name
        block = name in BLOCKS or (name not in LINES and bool(BLOCK_STYLE.search(attributes.get("style", ""))))
        if block:
            opened.edge = Mark.LINE if name in LISTS and self._lists else Mark.BLOCK
            self._mark(opened.edge)
        kind = kind_of(name, attributes, block=block) if attributes or name in BLOCKS else None
        if kind or (block and name not in _PLAIN) or name in _CELLS:
            opened.element = self._record(name, kind, block=block)
        opened.own = self._text - self._links
        opened.link = name == "a" and "href" in attributes
        self._count(opened, 1)
        before, opened.after = self._layout(name, attributes)
        for mark in before:
            self._mark(mark)

    def _finish(self, opened: _Open) -> None:
        for mark in opened.after:
            self._mark(mark)
        self._count(opened, -1)
        if opened.element or opened.edge:
            self._flush()
            self._end_passage()
        if opened.element:
            self._measure(opened.element)
        if opened.name in FLOWING:
            self._parents[-1].flowing += self._text - self._links - opened.own
        if opened.edge:
            self._mark(opened.edge)

    def _record(self, name: str, kind: Kind | None, *, block: bool) -> Element:
        self._flush()
        parent = self._parents[-1] if self._parents else None
        element = Element(name, kind, parent, block, len(self.page.elements), len(self.page.pieces))
        element.text, element.links, element.anchors = -self._text, -self._links, -self._anchors
        element.prose, element.passages = -self._prose, -self._passages
        self._parents.append(element)
        self.page.elements.append(element)
        return element

    def _measure(self, element: Element) -> None:
        self._parents.pop()
        element.end, element.stop = len(self.page.pieces), len(self.page.elements)
        element.text += self._text
        element.links += self._links
        element.anchors += self._anchors
        element.prose += self._prose
        element.passages += self._passages

    def _count(self, opened: _Open, step: int) -> None:
        """Enter or leave an element inside of which text is something else."""
        name = opened.name
        if opened.link:
            self._flush()
            self._in_link += step
            self._anchors += step > 0
        elif name in VERBATIM:
            self._flush()
            self._in_verbatim += step
        elif name in _TITLES:
            self._in_title += step
        elif name in _SCRIPTS:
            if step > 0:
                self._scripts.append(name)
            else:
                self._scripts.pop()
        elif name in LISTS and step < 0:
            self._lists.pop()

    # ---- layout

    def _layout(self, name: str, attributes: Mapping[str, str]) -> tuple[_Marks, _Marks]:
        """The marks at the beginning and at the end of an element, but for those around a block."""
        if name in LISTS:
            start = attributes.get("start", "").strip() if name == "ol" else ""
            first = (int(start) if _ORDINAL.match(start) else 1) if name == "ol" else None
            self._lists.append(first)
        elif name == "li":
            return self._item(attributes), (Mark.ITEM_END,)
        elif name in ("td", "th"):
            return (Cell(_count(attributes, "colspan"), _count(attributes, "rowspan")),), ()
        return _LAYOUT.get(name, ((), ()))

    def _item(self, attributes: Mapping[str, str]) -> tuple[Mark, Bullet]:
        """Bulleted items stand on lines; numbered ones are paragraphs, for a number may go on with the line above."""
        indent = "  " * min(len(self._lists) - 1, _DEEPEST_INDENT)
        counted = self._lists[-1] if self._lists else None
        if counted is None:
            return Mark.LINE, Bullet(f"{indent}• ")
        value = attributes.get("value", "").strip()
        number = int(value) if _ORDINAL.match(value) else counted
        self._lists[-1] = number + 1
        return Mark.BLOCK, Bullet(f"{indent}{number}. ")

    # ---- what the page says of itself

    def _note(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "link":
            if attributes.get("rel", "").lower() == "canonical":
                self.page.addresses.append(attributes.get("href", ""))
            return
        value = attributes.get("content") or attributes.get("datetime")
        if not value:
            return
        for key in ("property", "itemprop", "name"):
            for said in attributes.get(key, "").split():
                self._say(said, value)
        if name == "time" and ("pubdate" in attributes or "published" in attributes.get("class", "").split()):
            self._say("pubdate", value)

    def _say(self, name: str, value: str) -> None:
        if len(self.page.fields) < _FIELDS:
            bare = name if name == JSON_LD else "".join(filter(str.isalnum, name.lower()))
            self.page.fields.append(Field(bare, value, self._parents[-1], len(self.page.pieces)))

    # ---- text

    def _mark(self, mark: Piece) -> None:
        self._flush()
        pieces = self.page.pieces
        if isinstance(mark, Mark) and mark is not Mark.BREAK:
            self._end_passage()
        if mark is not Mark.BLOCK or not pieces or pieces[-1] is not Mark.BLOCK:
            pieces.append(mark)

    def _flush(self) -> None:
        if not self._run:
            return
        text = "".join(self._run)
        self._run.clear()
        if not text.isascii():
            text = text.translate(_UNSEEN)
        if not text:
            return
        self.page.pieces.append(Verbatim(text) if self._in_verbatim else text)
        length = len(text.strip())
        self._text += length
        self._passage += length
        if self._in_link:
            self._links += length
            self._passage_links += length

    def _end_passage(self) -> None:
        if self._passage >= _PASSAGE and self._passage_links < _PROSE_LINKS * self._passage:
            self._prose += self._passage
            self._passages += 1
        self._passage = self._passage_links = 0
