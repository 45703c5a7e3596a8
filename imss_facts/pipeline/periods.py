"""The time a figure holds for: the date said right after it, or the nearest one before it that governs it."""

import datetime as dt
from bisect import bisect_left
from itertools import takewhile
from operator import attrgetter

from imss_facts.language.calendar import PartialDate, run
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.from_to import LEADS, end_of
from imss_facts.pipeline.occasions import Occasions
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.pipeline.statuses import ahead
from imss_facts.pipeline.tables import Cell
from imss_facts.pipeline.verbs import VerbCache
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals

_ATTACHING = frozenset({"el", "en", "durante", "de", "del", "al", "a", "para", "desde", "hasta", "entre"})
_FRONTED = frozenset({"en", "durante"})  # «20 mdp, en este 2026»
_DEADLINE = ["antes", "de", "que"]
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
_SAME_TIME = 2  # words between a date and a «now» that says it again
_FULL = len("2024-12-14")  # a day is a dateline's
_HEADED = frozenset({"de", "del", "en", "durante", "al", "el", "entre", "desde"})
_CLAUSE = 16  # words between a subject and the date of its verb
_SUBJECTS = 3  # figures that may be one verb's subject: «otros ocho, con mil 200, estarán listos en 2024»
_ENDS = frozenset(".;:”“")
_TITLE = 4  # words of a document's title before its year
_LONG_TITLE = 25  # words of it that are capitals, with small words between
_INSIDE_TITLE = frozenset({"a", "al", "de", "del", "el", "en", "la", "las", "los", "para", "por", "sobre", "y"})
_BRACKETED = 3  # words from a date to the figure in the bracket after it
_BRACKET_ENDS = frozenset(".;)")
_CLAUSE_ENDS = _BRACKET_ENDS | {","}
_CLAUSE_BEGINS = frozenset({",", ";", "y", "e", "que"})
_YEAR = len("2024")
_MONTHS = 4  # words of «cinco primeros meses»
_OF_YEAR = frozenset({"de", "del", "el", "ano", "presente", "pasado"})
_LED = frozenset({"en", "durante", "los", "primeros", "ultimos", ","})  # before «meses»
_SHIFTED = (["antes"], ["despues"], ["atras"])
_LEADING = _ATTACHING | _SKIPPED | frozenset({"y", "e", "o", "que", "con"})
_BEGIN = attrgetter("i")
_TIMED = frozenset({"count", "money", "percent", "ratio", "measurement"})


class Periods:
    """Finds the date that a figure holds for."""

    def __init__(self, library: Library) -> None:
        """Learn the cues."""
        self._phrases: PhraseTable[tuple[str, str]] = PhraseTable()
        self._restates: PhraseTable[str] = PhraseTable()
        self._documents: PhraseTable[str] = PhraseTable()
        self._comparing: set[str] = set()
        for pattern in library.of("periods"):
            for sequence in literals(pattern.phrases):
                if pattern.value == "restated":
                    self._restates.add(sequence, pattern.id)
                elif pattern.value == "comparison":
                    self._comparing.add(sequence[0])
                elif pattern.value in ("document", "survey"):
                    self._documents.add(sequence, pattern.value)
                elif pattern.value in _SHIFT or pattern.value == "now":
                    self._phrases.add(sequence, (pattern.value, pattern.id))
        self._verbs = library.shared(VerbCache)
        self._occasions = Occasions(library)
        self._tells = self._phrases.last_words() | {";"}

    def __call__(self, reading: Reading, k: int) -> None:
        """Set the period of quantity ``k``."""
        quantity = reading.quantities[k]
        if quantity.kind not in _TIMED:
            return
        cell = reading.cell(quantity.i)
        end = end_of(reading, k) if reading.tokens.folded[quantity.i - 1] in LEADS else None
        if end is not None:
            found: tuple[str, str] | None = (end, "")
        elif cell is not None:
            found = self._headed(reading, cell)
        else:
            found = self._bracketed(reading, k) or self._after(reading, k) or self._clause(reading, k)
            found = found or self._months_before(reading, k) or self._before(reading, k)
        if found is None:
            found = self._heading(reading, quantity)
        if found is not None:
            quantity.period, rule = found
            if rule:
                quantity.rules.append(rule)

    def _headed(self, reading: Reading, cell: Cell) -> tuple[str, str] | None:
        """The date in a head of the column, of the row or of the table."""
        for first, stop in cell.heads:
            at = bisect_left(reading.quantities, first, key=_BEGIN)
            end = bisect_left(reading.quantities, stop, lo=at, key=_BEGIN)
            date = next((q for q in reading.quantities[at:end] if q.kind == "date"), None)
            if date is not None:
                return self._period(reading, date), ""
        return None

    def _bracketed(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``más que en el mismo periodo de 2020 (320 mdp)``, ``menos que en 2015, cuando eran 12``."""
        quantities, tokens = reading.quantities, reading.tokens
        date = quantities[k - 1] if k else None
        if date is None or date.kind != "date" or tokens.words[date.j : date.j + 1] not in (["("], [","]):
            return None
        if tokens.folded[date.j + 1 : date.j + 2] == ["cuando"]:
            inside = tokens.words[date.j + 1 : quantities[k].i]
            ends = _CLAUSE_ENDS if tokens.words[date.j] == "," else _BRACKET_ENDS
            return (self._period(reading, date), "") if ends.isdisjoint(inside) else None
        near = tokens.words[date.j] == "(" and quantities[k].i - date.j <= _BRACKETED
        return (self._period(reading, date), "") if near else None

    def _months(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``300 consultas en los primeros dos meses de este año``: the months that quantity ``k`` is a number of."""
        quantities, folded = reading.quantities, reading.tokens.folded
        if k >= len(quantities) or quantities[k].kind not in ("duration", "count"):
            return None
        end = next(
            (at + 1 for at in range(quantities[k].i, quantities[k].j + 2) if folded[at : at + 1] == ["meses"]), 0
        )
        if not end or folded[end : end + 1] not in (["de"], ["del"]):
            return None
        date = quantities[k + 1] if k + 1 < len(quantities) else None
        if date is not None and date.kind == "date" and date.i - end <= 2:
            return self._period(reading, date), ""
        led = folded[end + 1 : end + 1 + _CUE_WORDS]
        hit = self._phrases.after(["en", "el", *led], 0) if folded[end] == "del" else self._phrases.after(led, 0)
        known = self._resolved(hit[1], reading.bulletin.date) if hit is not None and hit[1][0] in _SHIFT else None
        return None if known is None else (self._narrowed(reading, end + 1, known[0]), known[1])

    def _months_before(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``En los tres primeros meses del año pasado hubo 300``, in one clause."""
        found = self._months(reading, k - 1) if k else None
        if found is None:
            return None
        one, other = reading.quantities[k - 1], reading.quantities[k]
        same = reading.sentence_index(one) == reading.sentence_index(other)
        return found if same and ";" not in reading.tokens.words[one.j : other.i] else None

    def _narrowed(self, reading: Reading, i: int, year: str) -> str:
        """A year, or those of its months that are said before token ``i``: ``los primeros cinco meses de 2022``."""
        folded, end = reading.tokens.folded, i
        while end and folded[end - 1] in _OF_YEAR:
            end -= 1
        if len(year) != _YEAR or end == i or not end or folded[end - 1] != "meses":
            return year
        at = bisect_left(reading.quantities, end, key=_BEGIN) - 1
        count = reading.quantities[at].value if at >= 0 and end - reading.quantities[at].i <= _MONTHS else None
        words = folded[reading.quantities[at].i - 1 : end]
        if count is None or not 1 < count < 12 or count % 1:
            return year
        if "primeros" in words:
            return f"{year}-01/{year}-{int(count):02}"
        return f"{year}-{13 - int(count):02}/{year}-12" if "ultimos" in words else year

    def _after(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``33,752 camas en 2018``, ``300 millones de pesos este año``."""
        quantities, tokens = reading.quantities, reading.tokens
        quantity = quantities[k]
        end = quantity.entity[1] if quantity.own and quantity.entity else quantity.after
        relative = self._relative(reading, end)
        if relative is not None:
            return relative
        if k + 1 < len(quantities) and _LED.issuperset(tokens.folded[end : quantities[k + 1].i]):
            months = self._months(reading, k + 1)
            if months is not None:
                return months
        if k + 1 >= len(quantities) or quantities[k + 1].kind != "date":
            return None
        date = quantities[k + 1]
        between = tokens.folded[end : date.i]
        if between[:1] in ([","], ["("]) and ((between[1:2] and between[1] in _FRONTED) or between[1:4] == _DEADLINE):
            if between[0] == "," and self._opens_clause(reading, k, date):
                return None
            between = between[1:]
        if (
            len(between) > _NEAR
            or (between and between[0] not in _ATTACHING and between[0] != "antes")
            or not tokens.same_block(end, date.i)
        ):
            return None
        deadline = between[:3] == ["antes", "de", "que"]
        if any(w in self._comparing or not w[0].isalpha() for w in between[3 * deadline :]) or self._compares(
            tokens, date.i
        ):
            return None
        if len([w for w in between[3 * deadline :] if w not in _SKIPPED and w not in _ATTACHING]) > 1:
            return None
        return self._period(reading, date), ""

    def _opens_clause(self, reading: Reading, k: int, date: Quantity) -> bool:
        """Whether another clause begins with a date: ``En 2013 hubo 300, en 2018 bajó a 200``."""
        tokens, quantities = reading.tokens, reading.quantities
        at = date.j + (tokens.words[date.j : date.j + 1] == [","])
        at += tokens.folded[at : at + 1] == ["se"]
        if any(self._verbs[word] for word in tokens.words[at : at + 1]):
            return True
        if any(q.i == at and q.kind != "date" for q in quantities[k + 2 : k + 3]):
            return True
        one = quantities[k - 1] if k else date
        if one.kind != "date" or one is date or len(one.period or "") != len(date.period or ""):
            return False
        return reading.sentence_index(one) == reading.sentence_index(date) and not self._compares(tokens, one.i)

    def _heading(self, reading: Reading, quantity: Quantity) -> tuple[str, str] | None:
        """``Avances del tercer trimestre de 2021``, and then a list of figures."""
        sentence = reading.heading(reading.sentence_index(quantity))
        if sentence is None:
            return None
        first, stop = reading.sentence_tokens(sentence)
        folded = reading.tokens.folded
        for at in range(bisect_left(reading.quantities, first, key=_BEGIN), len(reading.quantities)):
            date = reading.quantities[at]
            if date.i >= stop:
                break
            leads = date.i > first and folded[date.i - 1] in _HEADED
            if date.kind == "date" and leads and len(date.period or "") != _FULL:
                return self._period(reading, date), ""
        return None

    def _clause(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``otros dos, en Acapulco, iniciarán operaciones en agosto``: the date of the verb whose subject it is."""
        tokens, quantities = reading.tokens, reading.quantities
        at = k + 1
        while at < min(len(quantities), k + 1 + _SUBJECTS) and quantities[at].kind != "date":
            at += 1
        if at >= len(quantities) or quantities[at].kind != "date":
            return None
        date, begin = quantities[at], quantities[at - 1].after
        if date.i - quantities[k].after > _CLAUSE or not tokens.same_block(quantities[k].i, date.i):
            return None
        if any(w in _ENDS for w in tokens.words[quantities[k].j : date.i]) or self._compares(tokens, date.i):
            return None
        verb = next((v for v in range(begin, date.i) if self._verbs[tokens.words[v]]), None)
        if verb is None or "," in tokens.words[verb : date.i] or not self._is_subject(reading, k, begin, verb):
            return None
        return self._period(reading, date), ""

    def _is_subject(self, reading: Reading, k: int, begin: int, verb: int) -> bool:
        """Whether nothing but nouns stands between figure ``k`` and the verb, and no verb before the figure."""
        tokens = reading.tokens
        first, _ = reading.sentence_tokens(reading.sentence_index(reading.quantities[k]))
        for at in range(reading.quantities[k].i - 1, first - 1, -1):
            word = tokens.words[at]
            if word in ".;:" or tokens.folded[at] in ("que", "y", "e"):
                break
            if self._verbs[word] or tokens.folded[at] == "en":
                return False
        joined = tokens.folded[begin:verb]
        return not any(
            w in ("que", "donde", "cuando") for w in tokens.folded[reading.quantities[k].j : verb]
        ) and not any(
            w in ("y", "e", "pero") and joined[n + 1 : n + 2] and joined[n + 1] in ("el", "la", "los", "las", "se")
            for n, w in enumerate(joined)
        )

    def _before(self, reading: Reading, k: int) -> tuple[str, str] | None:
        """``en 2025 se sumarán 273 más``: a date of the sentence before the figure, unless «hoy» comes between."""
        quantities, tokens = reading.quantities, reading.tokens
        quantity = quantities[k]
        sentence = reading.sentence_index(quantity)
        first, _ = reading.sentence_tokens(sentence)
        dates = (q for q in reading.earlier(k) if q.i < first or (q.kind == "date" and self._timely(reading, q)))
        date = next(dates, None)
        begin = date.j if date is not None and date.i >= first else first
        for at, name, rule in reversed(self._hits(reading, sentence)):
            if not begin < at <= quantity.i or (date is not None and at <= date.j + _CUE_WORDS and name in _SHIFT):
                continue  # elsewhere, or «enero de este año», which the date has taken in
            if name not in _SHIFT:
                if date is not None and 0 < at - date.j <= _SAME_TIME and tokens.folded[at - 1] != ";":
                    break  # «En 2025, ahora,»
                return None
            resolved = self._resolved((name, rule), reading.bulletin.date)
            if resolved is not None:
                start = self._phrases.before(tokens.folded, at)
                return self._narrowed(reading, at if start is None else start[0], resolved[0]), resolved[1]
        if date is None or date.i < first or self._belongs(reading, k, date) or self._shifted(reading, k, date):
            return None
        if quantity.status == "planned" and self._done(reading, k, date):
            return None
        if self._names(tokens, date):
            return None
        if quantity.i and tokens.folded[quantity.i - 1] == "y" and self._own_clause(tokens, quantity):
            return None
        return self._period(reading, date), ""

    def _timely(self, reading: Reading, date: Quantity) -> bool:
        """Whether a date may be the time of the figures after it: neither compared with nor an occasion's."""
        known: bool | None = reading.memo.get(("timely", date.i))
        if known is None:
            compared = self._compares(reading.tokens, date.i)
            known = reading.memo["timely", date.i] = not compared and not self._occasions(reading, date)
        return known

    def _belongs(self, reading: Reading, k: int, date: Quantity) -> bool:
        """Whether the date was said of the figure before it (``480 pesos en 2020``), and another clause follows."""
        tokens = reading.tokens
        earlier = next((q for q in reading.earlier(k) if q.i < date.i), None)
        if earlier is None or earlier.kind == "date" or earlier.period is None or earlier.j > date.i:
            return False
        if self._fronted(reading, date) and earlier.period != self._period(reading, date):
            return False  # «En 2013 hubo 300; en 2018, 200»
        if earlier.i < reading.sentence_tokens(reading.sentence_index(date))[0]:
            return False
        between = tokens.folded[date.j : reading.quantities[k].i]
        if between[:1] == [","] and self._restates.after(between, 1) is not None:
            return False
        return any(w in (",", ";", "y") for w in between)

    def _fronted(self, reading: Reading, date: Quantity) -> bool:
        """Whether a clause begins with a date: ``; en 2018, …``, ``y durante 2020 …``."""
        at, folded = date.i, reading.tokens.folded
        while at and folded[at - 1] in _HEADED:
            at -= 1
        return at > 0 and folded[at - 1] in _CLAUSE_BEGINS

    def _done(self, reading: Reading, k: int, date: Quantity) -> bool:
        """Whether a date gone by is a figure's that is no plan: ``en junio dio 19 mil, y con las 800 a darse``."""
        between = takewhile(lambda q: q.i > date.i, reading.earlier(k))
        apart = any(q.status == "actual" and q.period == date.period for q in between)
        return apart and ahead(date.period, reading.bulletin.date) is False

    def _shifted(self, reading: Reading, k: int, date: Quantity) -> bool:
        """Whether another time is told from the date: ``en 2018 …, cuando cinco años antes``."""
        folded = reading.tokens.folded
        between = takewhile(lambda q: q.i > date.i, reading.earlier(k))
        return any(q.kind == "duration" and folded[q.j : q.j + 1] in _SHIFTED for q in between)

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
            for at in reading.tokens.among(self._tells, first, stop):
                hit = self._phrases.before(folded, at + 1)
                if folded[at] == ";" and self._restates.after(folded, at + 1 + (folded[at + 1 : at + 2] == ["y"])):
                    continue  # «20 mil puestos; de éstos, 86 por ciento»
                if folded[at] == ";":
                    known.append((at + 1, "now", ""))
                elif hit is not None and hit[0] >= first and not self._compares(reading.tokens, hit[0]):
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
        years, months = _SHIFT[name]
        if months is None:
            return PartialDate(today.year + years).edtf(), rule
        over, month = divmod(today.month - 1 + months, 12)
        return PartialDate(today.year + over, month + 1).edtf(), rule

    def _compares(self, tokens: Tokens, i: int) -> bool:
        """Whether the date is what is compared with: ``más que en 2019``, ``respecto a 2018``."""
        back = tokens.folded[max(0, i - 7) : i]
        if len(back) > 1 and back[-1] in ("de", "del") and back[-2] in _PRONOUNS:
            return True  # «superaron a las de 2018»
        if len(back) > 3 and back[-1] in ("de", "del") and back[-3] in _PRONOUNS and back[-4] == "por":
            return True  # «azotadas por el huracán de 2021»
        for at in range(len(back) - 1, -1, -1):
            if (back[at] in self._comparing and back[at : at + 3] != ["antes", "de", "que"]) or (
                back[at] == "que" and at and back[at - 1] in _COMPARATIVES
            ):
                return True
            if not back[at][0].isalpha():
                return False
        return False

    def _period(self, reading: Reading, date: Quantity) -> str:
        """The date's own value; of days listed together all of them; open where it is a beginning (``desde 2019``)."""
        period = date.period or ""
        if "/" in period:
            return period
        tokens = reading.tokens
        before = tokens.folded[max(0, date.i - 3) : date.i]
        opened = "desde" in before or before[-2:] == ["partir", "de"] or before[-2:] == ["partir", "del"]
        if opened:
            return f"{period}/.."
        listed = self._listed(reading, date)
        return run(listed) or _days(listed) or self._narrowed(reading, date.i, period)

    def _listed(self, reading: Reading, date: Quantity) -> list[str]:
        """The values of the dates that a date is listed with: ``17 y 18 de mayo``."""
        quantities, folded = reading.quantities, reading.tokens.folded
        first = last = bisect_left(quantities, date.i, key=_BEGIN)
        while first > 0 and self._joined(quantities[first - 1], quantities[first], folded):
            first -= 1
        while last + 1 < len(quantities) and self._joined(quantities[last], quantities[last + 1], folded):
            last += 1
        return [quantity.period or "" for quantity in quantities[first : last + 1]]

    def _joined(self, one: Quantity, other: Quantity, folded: list[str]) -> bool:
        both = one.kind == other.kind == "date"
        return both and folded[one.j : other.i] in ([","], ["y"], ["e"], ["y", "el"], ["y", "en"], ["al"])

    def _names(self, tokens: Tokens, date: Quantity) -> bool:
        """Whether the date tells which document is meant: ``el Informe de Labores 2023-2024``, ``presupuesto 2020``."""
        if not date.i or not tokens.words[date.i - 1].isalpha() or tokens.folded[date.i - 1] in _LEADING:
            return False
        back = tokens.folded[max(0, date.i - _TITLE) : date.i]
        return any(self._documents.after(back, at) is not None for at in range(len(back))) or self._titled(tokens, date)

    def _titled(self, tokens: Tokens, date: Quantity) -> bool:
        """Whether a document's long title leads to a date: ``Informe sobre la Situación del Instituto 2023-2024``."""
        for k in range(date.i - 1, max(-1, date.i - _LONG_TITLE), -1):
            capital = tokens.words[k][0].isupper()
            document = self._documents.after(tokens.folded, k) if capital else None
            if document is not None:
                return document[1] == "document"  # a survey's year is that of its figures
            adjoined = k > 0 and tokens.words[k - 1][0].isupper() and tokens.words[k].isalpha()  # «Ejecutivo federal»
            if k in tokens.breaks or not (capital or adjoined or tokens.folded[k] in _INSIDE_TITLE):
                return False
        return False


def _days(listed: list[str]) -> str | None:
    """From the first to the last of days of one month, whatever lies between: ``7 y 19 de septiembre``."""
    one_month = len(listed) > 1 and {len(day) for day in listed} == {_FULL} and len({day[:-3] for day in listed}) == 1
    return f"{min(listed)}/{max(listed)}" if one_month else None


_PRONOUNS = frozenset({"el", "la", "los", "las", "al"})
_COMPARATIVES = frozenset({"mas", "menos", "mayor", "menor", "mejor", "superior", "inferior"})
_SHIFT: dict[str, tuple[int, int | None]] = {  # years, months
    "this_year": (0, None),
    "last_year": (-1, None),
    "next_year": (1, None),
    "this_month": (0, 0),
    "last_month": (0, -1),
    "next_month": (0, 1),
}
