"""The bulletin: a text with its name and date, as a reader gives it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bulletin:
    r"""A text as read (NFC, ``\n`` line ends), its id, and its publication date where known.

    ``metadata`` are the offsets of fields that are no part of what the bulletin says (front matter); ``pages`` the
    offsets where its pages begin, empty where it has none.
    """

    id: str
    text: str
    date: dt.date | None = None
    metadata: tuple[tuple[int, int], ...] = ()
    number: str | None = None
    title: str | None = None
    pages: tuple[int, ...] = ()
