"""Where data goes: stdout, or a file written aside and then renamed."""

import errno
import io
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Annotated, AnyStr

import typer

from imss_facts.errors import ImssFactsError, UsageError

_PIPE = 4096  # PIPE_BUF of Linux; POSIX grants 512
_TOGETHER = 1 << 15  # characters written to stdout at once

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here instead of stdout; the file appears whole or not at all."
    ),
]


def refuse_over(output: Path | None) -> Callable[[str | Path], None]:
    """A check of each file that is to be read: UsageError at the one that would be written over."""
    written = os.stat(output) if output is not None and output.is_file() else None  # noqa: PTH116  a Path is slow

    def check(path: str | Path) -> None:
        if written is None:
            return
        with suppress(OSError):  # what cannot be read is told later
            if os.path.samestat(written, os.stat(path)):  # noqa: PTH116
                raise UsageError(f"{output}: is one of the files to read; name another file")

    return check


@contextmanager
def data_output(path: Path | None) -> Iterator[Callable[[str], object]]:
    """A function that writes; a file appears whole or not at all, stdout gets what came in whole pieces."""
    if path is not None:
        with _output(path, _open_text) as stream:
            yield stream.write
        return
    waiting = io.StringIO()

    def write(text: str) -> None:
        waiting.write(text)
        if waiting.tell() >= _TOGETHER:
            pour()

    def pour() -> None:
        text = waiting.getvalue()
        waiting.seek(0)  # what an interruption stops is not written twice
        waiting.truncate()
        _write_whole(text.encode(errors="backslashreplace"))

    try:
        yield write
    finally:
        pour()


@contextmanager
def bytes_output(path: Path | None) -> Iterator[Callable[[bytes], object]]:
    """A function that writes bytes; a file appears whole or not at all."""
    if path is None:
        yield _write_whole
        return
    with _output(path, _open_bytes) as stream:
        yield stream.write


def _write_whole(lines: bytes) -> None:
    """Lines to stdout, so that an interruption leaves whole ones: POSIX writes so many bytes to a pipe all or none."""
    sys.stdout.flush()
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # a stream that is no file
        sys.stdout.buffer.write(lines)
        sys.stdout.buffer.flush()
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
