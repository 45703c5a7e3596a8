"""``imss_facts``: the facts themselves, and the account of every numeral that is none."""

from bisect import bisect_right
from typing import ClassVar

from imss_facts.language.calendar import bounds
from imss_facts.language.numeral import Form
from imss_facts.language.sentences import Sentences
from imss_facts.model.fact import Fact
from imss_facts.pipeline.exclusions import FallbackExclusions
from imss_facts.pipeline.numerals import RuleTracer
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library


class FactMaker:
    """Turns quantities into facts; every numeral ends in a fact or in an exclusion."""

    subjects: ClassVar[tuple[str, ...]] = ("exclusions", "numerals")

    def __init__(self, library: Library) -> None:
        """Learn the fallback reasons."""
        self._fallback = FallbackExclusions(library)
        self._trace = RuleTracer(library)

    def __call__(self, reading: Reading) -> None:
        """Make the facts in the order of the text; complete the exclusions and put them in order."""
        reading.quantities = self._apart(reading)
        claimed = {k for q in reading.quantities for k in range(q.i, q.j)}
        self._fallback(reading, claimed)
        reading.exclusions = sorted((e for e in reading.exclusions if e.i not in claimed), key=lambda e: (e.i, e.j))
        if reading.facilities:
            reading.quantities = sorted([*reading.quantities, *reading.facilities], key=lambda q: (q.i, q.j))
        reading.facts = [self._fact(q, reading, reading.sentences) for q in reading.quantities]

    def _apart(self, reading: Reading) -> list[Quantity]:
        """The quantities without overlaps: of two the earlier stays, and the longer of those that begin together.

        Numerals that the other alone covered become counts; what is left of a cut numeral is excluded.
        """
        kept: list[Quantity] = []
        end = 0
        for quantity in sorted(reading.quantities, key=lambda q: (q.i, -q.j)):
            if quantity.i >= end:
                kept.append(quantity)
                end = quantity.j
                continue
            for numeral in quantity.numerals:
                if numeral.i >= end and numeral.form is Form.CARDINAL:
                    kept.append(Quantity(numeral.i, numeral.j, "count", numeral.value, numerals=[numeral]))
                    kept[-1].category = "other"
                    end = numeral.j
                elif numeral.j > end:
                    self._fallback.exclude(reading, max(numeral.i, end), numeral.j, "fragment")
        return kept

    def _fact(self, q: Quantity, reading: Reading, sentences: Sentences) -> Fact:
        tokens, bulletin = reading.tokens, reading.bulletin
        start, end = tokens.starts[q.i], tokens.ends[q.j - 1]
        first, last = bounds(q.period)
        rules = [rule for numeral in q.numerals for rule in self._trace(tokens, numeral)]
        return Fact(
            id=f"{bulletin.id}#{start}-{end}",
            bulletin=bulletin.id,
            date=bulletin.date.isoformat() if bulletin.date else None,
            kind=q.kind,
            category=q.category,
            measure=q.measure,
            value=q.value,
            low=q.low,
            high=q.high,
            unit=q.unit,
            modifier=q.modifier,
            change=q.change,
            status=q.status,
            period=q.period,
            period_start=first,
            period_end=last,
            place=q.place,
            speaker=q.speaker,
            entity=" ".join(tokens.slice(*q.entity).split()) if q.entity else None,
            quantity=tokens.text[start:end],
            start=start,
            end=end,
            page=bisect_right(bulletin.pages, start) or None,
            sentence=sentences.folded(sentences.index(start)),
            rules=tuple(dict.fromkeys([*rules, *q.rules])),
        )


def left_out(reading: Reading) -> list[tuple[int, int, str, str]]:
    """The exclusions by their characters: start, end, reason, rule."""
    starts, ends = reading.tokens.starts, reading.tokens.ends
    return [(starts[e.i], ends[e.j - 1], e.reason, e.rule) for e in reading.exclusions]
