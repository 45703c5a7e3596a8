"""The noun phrase beside a number: head, adjectives that agree, complements with «de».

There is no tagger: a plural noun is followed by its adjectives, which end in «s» as it does, until something
does not agree. Relative clauses and most prepositions end the phrase.
"""

from itertools import chain

from imss_facts.language.lexicon import TriggerCache
from imss_facts.language.tokens import Tokens
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import literals

_MAX_COMPLEMENTS = 3
_OF = ("de", "del")
_JOINING = ("y", "e", "o", "/")
_VERB_ENDINGS = (
    "aron",
    "ieron",
    "yeron",
    "jeron",
    "ando",
    "iendo",
    "aban",
    "arian",
    "erian",
    "irian",
    "aran",
    "eran",
    "iran",
)
_REFLEXIVE = ("arse", "erse", "irse", "arlo", "erlo", "irlo", "arla", "arlos", "arlas", "erlos", "erlas")
_FIRST_PERSON = ("amos", "emos", "imos")
_NOT_AFTER_NO = frozenset({"todos", "todas", "muchos", "muchas", "solos", "solas", "antes"})
_SUPERLATIVES = ("minimos", "maximos", "proximos", "ultimos", "optimos", "legitimos", "infimos", "ramos")
_BARE_AFTER_EN = frozenset(
    {
        "total",
        "promedio",
        "conjunto",
        "particular",
        "especial",
        "general",
        "todo",
        "toda",
        "este",
        "esta",
        "comparacion",
    }
    | {"relacion", "contraste", "terminos"}
)
_LINKING = frozenset({"y", "e", "o", "u", "/"})
_SHORT = 3
_QUALIFIED = 2  # words of «médicos especialistas»
_PEOPLE = frozenset({"people", "beneficiaries", "staff"})


class KnownNouns:
    """What measures and categories tell of words: which are nouns, and which qualify which."""

    def __init__(self, library: Library) -> None:
        """Learn them."""
        categories = (pattern.words for pattern in library.of("nouns") if pattern.role == "category")
        phrases = chain(categories, (pattern.terms for pattern in library.of("measures")))
        sequences = list(chain.from_iterable(map(literals, phrases)))
        self.heads = frozenset(sequence[0] for sequence in sequences)
        self.qualified = frozenset((sequence[0], sequence[1]) for sequence in sequences if len(sequence) == _QUALIFIED)


class NounPhrases:
    """Reads noun phrases forward from a token."""

    def __init__(self, library: Library, numeric: TriggerCache) -> None:
        """Learn the words that shape noun phrases; ``numeric`` tells number words."""
        self._numeric = numeric
        self._known = library.shared(KnownNouns)
        self.determiners: set[str] = set()
        self.prenominal: set[str] = set()
        self.stops: set[str] = set()
        self.quantifiers: set[str] = set()
        self._endings: tuple[str, ...] = ()
        for pattern in library.of("nouns"):
            words = [sequence[0] for sequence in literals(pattern.words)]
            if pattern.role == "determiner":
                self.determiners.update(words)
            elif pattern.role == "prenominal":
                self.prenominal.update(words)
            elif pattern.role in ("stop", "quantifier", "verb"):
                self.stops.update(words)
                if pattern.role == "quantifier":
                    self.quantifiers.update(words)
            elif pattern.role == "adjective_ending":
                self._endings = tuple(words)
        self._plurals = tuple(word + ("s" if word[-1] in "aeo" else "es") for word in self._endings)

    def undetermined(self, tokens: Tokens, k: int) -> int:
        """The token after the determiners at token ``k``: ``los``, ``sus``, ``las y los``, ``las/los``."""
        words, n = tokens.folded, len(tokens.words)
        while k < n and (
            words[k] in self.determiners
            or (words[k] in _JOINING and 0 < k < n - 1 and {words[k - 1], words[k + 1]} <= self.determiners)
        ):
            k += 1
        return k

    def head_at(self, tokens: Tokens, k: int) -> int | None:
        """Where a head noun stands, determiners and adjectives before it stepped over; None if there is none."""
        for _ in range(4):
            k = self.undetermined(tokens, k)
            if k >= len(tokens.words) or tokens.breaks.get(k, 0) > 1:
                return None
            if tokens.folded[k] not in self.prenominal:
                break
            k += 1
        return k if k < len(tokens.words) and self.is_noun(tokens, k) else None

    def is_noun(self, tokens: Tokens, k: int) -> bool:
        """Whether the word can be a noun: letters, no function word, no number, no plain verb form."""
        form = tokens.folded[k]
        if not form[0].isalpha() or form in self.stops or form in self.determiners or self._numeric[form]:
            return False
        if tokens.words[k][-1] in "óá" and len(form) > 4 and tokens.words[k].islower():
            return False
        if len(form) > 6 and form.endswith(_REFLEXIVE):
            return False
        return len(form) > 2 and not form.endswith(_VERB_ENDINGS)

    def end(self, tokens: Tokens, head: int, j: int, category: str | None) -> int:
        """Where the phrase ends that has its head noun at ``head`` and is known up to before ``j``."""
        j = self._coordinated(tokens, head, self._adjectives(tokens, head, j))
        j = self._pair(tokens, head, j)
        for _ in range(_MAX_COMPLEMENTS):
            k = self._complement(tokens, j, category)
            if k is None:
                break
            j = k
        return j

    def _adjectives(self, tokens: Tokens, head: int, j: int) -> int:
        plural = tokens.folded[head].endswith("s")
        while (j < len(tokens.words) and j not in tokens.breaks) or (
            j < len(tokens.words) and tokens.breaks.get(j, 0) == 1
        ):
            form = tokens.folded[j]
            if (
                form == "-"
                and tokens.glued(j)
                and j + 1 < len(tokens.words)
                and tokens.glued(j + 1)
                and self.is_noun(tokens, j + 1)
            ):
                j += 2  # «obrero-patronal»
                continue
            if form == "no" and self._negated(tokens, j + 1, plural=plural):
                j += 2  # «recetas no surtidas»
                continue
            if not self.is_noun(tokens, j):
                break
            if plural:
                agrees = form.endswith("s") and not (form.endswith(_FIRST_PERSON) and form not in _SUPERLATIVES)
            else:
                agrees = form.endswith(self._endings) or (tokens.words[j].isupper() and len(form) > 2)
            if not agrees:
                break
            j += 1
        return j

    def _negated(self, tokens: Tokens, k: int, *, plural: bool) -> bool:
        """Whether the word at token ``k``, after «no», is an adjective or participle: ``no censables``."""
        if k >= len(tokens.words) or {k - 1, k} & tokens.breaks.keys() or not self.is_noun(tokens, k):
            return False
        form: str = tokens.folded[k]
        if not plural:
            return form.endswith(self._endings)
        return form.endswith("s") and not form.endswith(_FIRST_PERSON) and form not in _NOT_AFTER_NO

    def _coordinated(self, tokens: Tokens, head: int, j: int) -> int:
        """``guarderías públicas y privadas``, ``puestos fijos, semifijos y móviles``: adjectives of one noun."""
        folded, k = tokens.folded, j
        while head + 1 < k < len(folded) - 1 and (folded[k] in _LINKING or folded[k] == ",") and k not in tokens.breaks:
            if not self._qualifies(tokens, head, k + 1):
                return j
            k += 2
            if folded[k - 2] != ",":
                return self._adjectives(tokens, head, k)
        return j

    def _qualifies(self, tokens: Tokens, head: int, k: int) -> bool:
        """Whether the word at token ``k`` is one more adjective of a plural noun that has one at ``k - 2``."""
        form, other = tokens.folded[k], tokens.folded[k - 2]
        if not form.endswith("s") or not tokens.folded[head].endswith("s") or k in tokens.breaks:
            return False
        if (tokens.folded[head], form) in self._known.qualified:
            return True
        agrees = {form[-2:], other[-2:]} != {"os", "as"}
        adjective = form.endswith(self._plurals) or (form.endswith(other) and len(other) > _SHORT)
        return agrees and adjective and form not in self._known.heads and self.is_noun(tokens, k)

    def _pair(self, tokens: Tokens, head: int, j: int) -> int:
        """``trabajadoras y trabajadores``, ``niñas, niños y adolescentes``: both genders of one noun."""
        while j + 1 < len(tokens.words) and tokens.folded[j] in ("y", "e", "o", ","):
            form = tokens.folded[j + 1]
            if form[:4] != tokens.folded[head][:4] or not self.is_noun(tokens, j + 1):
                break
            j = self._adjectives(tokens, j + 1, j + 2)
        return j

    def _complement(self, tokens: Tokens, j: int, category: str | None) -> int | None:
        """``de la salud``, ``del IMSS``, ``en formación``; for people also ``con discapacidad``."""
        if j + 1 >= len(tokens.words) or tokens.breaks.get(j, 0) > 1:
            return None
        link = tokens.folded[j]
        if link in _OF:
            return self._noun(tokens, self.undetermined(tokens, j + 1))
        bare = link == "en" and tokens.folded[j + 1] not in _BARE_AFTER_EN and tokens.words[j + 1].islower()
        condition = link in ("con", "sin") and category in _PEOPLE and tokens.words[j + 1].islower()
        if (bare or condition) and tokens.folded[j + 1] not in self.prenominal:
            return self._noun(tokens, j + 1)
        return None

    def _noun(self, tokens: Tokens, k: int) -> int | None:
        if k >= len(tokens.words) or not self.is_noun(tokens, k):
            return None
        if tokens.words[k][0].isupper():
            return self._proper(tokens, k)
        return self._adjectives(tokens, k, k + 1)

    def _proper(self, tokens: Tokens, k: int) -> int:
        """A capitalised name: ``Alta Especialidad``, ``Seguro Social``."""
        j = k + 1
        while (
            j < len(tokens.words)
            and tokens.words[j][0].isupper()
            and tokens.words[j].isalpha()
            and j not in tokens.breaks
        ):
            j += 1
        return j
