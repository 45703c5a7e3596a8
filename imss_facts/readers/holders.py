"""Files that hold many bulletins: zip archives, JSON lines and tables."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from imss_facts.errors import InputError
from imss_facts.readers.archives import Archive
from imss_facts.readers.detect import HOLDERS, SUFFIXES, Format, detect, passed_over
from imss_facts.readers.opening import size_limit, too_big
from imss_facts.readers.records import as_record, json_lines, no_bulletin, no_texts, table_rows
from imss_facts.readers.sources import Source, Unread, bounded

_NAME_IT = "name the encoding, as in --encoding cp1252"


@dataclass(frozen=True, slots=True)
class Holder:
    """A file of many bulletins: as told in messages, and what their ids begin with.

    ``named`` is one that was asked for by name, so that it is an error if it holds none.
    """

    path: str
    id: str
    named: bool
    encoding: str
    skipped: Counter[str]

    def sources(self, form: Format, stream: BinaryIO) -> Iterator[Source | Unread]:
        """Its bulletins, one at a time; InputError (without the path) where it cannot be read."""
        yield from (Unread(self.path, note, lost=False) for note in form.notes)
        if form.name == "zip":
            yield from self._members(Archive(stream))
        elif form.name == "jsonl":
            yield from self.lines(stream)
        else:
            yield from self._rows(stream)

    def lines(self, stream: BinaryIO, first: int = 1, size: int | None = None) -> Iterator[Source | Unread]:
        """The bulletins of JSON lines that begin within ``size`` bytes, counted from ``first`` on."""
        for number, line in json_lines(stream, first, size):
            if isinstance(line, InputError):
                yield Unread(f"{self.path}:{number}", str(line))
            elif number == 1 and (why := no_bulletin(line)):
                self._holds_none("JSON lines without texts", why)
                return
            else:
                yield self._record(number, line)

    def _rows(self, stream: BinaryIO) -> Iterator[Source | Unread]:
        try:
            lines = io.TextIOWrapper(stream, encoding=self.encoding, newline="")
            try:
                yield from self._records(lines)
            finally:
                lines.detach()  # the stream is closed by whoever opened it
        except UnicodeDecodeError as error:
            raise InputError(f"byte {error.object[error.start]:#04x} is not {self.encoding}; {_NAME_IT}") from None
        except UnicodeError as error:
            raise InputError(f"is not {self.encoding} ({error}); {_NAME_IT}") from None
        except LookupError:
            raise InputError(f"no encoding is called «{self.encoding}»") from None

    def _records(self, lines: Iterable[str]) -> Iterator[Source | Unread]:
        for number, row in table_rows(lines):
            if isinstance(row, InputError):
                yield Unread(f"{self.path}:{number}", str(row))
            elif why := no_texts(row):
                self._holds_none("tables without texts", why)
                return
            else:
                yield self._record(number, as_record(row))

    def _record(self, number: int, data: bytes) -> Source:
        return Source(f"{self.path}:{number}", f"{self.id}/{number}", "record", "", data, len(data))

    def _holds_none(self, what: str, why: str) -> None:
        if self.named:
            raise InputError(why)
        self.skipped[what] += 1

    def _members(self, archive: Archive) -> Iterator[Source | Unread]:
        any_found = False
        for member in archive.members():
            place, inside = f"{self.path}/{member.name}", PurePosixPath(member.name)
            if what := passed_over(member.name):
                self.skipped[what] += 1
                continue
            any_found = True
            try:
                form = detect(archive.head(member), member.name)
                if form.name in HOLDERS:
                    raise InputError("holds many bulletins, inside an archive; unpack it and name it")
                limit = size_limit(form.name)
                if member.size > limit:
                    raise too_big(member.size)
                data = archive.read(member, limit)
            except InputError as error:
                yield Unread(place, str(error))
                continue
            notes = (*member.notes, *form.notes)
            known = f"{self.id}/{inside.with_suffix('').as_posix()}"
            yield Source(place, known, form.name, inside.name, data, member.packed, notes)
        if not any_found:
            raise InputError(f"holds no bulletin ({', '.join(sorted(SUFFIXES))})")


def found_in(stream: BinaryIO, form: Format, name: str, holder: Holder) -> Iterator[Source | Unread]:
    """The bulletins that a stream of a format holds, or the one that it is, with its bytes."""
    if form.name in HOLDERS:
        yield from holder.sources(form, stream)
    else:
        data = bounded(stream, size_limit(form.name))
        yield Source(holder.path, holder.id, form.name, name, data, len(data), form.notes)
