"""The publication date of a bulletin: from its front matter, its file name or its dateline."""

import datetime as dt
import re

_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre")  # fmt: skip
_DATELINE = re.compile(
    r"[^\d\n]{0,90}?\b(\d{1,2})[º°]? de (" + "|".join([*_MONTHS, "setiembre"]) + r")(?: de|,| del)? (\d{4})(?:\.? ?[-–—].*|\.?)\s*\Z",
    re.IGNORECASE,
)
_HEAD = 20  # lines among which a dateline may stand


def date_in_name(name: str) -> dt.date | None:
    """The date a file name carries, as in ``2020-10-24_asamblea.txt``."""
    match = _NAME.search(name)
    return _date(*map(int, match.groups())) if match else None


def date_in_text(text: str) -> dt.date | None:
    """The date of the dateline: a line at the top that is a place and a full date, or begins with them and a dash."""
    lines = [line.strip(" \t*_") for line in text[:4000].split("\n") if line.strip()]
    for line in lines[:_HEAD]:
        match = _DATELINE.match(line)
        if match:
            day, month, year = match.groups()
            number = _MONTHS.index(month.lower().replace("setiembre", "septiembre")) + 1
            found = _date(int(year), number, int(day))
            if found is not None:
                return found
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
