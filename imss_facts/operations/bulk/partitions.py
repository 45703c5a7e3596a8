"""Partitions: the input of a cluster cut into pieces that are extracted apart, by fsspec paths."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from imss_facts.errors import InputError
from imss_facts.readers.detect import SUFFIXES, passed_over

BLOCK = 32_000_000  # bytes of a partition
_CUT = frozenset({".jsonl", ".ndjson"})  # formats of which a piece can be read alone
_MAGIC = "*?["


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes ``start`` to ``end`` of a file: the lines that begin there, the first of which is number ``line``.

    A file that cannot be cut is one piece.
    """

    url: str
    id: str
    start: int
    end: int
    line: int = 1
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Partition:
    """What makes one part file."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(piece.end - piece.start for piece in self.pieces)


def find_pieces(paths: Iterable[str], block: int = BLOCK) -> Iterator[Piece]:
    """The pieces of all files that paths, patterns (``s3://bucket/*.jsonl``) and folders name, in order.

    InputError tells the path that gives none.
    """
    for path in paths:
        found = sorted(_files(path), key=lambda file: PurePosixPath(file[0]).parts)
        if not found:
            raise InputError(f"{path}: holds no bulletin ({', '.join(sorted(SUFFIXES))})")
        for url, known_as, size in found:
            if PurePosixPath(url).suffix.lower() in _CUT and size > block:
                cuts = range(0, size, block)
                yield from (Piece(url, known_as, at, min(at + block, size), 0, cut=True) for at in cuts)
            else:
                yield Piece(url, known_as, 0, size)


def _files(path: str) -> Iterator[tuple[str, str, int]]:
    """The files of one path: their urls, the ids of their bulletins, their sizes."""
    try:
        system, inside = url_to_fs(path)
        if any(mark in path for mark in _MAGIC):
            found, root = system.glob(inside, detail=True), None
        elif system.isdir(inside):
            found, root = system.find(inside, detail=True), PurePosixPath(inside)
        else:
            found, root = {inside: system.info(inside)}, None
    except (OSError, ImportError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    for name, details in found.items():
        place = PurePosixPath(name)
        below = place.relative_to(root) if root else PurePosixPath(place.name)
        hidden = any(part.startswith(".") for part in below.parts)
        if details["type"] == "file" and not hidden and not passed_over(place.name):
            url = name if "file" in system.protocol else system.unstrip_protocol(name)
            yield url, below.with_suffix("").as_posix(), details["size"]


def partitions(pieces: Iterable[Piece], block: int = BLOCK) -> Iterator[Partition]:
    """The pieces in order, put together to partitions of about ``block`` bytes."""
    number, held, size = 0, list[Piece](), 0
    for piece in pieces:
        if held and size + piece.end - piece.start > block:
            yield Partition(number, tuple(held))
            number, held, size = number + 1, [], 0
        held.append(piece)
        size += piece.end - piece.start
    if held:
        yield Partition(number, tuple(held))


def line_starts(piece: Piece) -> int:
    """How many lines begin in a piece."""
    begun = int(piece.start == 0)
    with open_url(piece.url) as stream:
        stream.seek(max(piece.start - 1, 0))
        left = piece.end - 1 - max(piece.start - 1, 0)
        while left > 0 and (chunk := stream.read(min(left, 1 << 22))):
            begun += chunk.count(b"\n")
            left -= len(chunk)
    return begun


def open_url(url: str) -> Any:
    """The bytes at a url, as a context."""
    return fsspec.open(url, "rb")
