"""Folders read through in sorted order, one at a time; links are followed, no folder is read twice."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imss_facts.readers.sources import cannot_be_read


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or a link to one that is not there: its path, its name, and where it stands below the folder."""

    path: str
    name: str
    inside: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder that is not read, and why; ``lost`` where what it holds is not read elsewhere."""

    path: str
    why: str
    lost: bool = True


def below(folder: Path) -> Iterator[Entry | Closed]:
    """What stands below a folder in the order of the names, but hidden files and folders, pipes and devices."""
    return _walk(str(folder), "", {_identity(folder.stat()): str(folder)})


def _walk(folder: str, inside: str, seen: dict[tuple[int, int], str]) -> Iterator[Entry | Closed]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield Closed(folder, cannot_be_read(error))
        return
    for entry in found:
        path, name = os.path.normpath(entry.path), entry.name
        try:
            if not entry.is_dir():
                if entry.is_file() or not Path(path).exists():
                    yield Entry(path, name, f"{inside}{name}")
                continue
            identity = _identity(entry.stat())
        except OSError:  # links in a circle
            yield Entry(path, name, f"{inside}{name}")
            continue
        if (twin := seen.setdefault(identity, path)) is not path:
            yield Closed(path, f"is a link to {twin}, which is read already", lost=False)
        else:
            yield from _walk(path, f"{inside}{name}/", seen)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
