"""``extract``: bulletins in, facts out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imss_facts.errors import InputError, why_unread
from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.twins import Twins
from imss_facts.pipeline.facts import left_out
from imss_facts.pipeline.reading import Reading, begin
from imss_facts.pipeline.workers import workers
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread
from imss_facts.rules.library import library_of


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one source: its facts as JSON lines and its exclusions, or the error; and what is to be noted."""

    path: str
    bulletin: Bulletin | None = None
    facts: Sequence[str] = ()
    exclusions: Sequence[tuple[int, int, str, str]] = ()
    error: InputError | None = None
    notes: tuple[str, ...] = ()


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


Extract = Callable[[Bulletin], Result]


def extract(paths: list[str], options: ReadOptions | None = None, *, patterns: Sequence[Path] = ()) -> Iterator[Result]:
    """The result of every bulletin below the paths, in order; a bad one gives a result with its error."""
    options = options or ReadOptions()
    yield from extract_sources(find_sources(paths, encoding=options.encoding), Extractor(patterns), options)


def extract_sources(
    sources: Iterable[Source | Unread], extractor: Extract, options: ReadOptions | None = None
) -> Iterator[Result]:
    """The result of every source; a path given twice is read once, a second bulletin of one id is an error."""
    twins = Twins()
    for source in sources:
        result = extract_one(source, extractor, options or ReadOptions())
        why = twins.find(result.bulletin.id, result.path) if result.bulletin else None
        if why is None:
            yield result
        elif why:
            yield Result(result.path, error=InputError(why))


def extract_one(source: Source | Unread, extractor: Extract, options: ReadOptions) -> Result:
    """The result of one source; whatever goes wrong is its error, for one bulletin must not cost the rest."""
    if isinstance(source, Unread):
        return Result(source.path, error=InputError(source.why)) if source.lost else _noted(source)
    try:
        opened = source.read(options)
        result = extractor(opened.bulletin)
    except Exception as error:  # noqa: BLE001
        return Result(source.path, error=InputError(why_unread(error)), notes=source.notes)
    return replace(result, path=source.path, notes=(*source.notes, *opened.identity.notes))


def _noted(source: Unread) -> Result:
    return Result(source.path, notes=(source.why,))
