"""Whose age a duration is: ``personas mayores de 60 años``, ``mujeres con edad promedio de 49 años``."""

from itertools import chain

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Reading
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import literals

Span = tuple[int, int]

_PEOPLE = frozenset({"people", "beneficiaries", "staff"})
_UNITS = frozenset({"year", "month", "week", "day"})
_COMPARED = frozenset({"mayores", "menores", "mayor", "menor"})
_AGED = frozenset({"edad", "edades"})
_LINKS = frozenset(
    {"de", "del", "con", "en", "a", "al", "partir", "los", "las", "la", "una", "un", "promedio", "media", "entre"}
)
_LINKS |= {"desde", "hasta", "rango", "y", "o"} | _COMPARED | _AGED

_TO = (["a"], ["hasta"], ["hasta", "los"], ["a", "los"], ["y"], ["y", "los"])
_SPANNING = frozenset({"entre", "de"})
_PHRASE = 6  # words that may stand between the people and their age
_STEPS = 9  # words of «con una edad promedio de entre»


class Ages:
    """Finds the people who are so many years old."""

    def __init__(self, library: Library) -> None:
        """Learn who people are."""
        self._verbs = library.shared(VerbCache)
        measured = (p.terms for p in library.of("measures") if p.category in _PEOPLE)
        nouns = (p.words for p in library.of("nouns") if p.role == "category" and p.category in _PEOPLE)
        sequences = chain.from_iterable(map(literals, chain(measured, nouns)))
        self._people = frozenset(sequence[0] for sequence in sequences if len(sequence) == 1)

    def __call__(self, reading: Reading, k: int, begin: int, first: int) -> Span | None:
        """Whose age quantity ``k`` is, which with its modifier begins at token ``begin``."""
        quantity, folded = reading.quantities[k], reading.tokens.folded
        if quantity.kind != "duration" or quantity.unit not in _UNITS:
            return None
        at = begin
        while at > first and begin - at < _STEPS and folded[at - 1] in _LINKS:
            at -= 1
        said = set(folded[at:begin])
        compared = bool(said & _COMPARED)
        after = folded[quantity.after : quantity.after + 2]
        of_other = after[:1] == ["de"] and after[1:2] != ["edad"]
        spans = quantity.value is None and folded[quantity.i] in _SPANNING  # «jóvenes entre los 10 y 19 años»
        if not compared and not said & _AGED and (of_other or (at == begin and begin == quantity.i and not spans)):
            return None
        earlier = reading.quantities[k - 1] if k else None
        if earlier is not None and earlier.i >= first and earlier.kind == "duration" and earlier.entity:
            between = folded[earlier.j : begin]
            if (
                between in _TO
                or folded[earlier.j : quantity.i] in _TO
                or (compared and between[:1] in (["y"], ["o"]) and _LINKS.issuperset(between))
            ):
                return earlier.entity
        if at == begin and (at == first or folded[at - 1] not in self._people):
            return None  # «en una guardería hace aproximadamente siete años»
        return self._people_before(reading.tokens, at, first)

    def _people_before(self, tokens: Tokens, end: int, first: int) -> Span | None:
        """The people named at the end of what stands before token ``end``."""
        folded = tokens.folded
        for at in range(end - 1, max(first, end - _PHRASE) - 1, -1):
            if not folded[at][0].isalpha() or self._verbs[tokens.words[at]]:
                return None
            if folded[at] not in self._people:
                continue
            while at > first and folded[at - 1] in self._people:
                at -= 1  # noqa: PLW2901  «personas trabajadoras»
            if at - 2 >= first and folded[at - 1] in ("y", "e", "o", "u") and folded[at - 2] in self._people:
                at -= 2  # noqa: PLW2901  «niñas y niños»
            adults = end < len(folded) and folded[end - 1].startswith("adult") and folded[end] == "mayores"
            return at, end + adults
        return None
