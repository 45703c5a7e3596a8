"""Whether a figure is so or planned: the nearest cue or finite verb before it decides, else the one after it."""

import datetime as dt
from bisect import bisect_left
from itertools import compress
from operator import attrgetter

from imss_facts.language.calendar import bounds
from imss_facts.language.folding import fold
from imss_facts.language.tokens import Tokens
from imss_facts.language.verbs import tense
from imss_facts.pipeline.reading import BULLETS, Quantity, Reading
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_CACHE_LIMIT = 50_000
_FUTURE = "status.planned"
_RIGHT_REACH = 14
_FAR_REACH = 30  # where no verb and no cue stands before the figure
_LIST = 12  # sentences that a list may take
_STOPS = frozenset(".;:")
_NEAR_STOPS = frozenset({".", ";", ":", ",", "y", "e", "que", "(", "”"})
_VERB_NEAR = 4
_COPULAS = frozenset({"es", "son", "era", "eran", "sea", "sean"})
_OF_AGE = frozenset({"mayor", "mayores", "menor", "menores"})
_ENDS = frozenset(".!?”»")
_OPENERS = frozenset({",", ";", ":", "que", "y", "e", "pero", "asi", "“", "«", "ya", *BULLETS})
_ABOUT = frozenset({"mas", "de", "casi", "cerca", "poco", "al", "menos"})
_WHERE = frozenset({"en", "para", "entre"})
_PARTITIVE = frozenset({"cuales", "que", "ellos", "ellas", "estos", "estas", "esos", "esas"})
_ADJOINING = frozenset({"a", "por", "pendientes"})  # with an infinitive right after the noun: «800 a realizarse»
_COUNTED = frozenset({"count", "money", "percent", "date"})
_GAP = 7  # words from a semicolon to a figure whose verb is left out
_BEGIN = attrgetter("i")


class Statuses:
    """Reads the verbs and cues of a figure's sentence."""

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._cues: PhraseTable[str] = PhraseTable()
        self._adjacent: PhraseTable[str] = PhraseTable()
        self._following: PhraseTable[str] = PhraseTable()
        self._dated: PhraseTable[str] = PhraseTable()
        self._leading: PhraseTable[str] = PhraseTable()  # cues that an infinitive must follow
        for pattern in library.of("statuses"):
            for phrases, table in (
                (pattern.phrases + pattern.before_infinitive, self._cues),
                (pattern.before_infinitive, self._leading),
                (pattern.adjacent, self._adjacent),
                (pattern.after, self._following),
                (pattern.before_date, self._dated),
            ):
                table.learn(phrases, pattern.id if pattern.value == "planned" else "")
        self._following_begins = self._following.first_words()
        self._lasts, self._pairs = self._cues.endings()
        self._people = {
            sequence[0]
            for pattern in library.of("nouns")
            if pattern.category in ("people", "beneficiaries")
            for sequence in literals(pattern.words)
        }
        self._verbs = library.shared(VerbCache)
        self._words = _EventCache(self._lasts, frozenset(last for last, _ in self._pairs), self._verbs)

    def __call__(self, reading: Reading, quantity: Quantity) -> None:
        """Set the status; editions are always actual."""
        if quantity.kind == "ordinal" or (quantity.kind == "duration" and self._is_age(reading, quantity)):
            return
        rule = self._rule(reading, quantity)
        if rule:
            quantity.status = "planned"
            quantity.rules.append(rule)

    def _of_date(self, reading: Reading, quantity: Quantity) -> str | None:
        """The rule of a date that lies ahead, or that a cue stands right before; ``""`` for one gone by."""
        lies = ahead(quantity.period, reading.bulletin.date)
        if lies is not None:
            return _FUTURE if lies else ""
        dated = self._dated.before(reading.tokens.folded, quantity.i)
        if dated is None:
            return None
        return "" if self._told(reading, quantity, dated[0]) else dated[1]

    def _told(self, reading: Reading, quantity: Quantity, begin: int) -> bool:
        """Whether the clause that a date opens is told in the past: ``Para 2016 el presupuesto volvió a bajar``."""
        tokens = reading.tokens
        first, last = reading.sentence_tokens(reading.sentence_index(quantity))
        if begin > first and tokens.folded[begin - 1] not in _OPENERS:
            return False
        for k in range(quantity.after, min(last, quantity.after + _FAR_REACH)):
            if self._stops(reading, k, _STOPS):
                return False
            if self._verb(reading, k, first) and tokens.folded[k + 1 : k + 2] != ["que"]:  # «estimó que se abrirán»
                return tense(tokens.words[k]) == "past"
        return False

    def _definite(self, reading: Reading, quantity: Quantity, last: int) -> str | None:
        """What is there already: ``se atenderá en las 35 oficinas``; a relative clause may tell it otherwise."""
        folded, k = reading.tokens.folded, quantity.i - 1
        if quantity.kind != "count" or not quantity.own or quantity.entity is None or quantity.entity[1] <= quantity.j:
            return None
        while k > 1 and folded[k] in _ABOUT:
            k -= 1
        if k < 1 or folded[k] not in ("los", "las") or folded[k - 1] not in _WHERE:
            return None
        end = quantity.entity[1]
        if end < last and folded[end] == "que":
            for at in range(end + 1, min(last, end + 1 + _VERB_NEAR)):
                verb = self._verb(reading, at, end)
                if verb:
                    return "" if verb == "actual" else _FUTURE
        return ""

    def _is_age(self, reading: Reading, quantity: Quantity) -> bool:
        """``mayores de 60 años``, ``niños de 12 a 14 años``: a criterion, whatever the tense around it."""
        folded, i = reading.tokens.folded, quantity.i
        if not _OF_AGE.isdisjoint(folded[max(0, i - 2) : i]):
            return True
        k = i - (folded[i] != "de")
        return k > 0 and folded[k] == "de" and folded[k - 1] in self._people

    def settle(self, reading: Reading, quantity: Quantity) -> None:
        """A figure that holds for a time to come is planned, whatever the verb says."""
        if quantity.status == "actual" and quantity.kind not in ("date", "ordinal"):
            today = reading.bulletin.date
            if ahead(quantity.period, today):
                quantity.status = "planned"
                quantity.rules.append(_FUTURE)

    def _rule(self, reading: Reading, quantity: Quantity) -> str | None:
        """The rule that makes it planned; ``""`` or None for none."""
        folded = reading.tokens.folded
        rule = self._of_date(reading, quantity) if quantity.kind == "date" else None
        if rule is not None:
            return rule
        adjacent = self._adjacent.before(folded, quantity.i)
        if adjacent is not None:
            return adjacent[1]
        first, last = reading.sentence_tokens(reading.sentence_index(quantity))
        rule = self._after(reading, quantity, last, _VERB_NEAR)
        if rule is None:
            rule = self._definite(reading, quantity, last)
        if rule is None:
            rule = self._before(reading, quantity)
        if rule is None:
            rule = self._after(reading, quantity, last, _RIGHT_REACH)
        if rule is None and all(told is None for _, told in self._events_before(reading, quantity)):
            if self._goal(reading, first):
                return _FUTURE
            rule = self._after(reading, quantity, last, _FAR_REACH)
            if rule is None:
                rule = self._listed(reading, quantity, first)
        return rule

    def _goal(self, reading: Reading, first: int) -> bool:
        """Whether a sentence is an item of a list and begins with an infinitive: ``· Contar en 2026 con …``."""
        tokens = reading.tokens
        if tokens.words[first] not in BULLETS or first + 1 >= len(tokens.words):
            return False
        return tokens.words[first + 1][0].isupper() and self._verbs.infinitive(tokens.folded[first + 1])

    def _listed(self, reading: Reading, quantity: Quantity, first: int) -> str | None:
        """The rule of the line that a list without verbs stands under: ``Se construirán: · 12 hospitales · 30 …``."""
        tokens = reading.tokens
        lines, item = tokens.breaks.get(first, 0), tokens.words[first] in BULLETS
        if not lines or (not item and (lines > 1 or tokens.words[first - 1] in _ENDS)):
            return None
        sentence = reading.sentence_index(quantity)
        for above in range(sentence - 1, max(-1, sentence - _LIST), -1):
            events = reading.memo.get(("statuses", above))
            if events is None:
                events = reading.memo["statuses", above] = self._events(reading, above)
            told = [rule for _, rule in events if rule is not None]
            if told:
                return told[-1]
            start = reading.sentence_tokens(above)[0]
            if start not in tokens.breaks:
                return None
        return None

    def _before(self, reading: Reading, quantity: Quantity) -> str | None:
        """The rule of a planned cue before the figure, ``""`` for an actual verb, None for neither."""
        events = self._events_before(reading, quantity)
        if not events:
            return None
        at, told = events[-1]
        if told is None and len(events) > 1 and self._gapped(reading, quantity, at):
            return next((rule for _, rule in reversed(events) if rule is not None), None)
        return told

    def _gapped(self, reading: Reading, quantity: Quantity, begin: int) -> bool:
        """Whether a clause leaves out the verb of the one before: ``se abrirán 3 en Toluca; en Jerez, 4``."""
        tokens = reading.tokens
        words = tokens.words[begin - 1 : quantity.i]
        if words[0] != ";" or len(words) > _GAP or quantity.kind not in _COUNTED:
            return False
        _, last = reading.sentence_tokens(reading.sentence_index(quantity))
        return self._after(reading, quantity, last, _FAR_REACH) is None

    def _events_before(self, reading: Reading, quantity: Quantity) -> list[tuple[int, str | None]]:
        sentence = reading.sentence_index(quantity)
        known = reading.memo.get(("statuses", sentence))
        if known is None:
            known = reading.memo["statuses", sentence] = self._events(reading, sentence)
        return [event for event in known if event[0] <= quantity.i]

    def _events(self, reading: Reading, sentence: int) -> list[tuple[int, str | None]]:
        """Cues, finite verbs and stops of a sentence: the token after each, and what it says."""
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(sentence)
        found: list[tuple[int, str | None]] = []
        told: set[int] = set()  # verbs
        kinds, words, folded, pairs = self._words, tokens.words, tokens.folded, self._pairs
        spots = compress(range(first, stop), map(kinds.__getitem__, words[first:stop]))
        events = [k for k in spots if kinds[words[k]] == _TELLS or (folded[k], folded[k - 1]) in pairs]
        for k in events:
            if folded[k] in self._lasts or (folded[k], folded[k - 1]) in pairs:
                cue = self._cues.before(tokens.folded, k + 1)
                if cue is not None and folded[cue[0]] == "para" and found and self._ensues(tokens, cue[0], found):
                    continue
                if cue is not None and cue[0] >= first and self._holds(reading, k + 1):
                    found.append((k + 1, cue[1]))
                    continue
            verb = self._verb(reading, k, first)
            if verb and folded[k] in _COPULAS and found and found[-1][1] and found[-1][0] - 1 not in told:
                continue  # «la meta de cirugías es de 344 mil»
            if verb:
                told.add(k)
                found.append((k + 1, "" if verb == "actual" else _FUTURE))
            elif self._stops(reading, k, _STOPS) and not self._lists(reading, k):
                found.append((k + 1, None))
        return found

    def _ensues(self, tokens: Tokens, k: int, events: list[tuple[int, str | None]]) -> bool:
        """Whether a purpose tells what came of a past verb: ``gastó 22 millones, para sumar 40``."""
        past = any(tense(tokens.words[at - 1]) == "past" for at, _ in events)
        return tokens.words[k - 1] == "," and past and not any(rule for _, rule in events)

    def _stops(self, reading: Reading, k: int, stops: frozenset[str]) -> bool:
        """Whether a clause ends at a token; the full stop of ``No. 66`` is none."""
        words = reading.tokens.words
        if words[k] not in stops:
            return False
        abbreviates = words[k] == "." and k + 1 < len(words) and k + 1 not in reading.tokens.breaks
        return not (abbreviates and reading.sentence_of(k) == reading.sentence_of(k + 1))

    def _holds(self, reading: Reading, k: int) -> bool:
        """Whether an infinitive follows a cue that must lead to one: ``va a sumar``, not ``va a su casa``."""
        folded = reading.tokens.folded
        if k >= len(folded) or self._leading.before(folded, k) is None:
            return True
        return self._verbs.infinitive(folded[k]) or folded[k] in _SHORT_INFINITIVES

    def _verb(self, reading: Reading, k: int, first: int) -> str:
        """What the verb at a token says; a capital inside a sentence is a name's: ``Baja California``."""
        word = reading.tokens.words[k]
        named = word[0].isupper() and k > first and not word.isupper() and k not in reading.tokens.breaks
        before = reading.tokens.words[k - 1]
        if named and before not in _OPENINGS and (before != ":" or self._verbs[word] != "planned"):
            return ""  # but «Hospital de Jerez: Abrirá en mayo»
        return self._verbs[word]

    def _lists(self, reading: Reading, k: int) -> bool:
        """Whether a colon leads to the parts of the figure before it: ``46 módulos: 33 en …``."""
        if reading.tokens.words[k] != ":":
            return False
        at = bisect_left(reading.numerals, k + 1, key=_BEGIN)
        return at < len(reading.numerals) and reading.numerals[at].i == k + 1

    def _parts(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether a figure is a part of another, right after it: ``de las cuales nueve``."""
        folded, k = reading.tokens.folded, quantity.i
        k -= folded[k - 1] == ","
        return folded[k - 1] in _PARTITIVE and bool({"de", "entre"} & set(folded[max(0, k - 3) : k - 1]))

    def _after(self, reading: Reading, quantity: Quantity, last: int, reach: int) -> str | None:
        """The rule of the first finite verb after the figure and its noun; near ones end at a conjunction."""
        tokens = reading.tokens
        begin = quantity.entity[1] if quantity.own and quantity.entity else quantity.after
        stops = _NEAR_STOPS if reach == _VERB_NEAR else _STOPS
        for k in range(begin, min(last, begin + reach)):
            word = tokens.words[k]
            if word in stops and self._stops(reading, k, stops):
                return None
            cue = self._following.after(tokens.folded, k) if tokens.folded[k] in self._following_begins else None
            near = k == begin or (cue is not None and cue[0] > k + 1 and tokens.folded[k] not in _ADJOINING)
            if cue is not None and near and self._holds(reading, cue[0]):
                return cue[1]
            verb = self._verbs[word] and self._verb(reading, k, begin)
            if verb and stops is _NEAR_STOPS and tokens.folded[k] in _COPULAS and self._parts(reading, quantity):
                return None  # «inaugurará 15 unidades, de las que nueve son hospitales»
            if verb:
                return "" if verb == "actual" else _FUTURE
        return None


_TELLS, _MAY = 2, 1


class _EventCache(dict[str, int]):
    """Whether a word is a cue, a finite verb or a stop, or may end a cue of several words; remembered."""

    def __init__(self, alone: frozenset[str], lasts: frozenset[str], verbs: VerbCache) -> None:
        """Ask cues and verbs."""
        super().__init__()
        self._alone, self._lasts, self._verbs = alone, lasts, verbs

    def __missing__(self, word: str) -> int:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        form = fold(word)
        tells = form in self._alone or bool(self._verbs[word]) or word in _STOPS
        kind = self[word] = _TELLS if tells else _MAY if form in self._lasts else 0
        return kind


def ahead(period: str | None, today: dt.date | None) -> bool | None:
    """Whether a period begins after a day; False where it ended before, None where that is not known."""
    if period is None or today is None:
        return None
    first, last = bounds(period)
    if first is not None and first > today.isoformat():
        return True
    return False if last is not None and last < today.isoformat() else None


_SHORT_INFINITIVES = frozenset({"ir", "ser", "dar", "ver"})
_OPENINGS = frozenset("“«\"'¿¡(-–—")
