"""The source: where one bulletin comes from."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from imss_facts.errors import InputError
from imss_facts.readers.opening import Opened, ReadOptions, open_bulletin, size_limit, too_big

MAX_DRAINED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where one bulletin comes from; it can be sent to another process.

    ``path`` is told in messages (``a.txt``, ``a.zip/b.txt``, ``a.jsonl:17``), ``id`` the bulletin's unless it names
    itself, ``name`` the file's; ``data`` its bytes where the path alone does not give them; ``size`` what of the input
    it takes up; ``digest`` stands for all that its facts depend on, where that is asked for.
    """

    path: str
    id: str
    format: str
    name: str = ""
    data: bytes | None = field(default=None, repr=False)
    size: int = 0
    notes: tuple[str, ...] = ()
    digest: str | None = None

    def read(self, options: ReadOptions | None = None) -> Opened:
        """The bulletin; InputError (without the path) says why there is none."""
        return open_bulletin(self.contents(), self.format, self.id, self.name, options or ReadOptions())

    def contents(self) -> bytes:
        """The bytes; InputError where they are too many or cannot be read."""
        return _contents(self.path, size_limit(self.format)) if self.data is None else self.data


@dataclass(frozen=True, slots=True)
class Unread:
    """A path that gives no bulletin, and why; ``lost`` where something is there that was asked for."""

    path: str
    why: str
    lost: bool = True
    size: int = 0


def cannot_be_read(error: OSError) -> str:
    """Why a path that the system does not let read gives no bulletin."""
    return f"cannot be read: {error.strerror or error}"


def up_to_an_error(path: str, found: Iterable[Source | Unread]) -> Iterator[Source | Unread]:
    """What is found in a path, and where an error ends it, that error as the last."""
    try:
        yield from found
    except InputError as error:
        yield Unread(path, str(error))
    except OSError as error:
        yield Unread(path, cannot_be_read(error))


def _contents(path: str, limit: int) -> bytes:
    try:
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limit:
                raise too_big(size)
            return bounded(stream, limit)
    except OSError as error:
        raise InputError(cannot_be_read(error)) from None


def bounded(stream: BinaryIO, limit: int) -> bytes:
    """What is left of a stream; InputError where it is more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) <= limit:
        return data
    size = len(data)  # read on, so that the writer of a pipe is not cut off, but not without end
    while size < MAX_DRAINED and (chunk := stream.read(limit)):
        size += len(chunk)
    raise too_big(size, at_least=size >= MAX_DRAINED)
