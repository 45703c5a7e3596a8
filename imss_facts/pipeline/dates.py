"""``imss_dates``: calendar expressions as EDTF, whole or partial, alone, in lists and in intervals.

Atoms are found first (``15 de julio``, ``2019``, ``primer trimestre de 2024``), then neighbours are joined. A
year that nobody says stays unknown, unless a relative cue (``de este año``) meets the bulletin's date.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import attrgetter
from typing import ClassVar

from imss_facts.language.calendar import PartialDate, interval, near_day, part_of_year, resolve, spanning_year
from imss_facts.language.numerals import Form, Numeral
from imss_facts.language.roman import roman_value
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.exclusions import ExclusionFinder
from imss_facts.pipeline.reading import Quantity, Reading
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, literals
from imss_facts.rules.schema import DatePattern

_THE = frozenset({"el", "la", "los", "las"})
_OF = frozenset({"de", "del"})
_BEFORE_YEAR = _OF | {",", "-", "/"}
_TO = frozenset({"a", "al", "hasta"})
_AND = frozenset({"y", "e", "o"})
_DASHES = frozenset({"-", "–", "—"})
_FROM = frozenset({"de", "del", "desde"})
_SEPARATORS = frozenset({"/", "-", "."})
_APOSTROPHES = frozenset("'’‘´`")
_SHORT_YEARS = range(10, 50)
_OLDEST = 1500  # beside a month, older years are told from counts
_SHORT = 4  # abbreviations of months need a day or a year beside them


@dataclass(slots=True)
class _Atom:
    """One date: tokens ``i`` up to before ``j``; ``span`` is set for parts of a year."""

    i: int
    j: int
    when: PartialDate
    rules: list[str] = field(default_factory=list)
    span: str | None = None
    last: "_Atom | None" = None  # the date whose month and year this day shares


_WEAK = frozenset({"a", "al", "y", "para", "hasta"})  # before numbers in words as often as before years
_NEXT = 3
_PARTS_OF_MONTH = frozenset({"semana", "quincena", "decena", "mitad"})
_LAST = frozenset({"ultima", "primera"})
_ONE_DAY = frozenset({"el", "del", "al"})
_AFTER_DAY = frozenset(
    {"y", "e", "o", "a", "en", "se", "con", "para", "por", "desde", "hasta", "cuando", "que", "habra", "sera"}
)
_EDGES = ("mediados", "principios", "finales", "fines", "inicios", "comienzos")


class DateFinder:
    """Finds dates, and takes back the numerals that were read as counts."""

    subjects: ClassVar[tuple[str, ...]] = ("dates", "exclusions")

    def __init__(self, library: Library) -> None:
        """Learn the words of the calendar."""
        self.names = library.shared(ExclusionFinder)
        self._tables: dict[str, PhraseTable[tuple[object, str]]] = {}
        self.months: dict[str, tuple[int, str]] = {}
        self.parts: dict[str, tuple[int, str]] = {}
        patterns: list[DatePattern] = list(library.of("dates"))
        for pattern in patterns:
            table = self._tables.setdefault(pattern.role, PhraseTable())
            for phrase, value in pattern.words.items():
                for sequence in literals([phrase]):
                    table.add(sequence, (value, pattern.id))
                    if pattern.role == "month":
                        self.months[sequence[0]] = (int(value), pattern.id)
                    elif pattern.role == "part" and int(value) > 0:
                        self.parts[sequence[0]] = (int(value), pattern.id)
        self.year_rule = next((p.id for p in patterns if p.role == "year_noun"), "date.year")
        self.triggers = self.months.keys() | self.parts.keys()

    def __call__(self, reading: Reading) -> None:
        """Add the dates, in the order of the text, among the quantities."""
        found = _Search(self, reading).run()
        taken = {k for q in found for k in range(q.i, q.j)} | reading.excluded
        if not taken:
            return
        kept = [q for q in reading.quantities if not any(n.i in taken for n in q.numerals)]
        parted = [q for q in reading.quantities if len(q.numerals) > 1 and any(n.i in taken for n in q.numerals)]
        kept.extend(
            Quantity(n.i, n.j, "count", n.value, numerals=[n]) for q in parted for n in q.numerals if n.i not in taken
        )
        reading.quantities = sorted([*kept, *found], key=lambda q: (q.i, q.j))

    def after(self, role: str, tokens: Tokens, i: int) -> tuple[int, object, str] | None:
        """The phrase of a role that begins at token ``i``: its end, value and rule."""
        hit = self._tables[role].after(tokens.folded, i) if role in self._tables else None
        return (hit[0], *hit[1]) if hit else None

    def before(self, role: str, tokens: Tokens, i: int) -> tuple[int, object, str] | None:
        """The phrase of a role that ends before token ``i``: its beginning, value and rule."""
        hit = self._tables[role].before(tokens.folded, i) if role in self._tables else None
        return (hit[0], *hit[1]) if hit else None


class _Search:
    """One text being searched."""

    def __init__(self, finder: DateFinder, reading: Reading) -> None:
        self._finder = finder
        self._reading = reading
        self._tokens = reading.tokens
        self._starting: dict[int, Numeral] = {}
        self._ending: dict[int, Numeral] = {}
        for numeral in reading.open_numerals():
            if numeral.form in (Form.CARDINAL, Form.ORDINAL, Form.FRACTION):
                self._starting[numeral.i] = numeral
                self._ending[numeral.j] = numeral
        fixed = (q for q in reading.quantities if q.unit or q.kind == "ordinal")
        self._with_unit = {k for q in fixed for k in range(q.i, q.j)}
        self._used: set[int] = set()
        self._days_alone: dict[int, str] = {}  # ``el próximo 7``: where it stands, and the cue

    def run(self) -> list[Quantity]:
        tokens, finder = self._tokens, self._finder
        atoms: list[_Atom] = []
        excluded = self._reading.excluded
        for k in [k for k in tokens.among(finder.triggers) if k not in excluded]:
            atom = self._part(k) if tokens.folded[k] in finder.parts else self._month(k)
            if atom is not None:
                atoms.extend(self._take(atom))
        folded, last = tokens.folded, len(tokens.folded) - 1
        for numeral in [n for j, n in self._ending.items() if j < last and folded[j] in _OF]:
            atom = self._that_month(numeral, atoms)
            if atom is not None:
                atoms.extend(self._take(atom))
        for numeral in list(self._starting.values()):
            if numeral.i not in self._used:
                numeric = self._numeric(numeral) or self._weekday(numeral) or self._year(numeral)
                if numeric is not None:
                    atoms.extend(self._take(numeric))
        atoms.sort(key=lambda a: a.i)
        if self._days_alone:
            self._give_months(atoms)
        return self._joined(atoms)

    # --- atoms ---------------------------------------------------------------------------------------------------

    def _take(self, atom: _Atom) -> list[_Atom]:
        """An atom with the days that share its month, its tokens marked as used."""
        found = [atom, *self._days_before(atom)] if atom.when.day is not None and atom.span is None else [atom]
        for each in found:
            self._used.update(range(each.i, each.j))
        return found

    def _month(self, m: int) -> _Atom | None:
        """``15 de julio de 2020``, ``julio del año pasado``, ``15-jul-2020``, ``marzo``."""
        tokens = self._tokens
        if m in self._used:
            return None
        month, rule = self._finder.months[tokens.folded[m]]
        if m > 1 and tokens.folded[m - 1] == "de" and roman_value(tokens.words[m - 2]) and tokens.words[m - 2] != "I":
            return None
        start, day = self._day_of_month(m)
        end, year, year_rules = self._year_of_month(m + 1)
        alone = day is None and year is None and not year_rules
        if alone and (len(tokens.folded[m]) <= _SHORT - (tokens.folded[m] == "mayo") or self._is_name(m)):
            return None
        when = PartialDate(year, month, day)
        if not when.valid():
            start, when = m, replace(when, day=None)
        pattern = self._finder.names.by_words(tokens, start, end, "date")
        if pattern is not None and year is None and tokens.words[m][0].isupper():
            self._reading.exclude(start, end, pattern.reason, pattern.id)
            return None
        atom = _Atom(start, end, when, [rule, *year_rules])
        return self._resolved(atom)

    def _day_of_month(self, m: int) -> tuple[int, int | None]:
        folded = self._tokens.folded
        k = m
        if (k > 0 and folded[k - 1] in _OF) or (k > 1 and folded[k - 1] in ("/", "-") and self._tokens.glued(k)):
            k -= 1
        numeral = self._ending.get(k)
        if numeral is None or not self._is_day(numeral):
            return m, None
        return numeral.i, int(numeral.value)

    def _is_day(self, numeral: Numeral) -> bool:
        """Whether a numeral can be a day of a month: 1 to 31, or «primero»."""
        if numeral.i in self._with_unit or numeral.i in self._used or numeral.scale != 1 or numeral.value % 1:
            return False
        if numeral.form is Form.ORDINAL:
            return numeral.value == 1
        single = numeral.j == numeral.i + 1 and not (numeral.digits and len(self._tokens.folded[numeral.i]) > 2)
        return numeral.form is Form.CARDINAL and 1 <= numeral.value <= 31 and (single or not numeral.digits)

    def _year_of_month(self, j: int) -> tuple[int, int | None, list[str]]:
        """The year after a month: where it ends, its value, and the rules used."""
        tokens = self._tokens
        k = j
        if k < len(tokens.words) and tokens.words[k] == "." and tokens.glued(k):
            k += 1
        if k < len(tokens.words) and tokens.folded[k] in _BEFORE_YEAR:
            k += 1
        for word in (".", "este", "el", "año"):
            if k < len(tokens.words) and tokens.folded[k] == word:
                k += 1
        if k < len(tokens.words) and tokens.words[k] in _APOSTROPHES:
            short = self._starting.get(k + 1)
            if short is not None and short.digits and len(tokens.folded[k + 1]) == 2:
                return short.j, 2000 + int(short.value), [self._finder.year_rule]
        numeral = self._starting.get(k)
        if numeral is not None and tokens.folded[k - 1] == "del" and self._short_year(numeral):
            return numeral.j, 2000 + int(numeral.value), [self._finder.year_rule]
        if numeral is None or not self._year_like(numeral, _OLDEST) or tokens.breaks.get(k, 0) > 1:
            return j, None, []
        if numeral.i in self._with_unit or (k == j and self._counts(numeral)):
            return j, None, []
        return numeral.j, int(numeral.value), [self._finder.year_rule]

    def _short_year(self, numeral: Numeral) -> bool:
        """``enero del 24``: two digits that can be no other thing."""
        short = numeral.digits and len(self._tokens.folded[numeral.i]) == 2 and numeral.j == numeral.i + 1
        plain = numeral.i not in self._with_unit and not self._noun_follows(numeral.j)
        return short and plain and numeral.value in _SHORT_YEARS

    def _is_name(self, m: int) -> bool:
        """``Julio Salinas``: a capital month beside another capital word."""
        tokens = self._tokens
        word = tokens.words[m]
        if not word[0].isupper() or word.isupper():
            return False
        after = tokens.words[m + 1] if m + 1 < len(tokens.words) and m + 1 not in tokens.breaks else ""
        before = tokens.words[m - 1] if m and m not in tokens.breaks else ""
        return any(w.istitle() and w.isalpha() and len(w) > 2 for w in (after, before))

    def _resolved(self, atom: _Atom) -> _Atom:
        """The atom with a relative cue taken in: after it (``de este año``) or before it (``el pasado``)."""
        if atom.when.year is not None:
            return atom
        tokens, today = self._tokens, self._reading.bulletin.date
        cue = self._finder.after("relative", tokens, atom.j)
        if cue is None:
            cue = self._cue_before(atom.i)
        if cue is None:
            return atom
        name = str(cue[1])
        if today is not None:
            weekday_cue = {"this": "past" if atom.when.month != today.month else "this_year"}
            atom.when = resolve(atom.when, weekday_cue.get(name, name), today)
            atom.rules.append(cue[2])
        return atom

    def _cue_before(self, i: int) -> tuple[int, object, str] | None:
        """``el pasado 15 de julio``, ``este martes 29 de julio``."""
        tokens = self._tokens
        weekday = self._finder.before("weekday", tokens, i)
        return self._finder.before("this", tokens, weekday[0] if weekday else i)

    def _part(self, p: int) -> _Atom | None:
        """``primer trimestre de 2024``, ``segunda mitad del año pasado``, ``último bimestre``."""
        tokens = self._tokens
        months, rule = self._finder.parts[tokens.folded[p]]
        numeral = self._ending.get(p)
        start, number = p, None
        if numeral is not None and (numeral.form is Form.ORDINAL):
            start, number = numeral.i, int(numeral.value)
        elif p and (last := self._finder.before("part", tokens, p)) and last[1] == -1:
            start, number, rule = last[0], 12 // months, last[2]
        elif numeral is None and (joined := self._starting.get(p - 1)) and joined.form is Form.FRACTION:
            start, number = joined.i, int(joined.low or 1)
        if number is None:
            return None
        end, year, rules = self._year_of_month(p + 1)
        atom = _Atom(start, end, PartialDate(year), [rule, *rules])
        if year is None:
            cue = self._finder.after("relative", tokens, p + 1)
            if cue is not None and self._reading.bulletin.date is not None:
                atom.when = resolve(PartialDate(), str(cue[1]), self._reading.bulletin.date)
                atom.when = PartialDate(atom.when.year)
                atom.rules.append(cue[2])
            elif tokens.folded[p] == "mitad" or numeral is None:
                return None  # «último trimestre» may be the last three months
        atom.span = part_of_year(number, months, atom.when.year)
        return atom if atom.span else None

    def _numeric(self, numeral: Numeral) -> _Atom | None:
        """``12/03/2021``, ``2020-07-15``, ``15.07.2020``."""
        tokens, i = self._tokens, numeral.i
        if not numeral.digits or i + 4 >= len(tokens.words) or tokens.words[i + 1] not in _SEPARATORS:
            return None
        places = (i, i + 2, i + 4)
        parts = [tokens.folded[k] for k in places]
        joined = any(k in self._used or (k in self._starting and self._starting[k].j != k + 1) for k in places)
        glued = all(tokens.glued(k) for k in range(i + 1, i + 5))
        if joined or not glued or tokens.words[i + 3] != tokens.words[i + 1] or not all(p.isdecimal() for p in parts):
            return None
        if len(parts[0]) == 4:
            year, month, day = parts
        else:
            day, month, year = parts
        if len(year) == 2 and tokens.words[i + 1] == "/":
            year = f"20{year}"
        if len(year) != 4 or len(month) > 2 or len(day) > 2:
            return None
        when = PartialDate(int(year), int(month), int(day))
        return _Atom(i, i + 5, when, [self._finder.year_rule]) if when.valid() else None

    def _weekday(self, numeral: Numeral) -> _Atom | None:
        """``viernes 17``, ``12 de este mes``: a day without its month."""
        tokens = self._tokens
        if not numeral.digits or not self._is_day(numeral):
            return None
        cue = self._finder.after("relative", tokens, numeral.j)
        if cue is not None and "month" in str(cue[1]):
            atom = _Atom(numeral.i, cue[0], PartialDate(day=int(numeral.value)), [cue[2]])
            if self._reading.bulletin.date is not None:
                atom.when = resolve(atom.when, str(cue[1]), self._reading.bulletin.date)
            return atom
        weekday = self._finder.before("weekday", tokens, numeral.i)
        if weekday is None and (near := self._near_day(numeral)) is not None:
            return near
        if weekday is None or self._noun_follows(numeral.j):
            return None
        if weekday[0] and (self._ending.get(weekday[0]) or tokens.folded[weekday[0] - 1] in ("por", "cada", "al")):
            return None
        return _Atom(numeral.i, numeral.j, PartialDate(day=int(numeral.value)), [weekday[2]])

    def _that_month(self, numeral: Numeral, atoms: list[_Atom]) -> _Atom | None:
        """``antes del 15 de ese mes``: a day of the month said last."""
        cue = self._finder.after("that_month", self._tokens, numeral.j)
        if cue is None or not self._is_day(numeral) or not self._led_by_article(numeral):
            return None
        atom = _Atom(numeral.i, cue[0], PartialDate(day=int(numeral.value)), [cue[2]])
        said = max((a for a in atoms if a.i < numeral.i and a.when.month), key=lambda a: a.i, default=None)
        near = said and self._reading.sentence_of(numeral.i) - self._reading.sentence_of(said.i) <= 1
        when = replace(said.when, day=atom.when.day) if said and near else atom.when
        atom.when = when if when.valid() else atom.when
        return atom

    def _led_by_article(self, numeral: Numeral) -> bool:
        """Whether ``el``, ``del`` or ``día`` leads to a day or to the first of a list of days."""
        folded, k = self._tokens.folded, numeral.i
        while k and folded[k - 1] not in _ONE_DAY and folded[k - 1] not in ("dia", "dias"):
            _, end = self._link_before(k)
            earlier = self._ending.get(end)
            if earlier is None or not self._is_day(earlier):
                return False
            k = earlier.i
        return k > 0

    def _near_day(self, numeral: Numeral) -> _Atom | None:
        """``el próximo 7``, ``el pasado 30``: a day whose month is told by the date before it, or by today."""
        tokens = self._tokens
        cue = self._finder.before("this", tokens, numeral.i)
        if cue is None or cue[1] not in ("past", "next") or not cue[0] or tokens.folded[cue[0] - 1] not in _ONE_DAY:
            return None
        following = tokens.folded[numeral.j : numeral.j + 1]
        if (
            following
            and following[0][0].isalnum()
            and following[0] not in _AFTER_DAY
            and numeral.j not in tokens.breaks
        ):
            return None
        self._days_alone[numeral.i] = str(cue[1])
        return _Atom(numeral.i, numeral.j, PartialDate(day=int(numeral.value)), [cue[2]])

    def _give_months(self, atoms: list[_Atom]) -> None:
        """The month of each day alone: the nearest one before or after the date said last, or today."""
        today = self._reading.bulletin.date
        for k, atom in enumerate(atoms):
            cue = self._days_alone.get(atom.i)
            if cue is None:
                continue
            last = atoms[k - 1] if k else None
            near = last is not None and self._reading.sentence_of(last.i) == self._reading.sentence_of(atom.i)
            if last is not None and near and last.when.month is not None and last.when.day is not None:
                atom.when = near_day(atom.when, cue, last.when)
            elif today is not None:
                atom.when = near_day(atom.when, cue, PartialDate(today.year, today.month, today.day))

    # --- years ---------------------------------------------------------------------------------------------------

    def _year_like(self, numeral: Numeral, oldest: int = 1900) -> bool:
        if numeral.form is not Form.CARDINAL or numeral.value % 1 or not oldest <= numeral.value < 2100:
            return False
        form = self._tokens.folded[numeral.i]
        if numeral.digits:
            return numeral.j == numeral.i + 1 and len(form) == 4 and form.isdecimal()
        return form in ("mil", "dos") and numeral.j - numeral.i > 1

    def _year(self, numeral: Numeral) -> _Atom | None:
        """A bare year, a year in words after «en» or «desde», a decade."""
        tokens = self._tokens
        if numeral.i in self._with_unit:
            return None
        if not self._year_like(numeral):
            return self._decade(numeral)
        rules = [self._finder.year_rule]
        cue = self._finder.before("year_cue", tokens, numeral.i)
        if cue is not None:
            rules.append(cue[2])
        elif not numeral.digits or self._counts(numeral):
            return None
        if not numeral.digits and self._noun_follows(numeral.j):
            return None
        if not numeral.digits and tokens.folded[numeral.i - 1] in _WEAK and not self._after_year(numeral):
            return None  # «se redujo a mil 920»
        counting = self._finder.before("count_cue", tokens, numeral.i)
        if counting is not None:
            self._note(numeral, counting[2])
            return None
        return _Atom(numeral.i, numeral.j, PartialDate(int(numeral.value)), rules)

    def _after_year(self, numeral: Numeral) -> bool:
        """Whether another year stands just before: ``de mil novecientos a mil novecientos veinte``."""
        numerals = self._reading.numerals
        at = bisect_left(numerals, numeral.i, key=attrgetter("i"))
        return at > 0 and self._year_like(numerals[at - 1]) and numeral.i - numerals[at - 1].j <= _NEXT

    def _note(self, numeral: Numeral, rule: str) -> None:
        for quantity in self._reading.quantities:
            if any(n is numeral for n in quantity.numerals):
                quantity.rules.append(rule)

    def _counts(self, numeral: Numeral) -> bool:
        """Whether a plural noun after a bare number that could be a year says that it counts."""
        return self._noun_follows(numeral.j) and self._finder.before("year_cue", self._tokens, numeral.i) is None

    def _noun_follows(self, j: int) -> bool:
        tokens = self._tokens
        if j >= len(tokens.words) or j in tokens.breaks:
            return False
        word = tokens.words[j]
        return word.islower() and word.isalpha() and len(word) > 3 and word[-1] == "s"

    def _decade(self, numeral: Numeral) -> _Atom | None:
        tokens = self._tokens
        if numeral.form is not Form.CARDINAL or numeral.j > numeral.i + 1 or numeral.value not in _DECADES:
            return None
        at = numeral.i - (numeral.i > 0 and tokens.words[numeral.i - 1] in _APOSTROPHES)
        before = tokens.folded[max(0, at - 3) : at]
        named = before[-1:] == ["años"] or before in (["decada", "de", "los"], ["años", "de", "los"])
        edge = before in ([word, "de", "los"] for word in _EDGES)  # «mediados de los 70»
        if not (named or edge):
            return None
        return _Atom(
            numeral.i, numeral.j, PartialDate(1900 + int(numeral.value), decade=True), [self._finder.year_rule]
        )

    # --- neighbours ----------------------------------------------------------------------------------------------

    def _days_before(self, atom: _Atom) -> list[_Atom]:
        """The days that share the month of a date: ``17, 18 y 19 de mayo``, ``3 al 7 de abril``."""
        tokens = self._tokens
        found: list[_Atom] = []
        k = atom.i
        while True:
            link, end = self._link_before(k)
            numeral = self._ending.get(end)
            if numeral is None or not self._is_day(numeral) or (link == "comma" and not found):
                return found
            if link is None or (link == "to" and found):
                return found
            when = replace(atom.when, day=int(numeral.value))
            if not when.valid() or (numeral.i in tokens.breaks and tokens.breaks[numeral.i] > 1):
                return found
            found.append(_Atom(numeral.i, numeral.j, when, list(atom.rules), last=atom))
            k = numeral.i
            if link == "to":
                return found

    def _link_before(self, k: int) -> tuple[str | None, int]:
        folded = self._tokens.folded
        end = k
        while end > 0 and folded[end - 1] in _THE:
            end -= 1
        if end <= 0:
            return None, 0
        word = folded[end - 1]
        if word in _AND:
            return "and", end - 1 - (end > 1 and folded[end - 2] == ",")
        if word in _TO or word in _DASHES:
            return "to", end - 1
        return ("comma", end - 1) if word == "," else (None, 0)

    def _joined(self, atoms: list[_Atom]) -> list[Quantity]:
        """Intervals and lists out of neighbouring atoms."""
        self._share_years(atoms)
        found: list[Quantity] = []
        k = 0
        while k < len(atoms):
            a = atoms[k]
            b = atoms[k + 1] if k + 1 < len(atoms) else None
            merged = self._interval(a, b) if b else None
            if merged is not None:
                found.append(merged)
                k += 2
                continue
            found.append(self._open(a) or self._single(a))
            k += 1
        return found

    def _share_years(self, atoms: list[_Atom]) -> None:
        for a, b in zip(reversed(atoms[:-1]), reversed(atoms[1:]), strict=True):
            if a.when.year is not None or a.when.month is None or b.when.year is None or b.when.month is None:
                continue
            link, end = self._link_before(self._start_of(b))
            if link is not None and end == a.j and b.span is None:
                a.when = spanning_year(a.when, b.when)

    def _start_of(self, atom: _Atom) -> int:
        """Where a date begins with the «de» or «el» that may introduce it."""
        folded, k = self._tokens.folded, atom.i
        while k > 0 and (folded[k - 1] in _THE or (folded[k - 1] == "de" and folded[k - 2 : k - 1] in (["a"], ["y"]))):
            k -= 1
        part = k - 1
        if (
            part > 1
            and folded[part] == "de"
            and folded[part - 1] in _PARTS_OF_MONTH
            and part - 1 not in self._tokens.breaks
        ):
            numeral = self._ending.get(part - 1)
            ordinal = numeral is not None and numeral.form is Form.ORDINAL
            if numeral is not None and ordinal:
                k = numeral.i  # «hasta la segunda semana de enero»
            elif folded[part - 2] in _LAST:
                k = part - 2
            while k > 0 and folded[k - 1] in _THE:
                k -= 1
        return k

    def _interval(self, a: _Atom, b: _Atom) -> Quantity | None:
        """``de enero a septiembre``, ``2019-2020``, ``del 3 al 7 de abril``, ``entre 2019 y 2024``."""
        if a.span or b.span:
            return None
        tokens = self._tokens
        k = self._start_of(b)
        link, end = self._link_before(k)
        if link is None or end != a.j:
            return None
        start, opener = self._opener(a.i)
        between = link == "and" and opener == "entre" and tokens.folded[k - 1] == "y"
        if link != "to" and not between:
            return None
        dash = tokens.folded[k - 1] in _DASHES
        if dash or (not between and opener not in _FROM):
            start = a.i
        first = spanning_year(a.when, b.when)
        known = b.when.year is not None or first.month == b.when.month
        if known and first.key() > b.when.key():
            return None
        if a.when.month is None and b.when.month is not None and opener not in _FROM and not (between and known):
            return None
        quantity = Quantity(start, b.j, "date", period=interval(first, b.when))
        quantity.numerals = self._numerals_in(start, b.j)
        quantity.rules = list(dict.fromkeys([*a.rules, *b.rules]))
        return quantity

    def _open(self, atom: _Atom) -> Quantity | None:
        """``de 2006 a la fecha``."""
        after = self._finder.after("open", self._tokens, atom.j)
        start, opener = self._opener(atom.i)
        if after is None or atom.span or opener not in _FROM:
            return None
        quantity = Quantity(start, after[0], "date", period=interval(atom.when, None))
        quantity.numerals = self._numerals_in(start, after[0])
        quantity.rules = [*atom.rules, after[2]]
        return quantity

    def _single(self, atom: _Atom) -> Quantity:
        period = atom.span or atom.when.edtf()
        quantity = Quantity(atom.i, atom.j, "date", period=period, rules=atom.rules)
        quantity.numerals = self._numerals_in(atom.i, atom.j)
        return quantity

    def _opener(self, i: int) -> tuple[int, str]:
        folded, k = self._tokens.folded, i - 1
        while k > 0 and folded[k] in _THE:
            k -= 1
        return (k, folded[k]) if k >= 0 else (i, "")

    def _numerals_in(self, i: int, j: int) -> list[Numeral]:
        return [self._starting[k] for k in range(i, j) if k in self._starting]


_DECADES = frozenset(map(Decimal, range(20, 100, 10)))
