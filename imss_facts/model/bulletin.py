"""The bulletin: a text with its name and date, as a reader gives it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bulletin:
    r"""A text as read (NFC, ``\n`` line ends), its id, its publication date where known, and its metadata.

    ``metadata`` are the offsets of fields that are no part of what the bulletin says (front matter).
    """

    id: str
    text: str
    date: dt.date | None = None
    metadata: tuple[tuple[int, int], ...] = ()
