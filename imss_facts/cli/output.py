"""Where data goes: stdout, or a file written aside and then renamed."""

import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Annotated, AnyStr

import typer

from imss_facts.errors import ImssFactsError, UsageError

_PIPE = 4096  # PIPE_BUF of Linux; POSIX grants 512

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here instead of stdout; the file appears whole or not at all."
    ),
]


def keep_inputs(output: Path, inputs: Iterable[str], what: str = "bulletins") -> None:
    """Refuse to write over a file that is to be read."""
    for path in inputs if output.is_file() else ():
        with suppress(OSError):  # what cannot be read is told later
            if output.samefile(path):
                raise UsageError(f"-o {output}: is one of the {what}; name another file")


@contextmanager
def data_output(path: Path | None) -> Iterator[Callable[[str], object]]:
    """A function that writes; a file appears whole or not at all."""
    if path is None:
        yield sys.stdout.write
        return
    with _output(path, _open_text) as stream:
        yield stream.write


@contextmanager
def bytes_output(path: Path | None) -> Iterator[Callable[[bytes], object]]:
    """A function that writes bytes; a file appears whole or not at all."""
    if path is None:
        yield sys.stdout.buffer.write
        return
    with _output(path, _open_bytes) as stream:
        yield stream.write


def write_lines(lines: bytes) -> None:
    """Lines to stdout, so that an interruption leaves whole ones: POSIX writes so many bytes to a pipe all or none."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # a stream that is no file
        sys.stdout.buffer.write(lines)
        return
    start = 0
    while start < len(lines):
        end = lines.rfind(b"\n", start, start + _PIPE) + 1 or lines.find(b"\n", start) + 1 or len(lines)
        while start < end:
            start += os.write(descriptor, lines[start:end])


def _open_text(path: Path, mode: str) -> IO[str]:
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")


def _open_bytes(path: Path, mode: str) -> IO[bytes]:
    return path.open(f"{mode}b")


@contextmanager
def _output(path: Path, opening: Callable[[Path, str], IO[AnyStr]]) -> Iterator[IO[AnyStr]]:
    try:
        if path.is_dir():
            raise ImssFactsError(f"{path}: is a folder; name a file for the output")
        place = _device if path.exists() and not path.is_file() else _whole_file
        with place(path, opening) as stream:
            yield stream
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise ImssFactsError(f"{path}: cannot be written: {error.strerror or error}") from None


@contextmanager
def _device(path: Path, opening: Callable[[Path, str], IO[AnyStr]]) -> Iterator[IO[AnyStr]]:
    """/dev/stdout, a named pipe and the like, which cannot be renamed over."""
    with opening(path, "w") as stream:
        yield stream


@contextmanager
def _whole_file(path: Path, opening: Callable[[Path, str], IO[AnyStr]]) -> Iterator[IO[AnyStr]]:
    """A file written beside its place and renamed into it at the end; a link stays one, the mode is kept."""
    path = path.resolve()
    aside = path.with_name(f".imss-facts.{secrets.token_hex(6)}.part")
    try:
        with opening(aside, "x") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            aside.chmod(path.stat().st_mode & 0o777)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
