"""Numbers that leave their unit out: ``60 años o 65 por vejez``, ``28 mil millones de pesos, de los que 9,150``."""

from decimal import Decimal

from imss_facts.language.numerals import MILLION, ONE
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_HUNDRED = Decimal(100)
_AGED = frozenset({"mayores", "menores"})
_CLOSING = frozenset({".", ";", ",", "”", "»", ")", "y", "menos", "mas", "cuando"})
_APPROXIMATING = frozenset(
    {"menos", "mas", "poco", "no", "de", "casi", "hasta", "apenas", "unos", "unas", "alrededor", "cerca", "solo"}
)
_SAME = {"same_share": "percent", "same_money": "money"}
_PAIR = 2
_PARALLEL_REACH = 12  # how many tokens apart two parallel numbers may stand
_MONEY_SENTENCES = 2  # how far back a currency is still understood


class ElidedUnits:
    """Reads bare numbers in the unit of a figure before."""

    def __init__(self, library: Library, partitives: PhraseTable[str]) -> None:
        """Learn the cues; ``partitives`` are «de los que» and the like."""
        self._partitives = partitives
        self._money: dict[str, str] = {}
        self._lasting: dict[str, str] = {}
        self._same: dict[str, tuple[PhraseTable[str], PhraseTable[str]]] = {}
        for pattern in library.of("cues"):
            if pattern.value in _SAME:
                before, after = self._same.setdefault(_SAME[pattern.value], (PhraseTable(), PhraseTable()))
                before.learn(pattern.before, pattern.id)
                after.learn(pattern.after, pattern.id)
            known = {"lasting": self._lasting, "implied_money": self._money}.get(pattern.value)
            if known is not None:
                known.update({sequence[0]: pattern.id for sequence in literals(pattern.before)})

    def __call__(self, reading: Reading) -> None:
        """Give every bare number the unit that it leaves out."""
        for k, quantity in enumerate(reading.quantities):
            if bare(quantity):
                self._unit(reading, k, quantity)

    def _unit(self, reading: Reading, k: int, quantity: Quantity) -> None:
        """``de los cuales 9 mil 870 millones``, ``o 65 por vejez``, ``el gasto a 851 mil 930 millones``."""
        quantities, tokens = reading.quantities, reading.tokens
        sentence = reading.sentence_index(quantity)
        previous = quantities[k - 1] if k and reading.sentence_index(quantities[k - 1]) == sentence else None
        large = bool(quantity.numerals) and quantity.numerals[-1].scale >= MILLION
        if previous is not None and not large and self._said_so(reading, k, previous, quantity):
            return
        if previous is not None and previous.unit and previous.kind in ("duration", "measurement", "percent"):
            parallel = previous.kind != "percent" and _parallel(tokens, previous, quantity)
            fits = previous.kind != "percent" or (quantity.value is not None and quantity.value <= _HUNDRED)
            if not large and (parallel or (fits and self._resumes(tokens, previous, quantity))):
                _take_unit(quantity, previous, ONE)
                return
            if previous.kind != "percent":
                return
        money = self._money_before(reading, k, sentence)
        if large and money is not None:
            _take_unit(quantity, money, ONE)
        elif large:
            first, _ = reading.sentence_tokens(sentence)
            rule = next((self._money[w] for w in tokens.folded[first : quantity.i] if w in self._money), None)
            if rule is not None:
                quantity.kind, quantity.unit, quantity.category = "money", "MXN", "money"
                quantity.rules.append(rule)
        elif previous is not None and previous.kind == "money":
            self._share_of_money(tokens, previous, quantity)

    def _said_so(self, reading: Reading, k: int, previous: Quantity, quantity: Quantity) -> bool:
        """Whether words or neighbours tell the unit, which is then taken: ``y el 27 restante``, ``Morelos 10.5 y``."""
        tokens, value = reading.tokens, quantity.value
        if previous.kind == "duration" and k > 1 and reading.quantities[k - 2].kind == "percent":
            previous = reading.quantities[k - 2]  # «73 por ciento tiene 49 años y el 27 restante»
        rule = self._cue(tokens, previous, quantity)
        if previous.kind == "percent" and value is not None and value <= _HUNDRED:
            points = _difference(reading, k) == value
            if points or rule is not None or self._listed(reading, k, quantity):
                _take_unit(quantity, previous, ONE)
                quantity.unit = "pp" if points else previous.unit
                quantity.rules.extend([rule] if rule else [])
                return True
        if previous.kind == "money" and rule is not None:
            _take_unit(quantity, previous, ONE)
            quantity.rules.append(rule)
            return True
        part = self._partitive_clause(tokens, previous, quantity) if previous.kind == "measurement" else None
        if part is not None:
            _take_unit(quantity, previous, ONE)
            quantity.rules.append(part)
        return part is not None

    def _cue(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> str | None:
        """The words beside a bare number that say it is of the same kind as the figure before."""
        if previous.kind not in self._same:
            return None
        before, after = self._same[previous.kind]
        k = _led(tokens, previous, quantity)
        found = before.before(tokens.folded, k)
        if found is None and quantity.after not in tokens.breaks:
            found = after.after(tokens.folded, quantity.after)
        return found[1] if found is not None else None

    def _listed(self, reading: Reading, k: int, quantity: Quantity) -> bool:
        """Whether a number stands among percentages, alone beside what it is of: ``construcción, 5.3.``."""
        tokens, value = reading.tokens, quantity.value
        following = tokens.folded[quantity.after : quantity.after + 1]
        closed = not following or quantity.after in tokens.breaks or following[0] in _CLOSING
        if not closed or value is None:
            return False
        lead = tokens.words[quantity.i - 1]
        if not (lead in (",", ":", "con", "(") or lead[0].isupper()):
            return False
        nearby = reading.quantities[k + 1] if k + 1 < len(reading.quantities) else None
        between = nearby is not None and nearby.kind == "percent" and nearby.i - quantity.j <= _PARALLEL_REACH
        return between or bool(value % 1)

    def _partitive_clause(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> str | None:
        """``mil litros de leche, de los cuales se tienen ya 659``: the clause begins with the partitive."""
        following = tokens.folded[quantity.after : quantity.after + 1]
        if following and quantity.after not in tokens.breaks and following[0] not in _CLOSING:
            return None
        for at in range(quantity.i, max(previous.j, quantity.i - _PARALLEL_REACH), -1):
            if tokens.words[at - 1] in ".;:":
                return None
            found = self._partitives.before(tokens.folded, at)
            if found is not None:
                return found[1] if found[0] >= previous.j else None
        return None

    def _resumes(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
        """``tardaban 21 días, se entregan en diez``, ``27 días, cinco menos``: more of the same, nothing named."""
        folded = tokens.folded
        after = folded[quantity.after : quantity.after + 1]
        breaks = quantity.after in tokens.breaks or not after
        if not breaks and after[0] not in _CLOSING and not (previous.kind == "money" and after[0] == "para"):
            return False
        k = _led(tokens, previous, quantity)
        lead = folded[k - 1] if k else ""
        if lead in (",", ":"):
            return k - 1 >= previous.j and (k < quantity.i or after[:1] in (["menos"], ["mas"], ["para"]))
        if lead in self._lasting:
            quantity.rules.append(self._lasting[lead])
        if lead in _AGED:
            return previous.unit == "year"  # «menores de cinco años y mayores de 60»
        if lead == "y" and folded[k] == "de":
            return previous.kind == "percent"  # «de 93.5 por ciento y de 84.2»
        return lead in ("en", "a") or lead in self._lasting or (lead == "con" and previous.kind == "percent")

    def _money_before(self, reading: Reading, k: int, sentence: int) -> Quantity | None:
        for earlier in reading.earlier(k):
            if sentence - reading.sentence_index(earlier) > _MONEY_SENTENCES:
                return None
            if earlier.kind == "money":
                return earlier
        return None

    def _share_of_money(self, tokens: Tokens, previous: Quantity, quantity: Quantity) -> None:
        """``28 mil 600 millones de pesos, de los que 9,150 serán para equipo, 4,300 para conservación``."""
        comma = tokens.words[quantity.i - 1] == ","  # «de los cuales, 1 mil 160 van al aguinaldo»
        partitive = self._partitives.before(tokens.folded, quantity.i - comma)
        if partitive is None and (clause := self._partitive_clause(tokens, previous, quantity)) is not None:
            partitive = (quantity.i, clause)
        if partitive is None and self._resumes(tokens, previous, quantity) and quantity.value is not None:
            unit_scale = _unit_scale(previous)
            if quantity.value < MILLION <= unit_scale:
                _take_unit(quantity, previous, unit_scale)
                quantity.scale = unit_scale
            return
        scale = previous.scale if previous.scale > 1 else (previous.numerals[-1].scale if previous.numerals else ONE)
        if (partitive is None and previous.scale == ONE) or scale < MILLION:
            return
        if quantity.value is None or quantity.value >= MILLION:
            return
        _take_unit(quantity, previous, scale)
        quantity.scale = scale
        if partitive is not None:
            quantity.rules.append(partitive[1])


def bare(quantity: Quantity) -> bool:
    """Whether neither a noun nor a unit stands beside a number."""
    return quantity.kind == "count" and quantity.entity is None and quantity.unit is None


def _led(tokens: Tokens, previous: Quantity, quantity: Quantity) -> int:
    """Where a number begins with the words that say how exactly it is meant."""
    k = quantity.i
    while k > previous.j and tokens.folded[k - 1] in _APPROXIMATING:
        k -= 1
    return k


def _difference(reading: Reading, k: int) -> Decimal | None:
    """How far apart the two percentages before a number are: ``de 1.38% a 1.54%, un incremento de 0.16``."""
    if k < _PAIR:
        return None
    a, b = reading.quantities[k - 2], reading.quantities[k - 1]
    said = a.value is not None and b.value is not None and a.kind == b.kind == "percent" and "cue.two_levels" in b.rules
    return abs(b.value - a.value) if said and a.value is not None and b.value is not None else None


def _unit_scale(quantity: Quantity) -> Decimal:
    """The scale that an amount has from its unit, not from its number: a million of ``45 mdp``."""
    said = quantity.numerals[-1].value if quantity.numerals else None
    return quantity.value / said if said and quantity.value is not None else ONE


def _take_unit(quantity: Quantity, other: Quantity, scale: Decimal) -> None:
    """Read a bare number in the unit of another figure."""
    quantity.kind, quantity.unit, quantity.category = other.kind, other.unit, other.category
    quantity.value = None if quantity.value is None else quantity.value * scale
    quantity.low = None if quantity.low is None else quantity.low * scale
    quantity.high = None if quantity.high is None else quantity.high * scale
    quantity.rules.extend(rule for rule in other.rules if rule.startswith(other.kind))


def _parallel(tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
    """Whether two numbers stand before the same word: ``60 años por cesantía o 65 por vejez``."""
    if quantity.j >= len(tokens.words) or quantity.i - previous.j > _PARALLEL_REACH:
        return False
    return _preposition(tokens, quantity.j) == _preposition(tokens, previous.j) != ""


def _preposition(tokens: Tokens, k: int) -> str:
    form = tokens.folded[k]
    return {"al": "a", "del": "de"}.get(form, form) if len(form) < 5 and form.isalpha() else ""
