"""Zip archives: their members one after the other, with nothing written to disk."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from imss_facts.errors import InputError
from imss_facts.readers.detect import LOOKED_AT
from imss_facts.readers.zip_files import BROKEN, ENCRYPTED

MAX_RATIO = 100  # unpacked to packed: texts reach 10
SUSPECT = 1_000_000_000  # unpacked bytes below which the ratio does not matter
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, without what would lead out of the archive."""

    name: str
    size: int
    packed: int
    notes: tuple[str, ...]
    info: zipfile.ZipInfo


class Archive:
    """An open zip archive; InputError (without the path) where it is none."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the directory of the archive."""
        try:
            self._zip = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise InputError(f"is a broken or cut-off zip archive ({_why(error)}); fetch or pack it again") from None
        unpacked = sum(info.file_size for info in self._zip.infolist())
        packed = stream.seek(0, 2)
        if unpacked > SUSPECT and unpacked > MAX_RATIO * packed:
            raise InputError(
                f"would unpack to {unpacked:,} bytes from {packed:,}, as a zip bomb does; unpack it yourself"
            )

    def members(self) -> Iterator[Member]:
        """The files in the order of their names; hidden ones and what macOS adds left out."""
        found = []
        for info in self._zip.infolist():
            written = _name(info)
            parts = [part for part in written.replace("\\", "/").split("/") if part not in ("", ".", "..")]
            hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
            if parts and not info.is_dir() and not hidden:
                name = "/".join(parts)
                notes = () if name == written else (f"is called «{written}» in the archive, which leads out of it",)
                found.append(Member(name, info.file_size, info.compress_size, notes, info))
        return iter(sorted(found, key=lambda member: PurePosixPath(member.name).parts))

    def head(self, member: Member) -> bytes:
        """The first bytes of a member, which tell its format."""
        return self.read(member, LOOKED_AT)

    def read(self, member: Member, limit: int) -> bytes:
        """The bytes of a member, no more than ``limit`` whatever the archive says of its size."""
        if member.info.flag_bits & ENCRYPTED:
            raise InputError("is encrypted; unpack the archive with its password")
        try:
            with self._zip.open(member.info) as stream:
                return stream.read(limit)
        except BROKEN as error:
            raise InputError(f"cannot be unpacked ({_why(error)}); fetch or pack the archive again") from None


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 even where it is not marked so (macOS), else in code page 850 (Windows)."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        written = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp850")


def _why(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
