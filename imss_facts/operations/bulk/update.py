"""Extraction again, only of what has changed: the rest comes out of the file of facts that is brought up to date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from imss_facts.errors import InputError
from imss_facts.operations.bulk.batches import Item
from imss_facts.operations.bulk.fingerprint import digest, fingerprint
from imss_facts.operations.bulk.ledger import read_ledger
from imss_facts.operations.bulk.outcome import Outcome
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread


class Kept:
    """What a file of facts holds already; ``fits`` tells whether its ledger is there and was written for it."""

    def __init__(self, facts: Path, patterns: Sequence[Path], options: ReadOptions) -> None:
        """Read the ledger."""
        entries = read_ledger(facts)
        self.fits = entries is not None
        self._entries = entries or {}
        self._facts = facts
        self._options = options
        self._settings = f"{fingerprint(patterns)} {options.encoding} {options.date}".encode()

    def items(self, sources: Iterable[Source | Unread]) -> Iterator[Item]:
        """The sources with their digests, and the outcome in place of each whose facts are there."""
        if not self._entries:
            yield from map(self._digested, sources)
            return
        with self._facts.open("rb", buffering=0) as stream:
            for source in map(self._digested, sources):
                if isinstance(source, Unread) or (entry := self._entries.get(source.digest or "")) is None:
                    yield source
                    continue
                stream.seek(entry.start)
                lines = stream.read(entry.length)
                known = (source.path, entry.id, lines, entry.facts, None, entry.notes, source.size, source.digest)
                yield Outcome(*known, kept=True)

    def _digested(self, source: Source | Unread) -> Source | Unread:
        if isinstance(source, Unread):
            return source
        try:
            data = source.contents()
        except InputError as error:
            return Unread(source.path, str(error))
        manifest = self._options.manifest
        named = source.format != "record"  # a record names itself
        said = manifest.get(source.id) if named else sorted(manifest.items())
        told = repr((source.path, source.id, source.format, source.name, source.notes, said))
        parts = (self._settings, told.encode("utf-8", "surrogateescape"), data)
        return replace(source, data=data, digest=digest(parts))
