"""What ``de los cuales``, ``de las que`` and ``de ellas`` go back to: what was counted last in their gender."""

from collections.abc import Iterable

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Quantity

_MASCULINE = ("os", "ores", "ones")
_FEMININE = ("as", "ciones", "siones", "dades", "tudes", "dosis", "claves", "mujeres", "madres", "sedes")
_EITHER = ("istas", "emas", "amas", "omas", "atras", "dias")  # «especialistas», «programas», «pediatras»
_RELATIVES = frozenset({"que", "cuales", "quienes"})
_WORDS = 3  # of «de las cuales»


def pronoun(tokens: Tokens, stop: int) -> str | None:
    """The word before token ``stop`` that tells a gender, in a phrase of three words: ``las`` of ``de las cuales``."""
    for k in range(stop - 1, max(0, stop - _WORDS) - 1, -1):
        form: str = tokens.folded[k]
        if form.endswith(("os", "as")):
            return form
        if form not in _RELATIVES and form != ",":
            return None
    return None


def fitting(tokens: Tokens, earlier: Iterable[Quantity], pronoun: str) -> list[Quantity]:
    """Which of some figures, the nearest first, count things of the gender of a pronoun; the surest first."""
    counting = [q for q in earlier if q.kind == "count" and q.entity is not None]
    of = [_gender(tokens.folded[q.entity[0]]) for q in counting if q.entity is not None]
    feminine = pronoun.endswith("as")
    sure = [q for q, gender in zip(counting, of, strict=True) if gender == "f" and feminine]
    return sure or [q for q, gender in zip(counting, of, strict=True) if gender != ("m" if feminine else "f")]


def _gender(noun: str) -> str | None:
    if noun.endswith(_EITHER):
        return None
    if noun.endswith(_FEMININE):
        return "f"
    return "m" if noun.endswith(_MASCULINE) else None
