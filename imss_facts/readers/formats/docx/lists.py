"""Automatic bullets and numbers: what numbering.xml has Word put before the items of lists."""

from dataclasses import dataclass, field

from imss_facts.readers.formats.docx.markup import Definitions, local
from imss_facts.readers.formats.docx.properties import Properties

BULLET = "• "
_MOST = 99  # beyond, a number at the start of a line would read as a figure
_DEEPEST = 8  # level, the first being 0


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str | None = None
    start: int = 1

    @property
    def is_marked(self) -> bool:
        return self.format != "none" and (self.text is None or bool(self.text.strip()))


@dataclass(slots=True)
class _Definition:
    """An ``abstractNum``, or a ``num`` that refers to one and may have levels its own way."""

    abstract: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)
    style: str = ""  # the numbering style that defines it in its stead


class Lists:
    """Tells the mark of each item, counting as it goes: 1, 2, 3 for all that is no bullet, «a)» and «iv» too."""

    def __init__(self) -> None:
        """Begin without lists; numbering.xml is then read into this."""
        self._abstracts: Definitions[_Definition] = Definitions()
        self._numbers: Definitions[_Definition] = Definitions()
        self._styles: Definitions[str] = Definitions()  # the abstractNum of each numbering style
        self._counts: dict[str, dict[int, int]] = {}  # by abstractNum and level
        self._begun: set[str] = set()
        self._now = _Definition()
        self._depth = 0

    def mark(self, said: Properties) -> str:
        """``"• "``, ``"1. "`` and so on, or nothing where the paragraph is no item of a list."""
        id_ = said.get("numId", "")
        number = self._numbers.get(id_)
        if number is None:
            return ""
        style = self._abstracts.get(number.abstract, number).style
        abstract = self._styles.get(style, number.abstract)
        depth = _depth(said)
        level = number.levels.get(depth) or self._abstracts.get(abstract, number).levels.get(depth)
        if level is None or not level.is_marked:
            return ""
        if level.format == "bullet":
            return BULLET
        counts = self._counts.setdefault(abstract, {})
        if id_ not in self._begun:
            self._begun.add(id_)
            counts.update({at: start - 1 for at, start in number.restarts.items()})
        count = counts.get(depth, level.start - 1) + 1
        self._counts[abstract] = {at: reached for at, reached in counts.items() if at < depth} | {depth: count}
        return f"{count}. " if count <= _MOST else BULLET

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of numbering.xml begins."""
        said = local(attributes)
        value = said.get("val", "")
        match name:
            case "w:abstractNum":
                id_ = said.get("abstractNumId", "")
                self._now = self._abstracts[id_] = _Definition(id_)
            case "w:num":
                self._now = self._numbers[said.get("numId", "")] = _Definition()
            case "w:abstractNumId":
                self._now.abstract = value
            case "w:numStyleLink":
                self._now.style = value
            case "w:styleLink":
                self._styles[value] = self._now.abstract
            case "w:lvl" | "w:lvlOverride":
                self._depth = _depth(said)
                if name == "w:lvl":
                    self._now.levels[self._depth] = _Level()
            case "w:startOverride":
                self._now.restarts[self._depth] = _integer(value, 1)
            case _:
                self._level_says(name, value)

    def _level_says(self, name: str, value: str) -> None:
        level = self._now.levels.get(self._depth, _Level())
        match name:
            case "w:numFmt":
                level.format = value
            case "w:lvlText":
                level.text = value
            case "w:start":
                level.start = _integer(value, 1)

    def end(self, _name: str) -> None:
        """An element of numbering.xml ends."""

    def text(self, data: str) -> None:
        """numbering.xml has no text."""


def _depth(said: Properties) -> int:
    return min(_integer(said.get("ilvl", ""), 0), _DEEPEST)


def _integer(digits: str, otherwise: int) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 10 else otherwise
