"""From paths to bulletins: files, folders and standard input, one at a time."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.markdown import read_markdown
from imss_facts.readers.plain import read_plain

Reader = Callable[[bytes, str, str, str], Bulletin]
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
MAX_BYTES = 16_000_000
MAX_DRAINED = 1_000_000_000
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a bulletin comes from: a path as told in messages, and the id of its bulletin."""

    path: str
    id: str

    def read(self, encoding: str = "utf-8") -> Bulletin:
        """The bulletin; InputError (without the path) says why there is none."""
        if self.path == STDIN:
            return read_markdown(_standard_input(), self.id, "", encoding)
        path = Path(self.path)
        try:
            data = _contents(path)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}") from None
        reader = READERS.get(path.suffix.lower(), read_plain)
        return reader(data, self.id, path.name, encoding)


def _contents(path: Path) -> bytes:
    status = path.stat()
    if status.st_size > MAX_BYTES:
        raise InputError(_too_big(status.st_size))
    if stat.S_ISREG(status.st_mode):
        return path.read_bytes()
    with path.open("rb") as stream:  # a pipe or a device tells no size
        return _bounded(stream)


def _standard_input() -> bytes:
    if sys.stdin is None:  # closed by whoever started us
        raise InputError("cannot be read: it is closed")
    try:
        return _bounded(sys.stdin.buffer)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from None


def _bounded(stream: BinaryIO) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES:
        return data
    size = len(data)  # read on, so that the writer of a pipe is not cut off, but not without end
    while size < MAX_DRAINED and (chunk := stream.read(MAX_BYTES)):
        size += len(chunk)
    raise InputError(_too_big(size))


def _too_big(size: int) -> str:
    return f"has {size:,} bytes{' or more' if size >= MAX_DRAINED else ''}, too many for one bulletin; split it"


def find_sources(paths: list[str]) -> Iterator[Source | tuple[str, InputError]]:
    """The sources below paths, folders in sorted order; a path that gives none comes with its error."""
    for given in paths:
        path = Path(given)
        if given == STDIN:
            yield Source(STDIN, "stdin")
        elif not given:
            yield given, InputError("the path is empty")
        elif path.is_dir():
            yield from _below(path)
        elif path.suffix.lower() not in READERS and path.is_file():
            known = ", ".join(sorted(READERS))
            yield given, InputError(f"is of no known format ({known})")
        else:
            yield Source(given, _id(path.stem))


def _below(folder: Path) -> Iterator[Source | tuple[str, InputError]]:
    """The bulletins of a folder, hidden files and folders left out; a folder that cannot be read is an error."""
    closed: list[OSError] = []
    files: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(here, name) for name in names if not name.startswith("."))
        files.extend(p for p in paths if p.suffix.lower() in READERS and (p.is_file() or not p.exists()))
    for error in closed:
        yield str(error.filename), InputError(f"cannot be read: {error.strerror or error}")
    if not files and not closed:
        yield str(folder), InputError(f"holds no bulletin ({', '.join(sorted(READERS))})")
    for path in sorted(files):
        yield Source(str(path), _id(path.relative_to(folder).with_suffix("").as_posix()))


def _id(name: str) -> str:
    """A name as text: bytes of a file name that are no UTF-8 are written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
