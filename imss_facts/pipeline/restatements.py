"""Figures said again: ``128,900 (ciento veintiocho mil novecientos)``."""

from imss_facts.language.numerals import THOUSAND
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.items import Item
from imss_facts.pipeline.reading import Reading
from imss_facts.rules.library import Library

_SLIP = 10  # how far off the words of a figure may be


class Restatements:
    """Finds figures that only say the one before again."""

    def __init__(self, library: Library) -> None:
        """Learn why they are left out."""
        pattern = next((p for p in library.of("exclusions") if p.restated), None)
        self._restatement = (pattern.reason, pattern.id) if pattern else None

    def without(self, reading: Reading, items: list[Item]) -> list[Item]:
        """The items but for those that say the one before again, which are excluded."""
        kept: list[Item] = []
        for item in items:
            last = kept[-1] if kept else None
            end = _restated(reading.tokens, last, item) if last is not None else None
            if last is None or end is None or self._restatement is None:
                kept.append(item)
                continue
            last.resume = end
            last.unit = last.unit or item.unit
            reading.exclude(item.numeral.i, item.numeral.j, *self._restatement)
        return kept


def _restated(tokens: Tokens, last: Item, item: Item) -> int | None:
    """Where the text goes on, if a figure only says the one before it again, in brackets or without."""
    if item.numeral.digits == last.numeral.digits or item.article:
        return None
    if item.unit is not None and last.unit is not None and item.unit.unit != last.unit.unit:
        return None
    between = tokens.words[last.j : item.i]
    if between == ["("] and item.j < len(tokens.words) and tokens.words[item.j] == ")":
        return item.j + 1 if item.value == last.value or _misquoted(last, item) else None
    return item.j if not between and item.value == last.value and item.value >= THOUSAND else None


def _misquoted(last: Item, item: Item) -> bool:
    """Whether words alone in brackets fail to say the digits before them: ``128 (ciento treinta y ocho)``."""
    alike = last.value and item.value and last.value / _SLIP < item.value < last.value * _SLIP
    return bool(last.numeral.digits and alike)
