"""Worker processes: a crash, or a document without end, costs that document and nothing else."""

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from imss_facts.operations.bulk.batches import Item
from imss_facts.operations.bulk.outcome import Outcome, outcome_of
from imss_facts.operations.extract import TOO_LARGE, Extractor
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread

SECONDS = 120.0  # that one bulletin may take
MEMORY = 4 << 30  # bytes of address space that one process may have
FORK = sys.platform == "linux"  # elsewhere not safe, or not there


class Processes:
    """A pool of processes that extract; closed, it leaves none behind."""

    def __init__(self, extractor: Extractor, patterns: Sequence[Path], options: ReadOptions, count: int) -> None:
        """Prepare ``count`` processes; where they can be forked they share the extractor."""
        self.count = count
        self._setup = _Setup(extractor if FORK else None, tuple(patterns), options, SECONDS)
        self._pool = self._make(count)

    def start(self, batch: list[Item]) -> Callable[[], Iterable[Outcome]]:
        """Begin with a batch; what is given waits for its outcomes."""
        work = [item for item in batch if not isinstance(item, Outcome)]
        if not work:
            return lambda: (item for item in batch if isinstance(item, Outcome))
        try:
            future = self._pool.submit(_extract, work)
        except BrokenProcessPool:  # by a batch before this one
            self._pool = self._make(self.count)
            future = self._pool.submit(_extract, work)

        def outcomes() -> Iterator[Outcome]:
            try:
                done = iter(future.result())
            except (BrokenProcessPool, MemoryError):
                done = self._one_by_one(work)
            for item in batch:
                yield item if isinstance(item, Outcome) else next(done)

        return outcomes

    def _one_by_one(self, work: list[Source | Unread]) -> Iterator[Outcome]:
        """The outcomes of a batch during which a process died, each in a process where it alone can be to blame."""
        lone = self._make(1)
        for item in work:
            began = time.monotonic()
            try:
                yield from lone.submit(_extract, [item]).result()
            except BrokenProcessPool:
                late = time.monotonic() - began >= self._setup.seconds
                why = f"takes longer than {self._setup.seconds:g} seconds" if late else "ends the process that reads it"
                yield Outcome(item.path, error=f"{why}; save it anew, or as text", size=item.size)
                lone = self._make(1)
            except MemoryError:
                yield Outcome(item.path, error=TOO_LARGE, size=item.size)
        lone.shutdown()

    def _make(self, count: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("fork" if FORK else None)
        return ProcessPoolExecutor(count, context, _set_up, (self._setup,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if error is not None:
            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Setup:
    """What a process is to know."""

    extractor: Extractor | None
    patterns: tuple[Path, ...]
    options: ReadOptions
    seconds: float


_known: dict[str, tuple[Extractor, _Setup]] = {}  # in a worker process


def _set_up(setup: _Setup) -> None:
    """Make a process ready; it leaves Ctrl-C to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(multiprocessing.parent_process(),), daemon=True).start()
    _limit_memory()
    _known["setup"] = (setup.extractor or Extractor(setup.patterns), setup)


def _follow(parent: object) -> None:
    join = getattr(parent, "join", None)
    if join is not None:
        join()
        os._exit(1)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))


def _extract(work: list[Source | Unread]) -> list[Outcome]:
    """The outcomes of some sources; a watch ends the process when they take too long."""
    extractor, setup = _known["setup"]
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        faulthandler.dump_traceback_later(setup.seconds, exit=True, file=nowhere)
        try:
            return [outcome_of(item, extractor, setup.options) for item in work]
        finally:
            faulthandler.cancel_dump_traceback_later()
