"""The XML of a part as events: no tree, no document type and so no entities, nothing without a bound.

The standard library's expat does it: it never opens a file or an address, it does not recurse, and it tells of a
document type before it reads what that declares.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from xml.parsers import expat

from imss_facts.errors import InputError

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_DEEPEST = 1_000  # elements in one another
_LONGEST_TAG = 8_000_000  # bytes; expat reads a tag again from its start with each piece it gets
_MOST_DEFINED = 50_000  # styles, lists or related parts; Word itself has a limit of 32,767 lists
_MOST_NAMES = 10_000  # different names of elements and attributes; all of WordprocessingML has some 1,500


Value = TypeVar("Value")


class Definitions(dict[str, Value]):
    """What a part defines, by id, no more of it than the memory has room for."""

    def __setitem__(self, id_: str, value: Value) -> None:
        """Define one more."""
        if len(self) >= _MOST_DEFINED:
            raise InputError(
                f"is no ordinary document: it has more than {_MOST_DEFINED:,} styles, lists, notes or parts"
            )
        super().__setitem__(id_, value)


class Handler(Protocol):
    """What is told of a part; names are ``prefix:local`` in the namespaces known here, else empty."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; the attributes' names are expat's, ``URI local``."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters, perhaps not all of an element's."""


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their local names."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def parse(part: str, pieces: Iterable[bytes], handler: Handler) -> None:
    """Tell a handler of all of a part; InputError where the XML is broken or no writer of documents would make it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _Names()
    depth = 0
    begin, finish = handler.start, handler.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"is no ordinary document: {part} has elements nested more than {_DEEPEST:,} deep")
        begin(names[name], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        finish(names[name])

    def refuse(*_: object) -> None:
        raise InputError(f"is not read: {part} declares a document type, as no document does; save it as .docx again")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG or len(parser.intern) > _MOST_NAMES:
                raise InputError(f"is no ordinary document: {part} has tags without end")
        parser.Parse(b"", True)  # noqa: FBT003  expat's own signature
    except expat.ExpatError as error:
        raise _broken(part, error.lineno, error.offset + 1, expat.ErrorString(error.code)) from None
    except (LookupError, ValueError):  # Python's codecs, asked for the encoding that the part names
        raise _broken(part, 1, 1, "unknown encoding") from None


def _broken(part: str, line: int, column: int, why: str) -> InputError:
    return InputError(f"is damaged: {part}, line {line}, column {column}: {why}; open it in Word and save it again")


class _Names(dict[str, str]):
    """expat's names to short ones, each made once."""

    def __missing__(self, name: str) -> str:
        uri, _, last = name.rpartition(" ")
        prefix = _PREFIXES.get(uri)
        short = self[name] = f"{prefix}:{last}" if prefix else ""
        return short
