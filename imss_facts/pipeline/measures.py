"""``imss_measures``: what is counted: entity phrase, category and canonical measure."""

from dataclasses import dataclass

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Category
from imss_facts.pipeline.numerals import lexicon_of
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.units import takes_de
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import MeasurePattern

_CUE_REACH = 4  # how many words may stand between «atención a» and the number
_CATEGORY_OF_KIND: dict[str, Category] = {"money": "money", "duration": "time", "date": "time", "ordinal": "event"}
_LISTING = frozenset({",", "y", "e", "o", "u", "ni"})


@dataclass(slots=True)
class Subject:
    """What a figure is about: tokens ``i`` up to before ``j``, and what is known of it."""

    i: int
    j: int
    category: Category | None = None
    measure: str | None = None
    rules: tuple[str, ...] = ()


class MeasureFinder:
    """Reads the noun phrase beside each count."""

    subjects = ("measures", "nouns", "numerals")

    def __init__(self, library: Library) -> None:
        """Learn measures and nouns."""
        self._phrases = NounPhrases(library, lexicon_of(library.of("numerals")).triggers)
        self._terms: PhraseTable[MeasurePattern] = PhraseTable()
        self._heads: PhraseTable[tuple[MeasurePattern, PhraseTable[str]]] = PhraseTable()
        self._nouns: PhraseTable[tuple[Category | None, str]] = PhraseTable()
        for pattern in library.of("nouns"):
            if pattern.role == "category":
                for sequence in literals(pattern.words):
                    self._nouns.add(sequence, (pattern.category, pattern.id))
        for pattern in library.of("measures"):
            for sequence in literals(pattern.terms):
                self._terms.add(sequence, pattern)
            cues: PhraseTable[str] = PhraseTable()
            for sequence in literals(pattern.after):
                cues.add(sequence, pattern.id)
            for sequence in literals(pattern.heads):
                self._heads.add(sequence, (pattern, cues))

    def __call__(self, reading: Reading) -> None:
        """Say what each figure is about, where it is said next to the number."""
        tokens, quantities = reading.tokens, reading.quantities
        following: Quantity | None = None
        for quantity in reversed(quantities):
            quantity.category = _CATEGORY_OF_KIND.get(quantity.kind)
            if quantity.kind in ("count", "ordinal", "ratio"):
                subject = self.subject_after(tokens, quantity)
                if subject is not None:
                    _assign(quantity, subject)
                elif following is not None and _listed(tokens, quantity, following):
                    quantity.entity, quantity.measure = following.entity, following.measure
                    quantity.category = following.category
                if quantity.kind == "count" and quantity.category is None:
                    quantity.category = "other"
            following = quantity

    def subject_after(self, tokens: Tokens, quantity: Quantity) -> Subject | None:
        """What the noun phrase after a quantity says."""
        k = quantity.j
        if k >= len(tokens) or tokens.breaks.get(k, 0) > 1:
            return None
        if quantity.kind == "ratio" or (quantity.numerals and takes_de(quantity.numerals[-1])):
            k += tokens.folded[k] in ("de", "del")
        return self.subject_at(tokens, k, quantity)

    def subject_at(self, tokens: Tokens, k: int, quantity: Quantity) -> Subject | None:
        """What the noun phrase that begins at token ``k`` says."""
        while k < len(tokens) and tokens.folded[k] in self._phrases.determiners:
            k += 1
        head = self._phrases.head_at(tokens, k)
        if head is None:
            return None
        term = self._terms.after(tokens.folded, head)
        contextual = self._contextual(tokens, head, quantity)
        if contextual is not None and (term is None or contextual[0] >= term[0]):
            term = contextual
        if term is not None:
            pattern = term[1]
            j = self._phrases.end(tokens, head, term[0], pattern.category)
            return Subject(k, j, pattern.category, pattern.id.removeprefix("measure."), (pattern.id,))
        noun = self._nouns.after(tokens.folded, head)
        category = noun[1][0] if noun else None
        j = self._phrases.end(tokens, head, noun[0] if noun else head + 1, category)
        return Subject(k, j, category, None, (noun[1][1],) if noun else ())

    def _contextual(self, tokens: Tokens, head: int, quantity: Quantity) -> tuple[int, MeasurePattern] | None:
        """A measure that the words before the number tell: ``atención a 77 millones de personas``."""
        found = self._heads.after(tokens.folded, head)
        if found is None:
            return None
        end, (pattern, cues) = found
        for k in range(quantity.i, max(0, quantity.i - _CUE_REACH), -1):
            if cues.before(tokens.folded, k) is not None:
                return end, pattern
        return None


def _assign(quantity: Quantity, subject: Subject) -> None:
    quantity.entity = (subject.i, subject.j)
    quantity.rules.extend(subject.rules)
    if quantity.kind != "ordinal":
        quantity.category, quantity.measure = subject.category, subject.measure


def _listed(tokens: Tokens, quantity: Quantity, following: Quantity) -> bool:
    """Whether only list marks part two numbers, so that they share the noun: ``10, 20 y 30 camas``."""
    between = tokens.folded[quantity.j : following.i]
    return following.kind == quantity.kind == "count" and 0 < len(between) <= 2 and _LISTING.issuperset(between)
