"""Running heads and feet: what pages repeat at their edges, page numbers, and what browsers print around a page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from imss_facts.readers.formats.pdf.lines import line_of
from imss_facts.readers.formats.pdf.pieces import Piece

Row = list[Piece]
Page = list[Row]

_DEEP = 8  # rows alike are no running head any more but a page printed twice
_SHIFT = 0.5  # of the size: how far repeated rows may be apart
_SHIFTS, _TELLING = 3, 20  # where the very same words, of so many characters, stand
_NEAR = (1, 2)  # pages on: left and right pages may have heads of their own
_BETWEEN = 1.5  # of the size: a bare page number stands that far from the text
_NUMBER = re.compile(r"\d+")
_PAGE = r"(?:p[áa]g(?:ina|s?\.|s)?|hoja|page)\s*\d+(?:\s*(?:de|/|of)\s*\d+)?"
_PAGE_ALONE = re.compile(rf"[-–—|\s]*{_PAGE}[-–—|\s]*\Z", re.IGNORECASE)
_PAGE_INSIDE = re.compile(rf"\s*[-–—|]?\s*\b{_PAGE}\b", re.IGNORECASE)
_COUNT = re.compile(r"[-–—|\s]*(\d+)\s*(?:/|de|of)\s*(\d+)[-–—|\s]*\Z", re.IGNORECASE)
_BARE = re.compile(r"[-–—|\s]*(\d+)[-–—|\s]*\Z")
# The letters of a bulletin's own head, which says something and is kept once: its number, its date.
_HEAD = re.compile(
    r"\b(?:bolet[ií]n|comunicado|nota\s+informativa|n[úu]m(?:ero|\.)|no\.\s*\d|n[º°])|\bde\s+(?:19|20)\d\d\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?|file|about|data|chrome|blob)://?\S|(?:about|data):\S|www\.\S", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?\s*m\b\.?)?", re.IGNORECASE
)
_TURN = re.compile(r"(?:\A|\s)(\d{1,5})\s*(?:/|of|de)\s*(\d{1,5})(?:\s|\Z)")


def without_running(pages: Sequence[Page]) -> list[Page]:
    """The pages without their running heads and feet; of the first page's head, what is the bulletin's own stays.

    Pages that hold nothing else stay as they are.
    """
    kept = _kept([_without_browser(page, number, len(pages)) for number, page in enumerate(pages, 1)])
    return kept if any(kept) else list(pages)


def _kept(pages: Sequence[Page]) -> list[Page]:
    heads = _repeated(pages, lambda page: page)
    feet = _repeated(pages, lambda page: page[::-1])
    first = next((number for number, page in enumerate(pages, 1) if page), 0)
    kept: list[Page] = []
    for number, (page, head, foot) in enumerate(zip(pages, heads, feet, strict=True), 1):
        own = [row for row in page[:head] if _HEAD.search(line_of(row).text)] if number == first else []
        body = _without_number(page[head : max(head, len(page) - foot)], number, len(pages))
        kept.append([row for row in (_without_count(row, number) for row in own) if row] + body)
    return kept


def _without_browser(page: Page, number: int, count: int) -> Page:
    """A page without what a browser prints around it: the hour, the title, the address and the page's number."""
    if not page:
        return page
    top, bottom = _browser_marks(page[0], number, count), _browser_marks(page[-1], number, count)
    if {"address", "count"} <= bottom or len(top | bottom) == 3:
        page = page[:-1]
        return page[1:] if len(top | bottom) == 3 and top else page
    return page


def _browser_marks(row: Row, number: int, count: int) -> set[str]:
    marks = set()
    for piece in row:
        text = piece.text.strip()
        if _ADDRESS.match(text):
            marks.add("address")
        if _CLOCK.match(text):
            marks.add("clock")
    if any((int(m[1]), int(m[2])) == (number, count) for m in _TURN.finditer(line_of(row).text)):
        marks.add("count")
    return marks


def _repeated(pages: Sequence[Page], seen_from: Callable[[Page], Page]) -> list[int]:
    """How many rows of each page, from one edge, a page near it repeats."""
    edges = [[(row, line_of(row).text) for row in seen_from(page)[: _DEEP + 1]] for page in pages]
    depths = [0] * len(pages)
    for step in _NEAR:
        for i in range(len(pages) - step):
            depth = 0
            for one, other in zip(edges[i], edges[i + step], strict=False):
                if not _alike(one, other, step):
                    break
                depth += 1
            if depth <= _DEEP and depth:
                depths[i], depths[i + step] = max(depths[i], depth), max(depths[i + step], depth)
    return depths


def _alike(one: tuple[Row, str], other: tuple[Row, str], step: int) -> bool:
    """Whether two rows are one running head: same place, same words, numbers the same or those of pages."""
    (row, text), (later, later_text) = one, other
    shift = abs(row[0].y - later[0].y) / row[0].size
    if shift > (_SHIFTS if text == later_text and len(text) > _TELLING else _SHIFT):
        return False
    if _NUMBER.sub("0", text).casefold() != _NUMBER.sub("0", later_text).casefold():
        return False
    numbers = zip(_NUMBER.findall(text), _NUMBER.findall(later_text), strict=True)
    return all(first == second or _follows(first, second, step) for first, second in numbers)


def _follows(first: str, second: str, step: int) -> bool:
    return max(len(first), len(second)) < 6 and int(second) - int(first) == step


def _without_count(row: Row, number: int) -> Row:
    """A row of a running head without the number of the page."""
    kept = (replace(piece, text=_PAGE_INSIDE.sub("", piece.text)) for piece in row)
    return [piece for piece in kept if piece.text.strip(" -–—|") not in {"", str(number)}]


def _without_number(page: Page, number: int, count: int) -> Page:
    """A page without its number, above or below the text."""
    if page and _is_number(page[-1], page[-2] if len(page) > 1 else None, number, count):
        page = page[:-1]
    if page and _is_number(page[0], page[1] if len(page) > 1 else None, number, count):
        page = page[1:]
    return page


def _is_number(row: Row, neighbour: Row | None, number: int, count: int) -> bool:
    text = line_of(row).text
    if _PAGE_ALONE.match(text):
        return True
    if turn := _COUNT.match(text):
        return (turn[1], turn[2]) == (str(number), str(count))
    bare = _BARE.match(text)
    if bare is None or bare[1] != str(number):
        return False
    apart = neighbour is None or abs(row[0].y - neighbour[0].y) > (1 + _BETWEEN) * row[0].size
    return apart or text != bare[1]
