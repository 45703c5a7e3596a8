"""JSONL files of facts under DuckDB, with nothing else within reach."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from imss_facts.errors import ImssFactsError, InputError
from imss_facts.operations.facts.columns import facts_view, lines_view, macros, name, text, texts
from imss_facts.operations.facts.inputs import SUFFIX, FactFile, fact_files
from imss_facts.operations.facts.lines import BYTE_ORDER_MARK, fault

MEMORY = "700MB"  # of DuckDB; what needs more is spilled beside the links
THREADS = 4  # each has buffers of its own
MAX_TOLD = 20  # faults of one file
_BATCH = 2048
_ERRORS = (duckdb.Error, RuntimeError)
_SOUND = "(complete(json) AND NOT loose(json))"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",  # a Python variable is no table
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": MEMORY,
    "threads": str(min(THREADS, os.cpu_count() or 1)),
}


class Store:
    """Views of facts over JSONL files, and of their lines as ``<view>_lines``, for SQL that reaches nothing else.

    The files are read through links of plain names in a folder of the store's own, since DuckDB takes ``[`` and ``*``
    in a name for a pattern; pipes are copied there. What is wrong with a file or a line is told to ``tell``, and the
    rest is read; with ``strict`` it is an InputError.
    """

    def __init__(
        self, views: Mapping[str, Sequence[str]], *, tell: Callable[[str], object], strict: bool = False
    ) -> None:
        """Name the files of each view; nothing is read before the store is entered."""
        self._named = views
        self._tell = tell
        self._strict = strict
        self._folder: Path | None = None
        self._connection: Any = None  # held by no one else: a frame of an error would keep it past the end
        self.files: dict[str, list[FactFile]] = {}
        self._links: dict[str, list[Path]] = {}

    def __enter__(self) -> Self:
        """Find the files and open the database."""
        self._folder = Path(tempfile.mkdtemp(prefix="imss-facts-")).resolve()
        try:
            self._open()
        except _ERRORS as error:
            self._close()
            raise _told(error) from None
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Close the database and remove what was spilled or copied."""
        self._close()

    def _open(self) -> None:
        for view, named in self._named.items():
            files = self.files[view] = []
            links = self._links[view] = []
            for found in fact_files(named, self.folder / f"{view}-pipe"):
                if isinstance(found, InputError):
                    self._fault(str(found))
                else:
                    links.append(self.folder / f"{view}{len(files)}{SUFFIX}")
                    links[-1].symlink_to(found.path)
                    files.append(found)
        reach = [str(path) for links in self._links.values() for link in links for path in (link, _mended(link))]
        # a version of DuckDB may look at a link, or at what it leads to
        reach += [str(file.path) for files in self.files.values() for file in files]
        self._connection = duckdb.connect(":memory:", config=_CONFIG)
        for statement in (
            f"SET allowed_paths = {texts([*reach, str(self.parquet)])}",
            f"SET temp_directory = {text(str(self.folder / 'spilled'))}",
            "SET enable_external_access = false",
            "SET lock_configuration = true",
            *macros(),
        ):
            self._connection.execute(statement)
        for view in self.files:
            self._make_views(view)

    def _make_views(self, view: str) -> None:
        paths = [str(link) for link in self._links[view]]
        self._connection.execute(f"CREATE OR REPLACE VIEW {name(view + '_lines')} AS {lines_view(paths)}")
        self._connection.execute(f"CREATE OR REPLACE VIEW {name(view)} AS {facts_view(paths)}")

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(duckdb.Error):
                self._connection.close()
            self._connection = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @property
    def folder(self) -> Path:
        """Where the store keeps what it needs while it is open."""
        if self._folder is None:
            raise RuntimeError("the store is not open")
        return self._folder

    @property
    def parquet(self) -> Path:
        """The one file that SQL may write: COPY … TO it."""
        return self.folder / "facts.parquet"

    @property
    def empty(self) -> bool:
        """Whether no file at all could be opened."""
        return not any(self.files.values())

    def run(self, sql: str, values: Mapping[str, object] | None = None) -> list[str]:
        """Run a statement with values bound to its ``$names``; gives its columns' names, ``fetched`` its rows."""
        try:
            self._connection.execute(sql, dict(values) if values else None)
            return [column[0] for column in self._connection.description]
        except _ERRORS as error:
            raise _told(error) from None

    def fetched(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the statement run last, read a few at a time."""
        while True:
            try:
                batch = self._connection.fetchmany(_BATCH)
            except _ERRORS as error:
                raise _told(error) from None
            if not batch:
                return
            yield from batch

    def rows(self, sql: str, values: Mapping[str, object] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement; run when the first is asked for."""
        self.run(sql, values)
        yield from self.fetched()

    def statements(self, sql: str) -> list[str]:
        """What sorts of statement a text of SQL holds, as ``SELECT``."""
        try:
            return [statement.type.name.rsplit(".", 1)[-1] for statement in self._connection.extract_statements(sql)]
        except _ERRORS as error:
            raise _told(error) from None

    def check(
        self, view: str, *, strictly: bool = False, among: str = "true", values: Mapping[str, object] | None = None
    ) -> None:
        """Find the lines that are no facts, tell them, and go on without them.

        ``strictly``: those too that DuckDB reads although they are no JSON, which must not be passed on; ``among``:
        only lines of which that is true.
        """
        lines, sound = name(view + "_lines"), _SOUND if strictly else "complete(json)"
        broken = sorted(self.rows(f"SELECT DISTINCT file FROM {lines} WHERE {among} AND NOT {sound}", values))
        for (number,) in broken:
            self._mend(view, number)
        if broken:
            self._make_views(view)

    def _mend(self, view: str, number: int) -> None:
        """Put a copy without the broken lines in the place of a file."""
        file, copy = self.files[view][number], _mended(self._links[view][number])
        flags = self.rows(f"SELECT {_SOUND} FROM {name(view + '_lines')} WHERE file = $number", {"number": number})
        broken = 0
        with file.path.open("rb") as lines, copy.open("wb") as mended:
            for place, line in enumerate(lines, 1):
                if not line.strip():  # DuckDB steps over it too
                    continue
                whole = (line.removeprefix(BYTE_ORDER_MARK) if place == 1 else line).strip()
                why = None if next(flags, (False,))[0] or not whole else fault(whole)
                if why is None:
                    mended.write(whole + b"\n")
                    continue
                broken += 1
                if broken <= MAX_TOLD:
                    self._fault(f"{file.shown}:{place}: {why}")
        if broken > MAX_TOLD:
            self._fault(f"{file.shown}: {broken - MAX_TOLD} more lines are no facts")
        self._links[view][number] = copy

    def _fault(self, message: str) -> None:
        if self._strict:
            raise InputError(message)
        self._tell(message)


def _mended(link: Path) -> Path:
    return link.with_name(f"mended-{link.name}")


def _told(error: Exception) -> ImssFactsError | KeyboardInterrupt:
    """An error of DuckDB in one line, without its drawing of the statement."""
    if isinstance(error, duckdb.InterruptException) or "interrupted" in str(error):
        return KeyboardInterrupt()  # on Ctrl-C it ends a statement with a RuntimeError
    lines = str(error).split("\n\nLINE ", 1)[0].split("\n")
    said = " ".join(" ".join(line.split()) for line in lines if line.strip())
    if isinstance(error, duckdb.OutOfMemoryException):
        return ImssFactsError(f"the facts need more than {MEMORY} of memory at once; ask for fewer of them")
    return DatabaseError(said)


class DatabaseError(ImssFactsError):
    """What DuckDB says of a statement or a file."""
