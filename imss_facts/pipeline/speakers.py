"""Who states a figure: the subject of the saying verb of its sentence, before it, after it, or left out.

What follows the verb is said (``señaló que …``); so is what stands before it where it closes the sentence
(``…, agregó.``) or a quotation (``“…”, expresó Robledo``). Sentences without a saying verb are nobody's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.institutions import Institutions
from imss_facts.pipeline.people import PREPOSITIONS, People, Person, Roster
from imss_facts.pipeline.reading import BULLETS, Reading
from imss_facts.pipeline.turns import Turns
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_SUBJECT_REACH = 45  # words between a subject and its verb, titles and appositions included
_OPENING, _CLOSING = "“«", "”»"
_SMALL = frozenset({"tambien", "ademas", "asimismo", "se", "les", "le", "lo", "nos", ",", "ayer", "hoy", "igualmente"})
_ADJUNCTS = frozenset({"durante", "al", "en", "tras", "luego", "ante", "a", "con", "por", "para", "desde"})
_ARTICLES = frozenset({"el", "la", "los", "las"})
_CONTRACTED = frozenset({"al", "del"})  # with the article «el»
_BACK = frozenset({"lo"})
_PARTICLES = frozenset({"de", "del"})
_ENDS = frozenset(".;:”»")
_CLOSERS = frozenset(",”»")
_BARS = frozenset({"”", "»", ";", ":", "que"})  # no subject is looked for beyond
_PARAGRAPHS = 4  # a report goes on over so many without a name
_TITLE_REACH = 12  # words from «la titular» to its verb
_QUOTE_REACH = 3000  # characters a quotation may take
_BEGIN = attrgetter("i")


@dataclass(slots=True)
class _Saying:
    """A saying verb: its tokens, and who says."""

    i: int
    j: int
    person: Person | None
    rule: str
    led: bool = False  # whether its subject stands before it: ``Robledo, director del IMSS, anunció 30 camas``


class _Floor:
    """Who has the floor: the subject that «Agregó que …» leaves out, as long as the report goes on."""

    def __init__(self, tokens: Tokens) -> None:
        self._paragraphs = sorted(k for k, lines in tokens.breaks.items() if lines > 1)
        self.last: Person | None = None
        self.body: Person | None = None  # the last institution, which «la dependencia» means
        self._at = 0

    def take(self, person: Person, k: int) -> None:
        """Somebody named speaks at token ``k``."""
        self.last, self._at = person, k

    def hold(self, k: int) -> Person | None:
        """Who speaks at token ``k`` without being named; nobody, some paragraphs later."""
        apart = bisect_right(self._paragraphs, k) - bisect_right(self._paragraphs, self._at)
        if apart > _PARAGRAPHS:
            return None
        self._at = k
        return self.last


class Speakers:
    """Attributes figures to people."""

    def __init__(self, library: Library) -> None:
        """Learn verbs, sources and titles."""
        self._people = People(library)
        self._institutions = Institutions(library)
        self._turns = Turns(library, self._people)
        self._verbs: PhraseTable[str] = PhraseTable()
        self._sources: PhraseTable[str] = PhraseTable()
        self._channels: PhraseTable[str] = PhraseTable()
        for pattern in library.of("speakers"):
            table = {"verb": self._verbs, "source": self._sources, "channel": self._channels}.get(pattern.role)
            if table is not None:
                table.learn(pattern.words, pattern.id)
        self._of_titles = self._people.title_begins | {
            "de",
            "del",
            "la",
            "el",
            "los",
            "las",
            "general",
            "propio",
            "propia",
        }
        verbs, verb_pairs = self._verbs.openings()
        sources, source_pairs = self._sources.openings()
        self._alone = verbs | sources
        self._seconds: dict[str, set[str]] = {}  # words that go on after the first of a phrase
        for first, second in verb_pairs | source_pairs:
            self._seconds.setdefault(first, set()).add(second)
        self._begins = self._alone.union(self._seconds)

    def __call__(self, reading: Reading) -> None:
        """Set the speaker of every figure that somebody states."""
        if not reading.quantities:
            return
        turns = self._turns(reading.tokens)
        if turns:
            self._transcribed(reading, turns)
        tokens = reading.tokens
        folded, alone, seconds = [*tokens.folded, ""], self._alone, self._seconds
        spots = tokens.among(self._begins)
        verbs = [k for k in spots if folded[k] in alone or folded[k + 1] in seconds[folded[k]]]
        if not verbs:
            return
        people = self._people.find(tokens, self._spots(tokens))
        sayings = self._sayings(reading, verbs, people)
        for quantity in reading.quantities:
            if quantity.speaker is not None:
                continue  # in a transcript whose turn it is
            saying = self._saying_of(reading, quantity.i, quantity.j, sayings)
            if saying is not None and saying.person is not None:
                quantity.speaker = " ".join(tokens.slice(saying.person.i, saying.person.j).split())
                quantity.rules.append(saying.rule)

    def _transcribed(self, reading: Reading, turns: list[tuple[int, tuple[int, int] | None, str]]) -> None:
        """Give every figure to whose turn it is."""
        tokens, begins = reading.tokens, [turn[0] for turn in turns]
        for quantity in reading.quantities:
            at = bisect_right(begins, quantity.i) - 1
            if at >= 0 and (name := turns[at][1]) is not None and quantity.i >= name[1]:
                quantity.speaker = " ".join(tokens.slice(*name).split())
                quantity.rules.append(turns[at][2])

    def _spots(self, tokens: Tokens) -> list[int]:
        """Capitalised words that may begin a full name: before a second capital, after none."""
        words, folded, never, n = tokens.words, tokens.folded, self._people.not_names, len(tokens.words) - 1
        found = []
        for k in tokens.capitals:
            if k >= n or folded[k] in never or not (words[k + 1][0].isupper() or folded[k + 1] in _PARTICLES):
                continue
            before = words[k - 1] if k and k not in tokens.breaks else ""
            if not (before and before[0].isupper() and before.isalpha() and folded[k - 1] not in never):
                found.append(k)
        return found

    # --- who says ------------------------------------------------------------------------------------------------

    def _sayings(self, reading: Reading, verbs: list[int], people: Roster) -> list[_Saying]:
        tokens = reading.tokens
        found: list[_Saying] = []
        floor = _Floor(tokens)
        end = 0
        for k in verbs:
            source = self._sources.after(tokens.folded, k)
            if source is not None:
                _, stop = reading.sentence_tokens(reading.sentence_of(k))
                person = self._after(tokens, source[0], stop, people)
                if person is None and (institution := self._institutions.after(tokens, source[0])) is not None:
                    person = floor.body = self._body(tokens, institution, floor)
                if person is not None:
                    found.append(_Saying(k, source[0], person, source[1]))
                    floor.take(person, k)
                    end = source[0]
                continue
            hit = self._verbs.after(tokens.folded, k)
            if hit is None or k < end:
                continue
            end = hit[0]
            if k and tokens.folded[k - 1] in _BACK:
                continue  # «así lo manifestó»: said of the sentence before
            known, person = self._who(reading, k, end, people, floor)
            if known:
                led = person is not None and self._leads(tokens, person, k)
                found.append(_Saying(k, end, person, hit[1], led))
        return found

    def _leads(self, tokens: Tokens, person: Person, k: int) -> bool:
        """Whether a person's name with a title after it stands right before the verb at token ``k``."""
        if tokens.words[k - 1 : k] != [","]:
            return False
        for at in range(k - 1, max(0, k - _SUBJECT_REACH), -1):
            if tokens.words[at - 1] in _ENDS:
                return False
            if tokens.folded[at - 1] == person.words[-1] and tokens.words[at - 1][0].isupper():
                return at < k - 1 and self._adjoins(tokens, at, k)
        return False

    def _who(self, reading: Reading, k: int, j: int, people: Roster, floor: "_Floor") -> tuple[bool, Person | None]:
        """Who says what the verb at tokens ``k`` to ``j`` introduces; False where it is nobody in particular."""
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(reading.sentence_of(k))
        person = self._after(tokens, j, stop, people) or self._before(tokens, k, first, people)
        if person is not None:
            floor.take(person, k)
            return True, person
        institution = self._institution(tokens, k, j, first)
        if institution is not None:
            person = floor.body = self._body(tokens, institution, floor)
            if person is not None and (floor.last is None or not people.named):
                floor.take(person, k)
            return True, person
        if "se" in tokens.folded[max(0, k - 2) : k]:
            return False, None  # «se informó», «se les ofreció»
        person = self._acting(tokens, first, k, people)
        if person is not None:
            floor.take(person, k)
        elif self._another(tokens, k, j, first, floor.last):
            floor.last = None
        return True, person or floor.hold(k)

    def _another(self, tokens: Tokens, k: int, j: int, first: int, last: Person | None) -> bool:
        """Whether the verb's subject is somebody without a name, and not who spoke last: ``La presidenta detalló``."""
        folded = tokens.folded
        if last is None or not last.titles:
            return False
        if j + 1 < len(folded) and folded[j] in _ARTICLES:
            return folded[j + 1] in self._people.title_begins and self._people.another(last, folded[j], folded[j + 1])
        for at in range(k - 1, max(first, k - _TITLE_REACH), -1):
            if folded[at] in _BARS or tokens.words[at] in ".,":
                return False
            if folded[at] in self._people.title_begins and folded[at - 1] in _ARTICLES:
                return self._people.another(last, folded[at - 1], folded[at])
        return False

    def _acting(self, tokens: Tokens, first: int, k: int, people: Roster) -> Person | None:
        """Who the sentence is about, where the verb at token ``k`` closes it: ``Luna Coronel trabajó …, comentó``."""
        if tokens.words[k - 1] not in _CLOSERS:
            return None
        at = first + (tokens.folded[first] in _ARTICLES)
        title = self._people.titles.after(tokens.folded, at)
        at = at if title is None else title[0]
        person = self._person_at(tokens, at, people) if at < k and tokens.words[at][0].isupper() else None
        end = None if person is None else self._people.name_at(tokens, at)
        return person if end is not None and self._people.is_verb(tokens.words[end]) else None

    def _body(self, tokens: Tokens, institution: tuple[int, int], floor: "_Floor") -> Person | None:
        """An institution by its name, or the one that spoke last, or was named last, where its noun stands alone."""
        named = self._institutions.person(tokens, institution)
        return named or floor.body or self._institutions.meant(tokens, institution)

    def _after(self, tokens: Tokens, j: int, stop: int, people: Roster) -> Person | None:
        """``expresó Robledo``, ``afirmó el director general del Instituto, Zoé Robledo``."""
        if j >= stop:
            return None
        direct = self._person_at(tokens, j, people)
        if direct is not None:
            return direct
        if tokens.folded[j] in _ARTICLES:
            j += 1
        elif tokens.folded[j - 1] not in _CONTRACTED:
            return None
        title = self._people.titles.after(tokens.folded, j)
        if title is None:
            return None
        another = 0  # where a name that is no apposition ends: «tras escuchar a Sotelo Barba»
        for k in range(title[0], min(stop, title[0] + _SUBJECT_REACH)):
            if tokens.folded[k] in ("que", ";", ":") or tokens.words[k] in _OPENING:
                break
            if tokens.words[k][0].isupper() and tokens.folded[k - 1] in PREPOSITIONS:
                another = self._people.name_at(tokens, k) or k
            person = self._person_at(tokens, k, people) if tokens.words[k][0].isupper() and k >= another else None
            if person is not None:
                return person
        return self._people.titled(tokens.folded[j : j + 5], people.named, tokens.folded[j - 1])

    def _before(self, tokens: Tokens, k: int, first: int, people: Roster) -> Person | None:
        """``Robledo destacó``, ``el gobernador de Nayarit, Miguel Ángel …, señaló``, ``el titular indicó``."""
        folded, at, commas = tokens.folded, k - 1, 0
        floor = max(first, k - _SUBJECT_REACH)
        if at >= floor and folded[at] == ",":
            commas = 1
            at -= 1
        title: Person | None = None
        passed = False
        while at >= floor:
            word = tokens.words[at]
            if folded[at] in _BARS:
                break
            if word == "," and not commas and title is None and not self._ends_name(tokens, at, people):
                break
            if word[0].isupper():
                person = self._person_ending(tokens, at + 1, people)
                if person is not None and self._adjoins(tokens, at + 1, k):
                    return person
                passed = passed or person is not None  # a name inside a title: «secretario del Colegio …»
            hit = folded[at] in self._people.title_begins and not passed
            if hit and title is None and at and folded[at - 1] in _ARTICLES:
                title = self._people.titled(folded[at : min(k, at + 6)], people.named, folded[at - 1])
                if title is not None:
                    return title
            at -= 1
        return None

    def _adjoins(self, tokens: Tokens, j: int, k: int) -> bool:
        """Whether between a name and its verb stand only a title in apposition or small words."""
        gap = tokens.folded[j:k]
        while gap and gap[-1] in _SMALL:
            gap = gap[:-1]
        if not gap or gap == [","] or _SMALL.issuperset(gap):
            return True
        start = 1 + (len(gap) > 1 and gap[1] in _ARTICLES)
        if gap[0] == "," and gap[1] in ("de", "del") and tokens.words[k - 1] == ",":
            return True
        opens = gap[0] == "," and self._people.titles.after(gap, start) is not None
        return opens or (
            gap[0] == "," and gap[1:3] in (["por", "su"], ["en", "su"], ["a", "su"], ["quien"], ["quien", "ademas"])
        )

    def _ends_name(self, tokens: Tokens, at: int, people: Roster) -> bool:
        return self._person_ending(tokens, at, people) is not None

    def _person_at(self, tokens: Tokens, k: int, people: Roster) -> Person | None:
        j = self._people.name_at(tokens, k) if tokens.folded[k] in people.words else None
        if j is None:
            return None
        words = tokens.folded[k:j]
        return next((p for p in people.named if all(w in p.words for w in words)), None)

    def _person_ending(self, tokens: Tokens, j: int, people: Roster) -> Person | None:
        """The person whose name ends before token ``j``."""
        if tokens.folded[j - 1] not in people.words:
            return None
        for person in people.named:
            for length in range(len(person.words), 0, -1):
                words = tokens.folded[max(0, j - length) : j]
                if len(words) == length and words[-1] == person.words[-1] and all(w in person.words for w in words):
                    return person
            if (
                tokens.folded[j - 1] in person.words
                and tokens.words[j - 1][0].isupper()
                and tokens.folded[j - 1] not in ("de", "la")
            ):
                return person
        return None

    def _institution(self, tokens: Tokens, k: int, j: int, first: int) -> tuple[int, int] | None:
        """``informó la dependencia``, ``el IMSS indicó que``; before the verb only where «que» follows it."""
        found = self._institutions.after(tokens, j)
        if found is None and self._that(tokens, j):
            found = self._institutions.before(tokens, k, first)
        return found

    def _that(self, tokens: Tokens, j: int) -> bool:
        """Whether «que» follows the verb, after the day or the medium: ``informó en un comunicado que``."""
        folded = tokens.folded
        channel = self._channels.after(folded, j + (folded[j : j + 1] == [","]))
        return "que" in folded[j : j + 3] or (channel is not None and "que" in folded[channel[0] : channel[0] + 2])

    # --- what is said ----------------------------------------------------------------------------------------------

    def _saying_of(self, reading: Reading, i: int, j: int, sayings: list[_Saying]) -> _Saying | None:
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(reading.sentence_of(i))
        inside = sayings[bisect_left(sayings, first, key=_BEGIN) : bisect_left(sayings, stop, key=_BEGIN)]
        if not inside and tokens.words[first : first + 1] and tokens.words[first] in BULLETS:
            return self._heading(reading, reading.sentence_of(i), sayings)
        before = [s for s in inside if s.j <= i and self._introduces(tokens, s)]
        if before:
            return before[-1]
        closing = next((s for s in inside if s.i >= j and self._closes(tokens, s)), None)
        return closing or self._quoted(reading, i, j, sayings)

    def _introduces(self, tokens: Tokens, saying: _Saying) -> bool:
        """Whether what follows the verb is what is said, rather than the rest of a closing phrase."""
        return saying.led or not self._closes(tokens, saying) or self._parenthetical(tokens, saying)

    def _parenthetical(self, tokens: Tokens, saying: _Saying) -> bool:
        """``Para esos lugares, explicó, se ofrece``: the sentence goes on after verb and subject."""
        for k in range(saying.j, min(len(tokens.words), saying.j + _SUBJECT_REACH)):
            word = tokens.words[k]
            if word == ",":
                if k + 1 < len(tokens.words) and tokens.words[k + 1][0].isupper():
                    continue  # the name after its title
                goes_on = k == saying.j or (k + 1 < len(tokens.words) and tokens.folded[k + 1] not in _ADJUNCTS)
                return tokens.words[saying.i - 1] == "," and goes_on
            if word in ".;:" or not (word[0].isupper() or k == saying.j or tokens.folded[k] in self._of_titles):
                return False
        return False

    def _heading(self, reading: Reading, sentence: int, sayings: list[_Saying]) -> _Saying | None:
        """Who introduces a list: ``enumeró los resultados:`` and then the figure's item."""
        tokens = reading.tokens
        while sentence > 0:
            first, _ = reading.sentence_tokens(sentence)
            if tokens.words[first] not in BULLETS:
                break
            sentence -= 1
        first, stop = reading.sentence_tokens(sentence)
        if stop <= first or tokens.words[stop - 1] != ":":
            return None
        return next((s for s in reversed(sayings) if first <= s.i < stop), None)

    def _closes(self, tokens: Tokens, saying: _Saying) -> bool:
        """Whether the verb closes what was said before it: it follows a comma or a closing quotation mark."""
        k = saying.i - 1
        return (
            k >= 0
            and (tokens.words[k] in _CLOSING or tokens.words[k] in (",", '"', "—", "–"))
            and tokens.folded[saying.j : saying.j + 1] != ["que"]
        )

    def _quoted(self, reading: Reading, i: int, j: int, sayings: list[_Saying]) -> _Saying | None:
        """The owner of the quotation that holds the figure, named after it."""
        tokens = reading.tokens
        opening, closing = self._marks(reading, _OPENING), self._marks(reading, _CLOSING)
        start, end = tokens.starts[i], tokens.ends[j - 1]
        opened = opening[bisect_left(opening, start) - 1]
        if opened < start - _QUOTE_REACH or opened <= closing[bisect_left(closing, start) - 1]:
            return None
        closed = closing[bisect_left(closing, end)]
        if closed >= end + _QUOTE_REACH:
            return None
        close, begin = tokens.at(closed), tokens.at(opened)
        said = next((s for s in sayings if close < s.i <= close + 3 and self._closes(tokens, s)), None)
        return said or (self._preceding(reading, begin, close, sayings) if begin in tokens.breaks else None)

    def _preceding(self, reading: Reading, begin: int, close: int, sayings: list[_Saying]) -> _Saying | None:
        """Who spoke in the sentence before a quotation that is a paragraph of its own and names nobody."""
        if close + 2 < len(reading.tokens.words) and not {close + 1, close + 2} & reading.tokens.breaks.keys():
            return None
        sentence = reading.sentence_of(begin)
        first = reading.sentence_tokens(sentence - 1)[0] if sentence else begin
        inside = sayings[bisect_left(sayings, first, key=_BEGIN) : bisect_left(sayings, close, key=_BEGIN)]
        return inside[-1] if inside and inside[-1].i < begin else None

    def _marks(self, reading: Reading, marks: str) -> list[int]:
        """The offsets of some quotation marks, with two out of reach before the first and after the last."""
        known: list[int] | None = reading.memo.get((marks, 0))
        if known is None:
            text = reading.tokens.text
            found = sorted(chain.from_iterable(_places(mark, text) for mark in marks))
            known = reading.memo[marks, 0] = [-_QUOTE_REACH - 1, *found, len(text) + _QUOTE_REACH]
        return known


def _places(mark: str, text: str) -> Iterator[int]:
    """Where a character stands in a text."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
