"""From paths to sources: files, folders, files of many bulletins, and standard input, one at a time."""

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from os.path import splitext
from pathlib import Path
from typing import Any, BinaryIO

from imss_facts.errors import InputError
from imss_facts.readers.detect import HOLDERS, LOOKED_AT, SUFFIXES, detect, passed_over
from imss_facts.readers.folders import Entry, below
from imss_facts.readers.holders import Holder, found_in
from imss_facts.readers.opening import size_limit
from imss_facts.readers.sources import Source, Unread, bounded, up_to_an_error

STDIN = "-"


def find_sources(
    paths: Iterable[str], skipped: Counter[str] | None = None, encoding: str = "utf-8"
) -> Iterator[Source | Unread]:
    """The sources below paths, folders in sorted order, each found when it is asked for.

    ``skipped`` counts the files in folders and archives that are no bulletins, by suffix; ``encoding`` is that of
    tables.
    """
    finder = _Finder(Counter() if skipped is None else skipped, encoding)
    for given in paths:
        path = Path(given)
        if given == STDIN:
            yield from finder.standard_input()
        elif not given:
            yield Unread(given, "the path is empty")
        elif path.is_dir():
            yield from finder.folder(path)
        else:
            yield from finder.file(given, _id(path.stem), path.name, named=True)


class _Finder:
    """Finds sources, and keeps count of what it passes over."""

    def __init__(self, skipped: Counter[str], encoding: str) -> None:
        self._skipped = skipped
        self._encoding = encoding

    def folder(self, folder: Path) -> Iterator[Source | Unread]:
        """What is in a folder."""
        any_found = False
        for entry in below(folder):
            if not isinstance(entry, Entry):
                any_found = any_found or entry.lost
                yield Unread(entry.path, entry.why, entry.lost)
            elif what := passed_over(entry.name):
                self._skipped[what] += 1
            else:
                for found in self.file(entry.path, _id(splitext(entry.inside)[0]), entry.name, named=False):
                    any_found = True
                    yield found
        if not any_found:
            yield Unread(str(folder), f"holds no bulletin ({', '.join(sorted(SUFFIXES))})")

    def file(self, path: str, known_as: str, name: str, *, named: bool) -> Iterator[Source | Unread]:
        """The source that a file is, or those that it holds."""
        return up_to_an_error(path, self._file(path, known_as, name, named=named))

    def standard_input(self) -> Iterator[Source | Unread]:
        """What standard input holds."""
        return up_to_an_error(STDIN, self._standard_input())

    def _file(self, path: str, known_as: str, name: str, *, named: bool) -> Iterator[Source | Unread]:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield from self._read_once(path, known_as, name, stream)
                return
            form = detect(stream.read(LOOKED_AT), name)
            if form.name in HOLDERS:
                stream.seek(0)
                yield from self._holder(path, known_as, named=named).sources(form, stream)
            else:  # its bytes are read when their turn comes
                yield Source(path, known_as, form.name, name, None, status.st_size, form.notes)

    def _standard_input(self) -> Iterator[Source | Unread]:
        if sys.stdin is None:  # closed by whoever started us
            raise InputError("cannot be read: it is closed")
        yield from self._read_once(STDIN, "stdin", "", sys.stdin.buffer)

    def _read_once(self, path: str, known_as: str, name: str, stream: BinaryIO) -> Iterator[Source | Unread]:
        """The sources of a pipe or a device, which is read once and tells no size."""
        head = stream.read(LOOKED_AT)
        form = detect(head, name)
        whole: BinaryIO = io.BufferedReader(_Rejoined(head, stream))
        if form.name == "zip":  # its directory is at its end
            whole = io.BytesIO(bounded(whole, size_limit(form.name)))
        yield from found_in(whole, form, name, self._holder(path, known_as, named=True))

    def _holder(self, path: str, known_as: str, *, named: bool) -> Holder:
        return Holder(path, known_as, named=named, encoding=self._encoding, skipped=self._skipped)


class _Rejoined(io.RawIOBase):
    """A stream with the beginning that was read from it put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head or self._rest.read(len(buffer))
        size = min(len(chunk), len(buffer))
        buffer[:size], self._head = chunk[:size], chunk[size:]
        return size


def _id(name: str) -> str:
    """A name as text: bytes of a file name that are no UTF-8 are written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
