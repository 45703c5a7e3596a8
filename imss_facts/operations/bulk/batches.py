"""Items of work put together, so that each trip to another process is worth it."""

from collections.abc import Iterable, Iterator

from imss_facts.operations.bulk.outcome import Outcome
from imss_facts.readers.sources import Source, Unread

Item = Source | Unread | Outcome  # an outcome is one known already

BATCH_BYTES = 64_000  # of input: less than a tenth of a second's work
BATCH_ITEMS = 64


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in order, in lists of about ``BATCH_BYTES`` of input."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size
        if size >= BATCH_BYTES or len(batch) >= BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
