"""The outcome: what is left of one bulletin when many are extracted."""

from dataclasses import dataclass

from imss_facts.operations.extract import Extract, extract_one
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread


@dataclass(frozen=True, slots=True)
class Outcome:
    """The facts of one bulletin as they are written, or the error; ``size`` is what of the input it takes up."""

    path: str
    id: str | None = None
    lines: bytes = b""
    facts: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()
    size: int = 0
    digest: str | None = None  # of all that its facts depend on
    kept: bool = False  # its facts were known, and are taken over


def outcome_of(source: Source | Unread, extractor: Extract, options: ReadOptions) -> Outcome:
    """The outcome of one source."""
    result = extract_one(source, extractor, options)
    error = None if result.error is None else str(result.error)
    known_as = result.bulletin.id if result.bulletin else None
    digest = source.digest if isinstance(source, Source) else None
    lines = "".join(f"{fact}\n" for fact in result.facts).encode("utf-8", "backslashreplace")
    return Outcome(result.path, known_as, lines, len(result.facts), error, result.notes, source.size, digest)
