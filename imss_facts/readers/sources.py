"""From paths to bulletins: files, folders and standard input, one at a time."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.markdown import read_markdown
from imss_facts.readers.plain import read_plain

Reader = Callable[[bytes, str, str, str], Bulletin]
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
MAX_BYTES = 16_000_000
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a bulletin comes from: a path as told in messages, and the id of its bulletin."""

    path: str
    id: str

    def read(self, encoding: str = "utf-8") -> Bulletin:
        """The bulletin; InputError (without the path) says why there is none."""
        if self.path == STDIN:
            return read_markdown(sys.stdin.buffer.read(), self.id, "", encoding)
        path = Path(self.path)
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise InputError(f"has {size:,} bytes, too many for one bulletin; split it")
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}") from None
        reader = READERS.get(path.suffix.lower(), read_plain)
        return reader(data, self.id, path.name, encoding)


def find_sources(paths: list[str]) -> Iterator[Source | tuple[str, InputError]]:
    """The sources below paths, folders in sorted order; a path that gives none comes with its error."""
    for given in paths:
        if given == STDIN:
            yield Source(STDIN, "stdin")
            continue
        path = Path(given)
        if path.is_dir():
            yield from _below(path)
        elif path.suffix.lower() not in READERS and path.is_file():
            known = ", ".join(sorted(READERS))
            yield given, InputError(f"is of no known format ({known})")
        else:
            yield Source(given, path.stem)


def _below(folder: Path) -> Iterator[Source | tuple[str, InputError]]:
    try:
        files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in READERS and not p.is_dir())
    except OSError as error:
        yield str(folder), InputError(f"cannot be read: {error.strerror or error}")
        return
    visible = [p for p in files if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    if not visible:
        yield str(folder), InputError(f"holds no bulletin ({', '.join(sorted(READERS))})")
    for path in visible:
        yield Source(str(path), path.relative_to(folder).with_suffix("").as_posix())
