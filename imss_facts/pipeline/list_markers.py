"""Markers of numbered lists whose items end in no punctuation: ``1. Salas``, ``2. 13 hospitales`` on the next line."""

from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from imss_facts.language.numerals import Form, Numeral
from imss_facts.pipeline.reading import Reading
from imss_facts.rules.schema import ExclusionPattern

_BEGIN = attrgetter("i")
_MARKS = ".)"
_MOST = Decimal(50)
_GOES_ON = frozenset(
    {"de", "del", "a", "al", "en", "con", "por", "para", "y", "e", "o", "que", "el", "la", "los", "las", "un", "una"}
    | {"hasta", "desde", "entre", "casi", "son", "hay", "fueron", "total", "numero", "mas", "menos"}
)


def exclude_markers(reading: Reading, pattern: ExclusionPattern) -> None:
    """Exclude each number at the beginning of a line that goes on with a list, and the «1» that it goes on from."""
    tokens = reading.tokens
    lines = tokens.breaks.keys() & set(map(_BEGIN, reading.numerals))
    if not lines:
        return
    lines.add(0)
    markers = [(n, mark) for n in reading.numerals if n.i in lines and n.digits and (mark := _mark(reading, n))]
    for (a, left), (b, right) in pairwise(markers):
        if b.value != a.value + 1 or left != right:
            continue
        for numeral in (a, b) if a.value == 1 else (b,):
            wrapped = numeral.i and tokens.folded[numeral.i - 1] in _GOES_ON
            if numeral.i not in reading.excluded and not wrapped:
                reading.exclude(numeral.i, numeral.j, pattern.reason, pattern.id)


def _mark(reading: Reading, numeral: Numeral) -> str:
    """The mark between a number that begins a line and the white space after it; empty for any other number."""
    tokens, i = reading.tokens, numeral.i
    if numeral.j != i + 1 or numeral.j >= len(tokens.words):
        return ""
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    if text[end] not in _MARKS or numeral.form is not Form.CARDINAL or numeral.value > _MOST:
        return ""
    line = text.rfind("\n", 0, start) + 1
    stop = end + 1 + (text[end + 1 : end + 2] == "-")
    return text[end:stop] if not text[line:start].strip() and text[stop : stop + 1].isspace() else ""
