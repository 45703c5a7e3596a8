"""Whether a figure is a difference: ``8.2 millones más que``, ``un aumento de 5 por ciento``, ``179 menos``."""

from imss_facts.language.tokens import Tokens
from imss_facts.model.vocabulary import Change
from imss_facts.pipeline.numerals import lexicon
from imss_facts.pipeline.phrases import NounPhrases
from imss_facts.pipeline.rankings import Rankings
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable

_CHANGING = frozenset({"count", "money", "percent", "measurement", "ratio", "duration"})
_LINKS = frozenset(
    {"de", "del", "por", "en", "fue", "es", "ha", "sido", "sera", "un", "una", "a", "resulto", "equivalente", "otro"}
)
_LEVEL = frozenset({"a", "al", "hasta"})
_DIRECT = frozenset({"en", "un", "una", "otro", "otra", "casi"})
_COMPARED = frozenset({"superior", "superiores", "mayor", "mayores", "inferior", "inferiores", "menor", "menores"})
_CLAUSE = 16  # words of the clause whose verb is left out in the next
_ADJUNCT = 11  # words between «un incremento» and «de 7 por ciento»
_REACH = 6  # words a subject may take between the verb and its percentage
_ADJECTIVES = 2
_NO_ADJECTIVES = frozenset({"mientras", "ademas", "despues", "antes", "menos", "meses", "dias", "respecto", "que"})
_NO_ADJECTIVES |= {"de", "en", "a", "al", "con", "por", "para", "y"}
_APPROXIMATE = frozenset({"casi", "cerca", "de", "mas", "menos", "unos", "unas", "los", "las", "alrededor"})
_COMPARABLE = frozenset({"percent", "money"})
_OF_WHOLE = frozenset({"el", "del", "al"})
_TERMS = frozenset({"nominal", "nominales", "real", "reales"})
_IN_TERMS = _TERMS | {"y", "e", "(", ",", "en", "terminos", "anual", "mensual", "o", "de", "un"}
_SAME = frozenset(
    {",", ";", "mas", "menos", "es", "decir", "o", "sea", "esto", "que", "son", "a", "lo", "cual", "un", "una", "el"}
)
_SAME |= {"equivalente", "equivalentes", "representa"}


class Changes:
    """Reads the words around a figure."""

    def __init__(self, library: Library) -> None:
        """Learn nouns, verbs and what may follow."""
        self._nouns: PhraseTable[tuple[Change, str]] = PhraseTable()
        self._verbs: PhraseTable[tuple[Change, str]] = PhraseTable()
        self._after: PhraseTable[tuple[Change, str]] = PhraseTable()
        self._compared: PhraseTable[tuple[Change, str]] = PhraseTable()
        self._never: PhraseTable[str] = PhraseTable()
        self._rankings = Rankings(library, NounPhrases(library, library.shared(lexicon).triggers))
        self._differences: PhraseTable[str] = PhraseTable()
        for cue in library.of("cues"):
            if cue.value == "difference":
                self._differences.learn(cue.before, cue.id)
        tables = {"nouns": self._nouns, "verbs": self._verbs, "after": self._after, "compared": self._compared}
        for pattern in library.of("changes"):
            for field, table in tables.items():
                table.learn(getattr(pattern, field), (pattern.value, pattern.id))
            self._never.learn(pattern.never, pattern.id)

    def __call__(self, reading: Reading, k: int, begin: int) -> None:
        """Set the change of quantity ``k``, which with its modifier begins at token ``begin``."""
        quantity = reading.quantities[k]
        if quantity.kind not in _CHANGING or "cue.two_levels" in quantity.rules:
            return
        tokens = reading.tokens
        if self._first_level(reading, k, begin):
            return
        if quantity.kind == "percent" and quantity.value is not None and quantity.value < 0:
            quantity.change = "decrease"
            return
        found = self._following(tokens, quantity) or self._preceding(tokens, quantity, begin)
        if found is None and k:
            found = self._shared(tokens, reading.quantities[k - 1], quantity)
        if found is None:
            item = self._rankings(reading, k, begin)
            found = (item.change, item.rule) if item is not None else None
            if item is not None and item.name is not None:
                quantity.entity = item.name
        if found is not None:
            quantity.change, rule = found
            quantity.rules.append(rule)

    def _first_level(self, reading: Reading, k: int, begin: int) -> bool:
        """``se incrementó de 32 millones a casi 40 millones``: what it was before, no rise."""
        quantities, folded = reading.quantities, reading.tokens.folded
        if not begin or folded[begin - 1] not in ("de", "del") or k + 1 >= len(quantities):
            return False
        between = folded[quantities[k].after : quantities[k + 1].i]
        to = between[:1] and between[0] in _LEVEL and _APPROXIMATE.issuperset(between[1:])
        return bool(to) and quantities[k].kind in ("count", quantities[k + 1].kind)

    def _following(self, tokens: Tokens, quantity: Quantity) -> tuple[Change, str] | None:
        after = self._after.after(tokens.folded, quantity.after)
        if after is None and quantity.own and quantity.entity is not None:
            after = self._after.after(tokens.folded, quantity.entity[1])
        if quantity.kind in _COMPARABLE:
            compared = self._compared.after(tokens.folded, quantity.after)
            if compared is not None and (after is None or compared[0] > after[0]):
                after = compared
        if after is None or (
            after[0] < len(tokens.words) and tokens.folded[after[0] - 1 : after[0] + 1] == ["mas", "de"]
        ):
            return None
        if (
            self._compares_quality(tokens, quantity, after[0])
            or self._never.after(tokens.folded, quantity.after) is not None
        ):
            return None  # «mil 142 pesos más IVA» is a sum
        if quantity.modifier in ("at_least", "approximate") and tokens.folded[quantity.j] in ("o", "y"):
            return None
        return after[1]

    def _compares_quality(self, tokens: Tokens, quantity: Quantity, k: int) -> bool:
        """``empleos más estables``, ``el 30 por ciento más pobre``: an adjective follows, so nothing grew."""
        if k >= len(tokens.words) or tokens.folded[k - 1] not in ("mas", "menos"):
            return False
        word = tokens.folded[k]
        if quantity.kind == "percent":
            whole = quantity.i > 0 and tokens.folded[quantity.i - 1] in _OF_WHOLE
            return whole and word.isalpha() and word not in _NO_ADJECTIVES
        plural = word.endswith("s") and len(word) > 4 and word.isalpha() and tokens.words[k].islower()
        return plural and word not in _NO_ADJECTIVES

    def _preceding(self, tokens: Tokens, quantity: Quantity, begin: int) -> tuple[Change, str] | None:
        folded, k = tokens.folded, begin
        if k and folded[k - 1] in _LEVEL:
            return None
        if k and folded[k - 1] == ":" and quantity.kind == "percent":
            return self._headed(tokens, begin) if folded[quantity.after : quantity.after + 1] == ["en"] else None
        verb = self._verbs.before(folded, k)
        while verb is None and k and folded[k - 1] in _DIRECT:
            k -= 1
            verb = self._verbs.before(folded, k)
        if verb is not None and (k < begin or folded[k - 1] not in _COMPARED):
            return verb[1]
        k = begin
        while k > begin - 4 and k and folded[k - 1] in _LINKS:
            k -= 1
        rated = begin < quantity.i and folded[begin] != "hasta"  # «aumentos por arriba del 11.5%»
        if k < begin or rated:
            found = self._noun(tokens, k)
            if found is not None:
                return found
        if folded[max(0, begin - 2) : begin] == [",", "en"]:
            return self._gapped(tokens, begin - 2)
        return self._far(tokens, begin) if quantity.kind == "percent" else None

    def _noun(self, tokens: Tokens, k: int) -> tuple[Change, str] | None:
        """A word for a rise before token ``k``, adjectives between; a difference goes as the verb before it."""
        folded = tokens.folded
        if self._differences.before(folded, k + (folded[k] in ("de", "del"))) is not None:
            return self._gapped(tokens, k)
        for at in range(k, k - _ADJECTIVES - 1, -1):
            noun = self._nouns.before(folded, at)
            if noun is not None:
                return noun[1]
            if at <= 0 or folded[at - 1] in _LINKS or not folded[at - 1][0].isalpha():
                break
        return None

    def _gapped(self, tokens: Tokens, comma: int) -> tuple[Change, str] | None:
        """``las visitas aumentaron a 14 mil y los dictámenes, en 3 mil 750``: the verb is left out."""
        for k in range(comma, max(0, comma - _CLAUSE), -1):
            if tokens.words[k - 1] in ".;:":
                return None
            verb = self._verbs.before(tokens.folded, k)
            if verb is not None:
                return verb[1]
        return None

    def _far(self, tokens: Tokens, begin: int) -> tuple[Change, str] | None:
        """``creció el empleo formal 5.2 por ciento``, ``un incremento en los últimos meses de 7 por ciento``."""
        folded = tokens.folded
        linked = begin > 0 and folded[begin - 1] in ("de", "del")
        start = begin - (linked or (begin > 0 and folded[begin - 1] == "en"))
        for k in range(start, max(0, start - (_ADJUNCT if linked else _REACH)), -1):
            word = folded[k - 1]
            if not word[0].isalnum() or word in ("y", "que") or (not linked and word in ("de", "del", "en", "a", "al")):
                return None
            found = (self._nouns if linked else self._verbs).before(folded, k)
            named = tokens.words[k - 1][0].isupper() and k < len(tokens.words) and tokens.words[k][0].isupper()
            if found is not None and not named:
                return found[1]
        return None

    def _restated(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
        """``300 asegurados más, es decir, 7 por ciento``: the same rise in other words."""
        end = previous.entity[1] if previous.own and previous.entity else previous.after
        between = tokens.folded[min(end, quantity.i) : quantity.i]
        bracketed = between in (["mas", "("], ["menos", "("])  # «20 mdp menos (5%)»
        return previous.kind != quantity.kind and (bracketed or _SAME.issuperset(between))

    def _headed(self, tokens: Tokens, begin: int) -> tuple[Change, str] | None:
        """``un recorte en el gasto: 21.9% en bienes``: the word for the rise stands before the colon."""
        for k in range(begin - 1, max(0, begin - 1 - _CLAUSE), -1):
            if tokens.words[k - 1] in ".;:":
                return None
            noun = self._nouns.before(tokens.folded, k)
            if noun is not None:
                return noun[1]
        return None

    def _itemised(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
        """``: 21.9% en bienes; 41.2% en servicios, y 63.3% en obra``: items of one list after a colon."""
        folded = tokens.folded
        both = folded[previous.after : previous.after + 1] == folded[quantity.after : quantity.after + 1] == ["en"]
        between = folded[previous.j : quantity.i]
        return both and between[-1] in (";", "y", ",") and not {":", ".", "("} & set(between)

    def _shared(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> tuple[Change, str] | None:
        """The change of a list, said before its first figure: ``crecieron 8.4, 7.1 y 6.3 por ciento``."""
        if previous.change is None:
            return None
        between = tokens.folded[previous.j : quantity.i]
        listed = previous.kind == quantity.kind and (
            between in ([","], ["y"], ["e"])
            or real_terms(tokens, previous, quantity)
            or self._itemised(tokens, previous, quantity)
        )
        if not (listed or self._restated(tokens, previous, quantity)):
            return None
        rule = next((r for r in previous.rules if r.startswith("change.")), None)
        return (previous.change, rule) if rule is not None else None  # a change by its sign is the figure's alone


def real_terms(tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
    """``8.8% nominal y 3.1% real``, ``23% (29% en términos reales)``: one rate in two ways."""
    between = tokens.folded[previous.after : quantity.i]
    after = tokens.folded[quantity.after : quantity.after + 3]
    told = not _TERMS.isdisjoint(between) or not _TERMS.isdisjoint(after)
    return previous.kind == quantity.kind == "percent" and bool(between) and told and _IN_TERMS.issuperset(between)
