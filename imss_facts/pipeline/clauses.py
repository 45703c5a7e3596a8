"""The subject of the verb before a figure: ``la recaudación sumó``, ``un plazo que no puede exceder de``.

Verbs joined in one predicate (``bajó 22 por ciento y quedó en``) and purposes (``creció, para llegar a``) share the
subject of the first; asides between commas are stepped over.
"""

from collections.abc import Callable

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_CLITICS = frozenset(
    {
        "se",
        "no",
        "ya",
        "tambien",
        "le",
        "les",
        "lo",
        "ha",
        "han",
        "habia",
        "apenas",
        "casi",
        "actualmente",
        "hoy",
        "ahora",
    }
)
_AUXILIARY_LINKS = frozenset({"a", "de", "que"})  # «llegó a costar», «dejó de cobrar», «tiene que pagar»
_AUXILIARIES = ("pued", "podr", "pud", "deb", "lleg", "va", "suel", "volv", "empez", "comenz", "dej", "acab", "tien")
_JOINING = frozenset({"y", "e", "ni", "o"})
_PURPOSE = frozenset({"para", "hasta", "al", "tras", "sin"})
_INSIDE = frozenset({"de", "del", "por", "para", "en", "y", "e", "a", "al", "año", "con", "sin", "entre", "como"})
_OPENING = frozenset({"el", "la", "los", "las", "un", "una", "su", "sus", "cada"})
_WHOSE = frozenset({"cuyo", "cuya", "cuyos", "cuyas"})
_PREPOSITIONS = frozenset({"de", "del", "a", "en", "por", "para", "con", "al", "sin", "entre", "sobre"})
_ASIDES = frozenset({"al", "a", "en", "durante", "hasta", "desde", "para", "con", "de", "segun", "que"})
_RELATIVE = frozenset({"que", "cual", "cuales"})
_OF = frozenset({"de", "del"})
_TIMELY = (
    "mensual",
    "anual",
    "diari",
    "semanal",
    "trimestral",
    "bimestral",
)  # adjectives inside «tasa mensual negativa»
_PERFECT = frozenset({"ha", "han", "habia", "habian", "hemos", "haber"})  # «ha crecido»
_YEAR = 4  # digits
_STOPS = frozenset('.;:”“("')
_MARKS = frozenset("-–—·•▪◦*>")
_REACH = 12  # words between a verb and its figure, or of a noun phrase
_SUBJECT = 26  # words of a subject with all its complements
_PREDICATE = 45  # words that joined verbs may take
_ASIDE = 20  # words of an aside
_LABEL = 12  # words of a label before a colon


Phrase = Callable[[Tokens, int], tuple[int, int] | None]


class Clauses:
    """Finds subjects."""

    def __init__(self, library: Library, phrases: NounPhrases, phrase: Phrase) -> None:
        """Learn the verbs; ``phrases`` knows nouns, ``phrase`` reads the noun phrase that begins at a token."""
        self._phrases = phrases
        self._phrase = phrase
        self._verbs = library.shared(VerbCache)
        having = (pattern for pattern in library.of("nouns") if pattern.role == "having")
        self._having = {sequence[0] for pattern in having for sequence in literals(pattern.words)}
        self._totals = {s[0] for p in library.of("nouns") if p.role == "total" for s in literals(p.words)}
        self._topics: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "topic":
                self._topics.learn(cue.before, cue.id)
        self._rises = {s[-1] for p in library.of("changes") for s in literals(p.nouns)}
        self._months = {word for p in library.of("dates") if p.role == "month" for (word,) in literals(p.words)}

    def subject(self, tokens: Tokens, begin: int, first: int) -> tuple[int, int] | None:
        """The noun phrase that the verb before token ``begin`` has for its subject, in the sentence from ``first``."""
        label = self._label(tokens, begin, first)
        if label is not None:
            return label
        k, floor = begin, max(first, begin - _REACH)
        while k > floor:
            word, form = tokens.words[k - 1], tokens.folded[k - 1]
            if word in _STOPS or form == "que":
                return None
            if self._verbs[word] and not self._named(tokens, k - 1):
                return self._of_verb(tokens, k - 1, begin, first)
            if self._verbs.infinitive(form):
                group = self._auxiliary(tokens, k - 1, first)
                if group is not None:
                    return self._of_verb(tokens, group, begin, first)
                if k - 2 < first or tokens.folded[k - 2] not in _PURPOSE:
                    return None
                k -= 1
                floor = max(first, begin - _PREDICATE)
            k -= 1
        return None

    def compared(self, tokens: Tokens, begin: int, number: int, first: int) -> tuple[int, int] | None:
        """``la inversión supera los 670 mdp``: the subject of a verb that is part of how much the figure is."""
        verb = begin
        while verb < number and tokens.folded[verb] in _CLITICS:
            verb += 1
        if verb == number or not self._verbs[tokens.words[verb]]:
            return None
        return self._of_verb(tokens, verb, begin, first)

    def _of_verb(self, tokens: Tokens, verb: int, begin: int, first: int) -> tuple[int, int] | None:
        """The subject of the verb at a token: before it, before its «que», or that of the verb it is joined to."""
        folded = tokens.folded
        if folded[verb] in self._having and self._rises.isdisjoint(folded[verb:begin]):
            return None  # «tuvo 300 pesos», but «tuvo un alza de 3%»
        while True:
            end = verb
            while end > first and folded[end - 1] in _CLITICS:
                end -= 1
            if end <= first:
                return None
            before = folded[end - 1]
            if before in _RELATIVE:
                return self._of_relative(tokens, end - 1, first)
            if before == ",":
                aside = self._aside(tokens, end, first)
                if aside is not None:
                    return self.opened(tokens, aside, first)
            elif before not in _JOINING:
                return self.opened(tokens, end, first)
            earlier = self._earlier(tokens, end - 1, begin, first)
            if earlier is None:
                return self.opened(tokens, end, first) if before in _JOINING else None
            verb = earlier

    def _of_relative(self, tokens: Tokens, k: int, first: int) -> tuple[int, int] | None:
        """What the relative at token ``k`` stands for."""
        if tokens.folded[k] != "que":
            return self._which(tokens, k, first)
        return self.ending(tokens, k - (k - 1 > first and tokens.folded[k - 1] == ","), first)

    def _which(self, tokens: Tokens, cual: int, first: int) -> tuple[int, int] | None:
        """``la mortalidad por infarto en sus hospitales, la cual pasó``: the nearest phrase with the same article."""
        folded = tokens.folded
        for k in range(cual - 3, max(first, cual - _SUBJECT) - 1, -1):
            if tokens.words[k] in _STOPS:
                return None
            if folded[k] == folded[cual - 1] or (folded[k] in ("al", "del") and folded[cual - 1] == "el"):
                return self._phrase(tokens, k + 1)
        return None

    def topic(self, tokens: Tokens, first: int, begin: int) -> tuple[int, int, str] | None:
        """What a sentence says at its beginning that it is about, and the pattern: ``Con respecto al salario, …``."""
        found = self._topics.after(tokens.folded, first)
        phrase = self._phrase(tokens, found[0]) if found is not None else None
        if found is None or phrase is None or "," not in tokens.words[phrase[1] : begin]:
            return None
        if self._has_subject(tokens, phrase[1], begin):
            return None
        return None if acts(tokens, phrase[0]) else (*phrase, found[1])

    def _has_subject(self, tokens: Tokens, first: int, begin: int) -> bool:
        """Whether the verb before token ``begin`` says it of a thing of its own: ``el crédito se cubre en 12``."""
        for k in range(begin - 1, max(first, begin - _REACH), -1):
            if not self._verbs[tokens.words[k]]:
                continue
            end = k
            while end > first and tokens.folded[end - 1] in _CLITICS:
                end -= 1
            word, form = tokens.words[end - 1], tokens.folded[end - 1]
            return (
                word.islower()
                and self._phrases.is_noun(tokens, end - 1)
                and not (self._verbs[word] or form in self._months or form in self._rises)
            )
        return False

    def _earlier(self, tokens: Tokens, end: int, begin: int, first: int) -> int | None:
        """The verb before token ``end`` that another is joined to."""
        for k in range(end - 1, max(first, begin - _PREDICATE) - 1, -1):
            if tokens.words[k] in _STOPS or tokens.folded[k] == "que":
                return None
            if self._verbs[tokens.words[k]] and not self._named(tokens, k):
                return k
        return None

    def _named(self, tokens: Tokens, k: int) -> bool:
        """Whether a capital inside a line makes it a name: ``Baja California``."""
        return tokens.words[k][0].isupper() and k > 0 and k not in tokens.breaks and not tokens.words[k].isupper()

    def _auxiliary(self, tokens: Tokens, k: int, first: int) -> int | None:
        """The finite verb that an infinitive hangs on: ``puede exceder``, ``llegó a venderse``."""
        at = k - 1
        if at > first and tokens.folded[at] in _AUXILIARY_LINKS:
            at -= 1
        fits = at >= first and self._verbs[tokens.words[at]] and tokens.folded[at].startswith(_AUXILIARIES)
        return at if fits else None

    def _aside(self, tokens: Tokens, end: int, first: int) -> int | None:
        """The comma before an aside that ends before a verb: ``el saldo, al 26 de marzo, es``."""
        if end <= first or tokens.words[end - 1] != ",":
            return None
        for k in range(end - 2, max(first, end - _ASIDE), -1):
            if tokens.words[k] == ",":
                says = k + 2 == end - 1 and bool(self._verbs[tokens.words[k + 1]])
                return k if says or tokens.folded[k + 1] in _ASIDES else None
            if tokens.words[k] in _STOPS:
                return None
        return None

    def _label(self, tokens: Tokens, begin: int, first: int) -> tuple[int, int] | None:
        """What stands before a colon at the beginning of a line: ``· Quejas por maltrato: bajaron 18.6%``."""
        k = begin
        while k > first and begin - k < 3 and (self._verbs[tokens.words[k - 1]] or tokens.folded[k - 1] in _CLITICS):
            k -= 1
        if k <= first or tokens.words[k - 1] != ":" or k - 1 in tokens.breaks:
            return None
        start = k - 1
        while start > first and start not in tokens.breaks:
            start -= 1
        while start < k - 1 and tokens.words[start] in _MARKS:
            start += 1
        words = range(start, k - 1)
        if not 1 <= len(words) <= _LABEL or any(self._verbs[tokens.words[at]] for at in words if at > start):
            return None
        if tokens.folded[start] in _OPENING:
            start += 1
        return (start, k - 1) if start < k - 1 and self._phrases.is_noun(tokens, start) else None

    def ending(self, tokens: Tokens, end: int, first: int) -> tuple[int, int] | None:
        """The noun phrase that ends before token ``end``, where it is nobody's name."""
        k = self.beginning(tokens, end, first)
        if k is None or acts(tokens, k) or (end - k == 1 and tokens.folded[k] in self._phrases.prenominal):
            return None
        return k, end

    def beginning(self, tokens: Tokens, end: int, first: int) -> int | None:
        """Where the noun phrase before token ``end`` begins, as far back as articles, «de» and nouns go."""
        folded, k = tokens.folded, end
        while k > first and end - k < _REACH:
            form = folded[k - 1]
            of = form in _OF and k < end and k - 1 > first
            article = form in self._phrases.determiners and k - 1 > first and folded[k - 2] in _OF and k < end
            timely = (
                (form.startswith(_TIMELY) or form in self._phrases.quantifiers)
                and k - 1 > first
                and self._phrases.is_noun(tokens, k - 2)
            )
            noun = self._phrases.is_noun(tokens, k - 1) and not self._verbs[tokens.words[k - 1]]
            noun = noun and not (k - 1 > first and folded[k - 2] in _PERFECT)
            if not (of or article or timely or (noun and not self._verbs.infinitive(form))):
                break
            k -= 1
        while k < end and (folded[k] in _OF or folded[k] in self._phrases.determiners):
            k += 1
        return k if k < end else None

    def opened(self, tokens: Tokens, end: int, first: int) -> tuple[int, int] | None:
        """The phrase before token ``end`` from the article that opens it."""
        folded = tokens.folded
        for k in range(end - 1, max(first, end - _SUBJECT) - 1, -1):
            form = folded[k]
            if form in _WHOSE:
                return self._phrase(tokens, k + 1)
            if form in _OPENING and (k == first or folded[k - 1] not in _PREPOSITIONS):
                found = self._phrase(tokens, k + 1 + (folded[k + 1] in _OF))  # «el de transportes»
                return None if found is None or acts(tokens, found[0]) else (found[0], min(found[1], end))
            if (form, folded[k - 2]) == (")", "(") or (form == "(" and folded[k + 2] == ")"):
                continue  # «el Instituto (IMSS)»
            inside = (
                form in _INSIDE
                or form in self._totals
                or form in self._phrases.determiners
                or form in self._months
                or form == "-"
            )
            if inside or form in _OPENING or form in self._phrases.quantifiers:
                continue
            if self._verbs[tokens.words[k]] and not self._named(tokens, k):
                return self._relative(tokens, k, first)
            year = form.isdecimal() and len(form) == _YEAR and folded[k - 1] in ("en", "de", "del")
            if not (year or self._phrases.is_noun(tokens, k)):
                return None
        return None

    def _relative(self, tokens: Tokens, verb: int, first: int) -> tuple[int, int] | None:
        """What a relative clause is said of: ``el presupuesto que ejercerá Fresnillo este año``, and then the verb."""
        end = verb
        while end > first and tokens.folded[end - 1] in _CLITICS:
            end -= 1
        return self.ending(tokens, end - 1, first) if end - 1 > first and tokens.folded[end - 1] == "que" else None


def acts(tokens: Tokens, k: int) -> bool:
    """Whether the noun is a person or an institution, who has the figure but is not what it is of."""
    word, before = tokens.words[k], tokens.words[k - 1] if k else "."
    shouted = word.isupper() and before.isupper() and before.isalpha()  # a line in capitals
    return word[0].isupper() and k not in tokens.breaks and before != "." and not shouted
