"""``imss_context``: how exactly a figure is meant, whether it is a change or a plan, and the time it holds for."""

from typing import ClassVar

from imss_facts.pipeline.changes import Changes
from imss_facts.pipeline.modifiers import Modifiers
from imss_facts.pipeline.periods import Periods
from imss_facts.pipeline.places import Places
from imss_facts.pipeline.reading import Reading
from imss_facts.pipeline.speakers import Speakers
from imss_facts.pipeline.statuses import Statuses
from imss_facts.pipeline.subjects import Subjects
from imss_facts.rules.library import Library


class ContextFinder:
    """Reads what is said around each figure."""

    subjects: ClassVar[tuple[str, ...]] = (
        "cues",
        "modifiers",
        "changes",
        "statuses",
        "periods",
        "nouns",
        "numerals",
        "dates",
        "measures",
        "speakers",
        "places",
    )

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._modifiers = Modifiers(library)
        self._changes = Changes(library)
        self._statuses = library.shared(Statuses)
        self._periods = Periods(library)
        self._subjects = Subjects(library)
        self._speakers = Speakers(library)
        self._places = Places(library)

    def __call__(self, reading: Reading) -> None:
        """Complete each figure."""
        for k, quantity in enumerate(reading.quantities):
            begin = self._modifiers(reading, k)
            self._changes(reading, k, begin)
            self._statuses(reading, quantity)
            self._periods(reading, k)
            self._statuses.settle(reading, quantity)
            self._subjects(reading, k, begin)
        self._speakers(reading)
        self._places(reading)
