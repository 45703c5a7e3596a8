"""Which files of facts are meant by what a user names: files, globs, folders, standard input."""

import glob
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imss_facts.errors import InputError

STDIN = "-"
SUFFIX = ".jsonl"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FactFile:
    """A file as told in messages, and where it can be read again and again."""

    name: str
    path: Path

    @property
    def shown(self) -> str:
        """Its name in messages."""
        return "stdin" if self.name == STDIN else shown(self.name)


def shown(path: str) -> str:
    """A path on one line: a name may hold line ends and bytes that are no text."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in path)


def fact_files(named: Sequence[str], copies: Path) -> Iterator[FactFile | InputError]:
    """The files named, each once; pipes are copied to ``copies`` and a number. One that cannot be read is an error."""
    seen: set[str] = set()
    for given in named:
        for path in _expanded(given):
            if isinstance(path, InputError):
                yield path
            elif (key := path if path == STDIN else os.path.realpath(path)) not in seen:
                seen.add(key)
                try:
                    yield FactFile(path, _readable(path, copies.with_name(f"{copies.name}{len(seen)}{SUFFIX}")))
                except OSError as error:
                    yield InputError(f"{shown(path)}: cannot be read: {error.strerror or error}")
                except InputError as error:
                    yield error


def _expanded(given: str) -> Iterator[str | InputError]:
    """A name of a file is taken as it stands, whatever its characters; else it may be a glob."""
    found: list[str]
    if not given:
        yield InputError("a file's name is empty")
    elif given == STDIN or (os.path.lexists(given) and not Path(given).is_dir()):
        yield given
    elif Path(given).is_dir():
        found = sorted(str(p) for p in Path(given).rglob(f"*{SUFFIX}") if p.is_file() and not _hidden(p, given))
        yield from found
        if not found:
            yield InputError(f"{shown(given)}: holds no {SUFFIX} file")
    elif glob.has_magic(given):
        found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  Path knows no absolute patterns
        yield from (path for path in found if not Path(path).is_dir())
        if not found:
            yield InputError(f"{shown(given)}: matches no file")
    else:
        yield given


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _readable(given: str, copy: Path) -> Path:
    """A path that can be read more than once; OSError or InputError where there is none."""
    if given == STDIN:
        if sys.stdin is None:
            raise InputError("stdin: cannot be read: it is closed")
        return _copied(sys.stdin.buffer, copy)
    with Path(given).open("rb") as stream:
        path = Path(given).resolve()
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) and _is_text(str(path)):
            return path
        return _copied(stream, copy)  # a pipe such as <(…) gives its bytes once


def _is_text(path: str) -> bool:
    """Whether a path can be told to DuckDB; bytes that are no UTF-8 cannot."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _copied(stream: BinaryIO, copy: Path) -> Path:
    with copy.open("wb") as target:
        shutil.copyfileobj(stream, target, _CHUNK)
    return copy
