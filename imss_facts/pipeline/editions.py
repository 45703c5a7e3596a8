"""Editions and ranks: ``115 Asamblea``, ``Cuarta Reunión``, ``XXV aniversario``, ``puesto 11``."""

from imss_facts.language.numerals import Form, Numeral
from imss_facts.language.tokens import Tokens
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable
from imss_facts.rules.schema import EditionPattern


class EditionTable:
    """The nouns whose numeral tells an edition or a rank."""

    def __init__(self, library: Library) -> None:
        """Learn the nouns."""
        self._editions: PhraseTable[EditionPattern] = PhraseTable()
        self._named: PhraseTable[EditionPattern] = PhraseTable()
        self._ranks: PhraseTable[EditionPattern] = PhraseTable()
        for pattern in library.of("editions"):
            named = self._named if pattern.capitalised else self._editions
            table = named if pattern.role == "edition" else self._ranks
            table.learn(pattern.nouns, pattern)

    def match(self, tokens: Tokens, numeral: Numeral) -> str | None:
        """The pattern that makes the numeral an edition or a rank, if any."""
        if numeral.value % 1 or numeral.scale > 1:
            return None
        if numeral.j < len(tokens.words) and tokens.breaks.get(numeral.j, 0) < 2:
            after = self._editions.after(tokens.folded, numeral.j)
            if after is None and tokens.words[numeral.j][0].isupper():
                after = self._named.after(tokens.folded, numeral.j)
            if after is not None:
                return after[1].id
        if numeral.form is Form.ORDINAL and not numeral.digits and numeral.rule != "numeral.roman":
            return None
        before = self._editions.before(tokens.folded, numeral.i) if numeral.rule == "numeral.roman" else None
        if before is None and numeral.form is Form.CARDINAL and not (numeral.digits and 1900 <= numeral.value < 2100):
            before = self._ranks.before(tokens.folded, numeral.i)
        return before[1].id if before else None
