"""Where a figure holds: the place said right after it, before it in its sentence, or, of an event, where it is held."""

from bisect import bisect_left

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer, Place
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library

_LINKS = frozenset({"a", "para", "al"})
_BETWEEN = frozenset(
    [
        "mas",
        "el",
        "la",
        "los",
        "las",
        "de",
        "del",
        "estado",
        "ciudad",
        "municipio",
        "entidad",
        "puerto",
        "alcaldia",
        "zona",
        "region",
        "sede",
        "su",
    ]
)
_NEAR = 6  # words between a figure with its noun and its place
_VERBAL = frozenset(
    {
        "sumo",
        "tiene",
        "tuvo",
        "cuenta",
        "con",
        "registro",
        "reporto",
        "crecio",
        "hay",
        "hubo",
        "acumula",
        "suma",
        "registra",
        "aporta",
        "concentra",
        "genero",
        "avanzo",
        "retrocedio",
        ",",
    }
)
_PLACED = frozenset({"count", "ordinal", "percent", "money", "ratio", "date", "measurement"})


class Places:
    """Gives figures their place."""

    def __init__(self, library: Library) -> None:
        """Learn the gazetteer."""
        self._gazetteer = library.shared(Gazetteer)

    def __call__(self, reading: Reading) -> None:
        """Set the place of every figure whose sentence says it."""
        if not reading.quantities:
            return
        sentences = dict.fromkeys(reading.sentence_index(q) for q in reading.quantities if q.kind in _PLACED)
        spans = [reading.sentence_tokens(sentence) for sentence in sentences]
        places = [place for first, stop in spans for place in self._gazetteer.within(reading.tokens, first, stop)]
        if not places:
            return
        begins = [place.i for place in places]
        for k, quantity in enumerate(reading.quantities):
            if quantity.kind not in _PLACED:
                continue
            found = self._after(reading, k, places, begins) or self._beside(reading, quantity, places, begins)
            if found is None and quantity.kind != "date":
                found = self._before(reading, k, places, begins)
            if found is None and quantity.kind == "ordinal":
                found = self._held(reading, quantity, places, begins)
            if found is not None:
                quantity.place = " ".join(reading.tokens.slice(found.i, found.j).split())
                quantity.rules.extend(found.rules)

    def _after(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        """``12 casos en Zacatecas, seis en Fresnillo y uno más en Morelos``."""
        quantity = reading.quantities[k]
        if quantity.kind == "date":
            return None
        tokens = reading.tokens
        end = (
            quantity.entity[1]
            if quantity.own and quantity.entity and quantity.entity[1] > quantity.j
            else quantity.after
        )
        at = bisect_left(begins, quantity.j)
        if at >= len(places):
            return None
        place = places[at]
        if place.i < end:  # «personas de Zacatecas»: inside the noun phrase, after «en»
            return place if tokens.folded[place.i - 1] == "en" else None
        between = tokens.folded[end : place.i]
        if len(between) > _NEAR or not between or not tokens.same_block(end, place.i):
            return None
        following = reading.quantities[k + 1].i if k + 1 < len(reading.quantities) else len(tokens)
        if following < place.i:
            return None
        while between and between[-1] in _BETWEEN:
            between.pop()
        link = between.pop() if between else ""
        rest = [w for w in between if w not in _BETWEEN]
        if link == "en":
            return place if all(w[0].isalpha() for w in rest) else None
        return place if link in _LINKS and not rest else None

    def _beside(self, reading: Reading, quantity: Quantity, places: list[Place], begins: list[int]) -> Place | None:
        """``la Ciudad de México sumó 91 mil``, ``Zacatecas con 38``."""
        at = bisect_left(begins, quantity.i) - 1
        if at < 0 or quantity.kind == "date":
            return None
        place = places[at]
        gap = reading.tokens.folded[place.j : quantity.i]
        return (
            place
            if len(gap) <= 2 and _VERBAL.issuperset(gap) and gap != [","] and not self._dateline(reading, place)
            else None
        )

    def _before(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        """The place that opens the sentence or clause: ``En Fresnillo viven 240 mil personas``."""
        quantity = reading.quantities[k]
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        tokens = reading.tokens
        at = bisect_left(begins, quantity.i) - 1
        while at >= 0 and places[at].i >= first:
            place = places[at]
            if any(w == ";" for w in tokens.words[place.j : quantity.i]):
                return None
            if tokens.folded[place.j : place.j + 2] == [",", "donde"]:
                return place
            if self._locates(tokens, place, first) and not self._taken(reading, k, place):
                return place
            at -= 1
        return None

    def _locates(self, tokens: Tokens, place: Place, first: int) -> bool:
        k = place.i - 1
        while k > first and tokens.folded[k] in (
            "el",
            "la",
            "los",
            "las",
            "estado",
            "municipio",
            "ciudad",
            "de",
            "del",
            "region",
        ):
            k -= 1
        return k >= first and tokens.folded[k] == "en"

    def _taken(self, reading: Reading, k: int, place: Place) -> bool:
        """Whether an earlier figure of the sentence has the place as its own."""
        name = " ".join(reading.tokens.slice(place.i, place.j).split())
        sentence = reading.sentence_index(reading.quantities[k])
        earlier = (q for q in reading.earlier(k) if reading.sentence_index(q) == sentence)
        return any(q.j <= place.i and q.place == name for q in earlier)

    def _held(self, reading: Reading, quantity: Quantity, places: list[Place], begins: list[int]) -> Place | None:
        """``la 115 Asamblea, que se llevó a cabo en Ciudad Acuña, Coahuila``."""
        tokens = reading.tokens
        _, stop = reading.sentence_tokens(reading.sentence_index(quantity))
        following = next((q.i for q in reading.quantities if q.i > quantity.i), stop)
        for place in places[bisect_left(begins, quantity.j) :]:
            if place.i >= min(stop, following):
                return None
            if tokens.folded[place.i - 1] == "en":
                return place
        return None

    def _dateline(self, reading: Reading, place: Place) -> bool:
        return place.i == 0 or place.i in reading.tokens.breaks
