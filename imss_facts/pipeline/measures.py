"""``imss_measures``: what is counted: entity phrase, category and canonical measure."""

from typing import ClassVar

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Category
from imss_facts.pipeline.elision import Elision, Subject, assign
from imss_facts.pipeline.numerals import lexicon
from imss_facts.pipeline.participles import predicative
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.rates import is_rate, rate_bases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.tables import Cell
from imss_facts.pipeline.units import takes_de
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import MeasurePattern

_SINGULAR = frozenset({"el", "la", "su", "este", "esta", "ese", "esa"})
_OTHERS = frozenset({"otros", "otras", "los", "las", "sus", "esos", "esas", "estos", "estas", "diversas", "diversos"})
_NOT_COUNTED = frozenset(
    {"en", "ante", "con", "para", "el", "del", "al", "un", "este", "su", "cada", "ese"}
)  # «en hospitales», «el país»
_JOINING = frozenset({"y", "e", "o", "u"})
_PEOPLE = frozenset({"people", "beneficiaries", "staff"})
_COMPARING = frozenset({"superiores", "inferiores", "mayores", "menores"})
_MEANS = frozenset({"facilities", "beds", "equipment"})
_CLITICS = frozenset({"se", "no", "ya"})
_CUE_REACH = 4  # how many words may stand between «atención a» and the number
_CATEGORY_OF_KIND: dict[str, Category] = {"money": "money", "duration": "time", "date": "time", "ordinal": "event"}
_COUNTING = frozenset({"count", "ordinal", "ratio"})


class MeasureFinder:
    """Reads the noun phrase beside each count."""

    subjects: ClassVar[tuple[str, ...]] = ("measures", "nouns", "numerals", "cues", "units")

    def __init__(self, library: Library) -> None:
        """Learn measures and nouns."""
        self._phrases = NounPhrases(library, library.shared(lexicon).triggers)
        self._terms: PhraseTable[MeasurePattern | None] = PhraseTable()
        self._verbs = library.shared(VerbCache)
        self._elision = Elision(library, self)
        self._heads: PhraseTable[list[tuple[MeasurePattern, PhraseTable[str]]]] = PhraseTable()
        self._nouns: PhraseTable[tuple[Category | None, str]] = PhraseTable()
        self._elided: set[str] = set()  # first words of what a number may leave out
        self._enrolments: PhraseTable[str] = PhraseTable()
        self._per_head: PhraseTable[str] = PhraseTable()
        self._rate_rule = next((cue.id for cue in library.of("cues") if cue.value == "per_head"), "")
        self._employment: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "employment":
                self._employment.learn(cue.before, cue.id)
            table = {"enrolment": self._enrolments, "per_head": self._per_head}.get(cue.value)
            if table is not None:
                table.learn(cue.after, cue.id)
        self._learn_nouns(library)
        self._learn_measures(library)
        self._generic = {s[0] for p in library.of("nouns") if p.role == "generic" for s in literals(p.words)}
        insured = (p for p in library.of("cues") if p.value == "insured_context")
        self._insurance = {s[0]: p.id for p in insured for s in literals(p.before)}

    def _learn_nouns(self, library: Library) -> None:
        for pattern in library.of("nouns"):
            if pattern.role == "category":
                for sequence in literals(pattern.words):
                    self._nouns.add(sequence, (pattern.category, pattern.id))
                    if pattern.elided:
                        self._elided.add(sequence[0])

    def _learn_measures(self, library: Library) -> None:
        heads: dict[tuple[str, ...], list[tuple[MeasurePattern, PhraseTable[str]]]] = {}
        for pattern in library.of("measures"):
            if pattern.category == "money":
                continue  # of amounts, not of what is counted
            self._terms.learn(pattern.terms, pattern)
            self._terms.learn(pattern.never, None)
            cues: PhraseTable[str] = PhraseTable()
            cues.learn(pattern.after, pattern.id)
            for sequence in literals(pattern.heads):
                heads.setdefault(tuple(sequence), []).append((pattern, cues))
        for words, candidates in heads.items():
            self._heads.add(list(words), candidates)
        self._elided |= self._terms.first_words()

    def __call__(self, reading: Reading) -> None:
        """Say what each figure is about: by the noun beside it, or by the one it leaves out."""
        tokens = reading.tokens
        for quantity in reading.quantities:
            quantity.category = _CATEGORY_OF_KIND.get(quantity.kind)
            if quantity.kind in _COUNTING:
                cell = reading.cell(quantity.i)
                subject = self.subject_after(tokens, quantity) if cell is None else self._headed(tokens, quantity, cell)
                if subject is not None:
                    assign(quantity, subject)
                    quantity.own = True
        self._elision(reading)
        self._insured(reading)
        rated = bool(rate_bases(reading))
        for quantity in reading.quantities:
            if quantity.kind == "count" and (quantity.own or rated):
                self._rate(reading, quantity, rated=rated)
            if quantity.kind == "count" and quantity.category is None:
                quantity.category = "other"

    def _headed(self, tokens: Tokens, quantity: Quantity, cell: Cell) -> Subject | None:
        """What stands beside the figure in its cell, or else in the nearest head; right of what begins a row."""
        beside = quantity.after < cell.span[1] or cell.row is None
        found = self.subject_after(tokens, quantity) if beside else None
        for head in cell.beside:
            found = found or self._known_in(tokens, head)
        for first, stop in cell.captions:
            found = found or self.mention_before(tokens, stop, first)
        return found

    def _known_in(self, tokens: Tokens, span: tuple[int, int]) -> Subject | None:
        """The first phrase of some tokens whose head is a known noun."""
        for k in range(*span):
            subject = self._named(tokens, k) if tokens.folded[k] in self._elided else None
            if subject is not None:
                subject.j = min(subject.j, span[1])
                return subject
        return None

    def _insured(self, reading: Reading) -> None:
        """``personas`` are the insured where their sentence, or the one before, speaks of insurance."""
        tokens = reading.tokens
        for k, quantity in enumerate(reading.quantities):
            if quantity.kind != "count" or quantity.category != "people" or quantity.entity is None:
                continue
            if tokens.folded[quantity.entity[0]] not in self._generic or self._employed(reading, k):
                continue
            sentence = reading.sentence_index(quantity)
            first, _ = reading.sentence_tokens(max(0, sentence - 1))
            _, stop = reading.sentence_tokens(sentence)
            cue = next((form for form in tokens.folded[first:stop] if form in self._insurance), None)
            if cue is not None:
                quantity.category, quantity.measure = "beneficiaries", "people_served"
                quantity.rules.append(self._insurance[cue])

    def _employed(self, reading: Reading, k: int) -> bool:
        """``daría empleo a 984 trabajadores``, ``11 mil clínicas y 131 mil trabajadores``: who works."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        if quantity.measure != "workers":
            return False
        cue = self._employment.before(tokens.folded, quantity.i)
        if cue is not None:
            quantity.rules.append(cue[1])
            return True
        earlier = reading.quantities[k - 1] if k else None
        if earlier is None or earlier.entity is None or earlier.category not in _MEANS:
            return False
        return tokens.folded[max(earlier.j, earlier.entity[1]) : quantity.i] in ([","], ["y"])

    def _rate(self, reading: Reading, quantity: Quantity, *, rated: bool) -> None:
        """``1.4 médicos por cada mil pacientes``, ``una media de 3.2 médicos``: a rate, nobody is counted."""
        tokens = reading.tokens
        if rated and self._rate_rule in quantity.rules:
            quantity.category, quantity.measure = "other", None
            return
        cue = self._per_head.after(tokens.folded, quantity.entity[1]) if quantity.entity and quantity.own else None
        if cue is not None and tokens.folded[cue[0] - 1] == "cada":
            of_many = cue[0] < len(tokens.words) and not self._phrases.is_noun(tokens, cue[0])
            cue = cue if of_many else None
        if rated and cue is None and quantity.own and quantity.entity and is_rate(reading, quantity.entity[1]):
            cue = (0, self._rate_rule)
        scaled = bool(quantity.numerals) and quantity.numerals[-1].scale > 1
        halved = quantity.own and quantity.value is not None and bool(quantity.value % 1) and not scaled
        if cue is None and not (halved and quantity.category in _PEOPLE):
            return
        quantity.category, quantity.measure = "other", None
        quantity.rules.extend([cue[1]] if cue else [])

    def subject_after(self, tokens: Tokens, quantity: Quantity) -> Subject | None:
        """What the noun phrase after a quantity says."""
        k = quantity.after
        if k >= len(tokens.words) or tokens.breaks.get(k, 0) > 1:
            return None
        if quantity.kind == "ratio" or (quantity.numerals and takes_de(quantity.numerals[-1])):
            said = tokens.folded[k] in ("de", "del")
            if not said and k in tokens.breaks and quantity.kind == "count":
                return None  # «con más de 435 millones», then another line
            k += said
        if k >= len(tokens.words) or tokens.folded[k] in _SINGULAR:
            return None  # «otros tres mil el próximo ciclo»
        return self.subject_at(tokens, k, quantity)

    def subject_at(self, tokens: Tokens, k: int, quantity: Quantity) -> Subject | None:
        """What the noun phrase that begins at token ``k`` says."""
        k = self._phrases.undetermined(tokens, k)
        head = self._phrases.head_at(tokens, k)
        if head is None or (
            tokens.folded[head] in _COMPARING and tokens.folded[head + 1 : head + 2] in (["a"], ["al"])
        ):
            return None
        term = self._terms.after(tokens.folded, head)
        contextual = self._contextual(tokens, head, quantity)
        if contextual is not None and (term is None or contextual[0] >= term[0]):
            term = contextual
        noun = self._nouns.after(tokens.folded, head)
        if term is not None and term[1] is not None and (noun is None or noun[0] <= term[0]):
            return self._joined(tokens, head, self._measured(tokens, k, head, term[0], term[1]))
        if (
            noun is None
            and quantity.kind == "count"
            and tokens.words[head][1:].islower()
            and tokens.folded[head][-1] != "s"
            and not (quantity.value == 1 and tokens.folded[quantity.i] in ("un", "una"))
        ):
            return None  # «33 permanecen cerradas»: what is counted is said in the plural
        category = noun[1][0] if noun else None
        j = self._phrases.end(tokens, head, noun[0] if noun else head + 1, category)
        return self._joined(tokens, head, Subject(k, j, category, None, (noun[1][1],) if noun else ()))

    def _measured(self, tokens: Tokens, k: int, head: int, end: int, pattern: MeasurePattern) -> Subject:
        """The phrase from token ``k`` whose head and what follows it, up to before ``end``, a measure knows."""
        j = self._phrases.end(tokens, head, end, pattern.category)
        known: MeasurePattern | None = pattern
        if end - head > 1 and j > end + 1 and tokens.folded[end] in _JOINING:  # «médicos especialistas y generales»
            other = self._terms.after([tokens.folded[head], tokens.folded[end + 1]], 0)
            if other is None or other[1] is not pattern:
                alone = self._terms.after(tokens.folded[head : head + 1], 0)
                known = alone[1] if alone else None
        if known is None:
            return Subject(k, j, pattern.category, None, (pattern.id,))
        return Subject(k, j, known.category, known.id.removeprefix("measure."), (known.id,))

    def _joined(self, tokens: Tokens, head: int, subject: Subject) -> Subject:
        """``clínicas y hospitales``, ``trasplantes de órganos y tejidos``: nouns that share one number.

        They are of one category, and only where they are of one measure does the number keep it.
        """
        k = subject.j
        if k + 1 >= len(tokens.words) or tokens.folded[k] not in _JOINING or {k, k + 1} & tokens.breaks.keys():
            return subject
        other = self._known_plural(tokens, k + 1)
        if other is None or other.category is None or self._acts(tokens, other.j):
            return subject
        of = [at for at in range(head + 1, k) if tokens.folded[at] in ("de", "del", "en", "con", "sin")]
        if not of:
            measured = {subject.measure is None, other.measure is None}
            if other.category == subject.category and (measured == {False} or other.category in _PEOPLE):
                subject.j = other.j
                subject.measure = subject.measure if subject.measure == other.measure else None
            return subject
        inner = self._known_plural(tokens, k - 1) if of[-1] == k - 2 else None
        if (
            inner is not None
            and inner.category == other.category
            and (inner.measure is None) == (other.measure is None)
        ):
            subject.j = other.j
        return subject

    def _known_plural(self, tokens: Tokens, k: int) -> Subject | None:
        """The noun at token ``k`` where it is a known plural."""
        return self._named(tokens, k) if tokens.folded[k][-1] == "s" else None

    def _acts(self, tokens: Tokens, k: int) -> bool:
        """Whether a verb follows, so that the noun before it begins another clause."""
        return k < len(tokens.words) and bool(self._verbs[tokens.words[k]] or tokens.folded[k] in _CLITICS)

    def mention_before(self, tokens: Tokens, i: int, first: int) -> Subject | None:
        """The nearest plural noun that some measure knows between tokens ``first`` and ``i``, looking back."""
        folded = tokens.folded
        for k in range(i - 1, first - 1, -1):
            form = folded[k]
            if form[-1] != "s" and not (tokens.words[k].isupper() and k > first and folded[k - 1] in _OTHERS):
                continue  # «las UMF», not «la UMF No. 2»
            if form not in self._elided or (k > first and folded[k - 1] in _NOT_COUNTED):
                continue
            while k - 1 >= first and folded[k - 1][-1] == "s" and folded[k - 1] in self._elided:
                k -= 1  # noqa: PLW2901  «familias usuarias»: the head stands first
            if self._complements(tokens, k, first):
                continue
            if predicative(tokens, k):
                continue
            subject = self._longer(tokens, k, first) or self._named(tokens, k)
            if subject is not None:
                subject.j = min(subject.j, i)
                return subject
        return None

    def _complements(self, tokens: Tokens, k: int, first: int) -> bool:
        """Whether the noun at token ``k`` only qualifies another known one: ``brigadas de otras entidades``."""
        at = k - 1
        while at > first and tokens.folded[at] in _OTHERS:
            at -= 1
        if at <= first or tokens.folded[at] not in ("de", "del"):
            return False
        head = tokens.folded[at - 1]
        return head in self._elided

    def _longer(self, tokens: Tokens, k: int, first: int) -> Subject | None:
        """The longer term that token ``k`` is only a later word of: «médicas» of «unidades médicas»."""
        for begin in range(max(first, k - 2), k):
            term = self._terms.after(tokens.folded, begin)
            if term is not None and term[1] is not None and term[0] > k:
                return self._named(tokens, begin)
        return None

    def known_at(self, tokens: Tokens, k: int) -> Subject | None:
        """The phrase at token ``k`` where its head is a known plural noun."""
        if k >= len(tokens.words) or tokens.folded[k][-1] != "s":
            return None
        return self._named(tokens, k)

    def kind_at(self, tokens: Tokens, k: int) -> Subject | None:
        """The known noun at token ``k`` that a number may leave out, without its complements."""
        found = self._named(tokens, k) if tokens.folded[k] in self._elided else None
        if found is not None:
            own = next((at for at in range(k + 1, found.j) if tokens.folded[at] in ("de", "del", "en")), found.j)
            found.j = own
        return found

    def names(self, tokens: Tokens, k: int, *, proper: bool) -> bool:
        """Whether a common noun stands at token ``k``, or with ``proper`` any noun."""
        common = proper or tokens.words[k].islower() or tokens.words[k].isupper() or tokens.folded[k] in self._nouns
        return common and tokens.folded[k] not in self._phrases.prenominal and self._phrases.is_noun(tokens, k)

    def headed(self, head: list[str], complement: list[str]) -> tuple[Category | None, str | None, list[str]]:
        """Category, measure and rules of a head with a complement, or else of the head alone."""
        found = self._terms.after([*head, *complement], 0)
        if found is None or found[1] is None:
            noun = self._nouns.after(head, 0)
            return (noun[1][0], None, [noun[1][1]]) if noun else (None, None, [])
        return found[1].category, found[1].id.removeprefix("measure."), [found[1].id]

    def head_category(self, tokens: Tokens, k: int) -> Category | None:
        """The category of the noun at token ``k`` by itself."""
        noun = self._nouns.after(tokens.folded[k : k + 1], 0)
        return noun[1][0] if noun else None

    def _named(self, tokens: Tokens, k: int) -> Subject | None:
        """The phrase whose head, a noun that is known, stands at token ``k``."""
        term = self._terms.after(tokens.folded, k)
        noun = self._nouns.after(tokens.folded, k)
        if term is not None and term[1] is not None:
            return self._measured(tokens, k, k, term[0], term[1])
        if noun is None or term is not None:
            return None
        category, rule = noun[1]
        return Subject(k, self._phrases.end(tokens, k, noun[0], category), category, None, (rule,))

    def _contextual(self, tokens: Tokens, head: int, quantity: Quantity) -> tuple[int, MeasurePattern] | None:
        """A measure that the words before the number tell: ``atención a 77 millones de personas``."""
        found = self._heads.after(tokens.folded, head)
        if found is None:
            return None
        end, candidates = found
        if self._enrolments.after(tokens.folded, end) is not None:
            return None  # «se incorporaron 300 personas al programa»
        for k in range(quantity.i, max(0, quantity.i - _CUE_REACH), -1):
            for pattern, cues in candidates:
                if cues.before(tokens.folded, k) is not None:
                    return end, pattern
        return None
