"""Places named in a text: states, municipalities, cities, regions, countries; never part of another name."""

from bisect import bisect_left
from dataclasses import dataclass

from imss_facts.language.tokens import Tokens
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, folded_words

_LOWER_ROLES = frozenset({"region"})  # «valle de México»
_CUES = frozenset(
    {"en", "a", "de", "del", "para", "desde", "hacia", "por", "al", "y", "e", ",", "con", "(", "las", "los", "la", "el"}
)
_CUES |= {"solo", "solamente", "unicamente", "tambien", "mientras", "entre", "aunque", "cuando", "donde", "segun"}
_CUES |= {"hoy", "asi", "ademas", "tanto", "como", "pero", "porque", "ni", "o"}
_ITEM = frozenset("·•▪◦*-–—,y")
_COORDINATED = frozenset({",", ";", "y", "e"})
_ABBREVIATED = frozenset({"col", "tab", "ver", "sin", "son", "mor", "mex", "eu", "mexico"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place: tokens ``i`` up to before ``j``, the state's included; its patterns."""

    i: int
    j: int
    rules: tuple[str, ...]
    named: bool = False  # with its state


@dataclass(slots=True)
class _Name:
    """What a name may stand for."""

    states: set[str]
    role: str
    rule: str
    ambiguous: bool = False


class Gazetteer:
    """Finds place names."""

    def __init__(self, library: Library) -> None:
        """Learn the names."""
        names: dict[tuple[str, ...], _Name] = {}
        ambiguous: set[tuple[str, ...]] = set()
        for pattern in library.of("places"):
            for code, listed in pattern.names.items():
                for name in listed:
                    sequence = folded_words(name)
                    if pattern.role == "ambiguous":
                        ambiguous.add(sequence)
                        continue
                    known = names.get(sequence)
                    if known is None:
                        known = names[sequence] = _Name(set(), pattern.role, pattern.id)
                    known.states.add(code)
                    if pattern.role == "state":
                        known.role, known.rule = pattern.role, pattern.id
        self._table: PhraseTable[_Name] = PhraseTable()
        for sequence, name in names.items():
            name.ambiguous = sequence in ambiguous
            self._table.add(list(sequence), name)
        self._begins = self._table.first_words()
        self._lower = {
            sequence[0] for sequence, name in names.items() if name.role in _LOWER_ROLES and len(sequence) > 1
        }
        self._lower -= _CUES

    def within(self, tokens: Tokens, first: int, stop: int) -> list[Place]:
        """The places from token ``first`` up to before ``stop``, in order; ``Ensenada, Baja California`` is one."""
        found: list[Place] = []
        begins, folded, capitals = self._begins, tokens.folded, tokens.capitals
        spots = [k for k in capitals[bisect_left(capitals, first) : bisect_left(capitals, stop)] if folded[k] in begins]
        small = tokens.among(self._lower, first, stop)
        end = 0
        for k in sorted(spots + small) if small else spots:
            if k >= end:
                place = self._at(tokens, k)
                if place is not None:
                    found.append(place)
                    end = place.j
        return found

    def is_name(self, tokens: Tokens, i: int, j: int) -> bool:
        """Whether the tokens are the name of a place and nothing else."""
        hit = self._table.after(tokens.folded, i)
        return hit is not None and hit[0] == j

    def town_at(self, tokens: Tokens, k: int) -> Place | None:
        """The place at token ``k`` where the words before leave no doubt that it is one."""
        return self._at(tokens, k, certain=True)

    def _at(self, tokens: Tokens, k: int, *, certain: bool = False) -> Place | None:
        hit = self._table.after(tokens.folded, k)
        if hit is None:
            return None
        j, name = hit
        capital = tokens.words[k][0].isupper() or (name.role in _LOWER_ROLES and j > k + 1)
        if not capital or self._inside_name(tokens, k, j):
            return None
        state = self._state_after(tokens, j, name)
        if state is not None:
            return Place(k, state[0], tuple(dict.fromkeys((name.rule, state[1]))), named=True)
        if name.ambiguous and not certain and not self._cued(tokens, k):
            return None
        if tokens.folded[k] in _ABBREVIATED and j == k + 1 and tokens.words[k].islower():
            return None
        return Place(k, j, (name.rule,))

    def _state_after(self, tokens: Tokens, j: int, name: _Name) -> tuple[int, str] | None:
        """Where the state ends, and its pattern, that follows a town: ``Fresnillo, Zacatecas``, ``Saltillo, Coah.``."""
        if name.role == "state" or j + 1 >= len(tokens.words) or tokens.words[j] not in (",", "("):
            return None
        hit = self._table.after(tokens.folded, j + 1)
        if hit is None or hit[1].role != "state" or not tokens.words[j + 1][0].isupper():
            return None
        if not hit[1].states & name.states and name.role != "city":
            return None
        if tokens.words[j] == ",":
            return hit[0], hit[1].rule
        closed = tokens.words[hit[0] : hit[0] + 1] == [")"]
        return (hit[0] + 1, hit[1].rule) if closed else None

    def _inside_name(self, tokens: Tokens, k: int, j: int) -> bool:
        """Whether a capitalised word beside it makes it part of a person's or an institution's name."""
        before = tokens.words[k - 1] if k and k not in tokens.breaks else ""
        after = tokens.words[j] if j < len(tokens.words) and j not in tokens.breaks else ""
        if before[:1].isupper() and before.isalpha() and tokens.folded[k - 1] not in _CUES:
            return not (before.isupper() and tokens.words[k].isupper())
        return after[:1].isupper() and after.isalpha() and len(after) > 1 and not after.isupper()

    def _cued(self, tokens: Tokens, k: int) -> bool:
        """Whether the words before say that a place follows."""
        at = k - 1
        while at >= 0 and tokens.folded[at] in ("el", "la", "los", "las"):
            at -= 1
        if at < 0:
            return False
        after = tokens.words[k + 1 : k + 3]
        if tokens.folded[at] in _COORDINATED and after[:1] and after[0][0].isdigit():
            return True  # «Zacatecas con 0.3 por ciento, Morelos 0.7»
        if tokens.words[at] in _ITEM and (after[:1] == [":"] or (after[:1] == ["con"] and after[1:][0][0].isdigit())):
            return True
        if tokens.folded[at] in ("en", "a", "y", "e", ",", "para", "por"):
            return tokens.folded[at] == "en" or tokens.folded[at] in ("a", "para", "por") or self._listed(tokens, at)
        return tokens.folded[at] in ("de", "del") and at > 0 and tokens.folded[at - 1] in _KINDS

    def _listed(self, tokens: Tokens, at: int) -> bool:
        """Whether the word before the list mark is a place too."""
        return at > 0 and tokens.words[at - 1][0].isupper() and tokens.folded[at - 1] in self._lasts()

    def _lasts(self) -> frozenset[str]:
        return self._table.last_words()


_KINDS = frozenset(
    {
        "estado",
        "municipio",
        "ciudad",
        "alcaldia",
        "puerto",
        "entidad",
        "localidad",
        "region",
        "delegacion",
        "subdelegacion",
        "representacion",
        "caso",
        "estados",
        "municipios",
    }
)
