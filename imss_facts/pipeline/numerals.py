"""``imss_numerals``: every numeral of the text with its exact value."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from imss_facts.language.lexicon import Lexicon, NumberWord, Role
from imss_facts.language.numerals import Form, Numeral, find_numerals
from imss_facts.language.roman import roman_value
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import NumeralPattern

_CACHE_LIMIT = 50_000


def lexicon(library: Library) -> Lexicon:
    """The number words of a library."""
    return lexicon_of(library.of("numerals"))


def lexicon_of(patterns: Iterable[NumeralPattern]) -> Lexicon:
    """The number words of numeral patterns."""
    lexicon = Lexicon()
    for pattern in patterns:
        for words, plural in ((pattern.words, False), (pattern.plurals, True)):
            for phrase, value in words.items():
                forms = [sequence[0] for sequence in literals([phrase]) if len(sequence) == 1]
                lexicon.add(forms, NumberWord(pattern.role, value, plural, pattern.id))
    return lexicon


class NumeralFinder:
    """Finds cardinals, ordinals, fractions and, where an edition is meant, roman numerals."""

    subjects: ClassVar[tuple[str, ...]] = ("numerals", "editions")

    def __init__(self, library: Library) -> None:
        """Learn number words and edition nouns."""
        self.lexicon = library.shared(lexicon)
        self.editions: PhraseTable[str] = PhraseTable()
        for pattern in library.of("editions"):
            if pattern.role == "edition":
                self.editions.learn(pattern.nouns, pattern.id)
        self._romans = _RomanCache()

    def __call__(self, reading: Reading) -> None:
        """Add the numerals in order."""
        tokens = reading.tokens
        found = find_numerals(tokens, self.lexicon)
        romans = [n for i in tokens.capitals if self._romans[tokens.words[i]] for n in self._roman(tokens, i)]
        reading.numerals = sorted(found + romans, key=lambda n: n.i) if romans else found

    def _roman(self, tokens: Tokens, i: int) -> list[Numeral]:
        """A roman numeral with an edition noun beside it, or a century's."""
        if i + 1 < len(tokens.words) and tokens.words[i + 1] == "$" and tokens.glued(i + 1):
            return []  # MX$
        after = self.editions.after(tokens.folded, i + 1)
        if after is None and not (i and (tokens.folded[i - 1] == "siglo" or self.editions.before(tokens.folded, i))):
            return []
        value = Decimal(self._romans[tokens.words[i]] or 0)
        return [Numeral(i, i + 1, value, Form.ORDINAL, self.lexicon.roman_rule)]


class _RomanCache(dict[str, int | None]):
    def __missing__(self, word: str) -> int | None:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        value = self[word] = roman_value(word)
        return value


class RuleTracer:
    """Which patterns had a part in a numeral."""

    def __init__(self, library: Library) -> None:
        """Learn the number words."""
        self._words = library.shared(lexicon).words

    def __call__(self, tokens: Tokens, numeral: Numeral) -> list[str]:
        """The ids, in the order of the words; the one that began the numeral first."""
        if numeral.j == numeral.i + 1 and numeral.digits:
            return [numeral.rule]
        rules = [numeral.rule]
        roles = _ROLES_OF_FORM[numeral.form]
        last = numeral.j + (tokens.folded[numeral.j - 1] in ("medio", "media") and numeral.j < len(tokens.words))
        for form in tokens.folded[numeral.i : last]:
            parts = self._words.get(form, {})
            rules.extend(parts[role].rule for role in roles if role in parts)
        return rules


_CARDINAL_PARTS = (
    Role.ZERO, Role.UNIT, Role.TEEN, Role.TEN, Role.HUNDRED, Role.THOUSAND, Role.SCALE, Role.COLLECTIVE,
    Role.HALF, Role.HALVED, Role.AND, Role.POINT,
)  # fmt: skip
_ROLES_OF_FORM = {
    Form.CARDINAL: _CARDINAL_PARTS,
    Form.ORDINAL: (Role.ORDINAL, Role.ORDINAL_MARK),
    Form.FRACTION: (Role.UNIT, Role.TEEN, Role.FRACTION, Role.PART),
    Form.VAGUE: (Role.VAGUE, Role.SCALE, Role.COLLECTIVE, Role.OF),
    Form.MULTIPLE: (Role.MULTIPLE,),
    Form.OPAQUE: (),
}
