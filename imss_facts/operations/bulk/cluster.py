"""Extraction on a Dask cluster: the partitions go to its workers, which write one part file each."""

import logging
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from distributed import Client, Future, as_completed
from distributed.comm.addressing import parse_host_port
from distributed.scheduler import KilledWorker
from fsspec.core import url_to_fs

from imss_facts.errors import ImssFactsError, UsageError, defect
from imss_facts.operations.bulk.fingerprint import fingerprint
from imss_facts.operations.bulk.outcome import Outcome
from imss_facts.operations.bulk.part import ASIDE, Report, Settings, extract_part
from imss_facts.operations.bulk.partitions import BLOCK, Partition, Piece, find_pieces, line_starts, partitions
from imss_facts.readers.opening import ReadOptions

PORT = 8786  # of a scheduler, where the address names none
_PATIENCE = 10  # seconds until a scheduler or its workers must have answered


def extract_on_cluster(
    scheduler: str,
    paths: Sequence[str],
    output: str,
    *,
    patterns: Sequence[Path] = (),
    options: ReadOptions | None = None,
    block: int = BLOCK,
) -> Iterator[Report]:
    """The report of every partition, as they are done; the facts go to ``part-000000.jsonl`` … in ``output``.

    The parts in order hold the same facts as one run over the same paths, but that bulletins of one id are told only
    within a partition. A worker that is lost costs time and nothing else; a partition that costs several workers is
    an error. UsageError where ``output`` holds anything, ImssFactsError where the cluster cannot be used.
    """
    pieces = list(find_pieces(paths, block))
    settings = Settings(options or ReadOptions(), tuple(_pattern_files(patterns)), output)
    with _connected(scheduler) as client:
        _check_workers(client)
        _prepare(output)
        work = list(partitions(_numbered(pieces, client), block))
        futures = client.map(extract_part, work, settings=settings, pure=False)
        partition_of = {future.key: partition for future, partition in zip(futures, work, strict=True)}
        for future in as_completed(futures, loop=client.loop):
            yield _report(future, partition_of[future.key])
    _clean(output)


def _report(future: Future, partition: Partition) -> Report:
    try:
        report: Report = future.result()
    except KilledWorker:
        return _failed(partition, "ended every worker that had it; extract its files one by one")
    except Exception as error:  # noqa: BLE001  one partition must not cost the rest
        expected = isinstance(error, ImssFactsError | OSError)
        return _failed(partition, " ".join(str(error).split()) if expected else defect(error))
    return report


def _failed(partition: Partition, why: str) -> Report:
    report = Report(partition.size)
    for url in dict.fromkeys(piece.url for piece in partition.pieces):
        report.add(Outcome(url, error=f"part {partition.number}: {why}"))
    return report


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client of a scheduler; what Dask has to say of workers lost is told by us."""
    try:
        host, port = parse_host_port(scheduler.partition("://")[2] or scheduler, PORT)
        socket.create_connection((host, port), _PATIENCE).close()  # Dask's own attempt would end in a traceback
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"--scheduler {scheduler}: no Dask scheduler answers ({error})"
        raise ImssFactsError(f"{what}; start one by «dask scheduler» and name its address") from None
    with client:
        yield client


def _check_workers(client: Client) -> None:
    """ImssFactsError where there is no worker, or one that would find other facts."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise ImssFactsError("the cluster has no workers; start some by «dask worker» beside an imss-facts") from None
    try:
        versions = client.run(fingerprint)
    except ImportError as error:
        raise ImssFactsError(
            f"a worker cannot import imss-facts ({error}); install it there with its dask extra"
        ) from None
    own = fingerprint()
    for worker, version in versions.items():
        if version != own:
            raise ImssFactsError(f"the worker {worker} has another version of imss-facts; install the same everywhere")


def _pattern_files(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The user's pattern files, under names that keep the folders' order."""
    for number, folder in enumerate(folders):
        for path in sorted(p for p in folder.rglob("*.y*ml") if p.is_file()):
            yield f"{number}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _prepare(output: str) -> None:
    system, folder = url_to_fs(output)
    try:
        system.makedirs(folder, exist_ok=True)
        if system.ls(folder, detail=False):
            raise UsageError(f"-o {output}: is not empty; name a new folder for the parts")
    except FileExistsError:
        raise UsageError(f"-o {output}: is a file; name a folder for the parts") from None


def _clean(output: str) -> None:
    """Remove what workers left that were lost."""
    system, folder = url_to_fs(output)
    for name in system.ls(folder, detail=False):
        if PurePosixPath(name).name.startswith(ASIDE):
            system.rm(name)


def _numbered(pieces: Iterable[Piece], client: Client) -> Iterator[Piece]:
    """The pieces with the numbers of their first lines, which are counted on the cluster."""
    cut = [piece for piece in pieces if piece.cut]
    counts = dict(zip(cut, client.gather(client.map(line_starts, cut, pure=False)), strict=True)) if cut else {}
    for _, same in groupby(pieces, key=lambda piece: piece.url):
        line = 1
        for piece in same:
            yield replace(piece, line=line)
            line += counts.get(piece, 0)
