"""``extract``: bulletins in, facts out."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imss_facts.errors import InputError, defect
from imss_facts.model.bulletin import Bulletin
from imss_facts.pipeline.facts import left_out
from imss_facts.pipeline.reading import Reading, begin
from imss_facts.pipeline.workers import workers
from imss_facts.readers.sources import Source, find_sources
from imss_facts.rules.library import library_of


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one source: its facts as JSON lines and its exclusions, or the error."""

    path: str
    bulletin: Bulletin | None = None
    facts: Sequence[str] = ()
    exclusions: Sequence[tuple[int, int, str, str]] = ()
    error: InputError | None = None


class Extractor:
    """The pipeline ready to read bulletins: its components' own work, without spaCy's documents."""

    def __init__(self, patterns: Sequence[Path] = ()) -> None:
        """Learn the patterns; PatternError where a pattern file is broken."""
        self._workers = workers(library_of(patterns))

    def __call__(self, bulletin: Bulletin) -> Result:
        """The facts and exclusions of one bulletin."""
        reading = begin(bulletin)
        for _, work in self._workers:
            work(reading)
        return Result("", bulletin, [fact.to_json() for fact in reading.facts], left_out(reading))

    def steps(self, bulletin: Bulletin) -> Iterator[tuple[str, Reading]]:
        """The reading of a bulletin after each component, with the component's name."""
        reading = begin(bulletin)
        for name, work in self._workers:
            work(reading)
            yield name, reading


def extract(
    paths: list[str],
    *,
    patterns: Sequence[Path] = (),
    date: dt.date | None = None,
    encoding: str = "utf-8",
) -> Iterator[Result]:
    """The result of every bulletin below the paths, in order; a bad one gives a result with its error."""
    yield from extract_sources(find_sources(paths), Extractor(patterns), date=date, encoding=encoding)


def extract_sources(
    sources: Iterable[Source | tuple[str, InputError]],
    extractor: Extractor,
    *,
    date: dt.date | None = None,
    encoding: str = "utf-8",
) -> Iterator[Result]:
    """The result of every source; ``date`` takes the place of the bulletins' own.

    A path given twice is read once; two bulletins of one id are told apart by nothing, so the second is an error.
    """
    seen: dict[str, str] = {}
    for source in sources:
        if isinstance(source, tuple):
            yield Result(source[0], error=source[1])
            continue
        twin = seen.get(source.id)
        if twin == source.path:
            continue
        try:
            if twin is not None:
                raise InputError(f"has the id «{source.id}» of {twin}; rename one, or extract their common folder")
            bulletin = source.read(encoding)
        except InputError as error:
            yield Result(source.path, error=error)
            continue
        seen[source.id] = source.path
        try:
            result = extractor(replace(bulletin, date=date) if date else bulletin)
        except Exception as error:  # noqa: BLE001  one bulletin must not cost the rest
            yield Result(source.path, error=InputError(defect(error)))
        else:
            yield replace(result, path=source.path)
