"""What does the work of each component, in the order of the pipeline: it reads a ``Reading`` and needs no spaCy."""

from typing import ClassVar, Protocol

from imss_facts.pipeline.context import ContextFinder
from imss_facts.pipeline.dates import DateFinder
from imss_facts.pipeline.exclusions import ExclusionFinder
from imss_facts.pipeline.facilities import FacilityFinder
from imss_facts.pipeline.facts import FactMaker
from imss_facts.pipeline.measures import MeasureFinder
from imss_facts.pipeline.numerals import NumeralFinder
from imss_facts.pipeline.quantities import QuantityBuilder
from imss_facts.pipeline.reading import Reading
from imss_facts.rules.library import Library


class Worker(Protocol):
    """What does a component's work on a reading; learns the patterns of its subjects when it is made."""

    subjects: ClassVar[tuple[str, ...]]

    def __init__(self, library: Library) -> None:
        """Learn the patterns."""

    def __call__(self, reading: Reading) -> None:
        """Add what the component finds out."""


WORKERS: dict[str, type[Worker]] = {
    "imss_numerals": NumeralFinder,
    "imss_exclusions": ExclusionFinder,
    "imss_quantities": QuantityBuilder,
    "imss_dates": DateFinder,
    "imss_measures": MeasureFinder,
    "imss_context": ContextFinder,
    "imss_facilities": FacilityFinder,
    "imss_facts": FactMaker,
}


def workers(library: Library) -> list[tuple[str, Worker]]:
    """The components' names and workers, made once for a library."""
    return [(name, library.shared(make)) for name, make in WORKERS.items()]
