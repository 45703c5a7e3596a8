"""Where a figure holds: the place said right after it, the subject of its verb, or the one that opens its clause.

Nearest first: the places and figures of two lists in order (``en ese orden``), the place after the figure, the one
beside it, the one that opens its clause, the seat of the unit that the sentence is about.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter

from imss_facts.language.folding import fold
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer, Place
from imss_facts.pipeline.reading import BULLETS, Quantity, Reading
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_LINKS = frozenset({"a", "para", "al"})
_ARTICLES = frozenset({"el", "la", "los", "las"})
_KINDS = frozenset(
    {"estado", "ciudad", "municipio", "municipios", "entidad", "puerto", "alcaldia", "zona", "region", "sede"}
)
_BETWEEN = _ARTICLES | _KINDS | {"mas", "de", "del", "su"}
_JOINTS = frozenset({",", "y", "e", "o", "u"})
_CLAUSE_BEGINS = frozenset({",", ";", ":", "y", "e", "mientras", "que", "solo", "tambien", "pero", *BULLETS})
_TITLES = _ARTICLES | _KINDS | {"de", "caso", "localidad", "delegacion", "subdelegacion", "representacion", "poblacion"}
_BEGINNING = 6  # words that may lead to a place that a sentence begins with
_BEING = frozenset({"son", "eran", "fueron", "es", "corresponden", "correspondieron", "provienen", "residen"})
_NEAR = 6  # words between a figure with its noun and its place
_VERB_REACH = 8  # words from a place that is a subject to its figure
_WIDE = frozenset({"place.regions", "place.countries"})
_SUPERLATIVES = frozenset(
    {"mayor", "mayores", "menor", "menores", "mejor", "mejores", "peor", "unico", "unica", "lider"}
)
_COMPARED = 5  # words from a superlative to what it is compared in
_THAT = frozenset({"que"})
_LISTING = frozenset({",", ".", "de", "del", "la", "los", "las"})
_SEMICOLON = frozenset({";"})
_UNIT_NAME = 8  # words between «Hospital» and the town it is in
_BEGIN = attrgetter("i")
_PLACED = frozenset({"count", "ordinal", "percent", "money", "ratio", "date", "measurement"})


class Places:
    """Gives figures their place."""

    def __init__(self, library: Library) -> None:
        """Learn the gazetteer, and the words for units of the institute."""
        self._gazetteer = library.shared(Gazetteer)
        self._verbs = library.shared(VerbCache)
        self._posts = {  # titles, and words for a speech: what leads to where somebody speaks
            sequence[0]
            for pattern in library.of("speakers")
            if pattern.role in ("title", "speech")
            for sequence in literals(pattern.words)
        }
        self._units: PhraseTable[str] = PhraseTable()
        for pattern in library.of("facilities"):
            for sequence in literals(pattern.names):
                self._units.add(sequence[:1], pattern.id)
            for code in pattern.codes:
                self._units.add([code.lower()], pattern.id)

    def __call__(self, reading: Reading) -> None:
        """Set the place of every figure whose sentence or heading says it."""
        sentences = dict.fromkeys(reading.sentence_index(q) for q in reading.quantities if q.kind in _PLACED)
        found: dict[int, list[Place]] = {}
        for sentence in sentences:
            found[sentence] = self._gazetteer.within(reading.tokens, *reading.sentence_tokens(sentence))
        places = [place for sentence in sorted(found) for place in found[sentence]]
        begins = [place.i for place in places]
        paired = self._paired(reading, places) if len(places) > 1 else {}
        for k, quantity in enumerate(reading.quantities):
            if quantity.kind not in _PLACED:
                continue
            place = paired.get(k)
            if place is None and found[reading.sentence_index(quantity)]:
                place = self._place(reading, k, places, begins)
            if place is None and (cell := reading.cell(quantity.i)) is not None:
                named = (self._gazetteer.within(reading.tokens, *head) for head in cell.heads)
                place = next((known[0] for known in named if known), None)
            if place is None and quantity.kind not in ("date", "ordinal"):
                place = self._heading(reading, reading.sentence_index(quantity))
            if place is not None:
                quantity.place = " ".join(reading.tokens.slice(place.i, place.j).split())
                quantity.rules.extend(place.rules)

    def _place(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        quantity = reading.quantities[k]
        found = self._after(reading, k, places, begins)
        if quantity.kind == "date":
            return found
        if quantity.kind == "ordinal":
            found = found or self._before(reading, k, places, begins)
            return found or self._held(reading, quantity, places, begins)
        if found is None:
            found = self._beside(reading, k, places, begins) or self._before(reading, k, places, begins)
            found = found and self._coordinated(reading, k, found, places)
        return found or self._seat(reading, quantity, places, begins)

    # --- two lists in order --------------------------------------------------------------------------------------

    def _paired(self, reading: Reading, places: list[Place]) -> dict[int, Place]:
        """``Puebla, Tabasco y Oaxaca crecieron 8.4, 7.1 y 6.3 por ciento``: each figure its own place."""
        folded, quantities = reading.tokens.folded, reading.quantities
        runs = _runs([(p.i, p.j) for p in places], folded)
        found: dict[int, Place] = {}
        starts = [q.i for q in quantities]
        for first, last in runs:
            at = bisect_left(starts, places[last].j)
            count = last - first + 1
            figures = quantities[at : at + count]
            if (
                len(figures) < count
                or figures[0].i - places[last].j > _VERB_REACH
                or any(q.kind == "date" for q in figures)
            ):
                continue
            if reading.sentence_index(figures[-1]) != reading.sentence_of(places[first].i):
                continue
            if _runs([(q.i, q.j) for q in figures], folded) != [(0, count - 1)]:
                continue
            if at + count < len(quantities) and _adjoin(figures[-1].j, quantities[at + count].i, folded):
                continue  # more figures than places
            following = last + 1
            if following < len(places) and places[following].i < figures[-1].j:
                continue
            found.update(zip(range(at, at + count), places[first : last + 1], strict=True))
        return found

    # --- after it ------------------------------------------------------------------------------------------------

    def _after(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        """``12 casos en Zacatecas, seis en Fresnillo y uno más en Morelos``."""
        quantity = reading.quantities[k]
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
            return self._joined(reading, k, places, at) if tokens.folded[place.i - 1] in ("en", "de") else None
        between = tokens.folded[end : place.i]
        near = 3 if quantity.kind == "date" else _NEAR
        if len(between) > near or not between or not tokens.same_block(end, place.i):
            return None
        following = reading.quantities[k + 1].i if k + 1 < len(reading.quantities) else len(tokens.words)
        if following < place.i or tokens.folded[place.j : following] in ([], ["de"], ["hay"], ["con"]):
            return None  # «2 mil casos y en Durango 698»: the next figure's
        while between and between[-1] in _BETWEEN:
            between.pop()
        link = between.pop() if between else ""
        rest = [w for w in between if w not in _BETWEEN]
        if (
            not quantity.own
            and tokens.folded[place.i - 1] in ("de", "del")
            and _BEING.issuperset([*rest, link] if link else rest)
        ):
            return place  # «582 son de Tijuana, 478 de Mexicali»
        if link == "en" and rest[-1:] in (["y"], ["e"]):
            return None  # «8 millones en el mundo y en México mueren …»: another clause
        if link == "en":
            fits = all(w[0].isalpha() for w in rest) or (quantity.kind != "date" and rest == [","] and not quantity.own)
            return self._joined(reading, k, places, at) if fits else None
        return self._joined(reading, k, places, at) if link in _LINKS and not rest else None

    def _joined(self, reading: Reading, k: int, places: list[Place], at: int) -> Place:
        """A place with those listed after it, where no figure of their own follows: ``Acapulco y en Veracruz``."""
        folded, last = reading.tokens.folded, at
        while last + 1 < len(places) and _adjoin(places[last].j, places[last + 1].i, folded):
            last += 1
        quantities = reading.quantities
        following = quantities[k + 1].i if k + 1 < len(quantities) else len(folded)
        if last == at or folded[places[last].i - 1] == "," or following - places[last].j <= 2:
            return places[at]
        rules = dict.fromkeys(rule for place in places[at : last + 1] for rule in place.rules)
        return Place(places[at].i, places[last].j, tuple(rules))

    def _coordinated(self, reading: Reading, k: int, place: Place, places: list[Place]) -> Place:
        """The last of a list with those before it, where the figure is of all: ``En Sonora y Sinaloa hay 300``."""
        folded = reading.tokens.folded
        if not place.i or folded[place.i - 1] not in ("y", "e"):
            return place
        last = first = places.index(place)
        while first and _adjoin(places[first - 1].j, places[first].i, folded):
            first -= 1
        earlier = reading.quantities[k - 1] if k else None
        sentence = reading.sentence_of(place.i)
        if first == last or places[first].i < reading.sentence_tokens(sentence)[0]:
            return place
        if earlier is not None and reading.sentence_index(earlier) == sentence and earlier.kind != "date":
            return place
        rules = dict.fromkeys(rule for each in places[first : last + 1] for rule in each.rules)
        return Place(self._list_begin(reading.tokens, places[first].i), place.j, tuple(rules))

    def _list_begin(self, tokens: Tokens, i: int) -> int:
        """Where a list begins that goes back, over towns nobody knows, to «en»: ``En Jerez, Mina Vieja y …``."""
        at = i - 1
        while at > 0 and (tokens.words[at][0].isupper() or tokens.folded[at] in _LISTING):
            at -= 1
        return at + 1 if tokens.folded[i - 1] == "," and tokens.folded[at] == "en" else i

    # --- before it -----------------------------------------------------------------------------------------------

    def _beside(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        """``la Ciudad de México sumó 91 mil``, ``Zacatecas con 38``, ``· Hidalgo: 38, nueve más``."""
        quantity, tokens = reading.quantities[k], reading.tokens
        at = bisect_left(begins, quantity.i) - 1
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        if at < 0 or places[at].i < first or self._dateline(reading, places[at]):
            return None
        place = places[at]
        gap = tokens.folded[place.j : quantity.i]
        if not gap or gap in (["("], ["con"], [",", "con"], ["con", "casi"]):
            return place
        alone = at == 0 or not _adjoin(places[at - 1].j, place.i, tokens.folded)
        if alone and self._has(reading, k, place) and not self._of_post(reading, quantity, place, first):
            return place
        if gap == [","] and (place.named or self._item(tokens, place)):
            return place  # «Carga Gas, Cuernavaca, Morelos, 21 pesos», «Barbados, 30.5%»
        if gap[0] == ":" and self._opens(tokens, place, first):
            return place if tokens.words[first] in BULLETS or ";" not in gap else None
        opens = self._opens(tokens, place, first)
        earlier = reading.quantities[k - 1] if k else None
        if earlier is not None and earlier.i > place.i and earlier.kind != "date":
            name = " ".join(tokens.slice(place.i, place.j).split())
            carried = place.i - first <= _BEGINNING or "," not in tokens.words[earlier.j : quantity.i]
            same = earlier.place is not None and earlier.place.endswith(name)
            return place if same and carried else None
        if len(gap) > _VERB_REACH or any(w in ".;:" for w in gap) or not opens:
            return None
        subject = (
            gap[0] != "," and tokens.words[place.j].islower() and gap[0] not in ("de", "del", "en", "al", "para", "a")
        )
        return place if subject and (gap[0] not in _JOINTS) and self._acts(tokens, place.j, quantity.i) else None

    def _has(self, reading: Reading, k: int, place: Place) -> bool:
        """``Tabasco con un aumento anual de 12.9``, ``Sonora, con el 10.1%``: nothing but nouns after «con»."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        begin = place.j + (tokens.words[place.j] == ",")
        if (
            tokens.folded[begin] != "con"
            or quantity.i - begin > _VERB_REACH
            or (k and begin < reading.quantities[k - 1].i)
        ):
            return False
        at = place.i - 1
        while at > 0 and tokens.folded[at] in _ARTICLES:
            at -= 1
        if at > 0 and tokens.folded[at] in ("de", "del") and tokens.folded[at - 1] not in _KINDS:
            return False  # «14 entidades de la República con un esquema de 20 camiones»
        words = tokens.words[begin + 1 : quantity.i]
        return all(word[0].isalpha() and not self._verbs[word] for word in words) and "que" not in words

    def _item(self, tokens: Tokens, place: Place) -> bool:
        """Whether a place begins an item of a list: after a semicolon, «; y», or a bullet."""
        k = place.i - 1
        k -= k > 0 and tokens.folded[k] in ("y", "e")
        return k >= 0 and (tokens.words[k] == ";" or tokens.words[k] in BULLETS)

    def _acts(self, tokens: Tokens, begin: int, end: int) -> bool:
        """Whether a verb follows within three words."""
        return any(self._verbs[word] for word in tokens.words[begin : min(end, begin + 3)]) or end - begin <= 2

    def _opens(self, tokens: Tokens, place: Place, first: int) -> bool:
        """Whether a place begins a clause, so that it is its subject."""
        k = place.i - 1
        while k >= first and tokens.folded[k] in _TITLES:
            k -= 1
        return k < first or tokens.folded[k] in _CLAUSE_BEGINS

    def _before(self, reading: Reading, k: int, places: list[Place], begins: list[int]) -> Place | None:
        """The place that opens the sentence or clause: ``En Fresnillo viven 240 mil personas``."""
        quantity = reading.quantities[k]
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        tokens = reading.tokens
        at = bisect_left(begins, quantity.i) - 1
        apart = False
        while at >= 0 and places[at].i >= first:
            place = places[at]
            apart = apart or any(w == ";" for w in tokens.words[place.j : quantity.i])
            if apart and place.i - first > _UNIT_NAME:
                return None
            if tokens.folded[place.j : place.j + 2] == [",", "donde"]:
                return place
            if self._of_post(reading, quantity, place, first):
                return None
            compared = self._superlative(tokens, place)
            if self._locates(tokens, place, first) and not compared and not self._taken(reading, k, place):
                return place
            if apart:
                return None
            at -= 1
        return None

    def _locates(self, tokens: Tokens, place: Place, first: int) -> bool:
        """Whether «en» stands before it, or «para» at the beginning of the sentence: ``para el caso de Sonora``."""
        k = place.i - 1
        while k > first and tokens.folded[k] in _BETWEEN | {"caso"}:
            k -= 1
        if "caso" in tokens.folded[k + 1 : place.i]:
            return True  # «El caso de Campeche, una inversión de …»
        if k < first or tokens.folded[k] != "para":
            return k >= first and tokens.folded[k] == "en"
        return k == first or not _KINDS.isdisjoint(tokens.folded[k : place.i])

    def _superlative(self, tokens: Tokens, place: Place) -> bool:
        """``el de mayor cobertura en América Latina``: what is compared, not where it is."""
        wide = _WIDE.intersection(place.rules)
        return bool(wide) and not _SUPERLATIVES.isdisjoint(tokens.folded[max(0, place.i - _COMPARED) : place.i])

    def _of_post(self, reading: Reading, quantity: Quantity, place: Place, first: int) -> bool:
        """Whether a place is where the speaker is or speaks: ``…, coordinador en Torreón, informó que son 300``."""
        tokens = reading.tokens
        if quantity.speaker is None or not first < place.i < quantity.i:
            return False
        if not any(self._verbs[tokens.words[at - 1]] for at in tokens.among(_THAT, place.j, quantity.i)):
            return False
        name = fold(quantity.speaker.split()[-1])
        leads = [k for k in range(first, place.i) if tokens.folded[k] == name or tokens.folded[k] in self._posts]
        return bool(leads) and not any(self._verbs[word] for word in tokens.words[leads[-1] : place.i])

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
        at = bisect_right(reading.quantities, quantity.i, key=_BEGIN)
        following = reading.quantities[at].i if at < len(reading.quantities) else stop
        for place in places[bisect_left(begins, quantity.j) :]:
            if place.i >= min(stop, following):
                return None
            if tokens.folded[place.i - 1] == "en":
                return place
        return None

    # --- the unit or heading it is about ---------------------------------------------------------------------------

    def _seat(self, reading: Reading, quantity: Quantity, places: list[Place], begins: list[int]) -> Place | None:
        """``el Hospital General de Tampico tendrá 144 camas``: the one unit that sentence or clause is about."""
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(reading.sentence_index(quantity))
        at = bisect_left(begins, first)
        if at + 1 < len(places) and places[at + 1].i < stop:
            first, stop = self._clause_of(tokens, quantity.i, first, stop)
            at = bisect_left(begins, first, lo=at)
        if at >= len(places) or places[at].i >= stop or (at + 1 < len(places) and places[at + 1].i < stop):
            return None
        place = places[at]
        if self._of_post(reading, quantity, place, first):
            return None
        if place.i > quantity.i and tokens.folded[first] != "con":  # «Con 144 camas, el Hospital de Fresnillo …»
            return None
        between = tokens.words[min(place.j, quantity.j) : max(place.i, quantity.i)]
        about = self._of_unit(tokens, place, first) or self._of_elided_unit(tokens, place, first)
        return place if ";" not in between and about else None

    def _clause_of(self, tokens: Tokens, i: int, first: int, stop: int) -> tuple[int, int]:
        """The part of a sentence between semicolons that token ``i`` stands in."""
        semicolons = tokens.among(_SEMICOLON, first, stop)
        at = bisect_left(semicolons, i)
        begin = semicolons[at - 1] + 1 if at else first
        return begin, semicolons[at] if at < len(semicolons) else stop

    def _of_elided_unit(self, tokens: Tokens, place: Place, first: int) -> bool:
        """Whether a clause begins with a place whose unit is left out: ``; y el de Saltillo, con …, tendrá 60``."""
        at = first + (tokens.folded[first] in ("y", "e"))
        begins = at > 0 and tokens.words[first - 1] == ";" and at + 2 == place.i
        return begins and tokens.folded[at] in _ARTICLES and tokens.folded[at + 1] == "de"

    def _of_unit(self, tokens: Tokens, place: Place, first: int) -> bool:
        """Whether the name of a unit leads to the place: ``HGR No. 1 Vicente Guerrero, de Acapulco``."""
        if tokens.folded[place.i - 1] not in ("de", "en"):
            return False
        return any(tokens.folded[k] in self._units for k in range(max(first, place.i - _UNIT_NAME), place.i))

    def _heading(self, reading: Reading, sentence: int) -> Place | None:
        """The place in the line with a colon that a list of figures stands under."""
        above = reading.heading(sentence)
        if above is None:
            return None
        if ("place", above) not in reading.memo:
            reading.memo["place", above] = self._place_of_line(reading, above)
        known: Place | None = reading.memo["place", above]
        return known

    def _place_of_line(self, reading: Reading, above: int) -> Place | None:
        """The one place of a line, where it is a unit's."""
        first, stop = reading.sentence_tokens(above)
        found = self._gazetteer.within(reading.tokens, first, stop)
        return found[0] if len(found) == 1 and self._of_unit(reading.tokens, found[0], first) else None

    def _dateline(self, reading: Reading, place: Place) -> bool:
        """Whether a place begins a line and a date follows: ``Toluca, Méx., 3 de mayo``."""
        if place.i and place.i not in reading.tokens.breaks:
            return False
        at = bisect_left(reading.quantities, place.j, key=_BEGIN)
        near = at < len(reading.quantities) and reading.quantities[at].i - place.j <= 4
        return near and reading.quantities[at].kind == "date"


def _adjoin(end: int, begin: int, folded: list[str]) -> bool:
    """Whether two items stand in one list: between them a comma, «y», or «y en»."""
    between = folded[end:begin]
    return bool(between) and between[0] in _JOINTS and between[1:] in ([], ["en"], ["y"], ["la"], ["el"])


def _runs(spans: list[tuple[int, int]], folded: list[str]) -> list[tuple[int, int]]:
    """The lists of two or more among spans, by the first and last of each."""
    found: list[tuple[int, int]] = []
    first = 0
    for k, (one, other) in enumerate(pairwise(spans), 1):
        if not _adjoin(one[1], other[0], folded):
            if k - 1 > first:
                found.append((first, k - 1))
            first = k
    if len(spans) - 1 > first:
        found.append((first, len(spans) - 1))
    return found
