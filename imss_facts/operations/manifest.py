"""``manifest``: what bulletins say of themselves, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from imss_facts.errors import why_unread
from imss_facts.readers.finding import find_sources
from imss_facts.readers.identity import SAID, Identity
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One bulletin: its identity and where each part of it was found; or the error."""

    path: str
    id: str | None = None
    format: str | None = None
    pages: int | None = None
    characters: int | None = None
    identity: Identity | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()

    def found_in(self, what: str) -> str | None:
        """Where the date, the number or the title was found."""
        origin = self.identity.origins.get(what) if self.identity else None
        return SAID[origin] if origin is not None else None


def manifest(paths: list[str], options: ReadOptions | None = None) -> Iterator[Entry]:
    """An entry for every bulletin below the paths, in order."""
    options = options or ReadOptions()
    for source in find_sources(paths, encoding=options.encoding):
        if isinstance(source, Source):
            yield _entry(source, options)
        elif source.lost:
            yield Entry(source.path, error=source.why)
        else:
            yield Entry(source.path, notes=(source.why,))


def _entry(source: Source, options: ReadOptions) -> Entry:
    try:
        opened = source.read(options)
    except Exception as error:  # noqa: BLE001  one bulletin must not cost the rest
        return Entry(source.path, error=why_unread(error), notes=source.notes)
    bulletin = opened.bulletin
    return Entry(
        source.path,
        bulletin.id,
        source.format,
        len(bulletin.pages) or None,
        len(bulletin.text),
        opened.identity,
        notes=(*source.notes, *opened.identity.notes),
    )
