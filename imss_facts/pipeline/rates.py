"""Figures of so many a number: ``una cama por cada mil derechohabientes``."""

from imss_facts.pipeline.reading import Reading

_BASE = "rate_base"  # why its base is excluded
_KEY = ("rate_bases", 0)
_NOUN = 4  # words that the noun may take: «una cama censable por cada mil»


def rate_bases(reading: Reading) -> set[int]:
    """Where the bases of rates stand that have been excluded; found once."""
    known: set[int] | None = reading.memo.get(_KEY)
    if known is None:
        known = reading.memo[_KEY] = {e.i for e in reading.exclusions if e.reason == _BASE}
    return known


def is_rate(reading: Reading, j: int) -> bool:
    """Whether a figure that ends before token ``j`` is a rate: ``por`` and an excluded base follow it or its noun."""
    bases = rate_bases(reading)
    tokens = reading.tokens
    folded = tokens.folded
    for k in range(j, min(j + _NOUN, len(folded) - 1)):
        if tokens.breaks.get(k, 0) > 1:
            return False
        if folded[k] == "por":
            return k + 1 + (folded[k + 1] == "cada") in bases
        if not folded[k].isalpha():
            return False
    return False
