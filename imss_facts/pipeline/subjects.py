"""What shares, amounts of money, durations and measurements are of.

In this order: the complement after the figure (``46% de las camas``, ``20 mdp para equipo``), the noun it is linked
to (``un crédito de 25 mil pesos``), the subject of its verb (``la recaudación sumó 268 mil mdp``). Of a rise it is
what grew, not the word for the rise.
"""

from itertools import chain

from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.ages import Ages
from imss_facts.pipeline.changes import real_terms
from imss_facts.pipeline.clauses import Clauses, acts
from imss_facts.pipeline.numerals import lexicon
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.shares import Shares
from imss_facts.pipeline.tables import Cell
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_OF = frozenset({"de", "del"})
_AFTER_RISE = _OF | {"al", "a", "en"}
_FOR = frozenset({"para", "destinados", "destinado", "destinadas", "dirigidos"})
_HELD = frozenset({"money", "percent", "duration", "measurement"})
_LINKS = frozenset({"de", "del", "por", "a"})
_OPENING = frozenset({"el", "la", "los", "las", "un", "una", "su", "sus", "cada"})
_ARTICLED = (["el"], ["la"], ["los"], ["las"], ["su"], ["sus"], ["un"], ["una"])
_ALL = frozenset({"todos", "todas", "todo", "toda"})
_ADVERBIAL = frozenset(
    {"de", "los", "las", "en", "durante", "hace", "tras", "cada", "desde", "por", "hacia", "ultimos", "proximos"}
)
_SPENT_REACH = 5
_COMPARING = frozenset(
    {"superior", "superiores", "inferior", "inferiores", "mayor", "mayores", "menor", "menores", "por"}
)
_PARTICIPLES = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")
_PER = ("promedio", "medio", "diari", "mensual", "semanal", "quincenal", "anual", "bimestral")
_SITES = frozenset({"facilities", "organizations"})
_AGENTS = frozenset({"people", "beneficiaries", "staff", "organizations"})
_LESS = frozenset({"mas", "menos", "(", ","})
_REACH = 12
_CLAUSE = 16
_SENTENCE = 80  # words a topic reaches over


class Subjects:
    """Finds what a figure that counts nothing is of."""

    def __init__(self, library: Library) -> None:
        """Learn nouns, and the words that are never what a figure is of."""
        self._phrases = NounPhrases(library, library.shared(lexicon).triggers)
        self._verbs = library.shared(VerbCache)
        self._clauses = Clauses(library, self._phrases, self._phrase)
        self._ages = Ages(library)
        self._shares = Shares(library, self._phrases)
        self._never: set[str] = set()
        self._rises: PhraseTable[str] = PhraseTable()
        for pattern in library.of("nouns"):
            if pattern.role in ("total", "never"):
                self._never.update(sequence[0] for sequence in literals(pattern.words))
        self._amounts: PhraseTable[str] = PhraseTable()
        self._counted: PhraseTable[str] = PhraseTable()
        for pattern in library.of("measures"):
            table = self._amounts if pattern.category == "money" else self._counted
            table.learn(pattern.terms, pattern.id)
        agents = (p.words for p in library.of("nouns") if p.role == "category" and p.category in _AGENTS)
        acting = (p.terms for p in library.of("measures") if p.category in _AGENTS)
        self._agents = frozenset(sequence[0] for words in chain(agents, acting) for sequence in literals(words))
        sites = (p.words for p in library.of("nouns") if p.role == "category" and p.category in _SITES)
        measured = (p.terms for p in library.of("measures") if p.category in _SITES)
        self._sites = frozenset(sequence[0] for words in chain(sites, measured) for sequence in literals(words))
        self._learn_cues(library)
        self._months = {word for p in library.of("dates") if p.role == "month" for (word,) in literals(p.words)}
        for pattern in library.of("changes"):
            self._rises.learn(pattern.nouns, pattern.id)

    def _learn_cues(self, library: Library) -> None:
        self._partitives: PhraseTable[str] = PhraseTable()
        self._spending: set[str] = set()
        self._extremes: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "extreme":
                self._extremes.learn(cue.before, cue.id)
            if cue.value == "spending":
                self._spending.update(sequence[0] for sequence in literals(cue.before))
            if cue.value == "partitive":
                self._partitives.learn(cue.before, cue.id)

    def __call__(self, reading: Reading, k: int, begin: int) -> None:
        """Set the entity of quantity ``k``, which with its modifier begins at token ``begin``."""
        quantity = reading.quantities[k]
        rate = quantity.kind == "count" and quantity.value is not None and bool(quantity.value % 1)
        if quantity.entity is None and (quantity.kind in _HELD or rate):
            quantity.entity = self._find(reading, k, begin)
        if quantity.entity is not None and quantity.measure is None:
            self._measure(reading.tokens, quantity, quantity.entity[0])

    def _find(self, reading: Reading, k: int, begin: int) -> tuple[int, int] | None:
        quantity, tokens = reading.quantities[k], reading.tokens
        first, _ = reading.sentence_tokens(reading.sentence_index(quantity))
        cell = reading.cell(quantity.i)
        if cell is not None:
            found = self._headed(tokens, cell)
        else:
            found = self._shares(reading, k, begin, first) if quantity.kind == "percent" else None
            found = found or self._ages(reading, k, begin, first) or self._shared(reading, k, begin, first)
        if found is None:
            free = max(first, reading.quantities[k - 1].j) if k else first  # no other figure's unit
            found = self._rate(reading, k, begin, free) or self._amount(tokens, quantity, begin, free)
            found = found or self._after(tokens, quantity)
            found = found or self._linked(tokens, begin, free) or self._highest(tokens, begin, first)
        if found is None and not self._of_age(tokens, quantity):
            found = self._of_verb(tokens, quantity, begin, first)
        if found is None and k and self._listed(tokens, reading.quantities[k - 1], quantity):
            found = reading.quantities[k - 1].entity
        if found is None:
            found = self._topic(reading, k, begin, first)
        if found is None and k and quantity.kind == "percent":
            found = self._shares.gapped(reading, k, begin, first)
            if found is None and real_terms(tokens, reading.quantities[k - 1], quantity):
                found = reading.quantities[k - 1].entity
        return found

    def _of_verb(self, tokens: Tokens, quantity: Quantity, begin: int, first: int) -> tuple[int, int] | None:
        """The subject of the verb, but of money not who acts: ``los trabajadores retiraron 20 mdp``."""
        found = self._clauses.compared(tokens, begin, quantity.i, first)
        found = found or self._clauses.subject(tokens, begin, first)
        acting = found is not None and quantity.kind == "money" and tokens.folded[found[0]] in self._agents
        return None if acting else found

    def _headed(self, tokens: Tokens, cell: Cell) -> tuple[int, int] | None:
        """What the nearest head of a table names that some measure knows."""
        for first, stop in cell.heads:
            for at in range(first, stop):
                known = self._amounts.after(tokens.folded, at) or self._counted.after(tokens.folded, at)
                if known is not None:
                    return at, min(stop, self._phrases.end(tokens, at, known[0], None))
        return None

    def _topic(self, reading: Reading, k: int, begin: int, first: int) -> tuple[int, int] | None:
        """``Con respecto al salario, se informó que es de 300 pesos``: what the first figure of its kind is of."""
        quantity = reading.quantities[k]
        leads = all(q.i < first or q.kind != quantity.kind for q in reading.earlier(k))
        fits = leads and quantity.kind in _HELD and begin - first < _SENTENCE
        topic = self._clauses.topic(reading.tokens, first, begin) if fits else None
        if topic is None:
            return None
        quantity.rules.append(topic[2])
        return topic[:2]

    def _shared(self, reading: Reading, k: int, begin: int, first: int) -> tuple[int, int] | None:
        """What another figure says it is of: ``69 enfermos (74 por ciento)``, ``de ellos, 76%``, ``44 mdp: 32 …``."""
        tokens, quantity = reading.tokens, reading.quantities[k]
        if quantity.kind == "money":
            earlier = reading.quantities[k - 1] if k else None
            if earlier is None or earlier.kind != "money" or earlier.entity is None or earlier.i < first:
                return None
            between = tokens.folded[earlier.j : quantity.i]
            parts = between == [":"] or (between[-1:] == [";"] and ":" in tokens.folded[first : earlier.i])
            return earlier.entity if parts and tokens.folded[quantity.after : quantity.after + 1] != ["para"] else None
        if quantity.kind != "percent" or begin <= first:
            return None
        at = begin - 1 - (tokens.folded[begin - 1] in _OPENING and begin - 1 > first)
        part = self._partitives.before(tokens.folded, at + 1 - (tokens.folded[at] == ","))
        after = tokens.words[quantity.j : quantity.j + 1]
        apposed = (tokens.words[at] == "(" and after == [")"]) or (tokens.words[at] == "," and after == [","])
        if part is None and not apposed:
            return self._fronted(tokens, at, first) if tokens.words[at] == "," else None
        previous = reading.quantities[k - 1] if k else None
        of_money = apposed and previous is not None and previous.kind == "money"
        if of_money and previous is not None and _LESS.issuperset(tokens.folded[previous.j : quantity.i]):
            return previous.entity  # «20 mdp menos (5%)»
        for earlier in reading.earlier(k):
            sentence = reading.sentence_index(earlier)
            if reading.sentence_index(quantity) - sentence > (part is not None):
                return None
            if earlier.kind == "count" or (apposed and earlier.kind == "ratio"):
                return earlier.entity
        return None

    def _fronted(self, tokens: Tokens, comma: int, first: int) -> tuple[int, int] | None:
        """``de las consultas, 38.5 por ciento``: the base of a share said before it."""
        for k in range(comma - 1, max(first, comma - _REACH) - 1, -1):
            if tokens.words[k] in ".;:,”“(" or self._verbs[tokens.words[k]]:
                return None
            opens = k == first or tokens.folded[k - 1] in ("que", ",", ";", ":", "y", "pero")
            if tokens.folded[k] in _OF and opens:
                found = self._phrase(tokens, k + 1)
                return found if found is not None and found[1] == comma else None
        return None

    def _measure(self, tokens: Tokens, quantity: Quantity, k: int) -> None:
        """The measure of the noun at token ``k``: of an amount what money it is, of a share what it is a share of."""
        table = self._amounts if quantity.kind == "money" else self._counted if quantity.kind == "percent" else None
        hit = table.after(tokens.folded, k) if table is not None else None
        if hit is None and quantity.kind == "percent":
            hit = self._amounts.after(tokens.folded, k)
        if hit is not None:
            quantity.measure = hit[1].removeprefix("measure.")
            quantity.rules.append(hit[1])

    def _after(self, tokens: Tokens, quantity: Quantity) -> tuple[int, int] | None:
        """``de las camas censables``, ``para equipo médico``, ``en la recaudación`` of a rise."""
        folded, j = tokens.folded, quantity.after
        if j + 1 >= len(tokens.words) or tokens.breaks.get(j, 0) > 1:
            return None
        link = folded[j]
        if link in ("mas", "menos") and quantity.change and folded[j + 1] in ("de", "en"):
            link, j = folded[j + 1], j + 1
            if folded[j + 1 : j + 2] == ["lo"]:
                return None  # «más de lo reportado»
        if link in _OF or (link == "en" and quantity.change and quantity.kind == "percent"):
            return self._phrase(tokens, self._grown(tokens, j + 1))
        if link in _FOR and quantity.kind in ("money", "measurement"):
            begin = j + 1 + (folded[j + 1] in ("a", "al"))
            purpose = folded[begin : begin + 1] and not self._verbs.infinitive(folded[begin])
            return self._phrase(tokens, begin, rises=True) if purpose else None
        if quantity.change and quantity.kind == "money" and link in _OPENING and folded[j + 1] in self._amounts:
            return self._phrase(tokens, j)  # «se redujo en 20 mdp la inversión»
        if quantity.kind == "money":
            return self._spent_on(tokens, quantity.i, j)
        if quantity.change and quantity.kind == "percent" and link in _OPENING:
            return self._phrase(tokens, j)
        return None

    def _grown(self, tokens: Tokens, k: int) -> int:
        """Where what grew stands: ``2.8% de crecimiento en empleos``, ``5% de reducción de quejas``."""
        rise = self._rises.after(tokens.folded, k)
        grown = (
            rise is not None and tokens.folded[rise[0] : rise[0] + 1] != [] and tokens.folded[rise[0]] in _AFTER_RISE
        )
        return rise[0] + 1 if rise is not None and grown else k

    def _spent_on(self, tokens: Tokens, i: int, j: int) -> tuple[int, int] | None:
        """``se destinarán al pago de pensiones``, ``serán para créditos``, ``en obra pública``."""
        folded = tokens.folded
        spent = not self._spending.isdisjoint(folded[max(0, i - _SPENT_REACH) : i])
        for k in range(j, min(len(tokens.words) - 1, j + _SPENT_REACH)):
            form = folded[k]
            if form in ("para", "a", "al") and (spent or form == "para"):
                return None if self._verbs.infinitive(folded[k + 1]) else self._phrase(tokens, k + 1, rises=True)
            if (
                form == "en"
                and (spent or k == j)
                and folded[k + 1] not in self._months
                and (not self._places(tokens, k + 1) or (spent and self._bought(tokens, k + 1)))
            ):
                return self._phrase(tokens, k + 1)
            if form in self._spending or form in ("seran", "fueron", "son"):
                spent = True
            elif form not in ("se", "adicionales", "mas", "ya"):
                return None
        return None

    def _bought(self, tokens: Tokens, k: int) -> bool:
        """``en la atención de pacientes``: an article, and a thing that is no place."""
        word = tokens.words[k + 1] if k + 1 < len(tokens.words) else ""
        return tokens.folded[k] in _OPENING and word.islower() and tokens.folded[k + 1] not in self._sites

    def _places(self, tokens: Tokens, k: int) -> bool:
        """Whether a name, an article or a number follows «en»: a place or a time, nothing bought."""
        word = tokens.words[k]
        return not word.islower() or tokens.folded[k] in self._phrases.determiners or tokens.folded[k] in _OPENING

    def _phrase(self, tokens: Tokens, k: int, *, rises: bool = False) -> tuple[int, int] | None:
        """The noun phrase at token ``k``, «total de» and the like stepped over; a word for a rise is none."""
        if tokens.folded[k] in _ALL:
            k += 1
        for _ in range(3):
            k = self._phrases.undetermined(tokens, k)
            if k + 2 >= len(tokens.words) or tokens.folded[k] not in self._never:
                break
            articled = tokens.folded[k + 1] == "en" and tokens.folded[k + 2] in _OPENING  # «la media en el pago»
            if tokens.folded[k + 1] not in _OF and not articled:
                break
            k += 2
        head = self._phrases.head_at(tokens, k)
        if head is None or tokens.folded[head] in self._never or tokens.folded[k] in self._never:
            return None
        if (not rises and self._rises.after(tokens.folded, head) is not None) or not self._phrases.is_noun(tokens, k):
            return None
        known = self._amounts.after(tokens.folded, head) or self._counted.after(tokens.folded, head)
        return k, self._phrases.end(tokens, head, known[0] if known else head + 1, None)

    def _rate(self, reading: Reading, k: int, begin: int, first: int) -> tuple[int, int] | None:
        """``un ingreso diario promedio de 300 pesos para ellas y 400 para ellos``: not of those who have it."""
        quantity, tokens = reading.quantities[k], reading.tokens
        to = tokens.folded[quantity.after : quantity.after + 1]
        if quantity.kind != "money" or to not in (["para"], ["a"]):
            return None
        earlier = reading.quantities[k - 1] if k else None
        if earlier is not None and earlier.kind == "money" and earlier.entity and earlier.entity[1] <= earlier.i:
            parallel = tokens.folded[earlier.after : earlier.after + 1] == to
            if parallel and tokens.folded[begin - 1] in ("y", ",", ";"):
                return earlier.entity
        found = self._linked(tokens, begin, first)
        words = tokens.folded[found[0] : found[1]] if found else []
        return found if any(word.startswith(_PER) for word in words) else None

    def _amount(self, tokens: Tokens, quantity: Quantity, begin: int, first: int) -> tuple[int, int] | None:
        """``una inversión de 20 mdp en equipo``, ``para las obras``: the amount is the investment, whatever it goes to.

        Only a bare noun after «para» says what the money is for, rather than why it is spent: ``para equipo médico``.
        """
        after = tokens.folded[quantity.after : quantity.after + 2]
        if quantity.kind != "money" or (after[:1] != ["en"] and (after[:1] != ["para"] or after[1:] not in _ARTICLED)):
            return None
        found = self._linked(tokens, begin, first)
        return found if found is not None and self._amounts.after(tokens.folded, found[0]) is not None else None

    def _linked(self, tokens: Tokens, begin: int, first: int) -> tuple[int, int] | None:
        """``una inversión de 20 mdp``, ``tasa de interés del seis por ciento``, ``medicamento por tres meses``."""
        folded, k = tokens.folded, begin
        if folded[begin] in _OF:
            return self._backward(tokens, begin, first)  # «licitaciones del 40 al 80 por ciento»
        while k > first and folded[k - 1] in _OPENING:
            k -= 1
        if folded[begin] in _COMPARING and begin > first:
            return self._backward(tokens, begin, first)  # «ingresos superiores a un billón de pesos»
        if k > first + 1 and folded[k - 1] == "en" and folded[k - 2] in _COMPARING - {"por"}:
            return self._backward(tokens, k - 2, first)  # «ingresos superiores en 20 mdp»
        if k <= first + 1 or folded[k - 1] not in _LINKS:
            return None
        if k - 3 > first and folded[k - 3] == "que":  # «legados que perduren por 80 años»
            return self._backward(tokens, k - 3, first)
        apposed = folded[k - 1] == "de" and folded[k - 2] == ","  # «cada bolsa, de 450 mililitros»
        return self._backward(tokens, k - 1 - apposed, first)

    def _highest(self, tokens: Tokens, begin: int, first: int) -> tuple[int, int] | None:
        """``tiene la mayor ocupación del país, con 80 por ciento``: what is told of the first or last in it."""
        comma = begin - 2
        if comma <= first or tokens.folded[comma:begin] != [",", "con"]:
            return None
        for k in range(comma - 1, max(first, comma - _CLAUSE), -1):
            if tokens.words[k] in ".;:,":
                return None
            if self._extremes.before(tokens.folded, k) is not None and tokens.folded[k] not in _OF:
                return self._phrase(tokens, k)
        return None

    def _backward(self, tokens: Tokens, end: int, first: int) -> tuple[int, int] | None:
        """The noun phrase that ends before token ``end``; of a rise, what rose."""
        k = self._clauses.beginning(tokens, end, first)
        if k is None:
            return None
        rise = self._rises.after(tokens.folded, k)
        if rise is not None or tokens.folded[k] in self._never:
            at = rise[0] if rise else k + 1
            return self._phrase(tokens, at + 1) if at + 1 < end and tokens.folded[at] in _AFTER_RISE else None
        if end - k == 1 and tokens.folded[k].endswith(_PARTICIPLES) and tokens.folded[k - 1] == ",":
            said_of = self._clauses.beginning(tokens, k - 1, first)  # «recetas resurtibles, válidas por tres meses»
            known = said_of is not None and self._counted.after(tokens.folded, said_of) is not None
            return (said_of, k - 1) if said_of is not None and known else None
        return (k, end) if not acts(tokens, k) else None

    def _of_age(self, tokens: Tokens, quantity: Quantity) -> bool:
        before = tokens.folded[quantity.i - 1] if quantity.i else ""
        level = "cue.two_levels" in quantity.rules  # «al pasar de 144 a 90 minutos»
        return quantity.kind == "duration" and before in _ADVERBIAL and not level

    def _listed(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
        """Whether two figures of a kind are joined: ``de 8 mil 214 mdp y 96.5 millones de dólares``."""
        between = tokens.folded[previous.j : quantity.i]
        return (
            previous.kind == quantity.kind
            and len(between) <= 2
            and bool(between)
            and between[0] in (",", "y", "e", "a")
        )
