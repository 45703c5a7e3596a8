"""One partition extracted to one part file: what a worker of a cluster does."""

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from uuid import uuid4

from fsspec.core import url_to_fs

from imss_facts.operations.bulk.extract_all import without_twins
from imss_facts.operations.bulk.outcome import Outcome, outcome_of
from imss_facts.operations.bulk.partitions import Partition, Piece, open_url
from imss_facts.operations.extract import Extractor
from imss_facts.readers.detect import LOOKED_AT, detect
from imss_facts.readers.holders import Holder, found_in
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread, up_to_an_error

ASIDE = ".part-"  # how files begin that are not yet whole
_TOLD = 1000  # errors and notes of one part that are told one by one
_one_at_a_time = threading.Lock()  # for workers of several threads


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker is to know: how to read, the user's pattern files by name, and where parts are written."""

    options: ReadOptions
    patterns: tuple[tuple[str, bytes], ...]
    output: str


@dataclass(slots=True)
class Report:
    """What came of a partition: how much was read, what went wrong or is to be noted, and what was passed over."""

    size: int
    bulletins: int = 0
    facts: int = 0
    told: list[Outcome] = field(default_factory=list)
    untold: int = 0  # errors beyond those
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and keep it where something is to be told of it."""
        if outcome.error is None:
            self.bulletins += outcome.id is not None
            self.facts += outcome.facts
        if outcome.error is not None or outcome.notes:
            if len(self.told) < _TOLD:
                self.told.append(replace(outcome, lines=b""))
            else:
                self.untold += outcome.error is not None


def extract_part(partition: Partition, settings: Settings) -> Report:
    """Write the facts of a partition to its part file, which appears whole or not at all; a file there is replaced."""
    report = Report(partition.size)
    system, folder = url_to_fs(settings.output)
    target = f"{folder.rstrip('/')}/part-{partition.number:06}.jsonl"
    aside = f"{folder.rstrip('/')}/{ASIDE}{partition.number:06}.{uuid4().hex}"
    with _one_at_a_time:
        extractor = _extractor(settings.patterns)
        try:
            with system.open(aside, "wb") as stream:
                for outcome in without_twins(_outcomes(partition, extractor, settings.options, report.skipped)):
                    stream.write(outcome.lines)
                    report.add(outcome)
            system.mv(aside, target)
        except BaseException:
            if system.exists(aside):
                system.rm(aside)
            raise
    return report


def _outcomes(
    partition: Partition, extractor: Extractor, options: ReadOptions, skipped: Counter[str]
) -> Iterator[Outcome]:
    for piece in partition.pieces:
        for source in up_to_an_error(piece.url, _sources(piece, options.encoding, skipped)):
            yield outcome_of(source, extractor, options)


def _sources(piece: Piece, encoding: str, skipped: Counter[str]) -> Iterator[Source | Unread]:
    name = PurePosixPath(piece.url).name
    holder = Holder(piece.url, piece.id, named=False, encoding=encoding, skipped=skipped)
    with open_url(piece.url) as stream:
        if piece.cut:
            yield from holder.lines(*_lines_of(piece, stream))
        else:
            form = detect(stream.read(LOOKED_AT), name)
            stream.seek(0)
            yield from found_in(stream, form, name, holder)


def _lines_of(piece: Piece, stream: BinaryIO) -> tuple[BinaryIO, int, int]:
    """The stream where the first line of a piece begins, the number of that line, and the bytes left of the piece."""
    if piece.start == 0:
        return stream, piece.line, piece.end
    stream.seek(piece.start - 1)
    begin = piece.start - 1 + len(stream.readline())
    return stream, piece.line, piece.end - begin


@lru_cache(maxsize=1)
def _extractor(patterns: tuple[tuple[str, bytes], ...]) -> Extractor:
    """The extractor of this process, with the user's pattern files."""
    if not patterns:
        return Extractor()
    with tempfile.TemporaryDirectory() as temporary:
        for name, data in patterns:
            path = Path(temporary, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return Extractor(sorted(Path(temporary).iterdir()))  # one for each folder of the user's
