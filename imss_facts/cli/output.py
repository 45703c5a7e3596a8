"""Where data goes: stdout, or a file written aside and then renamed; and the progress bar on a terminal."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
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
    if path.is_dir():
        raise ImssFactsError(f"{path}: is a folder; name a file for the output")
    try:
        if path.exists() and not path.is_file():  # /dev/stdout and the like cannot be renamed over
            with path.open("w", encoding="utf-8", newline="\n") as special:
                yield special.write
            return
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise ImssFactsError(f"{path}: cannot be written: {error.strerror or error}") from None
    aside = Path(name)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123  a descriptor
            yield stream.write
            stream.flush()
            with suppress(OSError):
                os.fsync(descriptor)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        aside.chmod(mode)
        aside.replace(path)
    except OSError as error:
        raise ImssFactsError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        aside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def progress(items: Iterable[T], total: int | None, *, quiet: bool) -> Iterator[T]:
    """The items, counted by a bar on stderr where that is a terminal."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for item in items:
            yield item
            bar.advance(task)
