"""All outcomes of many sources, in order, on as many processes as are asked for."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from imss_facts.operations.bulk.batches import Item, batches
from imss_facts.operations.bulk.outcome import Outcome, outcome_of
from imss_facts.operations.bulk.processes import Processes
from imss_facts.operations.extract import Extractor
from imss_facts.operations.twins import Twins
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source

_MAY_CRASH = frozenset({"pdf"})  # read by a library in C


def extract_all(
    items: Iterable[Item], patterns: Sequence[Path], options: ReadOptions, *, jobs: int | None = None
) -> Iterator[Outcome]:
    """The outcome of every item in order, on ``jobs`` processes (all cores by default).

    One batch of texts alone is done in this process, where starting others would cost more than it saves. PatternError
    where a pattern file is broken.
    """
    found = batches(items)
    first, second = next(found, []), next(found, None)
    if second is None and not any(isinstance(item, Source) and item.format in _MAY_CRASH for item in first):
        yield from _here(first, patterns, options)
        return
    with Processes(patterns, options, jobs or available_cores()) as processes:
        yield from processes.outcomes(chain([first], [second] if second else [], found))


def without_twins(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes; a path given twice counts once, and a second bulletin of one id is an error."""
    twins = Twins()
    for outcome in outcomes:
        why = twins.find(outcome.id, outcome.path) if outcome.id is not None else None
        if why is None:
            yield outcome
        elif why:
            yield Outcome(outcome.path, error=why, size=outcome.size)


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(items: Iterable[Item], patterns: Sequence[Path], options: ReadOptions) -> Iterator[Outcome]:
    extractor: Extractor | None = None
    for item in items:
        if isinstance(item, Outcome):
            yield item
        else:
            extractor = extractor or Extractor(patterns)
            yield outcome_of(item, extractor, options)
