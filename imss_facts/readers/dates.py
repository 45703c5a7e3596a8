"""Dates of publication as file names, fields and datelines have them."""

import datetime as dt
import re

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {"setiembre": 9}
_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_WRITTEN = rf"(?P<day>\d{{1,2}})(?:º|°|o\.?|ro\.?)? de (?P<month>{'|'.join(_MONTH_NUMBERS)})(?:,| de| del(?: año)?)?"
_NUMERIC = r"(?P<day2>\d{1,2})(?P<mark>[/.-])(?P<month2>\d{1,2})(?P=mark)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATELINE = re.compile(
    rf"(?P<before>.{{0,120}}?)(?<!\d)(?:{_WRITTEN} |{_NUMERIC}){_YEAR}(?P<after>.*)\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[.,;]?(?:\Z| ?[-–—](?!\d)|(?<=\.)\s+[\"“«]?[A-ZÁÉÍÓÚÑ])")  # the end, a dash, a new sentence
# What may stand before the date: a place or a label up to its comma or colon, «a», a day of the week. Whatever runs
# on into the date, or begins with a small letter, is a sentence.
_WEEKDAY = f"(?i:{'|'.join(WEEKDAYS)})".translate({ord("é"): "[ée]", ord("á"): "[áa]"})
_PLACE = re.compile(rf"(?:(?![a-záéíóúñ])(?:.*[,.;:|–—-]\s*|.*\s(?=[aA]\s)))?(?:[aA]\s+|{_WEEKDAY},?\s+)?\Z")
_HEAD = 20  # lines among which a dateline may stand
_HEAD_CHARACTERS = 4000
_MARKUP = " \t*_#>|•·\"'“”"
_CELL = re.compile(r"[\n\t]")
_MEXICO_CITY = dt.timezone(dt.timedelta(hours=-6))  # all year since 2022


def date_in_name(name: str) -> dt.date | None:
    """The date a file name carries, as in ``2020-10-24_asamblea.txt``."""
    found = (_date(year, month, day) for year, _, month, day in _NAME.findall(name))
    return next((date for date in found if date), None)


def date_of_value(written: str) -> dt.date | None:
    """The date that the value of a field is or holds, written as in a file name or as in a dateline."""
    return date_in_name(written) or date_of_line(written)


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment in Mexico City, or as written where no time zone is."""
    return (moment.astimezone(_MEXICO_CITY) if moment.tzinfo else moment).date()


def head_lines(text: str) -> list[str]:
    """The first lines of a text that are not blank, without marks; the cells of a table are lines too."""
    lines = (line.strip(_MARKUP) for line in _CELL.split(text[:_HEAD_CHARACTERS]))
    return [line for line in lines if line][:_HEAD]


def date_of_line(line: str) -> dt.date | None:
    """The date of a dateline: a line that is a place and a full date, or the date alone, or begins so and goes on."""
    if "19" not in line and "20" not in line:  # as most lines: the pattern takes long to fail
        return None
    match = _DATELINE.match(line)
    if match is None or not (_PLACE.match(match["before"]) and _AFTER.match(match["after"])):
        return None
    if match["day2"]:
        return _date(match["year"], match["month2"], match["day2"])
    month = _MONTH_NUMBERS.get(match["month"].lower(), 0)  # none of them in «abrıl», though the pattern fits
    return _date(match["year"], month, match["day"])


def _date(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
