"""Editions and ranks: ``115 Asamblea``, ``Cuarta Reunión``, ``XXV aniversario``, ``puesto 11``."""

from imss_facts.language.numerals import Form, Numeral
from imss_facts.language.tokens import Tokens
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals


class EditionTable:
    """The nouns whose numeral tells an edition or a rank."""

    def __init__(self, library: Library) -> None:
        """Learn the nouns."""
        self._editions: PhraseTable[str] = PhraseTable()
        self._ranks: PhraseTable[str] = PhraseTable()
        for pattern in library.of("editions"):
            table = self._editions if pattern.role == "edition" else self._ranks
            for sequence in literals(pattern.nouns):
                table.add(sequence, pattern.id)

    def match(self, tokens: Tokens, numeral: Numeral) -> str | None:
        """The pattern that makes the numeral an edition or a rank, if any."""
        if numeral.value % 1 or numeral.scale > 1:
            return None
        after = self._editions.after(tokens.folded, numeral.j)
        if after is not None and tokens.breaks.get(numeral.j, 0) < 2:
            return after[1]
        if numeral.form is Form.ORDINAL and not numeral.digits and numeral.rule != "numeral.roman":
            return None
        before = self._editions.before(tokens.folded, numeral.i) if numeral.rule == "numeral.roman" else None
        before = before or (self._ranks.before(tokens.folded, numeral.i) if numeral.form is Form.CARDINAL else None)
        return before[1] if before else None
