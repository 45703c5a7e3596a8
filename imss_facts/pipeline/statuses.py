"""Whether a figure is so or planned: the nearest cue or finite verb before it decides, else the one after it."""

from imss_facts.language.folding import fold
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_CACHE_LIMIT = 100_000
_FUTURE = ("aran", "eran", "iran", "dran", "bran", "rran", "aremos", "eremos", "iremos")
_FUTURE_SINGULAR = tuple(
    form for end in ("ará", "erá", "irá", "drá", "brá", "rrá") for form in (end, end.capitalize(), end.upper())
)
_CONDITIONAL = ("aria", "iria", "eceria", "nderia", "dria", "bria", "rria")  # other words in -ería are mostly nouns
_PAST = ("aron", "ieron", "yeron", "jeron", "aban", "ian")
_RIGHT_REACH = 14
_STOPS = frozenset(".;:")
_NEAR_STOPS = frozenset({".", ";", ":", ",", "y", "e", "que", "(", "”"})
_VERB_NEAR = 4
_OF_AGE = frozenset({"mayor", "mayores", "menor", "menores"})


class Statuses:
    """Reads the verbs and cues of a figure's sentence."""

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._cues: PhraseTable[str] = PhraseTable()
        self._adjacent: PhraseTable[str] = PhraseTable()
        for pattern in library.of("statuses"):
            for phrases, table in ((pattern.phrases, self._cues), (pattern.adjacent, self._adjacent)):
                for sequence in literals(phrases):
                    table.add(sequence, pattern.id)
        self._lasts = self._cues.last_words()
        self._verbs = library.shared(VerbCache)
        self._words = _EventCache(self._lasts, self._verbs)

    def __call__(self, reading: Reading, quantity: Quantity) -> None:
        """Set the status; editions are always actual."""
        if quantity.kind == "ordinal":
            return
        if quantity.kind == "duration" and _is_age(reading, quantity):
            return
        _, last = reading.sentence_tokens(reading.sentence_index(quantity))
        rule = self._adjacent_cue(reading, quantity)
        if rule is None:
            rule = self._after(reading, quantity, last, _VERB_NEAR)
        if rule is None:
            rule = self._before(reading, quantity)
        if rule is None:
            rule = self._after(reading, quantity, last, _RIGHT_REACH)
        if rule:
            quantity.status = "planned"
            quantity.rules.append(rule)

    def _before(self, reading: Reading, quantity: Quantity) -> str | None:
        """The rule of a planned cue before the figure, ``""`` for an actual verb, None for neither."""
        sentence = reading.sentence_index(quantity)
        known = reading.memo.get(("statuses", sentence))
        if known is None:
            known = reading.memo["statuses", sentence] = self._events(reading, sentence)
        for at, rule in reversed(known):
            if at <= quantity.i:
                return rule
        return None

    def _events(self, reading: Reading, sentence: int) -> list[tuple[int, str | None]]:
        """Cues, finite verbs and stops of a sentence: the token after each, and what it says."""
        tokens = reading.tokens
        first, stop = reading.sentence_tokens(sentence)
        found: list[tuple[int, str | None]] = []
        kinds, words = self._words, tokens.words
        for k in [k for k in range(first, stop) if kinds[words[k]]]:
            word = words[k]
            if tokens.folded[k] in self._lasts:
                cue = self._cues.before(tokens.folded, k + 1)
                if cue is not None and cue[0] >= first:
                    found.append((k + 1, cue[1]))
                    continue
            verb = self._verbs[word]
            if verb:
                found.append((k + 1, "" if verb == "actual" else "status.planned"))
            elif word in _STOPS:
                found.append((k + 1, None))
        return found

    def _adjacent_cue(self, reading: Reading, quantity: Quantity) -> str | None:
        found = self._adjacent.before(reading.tokens.folded, quantity.i)
        return found[1] if found else None

    def _after(self, reading: Reading, quantity: Quantity, last: int, reach: int) -> str | None:
        """The rule of the first finite verb after the figure and its noun; near ones end at a conjunction."""
        tokens = reading.tokens
        begin = quantity.entity[1] if quantity.own and quantity.entity else quantity.after
        stops = _NEAR_STOPS if reach == _VERB_NEAR else _STOPS
        for k in range(begin, min(last, begin + reach)):
            word = tokens.words[k]
            if word in stops:
                return None
            verb = self._verbs[word]
            if verb:
                return "" if verb == "actual" else "status.planned"
        return None


class _EventCache(dict[str, bool]):
    """Whether a word may be the last of a cue, a finite verb or a stop; remembered."""

    def __init__(self, lasts: frozenset[str], verbs: "VerbCache") -> None:
        """Ask cues and verbs."""
        super().__init__()
        self._lasts, self._verbs = lasts, verbs

    def __missing__(self, word: str) -> bool:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        tells = self[word] = fold(word) in self._lasts or bool(self._verbs[word]) or word in _STOPS
        return tells


class VerbCache(dict[str, str]):
    """``planned`` for a future form, ``actual`` for another finite verb, ``""`` for other words; remembered."""

    def __init__(self, library: Library) -> None:
        """Learn the finite forms that no ending tells, and the nouns that end like verbs."""
        super().__init__()
        self._known = {
            sequence[0]: kind
            for pattern in library.of("nouns")
            if (kind := _ROLES.get(pattern.role)) is not None
            for sequence in literals(pattern.words)
        }

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        known = self._known.get(fold(word))
        kind = self[word] = _tense(word) if known is None else known
        return kind

    def infinitive(self, form: str) -> bool:
        """Whether a folded word is a verb's infinitive, as far as its ending tells."""
        return len(form) > 4 and form.endswith(("ar", "er", "ir")) and form not in self._known


_ROLES = {"verb": "actual", "conditional": "planned", "not_verb": ""}


def _tense(word: str) -> str:
    form = word.lower()
    if len(form) < 2 or not form.isalpha():
        return ""
    plain = form.translate(_PLAIN)
    if word.endswith(_FUTURE_SINGULAR) and len(form) > 4:
        return "planned"
    if form.endswith(("án", "emos")) and plain.endswith(_FUTURE) and len(form) > 5:
        return "planned"
    if form.endswith(("ría", "rían")) and len(form) > 5 and plain.removesuffix("n").endswith(_CONDITIONAL):
        return "planned"
    if form.endswith("ó") and len(form) > 3:
        return "actual"
    if plain.endswith(_PAST) and len(form) > 4:
        return "actual"
    return ""


def _is_age(reading: Reading, quantity: Quantity) -> bool:
    """``mayores de 60 años``: a criterion, whatever the tense around it."""
    return not _OF_AGE.isdisjoint(reading.tokens.folded[max(0, quantity.i - 2) : quantity.i])


_PLAIN = str.maketrans("áéíóú", "aeiou")
