"""The progress bar on stderr, where that is a terminal: how much is done, how fast, and how long the rest will take."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from imss_facts.readers.detect import passed_over


@contextmanager
def progress(paths: list[str], *, quiet: bool) -> Iterator[Callable[[int, int], object]]:
    """A function that is told the size of what is done, and how many bulletins it was."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _size, _bulletins: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    counted = TextColumn("{task.fields[bulletins]:,} bulletins")
    columns = (BarColumn(), counted, DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total_size(paths), bulletins=0)
        done = 0

        def advance(size: int, bulletins: int) -> None:
            nonlocal done
            done += bulletins
            bar.update(task, advance=size, bulletins=done)

        yield advance


def total_size(paths: list[str]) -> int | None:
    """The bytes below some paths that may be bulletins; None where that cannot be told beforehand."""
    total = 0
    for given in paths:
        path = Path(given)
        if path.is_dir():
            total += sum(_size(Path(here, name)) for here, _, names in os.walk(path) for name in names)
        elif path.is_file():
            total += _size(path)
        else:
            return None
    return total


def _size(path: Path) -> int:
    try:
        return 0 if passed_over(path.name) else path.stat().st_size
    except OSError:
        return 0
