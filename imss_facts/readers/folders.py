"""Folders read through in sorted order, one at a time; links are followed, no folder is read twice."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a link to one that is not there."""

    path: Path


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder that is not read, and why; ``lost`` where what it holds is not read elsewhere."""

    path: Path
    why: str
    lost: bool = True


def below(folder: Path) -> Iterator[Entry | Closed]:
    """What stands below a folder in the order of the names, but hidden files and folders, pipes and devices."""
    return _walk(folder, {_identity(os.stat(folder)): folder})  # noqa: PTH116  as scandir's entries are told


def _walk(folder: Path, seen: dict[tuple[int, int], Path]) -> Iterator[Entry | Closed]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield Closed(folder, f"cannot be read: {error.strerror or error}")
        return
    for entry in found:
        path = folder / entry.name
        try:
            if not entry.is_dir():
                if entry.is_file() or not path.exists():
                    yield Entry(path)
                continue
            identity = _identity(entry.stat())
        except OSError:  # links in a circle
            yield Entry(path)
            continue
        if (twin := seen.setdefault(identity, path)) is not path:
            yield Closed(path, f"is a link to {twin}, which is read already", lost=False)
        else:
            yield from _walk(path, seen)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
