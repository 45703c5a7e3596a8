"""Lists that rank rises or falls: ``los sectores con mayor crecimiento son comercio, con 6%, y transporte, 5%``.

The rise is said once, before the list or with its first item; each item names a sector or a place, then its rate.
"""

from dataclasses import dataclass

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Change
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_ARTICLES = frozenset({"el", "la", "los", "las", "un", "una"})
_SEPARATORS = frozenset({",", ";", ".", "y", "e", ")", "-", "–"})
_OPENERS = frozenset({"en", "asi", "como", "por", "ultimo", "finalmente", "luego", "despues", "ademas"}) | _ARTICLES
_NAMED = frozenset({"de", "del", "para", "y", "e", "sector", "industria", "rama", "a", "en"}) | _ARTICLES
_LEADING = frozenset({"con", "de", "del"}) | _ARTICLES
_NAME = 9  # words of an item's name
_RANKED = 150  # words of a ranking's sentence
_HEAD = 40  # words between the rise and the first item


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a ranking: which way it changed, by what pattern, and its name where it is no place's."""

    change: Change
    rule: str
    name: tuple[int, int] | None


class Rankings:
    """Reads items of rankings."""

    def __init__(self, library: Library, phrases: NounPhrases) -> None:
        """Learn words for rises and for ranks."""
        self._phrases = phrases
        self._verbs = library.shared(VerbCache)
        self._rises: PhraseTable[tuple[Change, str]] = PhraseTable()
        for pattern in library.of("changes"):
            self._rises.learn(pattern.nouns, (pattern.value, pattern.id))
        self._ranks: PhraseTable[str] = PhraseTable()
        self._extremes: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            table = {"ranking": self._ranks, "extreme": self._extremes}.get(cue.value)
            if table is not None:
                table.learn(cue.before, cue.id)

    def __call__(self, reading: Reading, k: int, begin: int) -> Item | None:
        """What figure ``k``, which with its modifier begins at token ``begin``, is as an item of a ranking."""
        quantity = reading.quantities[k]
        rate = quantity.kind == "count" and quantity.entity is None and quantity.value is not None
        if quantity.kind != "percent" and not (rate and quantity.value is not None and quantity.value % 1):
            return None
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        previous = reading.quantities[k - 1] if k else None
        follows = previous is not None and previous.i >= first and previous.change is not None
        gapped = previous is not None and follows and _gapped(reading.tokens, previous, quantity, begin)
        name_end = self._name_end(reading.tokens, begin, first, bare=gapped)
        if name_end is None:
            return None
        if previous is not None and follows and previous.kind in ("percent", "count"):
            if not gapped and not self._ranked(reading.tokens, first, begin):
                return None
            return self._item(reading.tokens, _past(reading.tokens, previous), name_end, _change(previous))
        return self._leading(reading, k, name_end, first)

    def _name_end(self, tokens: Tokens, begin: int, first: int, *, bare: bool) -> int | None:
        """Where the name ends whose figure begins at a token: before ``con``, ``con el``, a comma, or directly."""
        folded = tokens.folded
        at = begin - (begin - 1 > first and folded[begin - 1] in _ARTICLES)
        if at - 2 < first:
            return None
        if folded[at - 1] in ("con", "del") or (at < begin and folded[at - 1] == "de"):
            if folded[at - 1] != "con" and folded[at - 2] != ",":
                return None  # «, del 4.1%»
            return at - 2 if folded[at - 2] == "," else at - 1
        if folded[at - 1] in (",", "("):
            return at - 1
        return at if at == begin and (bare or tokens.words[at - 1][0].isupper()) else None  # «Morelos 0.7»

    def _leading(self, reading: Reading, k: int, name_end: int, first: int) -> Item | None:
        """The first item after ``el mayor crecimiento``, or the next of a ranking that the sentence before began."""
        tokens = reading.tokens
        for at in range(name_end - 1, max(first, name_end - _HEAD) - 1, -1):
            found = self._rises.after(tokens.folded, at)
            if found is not None and self._extremes.before(tokens.folded, at) is not None:
                start = next((p + 1 for p in range(name_end - 1, found[0] - 1, -1) if self._breaks(tokens, p)), None)
                return self._item(tokens, start, name_end, found[1]) if start is not None else None
        rank = self._ranks.after(tokens.folded, first + (tokens.folded[first] in ("y", "le", "les")))
        before = reading.quantities[k - 1] if k else None
        follows = before is not None and reading.sentence_of(first) - reading.sentence_index(before) == 1
        if rank is None or before is None or not follows or before.kind != "percent" or not before.change:
            return None
        start = next((p + 1 for p in range(name_end - 1, rank[0] - 1, -1) if self._breaks(tokens, p)), rank[0])
        return self._item(tokens, start, name_end, _change(before))

    def _breaks(self, tokens: Tokens, k: int) -> bool:
        """Whether an item's name cannot reach over a token: a verb, or ``en`` before a place."""
        place = tokens.folded[k] == "en" and tokens.words[k + 1][0].isupper()
        verb = bool(self._verbs[tokens.words[k]]) and not tokens.words[k][0].isupper()
        return place or verb or tokens.words[k] == ":"

    def _ranked(self, tokens: Tokens, first: int, begin: int) -> bool:
        """Whether the sentence ranks at all."""
        folded = tokens.folded
        return any(
            self._ranks.after(folded, k) or self._extremes.after(folded, k)
            for k in range(max(first, begin - _RANKED), begin)
        )

    def _item(self, tokens: Tokens, start: int, end: int, change: tuple[Change, str] | None) -> Item | None:
        """The item named between two tokens, where they hold a name and nothing else."""
        folded, k = tokens.folded, start
        while k < end:
            rank = self._ranks.after(folded, k)
            if rank is not None:
                k = rank[0]
            elif folded[k] in _SEPARATORS or folded[k] in _OPENERS or (folded[k] == "de" and k > start):
                k += 1
            else:
                break
        if change is None or not 0 < end - k <= _NAME:
            return None
        for at in range(k, end):
            named = (folded[at] in _NAMED and at > k) or tokens.words[at].istitle()
            if not named and not self._phrases.is_noun(tokens, at):
                return None
            rises = tokens.words[at].islower() and self._rises.after(folded, at) is not None
            if rises or self._breaks(tokens, at):
                return None
        common = tokens.words[k].islower() or (tokens.words[k].isupper() and tokens.words[end - 1].isupper())
        return Item(change[0], change[1], (k, end) if common else None)


def _gapped(tokens: Tokens, previous: Quantity, quantity: Quantity, begin: int) -> bool:
    """Whether a figure may share the verb of the one before: ``avanzó 6.4% y la construcción, 6.1%``."""
    joined = tokens.folded[_past(tokens, previous) : quantity.i][:1]
    following = tokens.folded[quantity.after : quantity.after + 1]
    ends = not following or following[0] in _SEPARATORS or quantity.after in tokens.breaks
    named = tokens.folded[begin - 1] not in _LEADING
    return previous.kind == quantity.kind and named and joined in ([","], [";"], ["y"], ["e"]) and ends


def _past(tokens: Tokens, previous: Quantity) -> int:
    """The token after a figure and what is said of its rate: ``11.0% (once por ciento) anual``."""
    k = previous.after
    while k < len(tokens.words) and tokens.folded[k] in (")", "anual", "mensual", "nominal", "real"):
        k += 1
    return k


def _change(quantity: Quantity) -> tuple[Change, str] | None:
    """The change of a figure with the pattern that told it."""
    rule = next((rule for rule in quantity.rules if rule.startswith("change.")), None)
    return (quantity.change, rule) if quantity.change and rule else None
