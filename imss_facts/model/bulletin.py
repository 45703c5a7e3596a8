"""The bulletin: a text with its name and date, as a reader gives it."""

from dataclasses import dataclass
import datetime as dt


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A text as read (NFC, ``\\n`` line ends), its id, and its publication date where known."""

    id: str
    text: str
    date: dt.date | None = None
