"""The time a figure holds for: the date said right after it, or the nearest one before it that governs it."""

import datetime as dt

from imss_facts.language.calendar import PartialDate
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_ATTACHING = frozenset({"en", "durante", "de", "del", "al", "a", "para", "desde", "hasta", "entre"})
_SKIPPED = frozenset(
    {
        "el",
        "la",
        "los",
        "las",
        "año",
        "mes",
        "cierre",
        "corte",
        "fin",
        "finales",
        "inicio",
        "periodo",
        "de",
        "del",
        "dia",
        "pasado",
        "este",
    }
)
_CUE_WORDS = 4  # words of a cue that resolves a date's year
_NEAR = 7  # words between a figure with its noun and the date that belongs to it
_TIMED = frozenset({"count", "money", "percent", "ratio", "measurement"})


class Periods:
    """Finds the date that a figure holds for."""

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._phrases: PhraseTable[tuple[str, str]] = PhraseTable()
        for pattern in library.of("periods"):
            for sequence in literals(pattern.phrases):
                self._phrases.add(sequence, (pattern.value, pattern.id))
        self._lasts = self._phrases.last_words()

    def __call__(self, reading: Reading, k: int) -> None:
        """Set the period of quantity ``k``."""
        quantity = reading.quantities[k]
        if quantity.kind not in _TIMED:
            return
        found = self._after(reading, k) or self._before(reading, k)
        if found is not None:
            quantity.period, rule = found
            if rule:
                quantity.rules.append(rule)

    def _after(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``33,752 camas en 2018``, ``300 millones de pesos este año``."""
        quantities, tokens = reading.quantities, reading.tokens
        quantity = quantities[k]
        end = quantity.entity[1] if quantity.own and quantity.entity else quantity.after
        relative = self._relative(reading, end)
        if relative is not None:
            return relative
        if k + 1 >= len(quantities) or quantities[k + 1].kind != "date":
            return None
        date = quantities[k + 1]
        between = tokens.folded[end : date.i]
        if len(between) > _NEAR or (between and between[0] not in _ATTACHING) or not tokens.same_block(end, date.i):
            return None
        if any(w in _COMPARING or not w[0].isalpha() for w in between) or self._compares(tokens, date.i):
            return None
        if len([w for w in between if w not in _SKIPPED and w not in _ATTACHING]) > 1:
            return None
        return self._period(tokens, date), ""

    def _before(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``en 2025 se sumarán 273 más``: a date of the sentence before the figure, unless «hoy» comes between."""
        quantities, tokens = reading.quantities, reading.tokens
        quantity = quantities[k]
        sentence = reading.sentence_index(quantity)
        first, _ = reading.sentence_tokens(sentence)
        date = next((q for q in reading.earlier(k) if q.kind == "date" or q.i < first), None)
        begin = date.j if date is not None and date.i >= first else first
        for at, name, rule in reversed(self._hits(reading, sentence)):
            if not begin < at <= quantity.i or (date is not None and at <= date.j + _CUE_WORDS and name in _SHIFT):
                continue  # elsewhere, or «enero de este año», which the date has taken in
            if name not in _SHIFT:
                return None
            resolved = self._resolved((name, rule), reading.bulletin.date)
            if resolved is not None:
                return resolved
        if date is None or date.i < first or self._compares(tokens, date.i) or self._belongs(reading, k, date):
            return None
        if quantity.i and tokens.folded[quantity.i - 1] == "y" and self._own_clause(tokens, quantity):
            return None
        return self._period(tokens, date), ""

    def _belongs(self, reading: Reading, k: int, date: Quantity) -> bool:
        """Whether the date was said of the figure before it (``480 pesos en 2020``), and another clause follows."""
        tokens = reading.tokens
        earlier = next((q for q in reading.earlier(k) if q.i < date.i), None)
        if (
            earlier is None
            or earlier.period is None
            or earlier.i < reading.sentence_tokens(reading.sentence_index(date))[0]
        ):
            return False
        return earlier.j <= date.i and any(w in (",", ";", "y") for w in tokens.words[date.j : reading.quantities[k].i])

    def _own_clause(self, tokens: Tokens, quantity: Quantity) -> bool:
        """``y 10 más se encuentran en proceso``: a clause of its own."""
        return any(w in ("se", "esta", "estan", "son", "hay") for w in tokens.folded[quantity.j : quantity.j + 3])

    def _hits(self, reading: Reading, sentence: int) -> list[tuple[int, str, str]]:
        """Words of time and semicolons of a sentence: the token after each, its name and rule."""
        known = reading.memo.get(("periods", sentence))
        if known is None:
            folded = reading.tokens.folded
            first, stop = reading.sentence_tokens(sentence)
            known = []
            for at in range(first, stop):
                if folded[at] == ";":
                    known.append((at + 1, "now", ""))
                elif folded[at] in self._lasts:
                    hit = self._phrases.before(folded, at + 1)
                    if hit is not None and hit[0] >= first:
                        known.append((at + 1, *hit[1]))
            reading.memo["periods", sentence] = known
        return known

    def _relative(self, reading: Reading, end: int) -> tuple[str, str] | None:
        found = self._phrases.after(reading.tokens.folded, end)
        return self._resolved(found[1], reading.bulletin.date) if found is not None and found[1][0] in _SHIFT else None

    def _resolved(self, relative: tuple[str, str], today: dt.date | None) -> tuple[str, str] | None:
        name, rule = relative
        if today is None:
            return None
        return PartialDate(today.year + _SHIFT[name]).edtf(), rule

    def _compares(self, tokens: Tokens, i: int) -> bool:
        """Whether the date is what is compared with: ``más que en 2019``, ``respecto a 2018``."""
        back = tokens.folded[max(0, i - 7) : i]
        for at in range(len(back) - 1, -1, -1):
            if back[at] in _COMPARING or (back[at] == "que" and at and back[at - 1] in _COMPARATIVES):
                return True
            if not back[at][0].isalpha():
                return False
        return False

    def _period(self, tokens: Tokens, date: Quantity) -> str:
        """The date's own value; open where it is a beginning (``desde 2019``)."""
        period = date.period or ""
        if "/" in period:
            return period
        before = tokens.folded[max(0, date.i - 3) : date.i]
        opened = "desde" in before or before[-2:] == ["partir", "de"] or before[-2:] == ["partir", "del"]
        return f"{period}/.." if opened else period


_COMPARATIVES = frozenset({"mas", "menos", "mayor", "menor", "mejor", "superior", "inferior"})
_COMPARING = frozenset(
    {
        "respecto",
        "comparado",
        "comparacion",
        "contra",
        "frente",
        "registrado",
        "mismo",
        "superior",
        "inferior",
        "vs",
        "antes",
        "relacion",
    }
)
_SHIFT = {"this_year": 0, "last_year": -1, "next_year": 1}
