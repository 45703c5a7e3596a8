"""The people a bulletin names, with their titles: who ``Robledo`` or ``el titular del IMSS`` is."""

from dataclasses import dataclass, field

from imss_facts.language.folding import FOLDED
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "van", "von", "san"})
PREPOSITIONS = frozenset({"a", "al", "de", "del", "con", "por", "para", "y", "e"})  # before what is no apposition
_MAX_NAME = 7
_TITLE_WORDS = 6
_FILLERS = frozenset({"de", "del", "la", "el", "los", "las", "y", "imss", "instituto", "social", "seguro", ","})
_CACHE_LIMIT = 50_000
_TITLE_REACH = 14  # how many words a title may take before or after its name


@dataclass(slots=True)
class Person:
    """A person by the fullest form of the name, with the folded words of every title used of them."""

    i: int
    j: int
    words: list[str]
    titles: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Roster:
    """The people of a bulletin, and all words of their names."""

    named: list[Person]
    words: set[str]


class People:
    """Finds names and resolves short forms and titles."""

    def __init__(self, library: Library) -> None:
        """Learn titles, and capitalised words that are no names."""
        self._gazetteer = library.shared(Gazetteer)
        self._verbs = library.shared(VerbCache)
        self.titles: PhraseTable[str] = PhraseTable()
        self.not_names: set[str] = set()
        self._offices: dict[str, list[list[str]]] = {}
        self._saying: set[str] = set()
        for pattern in library.of("speakers"):
            if pattern.role == "title":
                self.titles.learn(pattern.words, pattern.id)
            elif pattern.role == "office":
                held = list(literals(pattern.offices))
                self._offices.update({sequence[0]: held for sequence in literals(pattern.words)})
            elif pattern.role == "verb":
                self._saying.update(sequence[0] for sequence in literals(pattern.words))
            elif pattern.role == "not_name":
                self.not_names.update(sequence[0] for sequence in literals(pattern.words))
        self.title_begins = self.titles.first_words()
        self._posts = {
            sequence[0]
            for pattern in library.of("speakers")
            if pattern.role == "post"
            for sequence in literals(pattern.words)
        }
        self._named = _NameCache(self.not_names)
        self._genders: dict[str, str] = {}

    def name_at(self, tokens: Tokens, k: int) -> int | None:
        """Where the name that begins at token ``k`` ends; None if none begins there."""
        if not self._capital(tokens, k):
            return None
        j = k + 1
        while j < len(tokens.words) and j - k < _MAX_NAME and j not in tokens.breaks:
            if self._capital(tokens, j) or (tokens.folded[j] in _PARTICLES and self._particle_joins(tokens, j)):
                j += 1
            else:
                break
        while j > k and tokens.folded[j - 1] in _PARTICLES:
            j -= 1
        return j

    def _particle_joins(self, tokens: Tokens, j: int) -> bool:
        """``Fabián Octavio de la Torre de Stéfano``: particles between capitals."""
        at = j
        while at < len(tokens.words) and tokens.folded[at] in _PARTICLES and at - j < 2:
            at += 1
        return (
            tokens.folded[j] != "y" and at < len(tokens.words) and at not in tokens.breaks and self._capital(tokens, at)
        )

    def _capital(self, tokens: Tokens, k: int) -> bool:
        word = tokens.words[k]
        says = bool(self._verbs[word]) or tokens.folded[k] in self._saying
        if says and (k == 0 or k in tokens.breaks or not tokens.words[k - 1].isalpha()):
            return False  # «Nombraría Benjamín Medrano», «Destaca Tabasco»
        return self._named[word]

    def is_verb(self, word: str) -> bool:
        """Whether a word is a finite verb."""
        return bool(self._verbs[word])

    def find(self, tokens: Tokens, spots: list[int]) -> Roster:
        """The people named at some tokens, short forms joined to their fullest."""
        found: list[Person] = []
        for k in spots:
            j = self.name_at(tokens, k)
            if j is None or (j - k == 1 and not self._known(tokens.folded[k], found)):
                continue
            if self._gazetteer.is_name(tokens, k, j) or self._of_office(tokens, k):
                continue
            words = tokens.folded[k:j]
            known = next((p for p in found if _same_name(words, p.words)), None)
            if known is None:
                known = Person(k, j, words)
                found.append(known)
            elif len(words) > len(known.words):
                known.i, known.j, known.words = k, j, words
            known.titles.extend(self._titles_of(tokens, k, j))
        return Roster(found, {word for person in found for word in person.words} - _PARTICLES)

    def _of_office(self, tokens: Tokens, k: int) -> bool:
        """Whether the capitals at token ``k`` name an office: ``titular de Detección Oncológica``."""
        at = k - 1
        while at > 0 and tokens.folded[at] in ("la", "las", "los"):
            at -= 1
        if at < 1 or tokens.folded[at] not in ("de", "del"):
            return False
        return tokens.folded[at - 1] in self.title_begins or tokens.words[at - 1][0].isupper()

    def _known(self, word: str, people: list[Person]) -> bool:
        return any(word in person.words for person in people)

    def titled(self, mention: list[str], people: list[Person], article: str = "") -> Person | None:
        """Who is meant by the words of a title: whose own title shares most of them, the office first."""
        offices = self._offices.get(mention[0], [[mention[0]]])
        for office in offices:
            best, most = None, 0
            for person in people:
                for title in person.titles:
                    if title[: len(office)] == office and not self._clash(article, title[0]):
                        shared = 1 + len(_FILLERS.symmetric_difference(mention).intersection(title) - _FILLERS)
                        if shared > most:
                            best, most = person, shared
            if best is not None:
                return best
        return None

    def another(self, person: Person, article: str, title: str) -> bool:
        """Whether a title is not that person's: ``la titular`` no ``director``, ``el gobernador`` no ``jefe``."""
        own = [words[0] for words in person.titles]
        if any(self._clash(article, word) for word in own):
            return True
        return bool(own) and title in self._posts and title not in own

    def _clash(self, article: str, title: str) -> bool:
        """Whether an article and a title are not of one gender, as far as the title's form tells."""
        if title not in self._genders:
            begins = self.title_begins
            stem = title[:-1]
            man = title + "a" in begins or (title[-1] in "oe" and stem + "a" in begins)
            woman = title.endswith("a") and any(form in begins for form in (stem, stem + "o", stem + "e"))
            self._genders[title] = "m" if man and not woman else "f" if woman and not man else ""
        return (article == "la" and self._genders[title] == "m") or (article == "el" and self._genders[title] == "f")

    def _titles_of(self, tokens: Tokens, i: int, j: int) -> list[list[str]]:
        """The titles in apposition: ``el director general del IMSS, Zoé …`` or ``…, gobernador de Nayarit``."""
        titles: list[list[str]] = []
        folded = tokens.folded
        capital = i > 0 and tokens.words[i - 1][0].isupper() and folded[i - 1] not in self.title_begins
        if i and not capital and folded[i - 1] not in PREPOSITIONS:
            for k in range(i - 1, max(0, i - _TITLE_REACH) - 1, -1):
                stops = folded[k] in (".", ";", ":", "“") and not (folded[k] == "." and folded[k + 1].isdecimal())
                if stops or k in tokens.breaks:
                    break  # but not at «HGZ No. 9»
                hit = self.titles.after(folded, k) if folded[k] in self.title_begins else None
                if hit is not None and hit[0] <= i:
                    titles.append(folded[k : min(i, k + _TITLE_WORDS)])
                    break
        if j + 1 < len(tokens.words) and folded[j] == ",":
            k = j + 1 + (folded[j + 1] in ("el", "la"))
            hit = self.titles.after(folded, k)
            if hit is not None:
                titles.append(folded[k : k + _TITLE_WORDS])
        return titles


class _NameCache(dict[str, bool]):
    """Whether a word looks like a part of a name: a capital and small letters; remembered."""

    def __init__(self, never: set[str]) -> None:
        """Keep in mind the capitalised words that are no names, folded."""
        super().__init__()
        self._never = never

    def __missing__(self, word: str) -> bool:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        capital = word[0].isupper() and word.isalpha() and len(word) > 1 and not word.isupper()
        named = self[word] = capital and FOLDED[word] not in self._never
        return named


def _same_name(one: list[str], other: list[str]) -> bool:
    """Whether one name is the other or a short form of it."""
    return _part_of(one, other) if len(one) <= len(other) else _part_of(other, one)


def _part_of(short: list[str], full: list[str]) -> bool:
    """Whether a name is some of the words of another, in order."""
    at = 0
    for word in full:
        if at < len(short) and word == short[at]:
            at += 1
    return at == len(short)
