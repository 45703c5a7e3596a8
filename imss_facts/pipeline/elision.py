"""Numbers that leave their noun out: ``34 módulos cuando había siete``.

The noun is the one the number is a part of (``43 de 100 camas``), the one its list ends in, or the nearest one
said before it in the sentence: beside another number, or alone (``las cirugías pasaron de 53 mil a 60 mil``).
"""

from dataclasses import dataclass
from typing import Protocol

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Category
from imss_facts.pipeline.antecedents import fitting, pronoun
from imss_facts.pipeline.elided_units import ElidedUnits, bare
from imss_facts.pipeline.participles import articled, gender, predicative
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_PARTICIPLES = ("ados", "adas", "idos", "idas")
_ADJECTIVES = ("bles", "ales", "ares", "icos", "icas", "ivos", "ivas", "orios", "orias", "osos", "osas", *_PARTICIPLES)

_LISTING = frozenset({",", "y", "e", "o", "u", "ni", "a", "al"})
_PART_OF = frozenset({"de", "del", "los", "las", "sus", "estos", "estas", "un", "total", "cuales"})
_PART_WORDS = 4
_COUNTING = frozenset({"count", "ratio"})
_SUBORDINATE = frozenset({"con", "de", "para", "en", "por", "entre", "beneficio"})
_MODIFYING = frozenset({"cerca", "mas", "menos", "alrededor", "total", "entorno"})
_COPULAS = frozenset({"son", "eran", "fueron", "seran"})
_ARTICLES = frozenset({"la", "el", "un", "una"})
_ONLY = frozenset({"solo", "solamente", "unicamente", "apenas"})
_NEARLY = frozenset({"casi", "cerca", "de", "mas", "unos", "unas", "alrededor"})
_RELATIVE = frozenset({"que", "quienes"})
_POINTING = frozenset({"los", "las", "estos", "estas", "esos", "esas", "otros", "otras"})
_OF = frozenset({"de", "del"})
_RELATING = frozenset({"correspondientes", "relativos", "relativas", "pertenecientes"})
_COMPLEMENTING = _OF | {"para"} | _RELATING
_COMPLEMENT = 4  # words of «de cuidados intensivos»
_NOUN_REACH = 300  # tokens: how far back in a sentence a noun is looked for
_ITEMS = 8  # sentences: how far back a list of lines keeps its noun
_ITEM_MARKS = frozenset("·•▪◦*-–—") | {"y", "e", "otros", "otras"}


@dataclass(slots=True)
class Subject:
    """What a figure is about: tokens ``i`` up to before ``j``, and what is known of it."""

    i: int
    j: int
    category: Category | None = None
    measure: str | None = None
    rules: tuple[str, ...] = ()


class Nouns(Protocol):
    """Who knows nouns."""

    def mention_before(self, tokens: Tokens, i: int, first: int) -> Subject | None:
        """The nearest known plural noun before token ``i``, not before ``first``."""

    def known_at(self, tokens: Tokens, k: int) -> Subject | None:
        """The phrase at token ``k`` where its head is a known plural noun."""

    def kind_at(self, tokens: Tokens, k: int) -> Subject | None:
        """The known noun at token ``k`` that a number may leave out, without its complements."""

    def names(self, tokens: Tokens, k: int, *, proper: bool) -> bool:
        """Whether a common noun stands at token ``k``, or with ``proper`` any noun."""

    def headed(self, head: list[str], complement: list[str]) -> tuple[Category | None, str | None, list[str]]:
        """Category, measure and rules of a head with a complement, or else of the head alone."""

    def head_category(self, tokens: Tokens, k: int) -> Category | None:
        """The category of the noun at token ``k`` by itself."""


class Elision:
    """Finds what a number leaves out."""

    def __init__(self, library: Library, nouns: Nouns) -> None:
        """Learn the cues; ``nouns`` finds nouns that stand without a number."""
        self._nouns = nouns
        self._partitives: PhraseTable[str] = PhraseTable()
        self._units = ElidedUnits(library, self._partitives)
        for pattern in library.of("cues"):
            if pattern.value == "partitive":
                self._partitives.learn(pattern.before, pattern.id)

    def __call__(self, reading: Reading) -> None:
        """Resolve units first, then nouns; forward in lists and shares, backward otherwise."""
        self._units(reading)
        listed = self._forward(reading)
        for k, quantity in enumerate(reading.quantities):
            if quantity.kind not in _COUNTING:
                continue
            if quantity.own and not self._adjective(reading, quantity, k):
                if not self._participle(reading, quantity):
                    self._gapped(reading.tokens, reading.quantities, k)
            elif not _rate(quantity) and (
                quantity.entity is None or (k in listed and self._follows_elided(reading, k))
            ):
                self._noun(reading, k, quantity)
            elif quantity.entity is None and k and self._rates_together(reading, k):
                quantity.entity = reading.quantities[k - 1].entity

    def _rates_together(self, reading: Reading, k: int) -> bool:
        """``con 1.4 médicos por cada mil, está debajo de otros, que tienen 1.9``: rates of one thing."""
        earlier, quantity = reading.quantities[k - 1], reading.quantities[k]
        same = reading.sentence_index(earlier) == reading.sentence_index(quantity)
        return same and _rate(earlier) and earlier.own and _known(earlier)

    def _forward(self, reading: Reading) -> set[int]:
        """Nouns said after the next number: ``43 de 100 camas``, ``10, 20 y 30 camas``; which ones come by a list."""
        tokens, quantities = reading.tokens, reading.quantities
        listed: set[int] = set()
        for k in range(len(quantities) - 2, -1, -1):
            quantity, following = quantities[k], quantities[k + 1]
            if not bare(quantity) or following.entity is None or following.kind not in _COUNTING:
                continue
            between = tokens.folded[quantity.after : following.i]
            if between[:1] in (["de"], ["del"]) and len(between) <= _PART_WORDS and _PART_OF.issuperset(between):
                _copy(quantity, following)
            elif _listed(tokens, quantity, following):
                _copy(quantity, following)
                listed.add(k)
        return listed

    # --- nouns -----------------------------------------------------------------------------------------------------

    def _follows_elided(self, reading: Reading, k: int) -> bool:
        """Whether the number before in the sentence leaves its noun out too: they go together."""
        quantities = reading.quantities
        for earlier in reading.earlier(k):
            if reading.sentence_index(earlier) != reading.sentence_index(quantities[k]):
                return False
            if earlier.kind == "count":
                return not earlier.own and earlier.entity is not None
        return False

    def _noun(self, reading: Reading, k: int, quantity: Quantity) -> None:
        """Take the noun from the verb, from the nearest figure that counts, or from the nearest noun that is known."""
        tokens = reading.tokens
        said = self._predicate(tokens, quantity)
        if said is not None and not self._qualifying(tokens, said):
            assign(quantity, said)
            return
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        mention = self._nouns.mention_before(tokens, quantity.i, max(first, quantity.i - _NOUN_REACH))
        earlier, mention = self._antecedent(reading, k, mention)
        if earlier is None and mention is None:
            mention = self._headed(reading, quantity)
            if mention is not None and self._named_item(reading.tokens, quantity, mention):
                earlier = next((q for q in reading.earlier(k) if q.kind == "count" and q.own and _known(q)), None)
            if mention is None and first and self._points_back(tokens, quantity):
                sentence = reading.sentence_index(quantity)
                mention = self._nouns.mention_before(tokens, first, reading.sentence_tokens(sentence - 1)[0])
        if earlier is None and mention is None and said is not None:
            earlier, mention = self._opening_base(reading, k), said
        if earlier is not None and earlier.entity is not None:
            self._take_over(tokens, quantity, earlier, earlier.entity[0])
        elif mention is not None:
            assign(quantity, mention)

    def _headed(self, reading: Reading, quantity: Quantity) -> Subject | None:
        """The noun of the heading over a list: ``Consultorios rehabilitados``, and then ``Hidalgo: 38``."""
        above = reading.heading(reading.sentence_index(quantity))
        if above is None:
            return None
        first, stop = reading.sentence_tokens(above)
        return self._nouns.mention_before(reading.tokens, stop, first)

    def _named_item(self, tokens: Tokens, quantity: Quantity, heading: Subject) -> bool:
        """``las siguientes unidades: UMF No. 2 (4)``: the heading names who is listed, not what the number counts."""
        bracketed = quantity.i > 0 and tokens.words[quantity.i - 1] == "("
        return bracketed and heading.i > 0 and tokens.folded[heading.i - 1] == "siguientes"

    def _antecedent(self, reading: Reading, k: int, mention: Subject | None) -> tuple[Quantity | None, Subject | None]:
        """The figure whose noun quantity ``k`` shares, if none that stands alone is nearer; and that one."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        item = self._item(reading, quantity)
        base = self._base(reading, k) or self._attribute_before(reading, k) or self._pointed(reading, k)
        if base is not None:
            return base, mention
        for earlier in reading.earlier(k):
            behind = quantity.sentence - reading.sentence_index(earlier)
            if behind and (mention is not None or behind > (_ITEMS if item else 1)):
                break
            if behind and not item and not self._points_back(tokens, quantity):
                break
            if (
                earlier.kind not in _COUNTING
                or earlier.entity is None
                or (behind and self._subordinate(tokens, earlier))
            ):
                continue
            if mention is not None and mention.i >= max(earlier.entity[1], earlier.j):
                return (earlier, None) if _said_of(tokens, earlier, mention) else (None, mention)
            if self._bracketed(tokens, earlier, quantity):
                continue
            attribute = self._attribute(tokens, earlier) and self._has_other(reading, k, earlier)
            if not attribute:
                return earlier, mention
            if mention is not None and mention.i == earlier.entity[0]:
                mention = None  # «13 hospitales con 2 mil camas; 12 más»: the beds are only an attribute
        return None, mention

    def _pointed(self, reading: Reading, k: int) -> Quantity | None:
        """``20 niños en 12 clínicas, de las cuales dos``: the figure in the sentence that the pronoun agrees with."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        at = quantity.i - (quantity.i > 0 and tokens.folded[quantity.i - 1] == ",")
        found = self._partitives.before(tokens.folded, at)
        of = pronoun(tokens, at) if found is not None else None
        if of is None:
            return None
        sentence = reading.sentence_index(quantity)
        same = (q for q in reading.earlier(k) if reading.sentence_index(q) == sentence)
        candidates = fitting(tokens, same, of)
        freely = (q for q in candidates if not (self._attribute(tokens, q) and self._has_other(reading, k, q)))
        return next(freely, candidates[0] if candidates else None)

    def _attribute_before(self, reading: Reading, k: int) -> Quantity | None:
        """``11 hospitales con mil 940 camas; otros ocho, con mil 200``: what the figure in the same place counts."""
        quantity, folded = reading.quantities[k], reading.tokens.folded
        if not quantity.i or folded[quantity.i - 1] != "con":
            return None
        for earlier in reading.earlier(k):
            if reading.sentence_index(quantity) - reading.sentence_index(earlier) > 1:
                return None
            if earlier.kind == "count" and earlier.entity is not None and folded[earlier.i - 1 : earlier.i] == ["con"]:
                return earlier
        return None

    def _bracketed(self, tokens: Tokens, earlier: Quantity, quantity: Quantity) -> bool:
        """Whether an earlier figure stands in brackets that close before this one: ``(seis hombres); Jerez, 10``."""
        words = tokens.words[earlier.j : quantity.i]
        return ")" in words and "(" not in words[: words.index(")")]

    def _base(self, reading: Reading, k: int) -> Quantity | None:
        """``De las 64 ambulancias que pidieron, 19 ya circulan``: the figure that the sentence opens with."""
        quantity, tokens = reading.quantities[k], reading.tokens
        at = quantity.i - (quantity.i > 0 and tokens.folded[quantity.i - 1] in _ARTICLES)
        if not at or (tokens.words[at - 1] != "," and tokens.folded[at - 1] not in _ONLY):
            return None
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        for earlier in reading.earlier(k):
            if earlier.i < first:
                return None
            at = earlier.i
            while at > first and (tokens.folded[at - 1] in _POINTING or tokens.folded[at - 2 : at] == ["mas", "de"]):
                at -= 1 if tokens.folded[at - 1] in _POINTING else 2
            opens = at - 1 == first or tokens.folded[at - 2 : at - 1] in (["que"], [","], [";"], [":"])
            if earlier.kind == "count" and at > first and tokens.folded[at - 1] == "de" and opens:
                return earlier if earlier.entity is not None else None
        return None

    def _item(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether a line of a list begins with the number, and a preposition follows: ``178 para el ISSSTE``."""
        tokens = reading.tokens
        begin = quantity.i
        while begin and begin not in tokens.breaks and (tokens.folded[begin - 1] in _ITEM_MARKS):
            begin -= 1
        after = tokens.folded[quantity.after : quantity.after + 1]
        return begin in tokens.breaks and bool(after) and after[0] in _SUBORDINATE

    def _take_over(self, tokens: Tokens, quantity: Quantity, earlier: Quantity, head: int) -> None:
        """Count what an earlier figure counts; before «que» only the head of it."""
        _copy(quantity, earlier)
        partitive = self._partitive(tokens, quantity)
        if partitive is not None:
            quantity.rules.append(partitive)
        self._other_complement(tokens, quantity)
        if tokens.folded[quantity.after : quantity.after + 1] == ["no"]:
            _unqualified(tokens, quantity)
        if quantity.after < len(tokens.words) and tokens.folded[quantity.after] in _RELATIVE:
            quantity.entity, quantity.measure = (head, head + 1), None
            quantity.category = self._nouns.head_category(tokens, head) or earlier.category

    def _other_complement(self, tokens: Tokens, quantity: Quantity) -> None:
        """``10 consultorios de medicina familiar y cinco de especialidad``: the head without its complement."""
        k, folded = quantity.after, tokens.folded
        if quantity.entity is None or k + 1 >= len(folded) or folded[k] not in _COMPLEMENTING or k in tokens.breaks:
            return
        at = k + 1 + (folded[k] in _RELATING)
        if folded[k] in _RELATING and folded[k + 1] not in ("a", "al"):
            return
        at += folded[at : at + 1] in (["la"], ["el"])
        i, j = quantity.entity
        own = next((at for at in range(i + 1, j) if folded[at] in _OF), j)
        category, measure, rules = self._nouns.headed(folded[i:own], folded[k : k + _COMPLEMENT])
        if (own == j and measure is None) or at >= len(folded):
            return
        owned = own < j and tokens.words[j - 1].istitle()  # «de la Secretaría de Salud; 122 de la Marina»
        if not self._nouns.names(tokens, at, proper=owned):
            return
        quantity.entity, quantity.category, quantity.measure = (i, own), category, measure
        quantity.rules = [rule for rule in quantity.rules if not rule.startswith(("measure.", "noun."))] + rules

    def _adjective(self, reading: Reading, quantity: Quantity, k: int) -> bool:
        """``298 camas: 144 censables y 154 no censables``: an adjective of a noun said before."""
        if quantity.entity is None or quantity.category is not None or not k:
            return False
        tokens, earlier = reading.tokens, reading.quantities[k - 1]
        head = tokens.folded[quantity.entity[0]]
        same = reading.sentence_index(earlier) == reading.sentence_index(quantity)
        if not head.endswith(_ADJECTIVES) or not same or earlier.kind != "count" or earlier.entity is None:
            return False
        if (earlier.category is None and earlier.own) or quantity.entity[1] - quantity.entity[0] > 1:
            return False
        _copy(quantity, earlier)
        _unqualified(tokens, quantity)
        return True

    def _participle(self, reading: Reading, quantity: Quantity) -> bool:
        """``este hospital se suma a los cuatro inaugurados``: the noun before is what a participle is said of."""
        of, end = gender(reading.tokens, quantity), quantity.entity[1] if quantity.entity else 0
        if of is None:
            return False
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        for k in articled(reading.tokens, quantity.i, first, of):
            found = self._nouns.kind_at(reading.tokens, k)
            if found is not None:
                assign(quantity, found)
                quantity.own, quantity.resume = False, end
                return True
        return False

    def _gapped(self, tokens: Tokens, quantities: list[Quantity], k: int) -> None:
        """``68 millones de consultas de medicina familiar, 14.9 millones de especialidad``: the head is left out."""
        quantity = quantities[k]
        if not k or quantity.category is not None or quantity.measure is not None or not quantity.entity:
            return
        previous = quantities[k - 1]
        listed = tokens.folded[previous.entity[1] : quantity.i] in ([","], ["y"]) if previous.entity else False
        if listed and previous.entity and "de" in tokens.folded[previous.entity[0] : previous.entity[1]]:
            quantity.category, quantity.measure = previous.category, previous.measure
            quantity.entity = (previous.entity[0], previous.entity[0] + 1)

    def _subordinate(self, tokens: Tokens, earlier: Quantity) -> bool:
        """Whether a figure only qualifies another: it follows a preposition that is no modifier's."""
        before = tokens.folded[max(0, earlier.i - 2) : earlier.i]
        return before[-1:] != [] and before[-1] in _SUBORDINATE and before[0] not in _MODIFYING

    def _predicate(self, tokens: Tokens, quantity: Quantity) -> Subject | None:
        """``7 mil 940 son médicos``: what the figure counts is said by the verb."""
        copula = quantity.j + 1 < len(tokens.words) and tokens.folded[quantity.j] in _COPULAS
        return self._nouns.known_at(tokens, quantity.j + 1) if copula else None

    def _qualifying(self, tokens: Tokens, said: Subject) -> bool:
        """``79 mil fueron eventuales``: an adjective says what some of the things counted before are like."""
        participle = said.j - said.i == 1 or predicative(tokens, said.i)
        return said.measure is None and participle and tokens.folded[said.i].endswith(_ADJECTIVES)

    def _opening_base(self, reading: Reading, k: int) -> Quantity | None:
        """What the sentence before opens with: ``De los 600 mil empleos … . Otros 79 mil fueron eventuales``."""
        sentence = reading.sentence_index(reading.quantities[k]) - 1
        if sentence < 0:
            return None
        first, _ = reading.sentence_tokens(sentence)
        opening = [q for q in reading.earlier(k) if reading.sentence_index(q) == sentence][-1:]
        for earlier in opening if reading.tokens.folded[first] == "de" else ():
            if earlier.kind == "count" and earlier.entity is not None:
                return earlier
        return None

    def _attribute(self, tokens: Tokens, earlier: Quantity) -> bool:
        """Whether a figure only qualifies or places another: ``con 2 mil camas``, ``en las 4 entidades``."""
        k = earlier.i - 1
        while k >= 0 and tokens.folded[k] in ("los", "las"):
            k -= 1
        return k >= 0 and tokens.folded[k] in ("con", "en")

    def _has_other(self, reading: Reading, k: int, earlier: Quantity) -> bool:
        """Whether the sentence counts something else before ``earlier``."""
        sentence = reading.sentence_index(earlier)
        before = [q for q in reading.earlier(k) if q.i < earlier.i and reading.sentence_index(q) == sentence]
        return any(q.kind == "count" and q.entity is not None for q in before)

    def _points_back(self, tokens: Tokens, quantity: Quantity) -> bool:
        """``de los 40 mil``, ``de ellos, 7 mil``, ``la mitad de ellos``: said of something in the sentence before."""
        if quantity.i and tokens.folded[quantity.i - 1] in _POINTING:
            return True
        if self._partitives.after(tokens.folded, quantity.after) is not None:
            return True
        return self._partitive(tokens, quantity) is not None

    def _partitive(self, tokens: Tokens, quantity: Quantity) -> str | None:
        """The pattern of «de ellos» or the like before the number."""
        k = quantity.i - (quantity.i > 0 and tokens.folded[quantity.i - 1] == ",")
        found = self._partitives.before(tokens.folded, k)
        return found[1] if found else None


def _rate(quantity: Quantity) -> bool:
    """``la tasa fue de 6.84``: no part of what was counted before."""
    fractional = quantity.value is not None and bool(quantity.value % 1)
    return fractional and quantity.kind == "count" and not _scaled(quantity)


def _said_of(tokens: Tokens, earlier: Quantity, mention: Subject) -> bool:
    """``79 mil fueron eventuales; 75 mil en las ciudades``: the noun is only what is said of the figure."""
    return not earlier.own and tokens.folded[earlier.j] in _COPULAS and mention.i == earlier.j + 1


def _known(quantity: Quantity) -> bool:
    """Whether a pattern knows the noun beside a figure."""
    return any(rule.startswith(("measure.", "noun.")) for rule in quantity.rules)


def _scaled(quantity: Quantity) -> bool:
    return bool(quantity.numerals) and quantity.numerals[-1].scale > 1


def assign(quantity: Quantity, subject: Subject) -> None:
    """Say what a quantity is about."""
    quantity.entity = (subject.i, subject.j)
    quantity.rules.extend(subject.rules)
    if quantity.kind != "ordinal":
        quantity.category, quantity.measure = subject.category, subject.measure


def _copy(quantity: Quantity, other: Quantity) -> None:
    quantity.entity, quantity.measure, quantity.category = other.entity, other.measure, other.category
    quantity.rules.extend(rule for rule in other.rules if rule.startswith(("measure.", "noun.")))


def _unqualified(tokens: Tokens, quantity: Quantity) -> None:
    """Leave out what the figure's own adjective denies: ``216 camas no censables y 20 censables``, and the reverse."""
    i, j = quantity.entity or (0, 0)
    if j - i > 1 and tokens.folded[j - 1] in tokens.folded[quantity.after : quantity.after + 2]:
        quantity.entity = (i, j - 1 - (tokens.folded[j - 2] == "no"))


def _listed(tokens: Tokens, quantity: Quantity, following: Quantity) -> bool:
    """Whether only list marks part two numbers, so that they share the noun: ``10, 20 y 30 camas``."""
    between = tokens.folded[quantity.after : following.i]
    if between[:1] == ["a"]:
        between = [form for form in between if form not in _NEARLY]  # «de 30 a cerca de 50 camas»
    return following.kind == "count" and 0 < len(between) <= 2 and _LISTING.issuperset(between)
