"""The package: a ZIP archive of parts and their relationships (ECMA-376 part 2), read in memory within bounds."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from imss_facts.errors import InputError
from imss_facts.readers.formats.docx.markup import Definitions, Handler, local, parse
from imss_facts.readers.zip_files import BROKEN, ENCRYPTED

MAX_UNPACKED = 60_000_000  # bytes of all parts read: 30 for each character that a bulletin may have
_PIECE = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "is protected by a password; save it as .docx without one"
_STREAMS = {  # of a compound file, by which one knows what it is
    "WordDocument": "is an old Word document (.doc); save it as .docx",
    "EncryptedPackage": _LOCKED,
}
_OTHERS = {b"{\\rtf": "RTF", b"%PDF-": "PDF"}
_APPLICATIONS = {"xl/": "a spreadsheet (.xlsx)", "ppt/": "a presentation (.pptx)", "visio/": "a drawing (.vsdx)"}
_MEDIA_TYPES = {
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    b"application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
    b"application/epub+zip": "an e-book (.epub)",
}
_DAMAGED = "is cut off or damaged: {}; get the file again, or open it in Word and save it"


class Package:
    """The parts of a document; names need neither case nor the right slashes, as some writers have them wrong."""

    def __init__(self, data: bytes) -> None:
        """Open the archive and find the main part; InputError says what else the file is."""
        self._left = MAX_UNPACKED
        self._archive = _opened(data)
        self._parts = {_folded(info.filename): info for info in self._archive.infolist()}
        roots = self.relationships("")
        mains = [part for kind, part in roots.values() if kind == "officeDocument"]
        self.main = mains[0] if mains and mains[0] in self._parts else "word/document.xml"
        self.properties = next((part for kind, part in roots.values() if kind == "core-properties"), "")
        other = next((what for folder, what in _APPLICATIONS.items() if self.main.startswith(folder)), None)
        if other or self.main not in self._parts:
            other = other or self._media_type() or "a ZIP archive"
            raise InputError(f"is {other}, no Word document; save it as .docx")

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """By id, the kind and the target of what a part is related to inside the package."""
        folder, name = posixpath.split(part)
        found = _Relationships(folder)
        self.read(posixpath.join(folder, "_rels", f"{name}.rels"), found)
        return found.targets

    def read(self, part: str, handler: Handler) -> None:
        """Tell a handler of a part; one that is not there has nothing to tell."""
        info = self._parts.get(_folded(part))
        if info is not None:
            parse(_shown(part), self._pieces(info), handler)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & ENCRYPTED:
            raise InputError(_LOCKED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(_DAMAGED.format(f"{_shown(info.filename)} is packed as no document is"))
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise InputError(f"unpacks to more than {MAX_UNPACKED:,} bytes, too many for one bulletin")
                    yield piece
        except BROKEN:
            raise InputError(_DAMAGED.format(f"{_shown(info.filename)} cannot be unpacked")) from None

    def _media_type(self) -> str | None:
        info = self._parts.get("mimetype")
        return _MEDIA_TYPES.get(b"".join(self._pieces(info)).strip()) if info and info.file_size < _PIECE else None


class _Relationships:
    """The relationships of one part."""

    def __init__(self, folder: str) -> None:
        self.targets: Definitions[tuple[str, str]] = Definitions()
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            said = local(attributes)
            target = posixpath.join("/", self._folder, said.get("Target", ""))
            kind = said.get("Type", "").rpartition("/")[2]
            self.targets[said.get("Id", "")] = kind, _folded(posixpath.normpath(target))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _shown(name: str) -> str:
    """A name for a message of one line."""
    return ascii(name[:100]) if len(name) > 100 or not name.isprintable() else name


def _opened(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise InputError("is empty; nothing to extract")
    if data.startswith(_OLE):
        known = (what for stream, what in _STREAMS.items() if stream.encode("utf-16-le") in data)
        raise InputError(next(known, "is an old Office file; save it as .docx"))
    other = next((what for magic, what in _OTHERS.items() if data.startswith(magic)), None)
    if other:
        raise InputError(f"is {other}, whatever its name; save it as .docx")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        if data.startswith(b"PK"):
            raise InputError(_DAMAGED.format("the archive's directory cannot be read")) from None
        raise InputError("is no Word document (.docx); save it as one") from None
