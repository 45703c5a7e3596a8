"""The text of a part of WordprocessingML: a document's body, its notes, a header.

Elements that are not named here are passed through to what they hold, so that hyperlinks, smart tags and insertions of
tracked changes need no word. Properties come before what they are of, as the standard wants it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from imss_facts.errors import InputError
from imss_facts.readers.formats.docx.blocks import Block, Kind, row
from imss_facts.readers.formats.docx.lists import BULLET, Lists
from imss_facts.readers.formats.docx.markup import Definitions, local
from imss_facts.readers.formats.docx.properties import Collector, Properties, Styles, is_on
from imss_facts.readers.formats.docx.symbols import symbol
from imss_facts.readers.formats.plain import MAX_CHARACTERS
from imss_facts.readers.formats.superscripts import SUBSCRIPT, SUPERSCRIPT

Attributes = dict[str, str]
_MOST = MAX_CHARACTERS * 3 // 2  # characters, paragraphs, cells: far too many are refused before they take the memory
_PASSED = frozenset({
    "w:del", "w:moveFrom",  # tracked changes: what is no more
    "w:rt",  # the reading above the characters of a ruby
    "w:sdtEndPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "m:ctrlPr",
})  # fmt: skip
_OF_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
_MARK_GONE = ("del", "moveFrom")  # and not the paragraph's text
_INITIALS = frozenset({"drop", "margin"})
_CONTINUED = frozenset({"", "continue"})
_SCRIPTS = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}
_SPACES = str.maketrans("\t\n\r", "   ")
_WIDEST = 100  # columns that merged cells may fill
_LONGEST_CODE = 100  # characters of a field's code: its first word is all one needs


@dataclass(slots=True)
class _Field:
    """A field: its code, then its result, which is text unless it is a page number."""

    within: "_Field | None"
    code: str = ""
    shown: bool = False

    def show(self) -> None:
        """The result begins; inside the code of another field it is no text."""
        words = self.code.split(maxsplit=1)
        self.shown = not (words and words[0].upper() in _OF_PAGES) and (self.within is None or self.within.shown)


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph, with the run that it is at."""

    parts: list[str] = field(default_factory=list)
    said: Properties = field(default_factory=dict)
    style: Properties = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)  # text boxes, which come after it
    hidden: bool = False
    script: dict[int, int] | None = None

    @property
    def silent(self) -> bool:
        """Whether what comes now is not shown."""
        return self.hidden or bool(self.fields and not self.fields[-1].shown)

    @property
    def goes_on(self) -> bool:
        """Whether the next paragraph goes on with it: its mark is gone, or it is the initial of the other."""
        gone = is_on(self.said, "vanish") or any(mark in self.said for mark in _MARK_GONE)
        return gone or self.said.get("dropCap") in _INITIALS

    def begin_field(self, code: str = "") -> None:
        """A field begins, perhaps in another."""
        self.fields.append(_Field(self.fields[-1] if self.fields else None, code))


@dataclass(slots=True)
class _Place:
    """What blocks stand in: the story itself, a cell, a text box, a note."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # of paragraphs that the next one goes on with
    said: Properties = field(default_factory=dict)  # of a cell

    def close(self, mark: str) -> None:
        """A paragraph ends, an item of a list where it has a mark."""
        text = "".join(self.parts).strip()
        self.parts.clear()
        if text:
            self.blocks.append(Block(mark + text, Kind.BULLETED if mark == BULLET else Kind.PARAGRAPH))


@dataclass(slots=True)
class _Row:
    said: Properties = field(default_factory=dict)
    cells: list[list[Block]] = field(default_factory=list)


def _columns(said: Properties) -> int:
    """How many columns a cell takes."""
    span = said.get("gridSpan", "")
    return int(span) if span.isascii() and span.isdecimal() else 1


class Story:
    """Reads a part; then ``blocks`` are its text, and ``notes``, by their ids, those that it defines."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        """Begin with nothing; the lists go on counting where another part left off."""
        self.blocks: list[Block] = []
        self.notes: Definitions[list[Block]] = Definitions()
        self.references: dict[tuple[str, str], None] = {}  # kind and id of the notes referred to, in order
        self.section: Properties | None = None  # of the first section
        self.is_document = False
        self._styles, self._lists = styles, lists
        self._places = [_Place(self.blocks)]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._chosen: list[bool] = []  # of each mc:AlternateContent, whether a choice is taken
        self._scripts: list[dict[int, int]] = []  # of formulas
        self._collector = Collector()
        self._placeholder = self._reading = self._coding = False
        self._note = ""
        self._passed = self._size = 0
        self._begin: dict[str, Callable[[Attributes], None]] = {
            "w:document": self._document_begins,
            "w:altChunk": self._refuse,
            "w:subDoc": self._refuse,
            "w:p": self._paragraph_begins,
            "w:r": self._run_begins,
            "m:r": self._run_begins,
            "w:t": self._text_begins,
            "m:t": self._text_begins,
            "w:instrText": self._code_begins,
            "w:br": lambda _: self._write("\n"),
            "w:cr": lambda _: self._write("\n"),
            "w:tab": lambda _: self._write("\t"),
            "w:ptab": lambda _: self._write("\t"),
            "w:noBreakHyphen": lambda _: self._write("-"),
            "w:sym": self._symbol,
            "w:fldChar": self._field_goes_on,
            "w:fldSimple": self._field_begins,
            "w:footnoteReference": lambda said: self._refer("footnote", said),
            "w:endnoteReference": lambda said: self._refer("endnote", said),
            "w:footnote": self._note_begins,
            "w:endnote": self._note_begins,
            "w:txbxContent": self._box_begins,
            "w:tr": self._row_begins,
            "w:tc": self._cell_begins,
            "w:sdt": self._control_begins,
            "w:sdtContent": self._content_begins,
            "mc:AlternateContent": lambda _: self._chosen.append(False),
            "mc:Choice": self._alternative_begins,
            "mc:Fallback": self._alternative_begins,
            "m:den": lambda _: self._write("/"),
            "m:d": lambda _: self._write("("),
            "m:e": self._operand_begins,
            "m:sup": lambda _: self._scripts.append(SUPERSCRIPT),
            "m:deg": lambda _: self._scripts.append(SUPERSCRIPT),
            "m:sub": lambda _: self._scripts.append(SUBSCRIPT),
        }
        self._finish: dict[str, Callable[[], object]] = {
            "w:body": self._story_ends,
            "w:hdr": self._story_ends,
            "w:p": self._paragraph_ends,
            "w:t": self._text_ends,
            "m:t": self._text_ends,
            "w:instrText": self._text_ends,
            "w:fldSimple": self._field_ends,
            "w:footnote": self._note_ends,
            "w:endnote": self._note_ends,
            "w:txbxContent": self._box_ends,
            "w:tr": self._row_ends,
            "w:tc": self._cell_ends,
            "mc:AlternateContent": self._chosen.pop,
            "m:d": lambda: self._write(")"),
            "m:sup": self._scripts.pop,
            "m:deg": self._scripts.pop,
            "m:sub": self._scripts.pop,
        }
        self._said: dict[str, Callable[[Properties], None]] = {
            "w:pPr": self._paragraph_said,
            "w:rPr": self._run_said,
            "w:trPr": self._row_said,
            "w:tcPr": self._cell_said,
            "w:sdtPr": self._control_said,
            "w:sectPr": self._section_said,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._passed:
            self._passed += 1
        elif self._collector.properties is not None:
            self._collector.start(name, attributes)
        elif (begin := self._begin.get(name)) is not None:
            begin(attributes)
        elif name in self._said:
            self._collector.begin()
        elif name in _PASSED:
            self._passed = 1

    def end(self, name: str) -> None:
        """An element ends."""
        if self._passed:
            self._passed -= 1
        elif self._collector.properties is not None:
            found = self._collector.end()
            if found is not None:
                self._said[name](found)
        elif (finish := self._finish.get(name)) is not None:
            finish()

    def text(self, data: str) -> None:
        """Characters: text, the code of a field, or white space between elements."""
        if self._reading:
            self._write(data.translate(_SPACES))
        elif self._coding and self._paragraphs and (fields := self._paragraphs[-1].fields):
            fields[-1].code = (fields[-1].code + data)[:_LONGEST_CODE]

    def _write(self, text: str) -> None:
        if self._paragraphs and not self._paragraphs[-1].silent:
            script = self._paragraphs[-1].script
            self._paragraphs[-1].parts.append(text.translate(script) if script else text)
            self._count(len(text))

    def _count(self, characters: int = 1) -> None:
        self._size += characters
        if self._size > _MOST:
            raise InputError(f"has far more than the {MAX_CHARACTERS:,} characters of one bulletin; split it")

    def _document_begins(self, _: Attributes) -> None:
        self.is_document = True

    def _story_ends(self) -> None:
        self._places[-1].close("")

    def _refuse(self, _: Attributes) -> None:
        raise InputError("has another file inserted that is no part of it yet; open it in Word and save it again")

    # Paragraphs, and what their properties say

    def _paragraph_begins(self, _: Attributes) -> None:
        self._count()
        self._paragraphs.append(_Paragraph())

    def _paragraph_said(self, said: Properties) -> None:
        if "sectPr" in said:
            self._section_said(said)
        if self._paragraphs:
            self._paragraphs[-1].said = said
            self._paragraphs[-1].style = self._styles.of(said.get("pStyle"))

    def _section_said(self, said: Properties) -> None:
        if self.section is None:
            self.section = said

    def _paragraph_ends(self) -> None:
        paragraph, place = self._paragraphs.pop(), self._places[-1]
        place.parts += paragraph.parts
        if not paragraph.goes_on:
            place.close(self._lists.mark(paragraph.style | paragraph.said))
        place.blocks += paragraph.boxes

    # Runs and what is in them

    def _run_begins(self, _: Attributes) -> None:
        self._run_said({})

    def _run_said(self, said: Properties) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            if said or paragraph.style:
                said = paragraph.style | self._styles.of(said.get("rStyle")) | said
            paragraph.hidden = is_on(said, "vanish")
            paragraph.script = _SCRIPTS.get(said.get("vertAlign", "")) or (self._scripts[-1] if self._scripts else None)

    def _text_begins(self, _: Attributes) -> None:
        self._reading = True

    def _code_begins(self, _: Attributes) -> None:
        self._coding = True

    def _text_ends(self) -> None:
        self._reading = self._coding = False

    def _symbol(self, attributes: Attributes) -> None:
        said = local(attributes)
        self._write(symbol(said.get("font", ""), said.get("char", "")))

    def _operand_begins(self, _: Attributes) -> None:
        if self._paragraphs and "".join(self._paragraphs[-1].parts[-1:])[-1:].isdigit():
            self._write(" ")  # not one number with the operand before

    # Fields: one never goes on past its paragraph here, so that none without an end hides the rest of the text

    def _field_begins(self, attributes: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].begin_field(local(attributes).get("instr", ""))
            self._paragraphs[-1].fields[-1].show()

    def _field_goes_on(self, attributes: Attributes) -> None:
        step = local(attributes).get("fldCharType")
        if step == "begin" and self._paragraphs:
            self._paragraphs[-1].begin_field()
        elif step == "separate" and self._paragraphs and self._paragraphs[-1].fields:
            self._paragraphs[-1].fields[-1].show()
        elif step == "end":
            self._field_ends()

    def _field_ends(self) -> None:
        if self._paragraphs and self._paragraphs[-1].fields:
            self._paragraphs[-1].fields.pop()

    # Notes and text boxes

    def _refer(self, kind: str, attributes: Attributes) -> None:
        if self._paragraphs and not self._paragraphs[-1].silent:
            self._count()
            self.references[kind, local(attributes).get("id", "")] = None

    def _note_begins(self, attributes: Attributes) -> None:
        self._note = local(attributes).get("id", "")
        self._places.append(_Place())

    def _note_ends(self) -> None:
        blocks = self._place_ends().blocks
        if blocks:
            self.notes[self._note] = blocks

    def _box_begins(self, _: Attributes) -> None:
        if self._paragraphs and self._paragraphs[-1].silent:
            self._passed = 1
        else:
            self._count()
            self._places.append(_Place())

    def _box_ends(self) -> None:
        blocks = self._place_ends().blocks
        (self._paragraphs[-1].boxes if self._paragraphs else self._places[-1].blocks).extend(blocks)

    def _place_ends(self) -> _Place:
        place = self._places.pop()
        place.close("")
        return place

    # Tables

    def _row_begins(self, _: Attributes) -> None:
        self._count()
        self._rows.append(_Row())

    def _row_said(self, said: Properties) -> None:
        if self._rows:
            self._rows[-1].said = said

    def _row_ends(self) -> None:
        done = self._rows.pop()
        if "del" not in done.said and not is_on(done.said, "hidden"):
            self._places[-1].blocks += row(done.cells)

    def _cell_begins(self, _: Attributes) -> None:
        self._count()
        self._places.append(_Place())

    def _cell_said(self, said: Properties) -> None:
        self._places[-1].said = said

    def _cell_ends(self) -> None:
        cell = self._place_ends()
        gone = "cellDel" in cell.said or any(cell.said.get(merge) in _CONTINUED for merge in ("vMerge", "hMerge"))
        if self._rows:
            cells = self._rows[-1].cells
            cells.append([] if gone else cell.blocks)
            cells += [[]] * min(_columns(cell.said) - 1, _WIDEST - len(cells))
        else:
            self._places[-1].blocks += cell.blocks

    # Content controls and alternatives

    def _control_begins(self, _: Attributes) -> None:
        self._placeholder = False

    def _control_said(self, said: Properties) -> None:
        self._placeholder = is_on(said, "showingPlcHdr")

    def _content_begins(self, _: Attributes) -> None:
        if self._placeholder:
            self._passed = 1
        self._placeholder = False

    def _alternative_begins(self, _: Attributes) -> None:
        if self._chosen and self._chosen[-1]:
            self._passed = 1
        elif self._chosen:
            self._chosen[-1] = True
