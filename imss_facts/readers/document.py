"""The document: what the reader of a format makes of a file's bytes."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum


class Origin(IntEnum):
    """Where a bulletin says something of itself, the most trusted first."""

    OPTION = 0
    MANIFEST = 1
    RECORD = 2
    FRONT_MATTER = 3
    METADATA = 4
    FILE_NAME = 5
    HEADER = 6
    PROPERTIES = 7


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place says of the bulletin; None where it says nothing."""

    origin: Origin
    date: dt.date | None = None
    number: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    r"""A text as read (NFC, ``\n`` line ends) and what the format tells besides.

    ``metadata`` are the offsets of fields that are no part of what the bulletin says (front matter); ``pages`` the
    offsets where pages begin, empty where the format has none; ``id`` the name that a record gives itself.
    """

    text: str
    claims: tuple[Claim, ...] = ()
    metadata: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    id: str | None = None
