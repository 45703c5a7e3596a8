"""Where data goes: stdout, or a file written aside and then renamed; and the progress bar on a terminal."""

import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from imss_facts.errors import ImssFactsError

T = TypeVar("T")


@contextmanager
def data_output(path: Path | None) -> Iterator[Callable[[str], object]]:
    """A function that writes; a file appears whole or not at all."""
    if path is None:
        yield sys.stdout.write
        return
    try:
        if path.is_dir():
            raise ImssFactsError(f"{path}: is a folder; name a file for the output")
        with _device(path) if path.exists() and not path.is_file() else _whole_file(path) as write:
            yield write
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise ImssFactsError(f"{path}: cannot be written: {error.strerror or error}") from None


@contextmanager
def _device(path: Path) -> Iterator[Callable[[str], object]]:
    """/dev/stdout, a named pipe and the like, which cannot be renamed over."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        yield stream.write


@contextmanager
def _whole_file(path: Path) -> Iterator[Callable[[str], object]]:
    """A file written beside its place and renamed into it at the end; a link stays one, the mode is kept."""
    path = path.resolve()
    aside = path.with_name(f".imss-facts.{secrets.token_hex(6)}.part")
    try:
        with aside.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream.write
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            aside.chmod(path.stat().st_mode & 0o777)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def progress(items: Iterable[T], total: int | None, *, quiet: bool) -> Iterator[T]:
    """The items, counted by a bar on stderr where that is a terminal."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        for item in items:
            yield item
            bar.advance(task)
