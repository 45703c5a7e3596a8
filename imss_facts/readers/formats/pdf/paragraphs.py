"""From the lines of all pages to one text: lines of a paragraph joined, paragraphs apart, over columns and pages."""

from collections.abc import Sequence

from imss_facts.readers.formats.pdf.breaks import SAME, between_lines
from imss_facts.readers.formats.pdf.order import Block
from imss_facts.readers.formats.pdf.places import Paragraph, places_of, usual_distance
from imss_facts.readers.formats.pdf.words import Words, settled


def text_of(pages: Sequence[Sequence[Block]]) -> tuple[str, list[int]]:
    """The text of pages and the offsets where each begins."""
    places = list(places_of(pages))
    words = Words(place.line.text for place in places)
    usual = usual_distance(places)
    parts: list[str] = []
    begins: dict[int, int] = {}
    length = 0
    paragraph: Paragraph | None = None
    for i, place in enumerate(places):
        line = place.line
        if paragraph is None:
            between, paragraph = "", Paragraph(line)
        else:
            last = places[i - 1]
            following = places[i + 1] if i + 1 < len(places) else None
            between = between_lines(last, place, following, paragraph, usual)
            if between == SAME:
                cut, between = words.join(last.line.text, line.text)
                parts[-1] = parts[-1][: len(parts[-1]) - cut]
                length -= cut
                paragraph.add(last.line, line)
            else:
                parts[-1] = settled(parts[-1])
                paragraph = Paragraph(line)
        parts.extend((between, line.text))
        length += len(between) + len(line.text)
        begins.setdefault(place.page, length - len(line.text))
    text = settled("".join(parts))
    offsets = [0] * len(pages)
    begin = len(text)
    for page in reversed(range(len(pages))):
        begin = offsets[page] = begins.get(page, begin)
    return text, offsets
