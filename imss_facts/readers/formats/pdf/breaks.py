"""Breaks: what stands between two lines, a space, a line's end or a paragraph's."""

import re

from imss_facts.readers.formats.pdf.characters import BULLETS
from imss_facts.readers.formats.pdf.lines import Line
from imss_facts.readers.formats.pdf.pieces import differ_in_size
from imss_facts.readers.formats.pdf.places import (
    FAR,
    Paragraph,
    Place,
    is_broken,
    is_capital,
    is_centred,
    is_forced,
    is_set_right,
)

SAME, LINE, PARAGRAPH = "", "\n", "\n\n"
_LOOSER, _LOOSE = 1.25, 1.12  # times the distance of lines: a gap between paragraphs, below a line that may end one
_FARTHEST = 2.5  # of the size: lines of a paragraph are no further apart
_EVEN = 0.05  # of a distance: distances that differ so little are the same
_INDENT = 0.8  # of the size
_HANGING = 3.5  # of the size, behind a bullet
_BULLET = re.compile(rf"[{BULLETS}](?=\s)")
_LABEL = re.compile(r"(?:[-–—*]|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s)")
_STOP = re.compile(r"[.!?…][\"”’»)\]*\s]*\Z")
_GOES_ON = re.compile(
    r"(?:[,;(“«/]|\s[–—-]|\b(?i:a|al|ante|con|de|del|desde|e|el|en|entre|hasta|la|las|lo|los|mil|mill[óo]n|millones|o"
    r"|para|por|que|se|según|sin|sobre|su|sus|tras|u|un|una|y))\Z"
)


def between_lines(last: Place, place: Place, following: Place | None, paragraph: Paragraph, usual: float) -> str:
    """What stands between two lines; nothing where they are of one paragraph."""
    one, other = last.line, place.line
    if one.row or other.row or differ_in_size(one.size, other.size):
        return PARAGRAPH
    if last.block != place.block and not _is_below(last, place, usual):
        return _over_break(last, place, paragraph)
    after = following.line if following and following.block == place.block else None
    forced = is_forced(last, place)
    gap = _is_gap(one, other, after, paragraph, usual, forced=forced)
    if _is_item(other.text) and (forced or gap or _begins_item(one.text, other.text)):
        return LINE if not gap or _is_item(paragraph.first.text) else PARAGRAPH
    if gap:
        return PARAGRAPH
    centred = is_centred(last, place)
    if not centred and not is_set_right(last, place) and _is_indented(one, other, after, paragraph, forced=forced):
        return PARAGRAPH
    if not forced:
        return SAME
    if _STOP.search(one.text):
        return PARAGRAPH
    if _carries_on(other.text) and (_GOES_ON.search(one.text) or one.text[-1:].islower()):
        return SAME
    if centred or _carries_on(other.text) or _GOES_ON.search(one.text):
        return LINE
    indented = _INDENT * other.size < other.left - place.left < FAR * other.size
    return PARAGRAPH if place.is_full or indented else LINE


def _is_below(last: Place, place: Place, usual: float) -> bool:
    """Whether a line is the next below another, though in a block of its own."""
    distance = place.line.y - last.line.y
    near = 0 < distance <= _LOOSER * usual * place.line.size
    return near and last.page == place.page and place.line.left < last.line.right


def _over_break(last: Place, place: Place, paragraph: Paragraph) -> str:
    """What stands between the last line of a column or page and the first of the next."""
    one, other = last.line, place.line
    if last.page == place.page and other.y > one.y:
        return PARAGRAPH
    if _is_item(other.text) and (_BULLET.match(other.text) or _STOP.search(one.text) or is_forced(last, place)):
        return LINE if _is_item(paragraph.first.text) else PARAGRAPH
    if is_broken(one.text) and other.text[:1].isalnum():
        return SAME
    indented = other.left - place.left > _INDENT * other.size
    if _STOP.search(one.text) and (indented or not last.fills_column or paragraph.lines == 1):
        return PARAGRAPH
    if is_capital(other.text) and not is_capital(one.text):
        return PARAGRAPH
    going_on = other.text[:1].islower() or _GOES_ON.search(one.text) is not None
    if not is_forced(last, place):
        return SAME if going_on or paragraph.lines > 1 or last.fills_column else PARAGRAPH
    if _GOES_ON.search(one.text) and _carries_on(other.text):
        return SAME
    return LINE if _carries_on(other.text) else PARAGRAPH


def _carries_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence, or may do so."""
    first = next(filter(str.isalnum, text), "")
    return first.islower() or first.isdecimal()


def _begins_item(text: str, item: str) -> bool:
    """Whether what may be an item of a list is one though the line before it is full."""
    if _BULLET.match(item) or _STOP.search(text):
        return True
    return item[0] not in "–—" and not _GOES_ON.search(text)


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _LABEL.match(text))


def _is_gap(one: Line, other: Line, after: Line | None, paragraph: Paragraph, usual: float, *, forced: bool) -> bool:
    """Whether lines are further apart than those of a paragraph."""
    distance = other.y - one.y
    ends = forced or _STOP.search(one.text) is not None
    if distance <= (_LOOSE if ends else _LOOSER) * (paragraph.distance or usual * other.size):
        return False
    if paragraph.lines > 1 or ends or distance > _FARTHEST * other.size:
        return True
    return after is None or abs(after.y - other.y - distance) > _EVEN * distance  # else all the text is set so loosely


def _is_indented(one: Line, other: Line, after: Line | None, paragraph: Paragraph, *, forced: bool) -> bool:
    """Whether a line's place says that a paragraph begins with it."""
    step, far = _INDENT * other.size, FAR * other.size
    going_on = not forced and (_carries_on(other.text) or _GOES_ON.search(one.text) is not None)
    if paragraph.lines > 1:
        return step < abs(other.left - paragraph.left) < far and not (other.left < paragraph.left and going_on)
    first = paragraph.first
    if _is_item(first.text):
        behind = other.left > max(first.inner + step, first.left + _HANGING * other.size)
        return behind or (other.left < first.left - step and not going_on)
    if other.left < one.left:
        return one.left - other.left > far and not going_on
    if not step <= other.left - one.left < far:
        return False
    hanging = after is not None and abs(after.left - other.left) < step
    return forced or not hanging or _STOP.search(one.text) is not None
