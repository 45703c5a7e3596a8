"""Worker processes: a crash, or a document without end, costs that document and nothing else.

Each process has a pipe of its own and one batch at a time, so that none can be hurt, or held up, by the end of another.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from imss_facts.errors import why_unread
from imss_facts.operations.bulk.batches import Item
from imss_facts.operations.bulk.outcome import Outcome, outcome_of
from imss_facts.operations.extract import Extractor
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread

SECONDS = 120.0  # that one bulletin may take
MEMORY = 4 << 30  # bytes of address space that one process may have
FORK = sys.platform == "linux"  # elsewhere not safe, or not there
_AHEAD = 8  # batches for each process that may be done before their turn

Batch = list[Item]
Work = list[Source | Unread]


@dataclass(frozen=True, slots=True)
class _Setup:
    """What a process is to know; where it is forked it shares the extractor."""

    extractor: Extractor | None
    patterns: tuple[Path, ...]
    options: ReadOptions


class _Worker:
    """A process, this end of its pipe, and what it is doing: the number of a batch, the work, and since when."""

    def __init__(self, setup: _Setup, others: Iterable["_Worker"]) -> None:
        context = multiprocessing.get_context("fork" if FORK else None)
        self.connection, theirs = context.Pipe()
        # what a forked process inherits of other pipes would keep them open when this process is gone
        inherited = [self.connection, *(other.connection for other in others)] if FORK else []
        self.process = context.Process(target=_work, args=(theirs, inherited, setup), daemon=True)
        self.process.start()
        theirs.close()
        self.number = -1
        self.work: Work = []
        self.began = 0.0

    def begin(self, number: int, work: Work) -> None:
        """Send some work."""
        self.number, self.work, self.began = number, work, time.monotonic()
        with suppress(OSError):  # it has ended, as will be seen
            self.connection.send(work)

    def result(self) -> list[Outcome] | None:
        """What came of the work; None where the process has ended."""
        try:
            found: list[Outcome] = self.connection.recv()
        except (EOFError, OSError):
            return None
        return found

    def end(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Processes:
    """A number of processes that extract; closed, it leaves none behind."""

    def __init__(self, patterns: Sequence[Path], options: ReadOptions, count: int) -> None:
        """Prepare ``count`` processes, started as there is work for them."""
        self._patterns, self._options, self._count = tuple(patterns), options, count
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []

    def outcomes(self, batches: Iterator[Batch]) -> Iterator[Outcome]:
        """The outcomes of all batches in order; a batch is asked for when a process has nothing to do."""
        begun: dict[int, Batch] = {}
        done: dict[int, list[Outcome]] = {}
        number = turn = 0
        more = True
        while more or begun:
            while more and len(self._busy) < self._count and len(begun) < _AHEAD * self._count:
                batch = next(batches, None)
                if batch is None:
                    more = False
                    break
                begun[number] = batch
                work = [item for item in batch if not isinstance(item, Outcome)]
                if work:
                    self._begin(number, work)
                else:
                    done[number] = []
                number += 1
            while turn in done:
                results = iter(done.pop(turn))
                for item in begun.pop(turn):
                    yield item if isinstance(item, Outcome) else next(results)
                turn += 1
            if self._busy and turn in begun:
                done.update(self._finished())

    @cached_property
    def _setup(self) -> _Setup:
        """What processes know; PatternError where a pattern file is broken."""
        extractor = Extractor(self._patterns)
        return _Setup(extractor if FORK else None, self._patterns, self._options)

    def _begin(self, number: int, work: Work) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._setup, self._busy)
        self._busy.append(worker)
        worker.begin(number, work)

    def _finished(self) -> Iterator[tuple[int, list[Outcome]]]:
        """The results that are there, when some are: by the numbers of their batches."""
        first = min(worker.began for worker in self._busy)
        ready = wait([worker.connection for worker in self._busy], max(0.0, first + SECONDS - time.monotonic()))
        late = time.monotonic() - SECONDS
        for worker in [w for w in self._busy if w.connection in ready or w.began <= late]:
            results = worker.result() if worker.connection in ready else None
            self._busy.remove(worker)
            if results is None:
                worker.end()
                results = self._one_by_one(worker.work)
            else:
                self._idle.append(worker)
            yield worker.number, results

    def _one_by_one(self, work: Work) -> list[Outcome]:
        """The outcomes of a batch that ended its process, each in a process where it alone can be to blame."""
        found: list[Outcome] = []
        lone = _Worker(self._setup, [*self._busy, *self._idle])
        try:
            for item in work:
                lone.begin(0, [item])
                results = lone.result() if wait([lone.connection], SECONDS) else None
                if results is None:
                    late = time.monotonic() - lone.began >= SECONDS
                    why = f"takes longer than {SECONDS:g} seconds" if late else "ends the process that reads it"
                    results = [Outcome(item.path, error=f"{why}; save it anew, or as text", size=item.size)]
                    lone.end()
                    lone = _Worker(self._setup, [*self._busy, *self._idle])
                found.extend(results)
        finally:
            lone.end()
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        for worker in (*self._busy, *self._idle):
            worker.end()


def _work(connection: Connection, inherited: Iterable[Connection], setup: _Setup) -> None:
    """What a process does until its parent closes the pipe; Ctrl-C is left to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    _limit_memory()
    extractor = setup.extractor or Extractor(setup.patterns)
    try:
        while True:
            connection.send([_outcome(item, extractor, setup.options) for item in connection.recv()])
    except (EOFError, OSError):  # the parent is gone, or has enough
        return
    except Exception:  # noqa: BLE001  whoever waits for the result will tell
        os._exit(1)


def _outcome(item: Source | Unread, extractor: Extractor, options: ReadOptions) -> Outcome:
    try:
        return outcome_of(item, extractor, options)
    except MemoryError as error:
        return Outcome(item.path, error=why_unread(error), size=item.size)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
