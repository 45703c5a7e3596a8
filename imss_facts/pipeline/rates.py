"""Figures of so many a number: ``una cama por cada mil derechohabientes``."""

from imss_facts.pipeline.reading import Reading

_NOUN = 4  # words that the noun may take: «una cama censable por cada mil»


def is_rate(reading: Reading, j: int) -> bool:
    """Whether a figure that ends before token ``j`` is a rate: ``por`` and an excluded base follow it or its noun."""
    tokens = reading.tokens
    folded = tokens.folded
    if "por" not in folded[j : j + _NOUN]:
        return False
    for k in range(j, min(j + _NOUN, len(folded) - 1)):
        if tokens.breaks.get(k, 0) > 1:
            return False
        if folded[k] == "por":
            base = k + 1 + (folded[k + 1] == "cada")
            return base in reading.excluded
        if not folded[k].isalpha():
            return False
    return False
