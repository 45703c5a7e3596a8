"""``imss_facilities``: hospitals and units mentioned by name, with type, place, status and date of opening."""

from dataclasses import dataclass
from typing import ClassVar

from imss_facts.language.folding import fold
from imss_facts.language.roman import roman_value
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer, Place
from imss_facts.pipeline.reading import BULLETS, Quantity, Reading
from imss_facts.pipeline.statuses import Statuses, ahead
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, exact_literals, literals
from imss_facts.rules.schema import FacilityPattern

_NUMBER = frozenset({"no", "num", "numero", "#", ".", "nº", "n°", "º", "°"})
_OWNERS = (
    ["del", "imss"],
    ["del", "instituto"],
    ["del", "seguro", "social"],
    ["del", "issste"],
    ["imss"],
    ["bienestar"],
)
_OPENING, _CLOSING = '“«"', '”»"'
_QUOTE_WORDS = 12
_NAME_WORDS = 10
_EVENT_REACH = 10  # words between an opening and its date


_THE = frozenset({"el", "la", "los", "las"})
_JOINING = frozenset({"de", "del"})
_APOSTROPHES = frozenset("’'´`")
_SURNAME = 3
_LINKS = 2  # «, y» between the items of a list
_HEAD, _KIND_WORDS = "hospital", 6
_PHRASE_ENDS = frozenset(",.;:()")


_Openings = tuple[list[tuple[int, int, str]], list[tuple[int, Quantity]]]


@dataclass(slots=True)
class _Mention:
    """A facility: tokens ``i`` up to before ``j``, whether it is named, and where it is."""

    i: int
    j: int
    pattern: FacilityPattern
    named: bool = False
    place: tuple[int, int] | None = None


class FacilityFinder:
    """Finds facilities by name."""

    subjects: ClassVar[tuple[str, ...]] = ("facilities", "places", "statuses", "nouns", "cues", "dates")

    def __init__(self, library: Library) -> None:
        """Learn types and places."""
        self._names: PhraseTable[FacilityPattern] = PhraseTable()
        self._codes: PhraseTable[FacilityPattern] = PhraseTable()
        self._never: PhraseTable[str] = PhraseTable()
        for pattern in library.of("facilities"):
            self._never.learn(pattern.never, pattern.id)
            self._names.learn(pattern.names, pattern)
            for sequence in exact_literals(pattern.codes):
                self._codes.add(sequence, pattern)
        self._openings: PhraseTable[str] = PhraseTable()
        self._town_begins: set[str] = set()
        self._stages: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "town":
                self._town_begins.update(sequence[0] for sequence in literals(cue.before))
            if cue.value in ("opening", "stage"):
                (self._openings if cue.value == "opening" else self._stages).learn(cue.before, cue.id)
        self._opening_begins = self._openings.first_words()
        self._stage_begins = self._stages.first_words()
        self._begins = self._names.first_words() | set(map(fold, self._codes.first_words()))
        self._months = {word for p in library.of("dates") if p.role == "month" for (word,) in literals(p.words)}
        self._gazetteer = library.shared(Gazetteer)
        self._statuses = library.shared(Statuses)
        self._verbs = library.shared(VerbCache)

    def __call__(self, reading: Reading) -> None:
        """Add the facilities."""
        tokens = reading.tokens
        end = 0
        for k in tokens.among(self._begins):
            if k >= end:
                found = self._mentions(tokens, k)
                first: Quantity | None = None
                for mention in found:
                    made = self._quantity(reading, mention, first)
                    first = first or made
                    reading.facilities.append(made)
                    end = mention.j
                self._place_of_opening(reading, found, first)

    def _mentions(self, tokens: Tokens, k: int) -> list[_Mention]:
        hit = self._type_at(tokens, k)
        if hit is None or self._never.after(tokens.folded, k) is not None:
            return []
        j, pattern = hit
        mention = _Mention(k, j, pattern)
        plural = tokens.folded[k].endswith("s") and not tokens.words[k].isupper()
        if not (pattern.lower or tokens.words[k][0].isupper()):
            return (
                self._listed_places(tokens, mention) if plural else []
            )  # «los hospitales de Tula, Hidalgo; Celaya, Guanajuato»
        self._code_in_brackets(tokens, mention)
        self._nested(tokens, mention)
        self._number(tokens, mention)
        if pattern.lower and not mention.named:
            return []
        if not plural:
            self._proper_name(tokens, mention)
            if tokens.folded[mention.j : mention.j + 1] and tokens.folded[mention.j] in _NUMBER - {"."}:
                self._number(tokens, mention)
        self._surname(tokens, mention)
        self._quotation(tokens, mention)
        if plural and not mention.named:
            return self._listed_places(tokens, mention)
        self._town(tokens, mention)
        if not mention.named and mention.j > k + 1 and self._type_at(tokens, mention.j + 1) is not None:
            mention.named = tokens.folded[mention.j] == "del" and tokens.words[mention.j + 1][0].isupper()
        if not mention.named:
            return []
        return [mention, *self._listed_numbers(tokens, mention)]

    def _type_at(self, tokens: Tokens, k: int) -> tuple[int, FacilityPattern] | None:
        """The type that begins at token ``k``, by code or by name."""
        return self._codes.after(tokens.words, k) or self._names.after(tokens.folded, k)

    def _code_in_brackets(self, tokens: Tokens, m: _Mention) -> None:
        if tokens.words[m.j : m.j + 1] == ["("] and m.j + 2 < len(tokens.words):
            close = next((k for k in range(m.j + 1, min(len(tokens.words), m.j + 6)) if tokens.words[k] == ")"), None)
            if close is not None and tokens.words[m.j + 1].isupper():
                m.j = close + 1

    def _nested(self, tokens: Tokens, m: _Mention) -> None:
        """``UMAE Hospital de Especialidades (HE)``: one type said after another."""
        if m.j >= len(tokens.words) or m.j in tokens.breaks or not tokens.words[m.j][0].isupper():
            return
        hit = self._type_at(tokens, m.j)
        if hit is not None:
            m.j = hit[0]
            self._code_in_brackets(tokens, m)

    def _number(self, tokens: Tokens, m: _Mention) -> None:
        """``No. 36``, ``93``, ``con MF 29``."""
        k = m.j
        while (
            k < len(tokens.words)
            and k - m.j < 4
            and (tokens.folded[k] in _NUMBER or tokens.words[k] in ("MF", "/", "+", "UMF"))
        ):
            k += 1
        if (
            k < len(tokens.words)
            and tokens.folded[k].isdecimal()
            and len(tokens.folded[k]) <= 3
            and k not in tokens.breaks
        ):
            following = tokens.words[k + 1] if k + 1 < len(tokens.words) else ""
            counts = k == m.j and following.islower() and following.endswith("s") and len(following) > 3
            if not counts:
                m.j, m.named = k + 1 + self._month(tokens, k + 1), True

    def _month(self, tokens: Tokens, k: int) -> int:
        """How many words make a day's number a name: ``Hospital 20 de Noviembre``."""
        dated = k + 1 < len(tokens.words) and tokens.folded[k] == "de" and tokens.folded[k + 1] in self._months
        return 2 if dated and tokens.words[k + 1][0].isupper() else 0

    def _proper_name(self, tokens: Tokens, m: _Mention) -> None:
        """``Siglo XXI``, ``La Raza``: capitals right after the type."""
        k = m.j
        while k < len(tokens.words) and k - m.j < _NAME_WORDS and k not in tokens.breaks:
            word = tokens.words[k]
            if word in _APOSTROPHES and k > m.j and tokens.glued(k) and tokens.glued(k + 1):
                k += 1  # «O’Horán»
                continue
            if (
                tokens.folded[k] in _NUMBER
                or tokens.folded[k] in ("y", "e")
                or not (word[0].isupper() and word.isalpha())
                or (word.isupper() and len(word) > 2 and not roman_value(word))
            ):
                break
            k += 1
        if k > m.j and not m.named:
            m.j, m.named = self._for_whom(tokens, k), True

    def _for_whom(self, tokens: Tokens, k: int) -> int:
        """Where ``para la Mujer`` ends after a proper name."""
        said = k + 2 < len(tokens.words) and tokens.folded[k] == "para" and tokens.folded[k + 1] in _THE
        if not said or not tokens.words[k + 2][0].isupper() or tokens.words[k + 2].isupper():
            return k
        return k + 3

    def _surname(self, tokens: Tokens, m: _Mention) -> None:
        """``HE No. 2 Obregón``: capitals after the number that end with the phrase, where no town is known."""
        if not m.named or not tokens.folded[m.j - 1].isdecimal():
            return
        k = m.j
        while k < len(tokens.words) and k - m.j < _SURNAME and k not in tokens.breaks and tokens.words[k].istitle():
            k += 1
        known = k == m.j or self._gazetteer.town_at(tokens, m.j) is not None
        if known or not tokens.words[m.j].isalpha() or self._names.after(tokens.folded, m.j) is not None:
            return
        if k >= len(tokens.words) or k in tokens.breaks or tokens.folded[k] in _PHRASE_ENDS:
            m.j = k

    def _quotation(self, tokens: Tokens, m: _Mention) -> None:
        """``“Dr. Bernardo …”``, also after the specialities of a unit."""
        k = m.j
        while k < len(tokens.words) and k - m.j < _NAME_WORDS and tokens.words[k] not in _OPENING:
            capital = tokens.words[k][0].isupper() or tokens.folded[k] in (",", "y", "de", "e")
            if not capital:
                return
            k += 1
        if k >= len(tokens.words) or tokens.words[k] not in _OPENING:
            return
        close = next(
            (n for n in range(k + 1, min(len(tokens.words), k + _QUOTE_WORDS)) if tokens.words[n] in _CLOSING), None
        )
        if close is not None and tokens.words[k + 1][0].isupper():
            towns = (self._gazetteer.town_at(tokens, at) for at in range(m.j + 1, k) if tokens.folded[at - 1] == "de")
            town = next((place for place in towns if place is not None and place.j <= k), None)
            m.place = None if town is None else (town.i, town.j)  # «Hospital General de Autlán “Dr. …”»
            m.j, m.named = close + 1, True

    def _town(self, tokens: Tokens, m: _Mention) -> None:
        """``del IMSS en Ciudad Juárez``, ``de Fresnillo``: the town without its state belongs to the name."""
        k = m.j
        for owner in _OWNERS:
            if tokens.folded[k : k + len(owner)] == owner:
                k += len(owner)
                break
        if m.named and k < len(tokens.words) and k not in tokens.breaks and tokens.words[k][0].isupper():
            place = self._gazetteer.town_at(tokens, k)  # «HGZ No. 21 Tepic»
            seat = self._seat(tokens, place.j) if place is not None else None
            if place is not None and seat is not None:
                m.j, m.place = place.j, (seat.i, seat.j)  # «HGR No. 1 Vicente Guerrero, de Acapulco»
            elif place is not None:
                m.j, m.place = self._town_end(tokens, place), (place.i, place.j)
            elif (seat := self._seat(tokens, self._capitals_end(tokens, k))) is not None:
                m.place = (seat.i, seat.j)  # «HGZ No. 4 Ignacio Allende de Torreón»
            return
        k += k + 2 < len(tokens.words) and m.named and tokens.folded[k] == "," and tokens.folded[k + 1] in ("en", "de")
        if k + 1 >= len(tokens.words) or tokens.folded[k] not in ("en", "de"):
            return
        place = self._gazetteer.town_at(tokens, k + 1)
        if place is None:
            self._unknown_town(tokens, m, k)
            return
        if (tokens.folded[k] == "en" and m.named) or tokens.folded[k - 1] == ",":
            m.place = (place.i, place.j)
            return
        m.j, m.named, m.place = self._town_end(tokens, place), True, (place.i, place.j)

    def _unknown_town(self, tokens: Tokens, m: _Mention, k: int) -> None:
        """``UMF No. 61 de Laguna del Maguey``: a town that only its first word tells."""
        first = tokens.words[k + 1]
        if k != m.j or tokens.folded[k] != "de" or not first[0].isupper() or m.j in tokens.breaks:
            return
        if tokens.folded[k + 1] not in self._town_begins:
            return
        j = k + 2
        while j < len(tokens.words) and j - k < _NAME_WORDS and j not in tokens.breaks:
            link = tokens.folded[j] in _JOINING
            at = j + link + (link and j + 1 < len(tokens.words) and tokens.folded[j + 1] in _THE)
            if at >= len(tokens.words) or not tokens.words[at].istitle() or not tokens.words[at].isalpha():
                break
            j = at + 1
        if j > k + 2:
            m.place = (k + 1, j) if m.named else None  # a hospital may bear the name of its quarter or of a saint
            m.j, m.named = j, True

    def _seat(self, tokens: Tokens, k: int) -> Place | None:
        """The town after a name, a comma between or none: ``, de Acapulco``."""
        k += tokens.folded[k : k + 1] == [","]
        said = k + 1 < len(tokens.words) and k not in tokens.breaks and tokens.folded[k] in ("de", "en")
        return self._gazetteer.town_at(tokens, k + 1) if said else None

    def _capitals_end(self, tokens: Tokens, k: int) -> int:
        """Where capitals in a row end."""
        j = k
        while j < len(tokens.words) and j - k < _SURNAME and j not in tokens.breaks and tokens.words[j].istitle():
            j += 1
        return j

    def _town_end(self, tokens: Tokens, place: Place) -> int:
        """Where the town ends within ``Ensenada, Baja California``."""
        comma = next((k for k in range(place.i, place.j) if tokens.words[k] in (",", "(")), None)
        return place.j if comma is None else comma

    def _listed_places(self, tokens: Tokens, m: _Mention) -> list[_Mention]:
        """``los Hospitales de Ensenada, Baja California; Tuxtla Gutiérrez, Chiapas; y Tula, Hidalgo``."""
        if m.j + 1 >= len(tokens.words) or tokens.folded[m.j] not in ("de", "en"):
            return []
        place = self._gazetteer.town_at(tokens, m.j + 1)
        begin = m.i
        found: list[_Mention] = []
        while place is not None:
            found.append(
                _Mention(begin, self._town_end(tokens, place), m.pattern, named=True, place=(place.i, place.j))
            )
            k = place.j
            while k < len(tokens.words) and tokens.folded[k] in (";", ",", "y", "e"):
                k += 1
            if not place.j < k < len(tokens.words):
                break
            begin, place = k, self._gazetteer.town_at(tokens, k) or self._other_kind(tokens, k)
        return found if len(found) > 1 else []  # «los Hospitales de Puebla» are nobody knows which

    def _other_kind(self, tokens: Tokens, k: int) -> Place | None:
        """The town of ``General de Tula`` in ``los Hospitales de la Mujer de Celaya y General de Tula``."""
        kind = self._names.after([_HEAD, *tokens.folded[k : k + _KIND_WORDS]], 0)
        at = k + kind[0] - 1 if kind is not None else k
        if at == k or at + 1 >= len(tokens.words) or tokens.folded[at] not in ("de", "en"):
            return None
        return self._gazetteer.town_at(tokens, at + 1)

    def _listed_numbers(self, tokens: Tokens, m: _Mention) -> list[_Mention]:
        """``unidades 16 y 18 de Acapulco``, ``HGZ No. 2 en Irapuato; No. 3 en Salamanca, y No. 4 en Celaya``."""
        found: list[_Mention] = []
        several = tokens.folded[m.i].endswith("s") or (m.i > 0 and tokens.folded[m.i - 1] in ("los", "las"))
        k = m.j if m.place is None else max(m.j, m.place[1])
        placed = k > m.j
        while (number := _next_number(tokens, k)) is not None:
            marked = number > k + 1 and tokens.folded[number - 1] in _NUMBER
            if not marked and (placed or not several or tokens.words[k] == ";"):
                break
            begin = number
            while marked and tokens.folded[begin - 1] in _NUMBER:
                begin -= 1
            k = number + 1
            own = marked and k + 1 < len(tokens.words) and tokens.folded[k] in ("de", "en")
            place = self._gazetteer.town_at(tokens, k + 1) if own else None
            shared = m.place if not marked else None
            at = (place.i, place.j) if place is not None else shared
            placed = place is not None
            found.append(_Mention(begin, number + 1, m.pattern, named=True, place=at))
            if place is not None:
                for mention in (m, *found) if m.place is None else ():
                    mention.place = mention.place or at
                k = place.j
        linked = found and m.place is None and k + 1 < len(tokens.words) and tokens.folded[k] in ("de", "en")
        place = self._gazetteer.town_at(tokens, k + 1) if linked else None
        if place is not None:
            for mention in (m, *found):
                mention.place = (place.i, place.j)
        return found

    # --- from mentions to facts ------------------------------------------------------------------------------------

    def _quantity(self, reading: Reading, m: _Mention, first: Quantity | None) -> Quantity:
        tokens = reading.tokens
        made = Quantity(m.i, m.j, "facility", entity=(m.i, m.j), category="facilities", own=True)
        made.measure = m.pattern.measure
        made.rules = [m.pattern.id]
        if m.place is None:
            m.place = self._opening_place(reading, reading.sentence_index(made))
        if m.place is not None:
            made.place = " ".join(tokens.slice(*m.place).split())
        if first is not None:
            made.status, made.period = first.status, first.period
            return made
        events, dates = self._openings_of(reading, reading.sentence_index(made))
        if events:
            made.rules.append(events[0][2])
            made.period = self._period(made, dates)
            self._status(reading, made, events)
        return made

    def _opening_place(self, reading: Reading, sentence: int) -> tuple[int, int] | None:
        """The town that a sentence opens with: ``En Torreón, la unidad móvil estará en la UMF No. 80``."""
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(sentence)
        at = first + (first < stop and tokens.words[first] in BULLETS)
        place = self._gazetteer.town_at(tokens, at + 1) if at + 1 < stop and tokens.folded[at] == "en" else None
        opens = place is not None and tokens.words[place.j : place.j + 1] == [","]
        return (place.i, place.j) if place is not None and opens else None

    def _place_of_opening(self, reading: Reading, found: list[_Mention], first: Quantity | None) -> None:
        """The date of an opening is said of the place: ``antes de que concluya 2024 abrirá … en Ciudad Juárez``."""
        if first is None or first.period is None or found[0].place is None:
            return
        last = found[-1].place or found[0].place
        for q in reading.figures_of(reading.sentence_index(first)):
            if q.kind == "date" and q.period == first.period and q.place is None:
                q.place = " ".join(reading.tokens.slice(found[0].place[0], last[1]).split())

    def _status(self, reading: Reading, made: Quantity, events: list[tuple[int, int, str]]) -> None:
        """Planned where the verb of the nearest opening is, or its date is yet to come."""
        words = reading.tokens.words
        begin, _, _ = min(events, key=lambda event: abs(event[0] - made.i))
        told = {self._verbs[word] for word in words[max(0, begin - 1) : begin + 1]} - {""}
        if words[begin] == ":":
            told |= {self._verbs[words[begin + 1]]} & {"planned"}
        if ahead(made.period, reading.bulletin.date) or "planned" in told:
            made.status = "planned"
        elif not told:
            self._statuses(reading, made)

    def _events(self, reading: Reading, sentence: int) -> list[tuple[int, int, str]]:
        """Where a sentence speaks of opening, building or completing, though not of ``6 quirófanos``."""
        first, stop = reading.sentence_tokens(sentence)
        starts = {q.i for q in reading.figures_of(sentence) if q.kind == "count"}
        tokens = reading.tokens
        spots = tokens.among(self._opening_begins, first, stop)
        found = ((k, self._openings.after(tokens.folded, k)) for k in spots)
        events = [(k, *hit) for k, hit in found if hit is not None and hit[0] not in starts]
        if not events:
            return events
        stages = ((k, self._stages.after(tokens.folded, k)) for k in tokens.among(self._stage_begins, first, stop))
        inside = {at for k, hit in stages if hit is not None for at in range(k, hit[0])}
        return [event for event in events if event[0] not in inside]  # «inició su construcción» opens nothing

    def _openings_of(self, reading: Reading, sentence: int) -> _Openings:
        """The events of a sentence, and its dates with how far each is from one; found once."""
        known: _Openings | None = reading.memo.get(("openings", sentence))
        if known is None:
            events = self._events(reading, sentence)
            ends = [end for _, end, _ in events]
            dates = [q for q in reading.figures_of(sentence) if q.kind == "date" and q.period] if ends else []
            known = events, [(min(abs(q.i - end) for end in ends), q) for q in dates]
            reading.memo["openings", sentence] = known
        return known

    def _period(self, made: Quantity, dates: list[tuple[int, Quantity]]) -> str | None:
        """The date said of its opening or completion, in the same sentence."""
        nearest = min(((far, abs(q.i - made.i), q.period) for far, q in dates), default=None)
        return nearest[2] if nearest is not None and nearest[0] <= _EVENT_REACH else None


def _next_number(tokens: Tokens, k: int) -> int | None:
    """The number that goes on with a list at token ``k``: ``, 18``, ``; No. 3``, ``, y Núm. 4``."""
    at = k
    while at < len(tokens.words) and at - k < _LINKS and tokens.folded[at] in (",", ";", "y", "e"):
        at += 1
    if at == k:
        return None
    while at < len(tokens.words) and tokens.folded[at] in _NUMBER:
        at += 1
    return at if at < len(tokens.words) and tokens.folded[at].isdecimal() else None
