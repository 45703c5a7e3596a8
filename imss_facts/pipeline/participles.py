"""Numbers with a participle for a noun: ``este hospital se suma a los cuatro inaugurados``, ``las tres construidas``.

They count things of the kind named before them in the sentence, in the gender of the participle; the noun may be
singular, where one thing is set beside others of its kind.
"""

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Quantity

_GENDERS = {"ados": "m", "idos": "m", "adas": "f", "idas": "f"}
_ARTICLES = {"m": frozenset({"este", "el", "un", "su", "los", "estos", "otros", "unos"})}
_ARTICLES["f"] = frozenset({"esta", "la", "una", "su", "las", "estas", "otras", "unas"})
_DETERMINED = frozenset({"los", "las", "otros", "otras", "estos", "estas", "esos", "esas"})
_COPULAS = frozenset({"sido", "son", "eran", "fueron", "seran", "estan", "estaban", "continuan", "siguen"})
_COPULAS |= {"permanecen", "quedaron", "resultaron", "sean", "ser", "estar", "siendo", "esten"}
_REACH = 30  # tokens


def predicative(tokens: Tokens, k: int) -> bool:
    """Whether the word at token ``k`` is a participle that a copula says of others: ``han sido dados de alta``."""
    return k > 0 and tokens.folded[k][-4:] in _GENDERS and tokens.folded[k - 1] in _COPULAS


def gender(tokens: Tokens, quantity: Quantity) -> str | None:
    """The gender of the participle that stands for the noun of a figure with an article, and of no other figure."""
    if quantity.entity is None or quantity.category is not None or not quantity.i:
        return None
    if tokens.folded[quantity.i - 1] not in _DETERMINED or quantity.entity[0] != quantity.after:
        return None
    return _GENDERS.get(tokens.folded[quantity.entity[0]][-4:])


def articled(tokens: Tokens, i: int, first: int, of: str) -> list[int]:
    """Where words with an article of a gender stand before token ``i``, the nearest first, adjectives stepped over."""
    articles = _ARTICLES[of]
    return [
        k + step
        for k in range(i - 3, max(first, i - _REACH) - 1, -1)
        if tokens.folded[k] in articles
        for step in (1, 2)
        if k + step < i - 1
    ]
