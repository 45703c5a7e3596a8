"""``imss_exclusions``: numerals that are no figures, each with the reason."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from imss_facts.language.numerals import Form, Numeral
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.gazetteer import Gazetteer
from imss_facts.pipeline.list_markers import exclude_markers
from imss_facts.pipeline.reading import Reading
from imss_facts.pipeline.tables import Cell
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import PhraseTable, expand, folded_words, literals
from imss_facts.rules.schema import ExclusionPattern

_REACH = 200  # how far a bracket or an unbroken run of characters is looked for
_BEFORE = frozenset(" \n\t\r\u00a0(«“\"'¿¡$*·•")
_AFTER = frozenset(" \n\t\r\u00a0),;»”\"'!?%*…")
_OPENING, _CLOSING = "([{«“‘\"'¿¡*<", ".,;:)]}»”’\"'!?*…>"
_LINKS = frozenset({",", "y", "e", "o", "a", "al", "-", "–", "no", "num", "numero", ".", "la", "las", "los", "el"})
_BETWEEN_DAYS = frozenset({",", "y", "e", "o", "al"})
_ARTICLES = frozenset({"un", "una", "uno"})
_EXPLICIT = frozenset({"no", ".", "num", "numero", "#", "nº", "n°", "º", "ª", "°", ":"})
_ENDS_LINE = frozenset('.:;!?)”»"…')
_HOURS = frozenset({"horas", "además"})
_ALTERNATIVES = frozenset({"o", "a", "y", "-"})
_PERCENT_WORDS = ("ciento", "cien")
_CLAUSE = 10  # words back to what makes «a las 5» a figure
_STOPS = frozenset({".", ";", ":", "?", "!"})
_LINE = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True)
class _Shape:
    pattern: ExclusionPattern
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A numeral, or a date, that may be excluded."""

    tokens: Tokens
    i: int
    j: int
    form: str
    value: Decimal | None
    single: bool  # one token of digits
    year: bool  # that could be a year

    def fits(self, pattern: ExclusionPattern, k: int) -> bool:
        """Whether the pattern is meant for such a numeral, its phrase beginning at token ``k``."""
        if pattern.position and not _opens_item(self.tokens, k):
            return False
        if pattern.at_most is not None and self.value is not None and self.value > pattern.at_most:
            return False
        if pattern.values and self.value not in pattern.values:
            return False
        if pattern.words_only and self.tokens.folded[self.i][0].isdecimal():
            return False
        if pattern.forms:
            return self.form in pattern.forms
        if self.form in ("date", "article") or (pattern.not_years and self.year):
            return False
        return self.single or not pattern.digits_only


class ExclusionFinder:
    """Excludes numerals by the words, the characters or the brackets around them."""

    subjects: ClassVar[tuple[str, ...]] = ("exclusions", "dates", "places")

    def __init__(self, library: Library) -> None:
        """Learn the patterns."""
        self._before: PhraseTable[list[tuple[ExclusionPattern, list[str]]]] = PhraseTable()
        self._after: PhraseTable[list[tuple[ExclusionPattern, list[str]]]] = PhraseTable()
        self._heads: PhraseTable[ExclusionPattern] = PhraseTable()
        self._shapes: list[_Shape] = []
        self._placed: list[_Shape] = []
        self._enclosures: list[tuple[str, str, ExclusionPattern]] = []
        self._present: list[tuple[str, str, ExclusionPattern]] = []
        self._groups: dict[tuple[int, ...], ExclusionPattern] = {}
        self._unless: dict[str, tuple[PhraseTable[bool], PhraseTable[bool]]] = {}
        self._place = next((p for p in library.of("exclusions") if p.place), None)
        self._marker = next((p for p in library.of("exclusions") if p.successive), None)
        self._gazetteer = library.shared(Gazetteer)
        self._months = {form for p in library.of("dates") if p.role == "month" for (form,) in literals(p.words)}
        self._metadata: ExclusionPattern | None = next((p for p in library.of("exclusions") if p.metadata), None)
        before: dict[tuple[str, ...], list[tuple[ExclusionPattern, list[str]]]] = {}
        after: dict[tuple[str, ...], list[tuple[ExclusionPattern, list[str]]]] = {}
        for pattern in library.of("exclusions"):
            for left, right in (sides for phrase in pattern.phrases for sides in split_phrase(phrase)):
                index, key, rest = (before, left, right) if left else (after, right, [])
                index.setdefault(tuple(key), []).append((pattern, rest))
            self._heads.learn(pattern.heads, pattern)
            if pattern.unless_after or pattern.unless_before:
                self._unless[pattern.id] = (_table(pattern.unless_after), _table(pattern.unless_before))
            shapes = [_Shape(pattern, re.compile(shape)) for shape in pattern.shapes]
            (self._placed if pattern.position else self._shapes).extend(shapes)
            self._enclosures.extend((opening, closing, pattern) for opening, closing in pattern.enclosures)
            for group in pattern.groups:
                self._groups[tuple(int(n) for n in group.split())] = pattern
        self._most_groups = max(map(len, self._groups), default=0)
        for index, table in ((before, self._before), (after, self._after)):
            for words, meanings in index.items():
                table.add(list(words), meanings)

    def __call__(self, reading: Reading) -> None:
        """Exclude what is no figure."""
        numerals = reading.numerals
        self._front_matter(reading)
        text = reading.tokens.text
        self._present = [row for row in self._enclosures if row[0] in text]
        for k, numeral in enumerate(numerals):
            if numeral.i in reading.excluded or (numeral.digits and self._telephone(reading, k)):
                continue
            pattern = self.pattern_for(reading.tokens, numeral)
            if pattern is None and reading.tables is not None:
                pattern = self._by_head(reading.tokens, numeral, reading.cell(numeral.i))
            if pattern is None:
                continue
            reading.exclude(numeral.i, numeral.j, pattern.reason, pattern.id)
            if pattern.shared:
                self._share(reading, k, pattern)
        if self._marker is not None:
            exclude_markers(reading, self._marker)

    def pattern_for(self, tokens: Tokens, numeral: Numeral) -> ExclusionPattern | None:
        """The pattern that excludes the numeral, if any."""
        form = _form(tokens, numeral)
        found = self._by_characters(tokens, numeral)
        if found is None and not numeral.digits and self._names_place(tokens, numeral):
            found = self._place
        return found or self.by_words(tokens, numeral.i, numeral.j, form, numeral.value)

    def _names_place(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Whether a number word begins a name: ``Cuatro Ciénegas``."""
        j = numeral.j
        if self._place is None or not (tokens.words[numeral.i][0].isupper() and j < len(tokens.words)):
            return False
        named = tokens.words[j][0].isupper() and j not in tokens.breaks
        place = self._gazetteer.town_at(tokens, numeral.i) if named else None
        return place is not None and place.j > j

    def by_words(
        self, tokens: Tokens, i: int, j: int, form: str, value: Decimal | None = None
    ) -> ExclusionPattern | None:
        """The pattern whose phrase stands around tokens ``i`` to ``j``."""
        folded = tokens.folded
        before, after = self._before.all_before(folded, i), self._after.all_after(folded, j)
        if not before and not after:
            return None
        single = j == i + 1 and folded[i][0].isdecimal()
        spot = _Spot(tokens, i, j, form, value, single, single and _year_like(folded[i]))
        for k, meanings in before:
            for pattern, rest in meanings:
                if not spot.fits(pattern, k) or (rest and folded[j : j + len(rest)] != rest):
                    continue
                if pattern.id in self._unless and self._figure(tokens, k, j, pattern.id):
                    continue
                if tokens.same_line(k, i) and (rest or not self._means_otherwise(spot, pattern)):
                    return pattern
        for _, meanings in after:
            for pattern, _rest in meanings:
                if spot.fits(pattern, i):
                    return pattern
        return None

    def _figure(self, tokens: Tokens, k: int, j: int, rule: str) -> bool:
        """Whether words around a phrase that begins at token ``k`` make the numeral a figure: ``se suman a las 5``."""
        earlier, next_words = self._unless[rule]
        if next_words.after(tokens.folded, j) is not None and j not in tokens.breaks:
            return True
        for at in range(k, max(0, k - _CLAUSE), -1):
            if earlier.before(tokens.folded, at) is not None:
                return True
            if tokens.words[at - 1] in _STOPS or tokens.breaks.get(at, 0) > 1:
                return False
        return False

    def _means_otherwise(self, spot: "_Spot", pattern: ExclusionPattern) -> bool:
        """Whether what follows shows that the numeral counts or dates rather than names."""
        folded, j = spot.tokens.folded, spot.j
        named = pattern.reason == "identifier" and folded[spot.i - 1] not in _EXPLICIT
        if (named or pattern.before_no_noun) and _counts(spot.tokens, j):
            return True
        return named and folded[j : j + 1] == ["de"] and j + 1 < len(folded) and folded[j + 1] in self._months

    def _by_head(self, tokens: Tokens, numeral: Numeral, cell: Cell | None) -> ExclusionPattern | None:
        """The pattern that the nearest head of the column is of, where the numeral fills its cell."""
        if cell is None or (numeral.i, numeral.j) != cell.span or not cell.columns or not numeral.digits:
            return None
        first, stop = cell.columns[0]
        found = self._heads.after(tokens.folded, first)
        return found[1] if found is not None and found[0] == stop else None

    def _by_characters(self, tokens: Tokens, numeral: Numeral) -> ExclusionPattern | None:
        text = tokens.text
        start, end = tokens.starts[numeral.i], tokens.ends[numeral.j - 1]
        lone = (start == 0 or text[start - 1] in _BEFORE) and (end == len(text) or text[end] in _AFTER)
        line_start = start == 0 or numeral.i == 0 or numeral.i in tokens.breaks
        for opening, closing, pattern in self._present:
            if _enclosed(text, start, end, opening, closing):
                return pattern
        if lone and not line_start and text[start] != "0":
            return None
        if numeral.form is Form.ORDINAL and numeral.digits and not text[start - 1 : start].isalpha():
            return None
        run = run_around(text, start, end)
        bare = run.lstrip(_OPENING).rstrip(_CLOSING)
        if line_start:
            line = _LINE.match(text, start)
            for shape in self._placed:
                whole = shape.pattern.position == "whole_line"
                subject = line.group().strip() if whole and line else run
                begins = _begins_line(text, start) if whole else _opens_item(tokens, numeral.i)
                if shape.regex.fullmatch(subject) and begins:
                    return shape.pattern
        if bare == text[start:end] and bare[0] != "0":
            return None
        return next((s.pattern for s in self._shapes if s.regex.fullmatch(bare) and _applies(s.pattern, numeral)), None)

    def _front_matter(self, reading: Reading) -> None:
        """Whatever stands in front matter, number or not."""
        tokens = reading.tokens
        if self._metadata is None:
            return
        for start, end in reading.bulletin.metadata:
            i, j = tokens.at(start), tokens.at(end)
            inside = [n for n in reading.numerals if i <= n.i < j]
            for numeral in inside:
                reading.exclude(numeral.i, numeral.j, self._metadata.reason, self._metadata.id)
            reading.excluded.update(range(i, j))

    def _telephone(self, reading: Reading, k: int) -> bool:
        """Groups of digits that make a telephone number, wherever they stand."""
        tokens, numerals = reading.tokens, reading.numerals
        end = k
        while end + 1 < len(numerals) and _digit_neighbours(tokens, numerals[end], numerals[end + 1]):
            end += 1
            if end - k >= self._most_groups:
                return False
        if end == k:
            return False
        lengths = tuple(len(tokens.folded[n.i]) for n in numerals[k : end + 1])
        pattern = self._groups.get(lengths)
        if pattern is None:
            return False
        for numeral in numerals[k : end + 1]:
            reading.exclude(numeral.i, numeral.j, pattern.reason, pattern.id)
        return True

    def _share(self, reading: Reading, k: int, pattern: ExclusionPattern) -> None:
        """Exclude the numerals coordinated with numeral ``k``: ``unidades 16, 18 y 20``."""
        tokens, numerals = reading.tokens, reading.numerals
        for last, numeral in zip(numerals[k:], numerals[k + 1 :], strict=False):
            between = tokens.folded[last.j : numeral.i]
            if not between or len(between) > 4 or not _LINKS.issuperset(between) or _counts(tokens, numeral.j):
                return
            if _form(tokens, numeral) == "article" or not tokens.same_line(last.j, numeral.i):
                return
            if "." in between and reading.sentence_of(last.i) != reading.sentence_of(numeral.i):
                return  # another sentence: «… en la UMF No. 80. El 14 …»
            if self._days(tokens, numeral.j):
                return
            reading.exclude(numeral.i, numeral.j, pattern.reason, pattern.id)

    def _days(self, tokens: Tokens, j: int) -> bool:
        """Whether the number before token ``j`` is a day of a month: ``UMF 80, el 14 y 23 de abril``."""
        while j < len(tokens.words) and (tokens.folded[j] in _BETWEEN_DAYS or tokens.folded[j].isdecimal()):
            j += 1
        return j + 1 < len(tokens.words) and tokens.folded[j] in ("de", "del") and tokens.folded[j + 1] in self._months


class FallbackExclusions:
    """Reasons for the numerals that no component has claimed: articles, ranks, vague amounts."""

    def __init__(self, library: Library) -> None:
        """Learn the fallback patterns."""
        self._by_form = {
            form: pattern for pattern in library.of("exclusions") if pattern.fallback for form in pattern.forms
        }

    def __call__(self, reading: Reading, claimed: set[int]) -> None:
        """Exclude every numeral none of whose tokens is claimed, and every «por ciento» that has no number."""
        for numeral in reading.numerals:
            if numeral.i not in claimed and numeral.i not in reading.excluded:
                self.exclude(reading, numeral.i, numeral.j, _form(reading.tokens, numeral))
        folded = reading.tokens.folded
        for word in _PERCENT_WORDS:
            k = -1
            for _ in range(folded.count(word)):
                k = folded.index(word, k + 1)
                if k not in claimed and k not in reading.excluded:
                    self.exclude(reading, k, k + 1, "unit")

    def exclude(self, reading: Reading, i: int, j: int, form: str) -> None:
        """Exclude tokens ``i`` up to before ``j`` for the reason of their form."""
        pattern = self._by_form.get(form)
        reason, rule = (pattern.reason, pattern.id) if pattern else ("unclassified", "exclusion.none")
        reading.exclude(i, j, reason, rule)


def _table(phrases: list[str]) -> PhraseTable[bool]:
    table: PhraseTable[bool] = PhraseTable()
    table.learn(phrases, meaning=True)
    return table


def split_phrase(phrase: str) -> list[tuple[list[str], list[str]]]:
    """The folded words before and after ``{n}`` of every phrase a written one stands for."""
    sides = []
    for literal in expand(phrase.replace("{n}", "\x00")):
        left, _, right = literal.partition("\x00")
        sides.append((list(folded_words(left)), list(folded_words(right))))
    return sides


def run_around(text: str, start: int, end: int) -> str:
    """The characters around a place up to white space."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    while start > low and not text[start - 1].isspace():
        start -= 1
    while end < high and not text[end].isspace():
        end += 1
    return text[start:end]


def _form(tokens: Tokens, numeral: Numeral) -> str:
    if numeral.j == numeral.i + 1 and tokens.folded[numeral.i] in _ARTICLES:
        return "article"
    return numeral.form.value


def _applies(pattern: ExclusionPattern, numeral: Numeral) -> bool:
    return numeral.digits or not pattern.digits_only


def _year_like(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and form[:2] in ("19", "20")


def _counts(tokens: Tokens, j: int) -> bool:
    """Whether a plural noun follows, so that the number counts rather than names."""
    if j >= len(tokens.words) or j in tokens.breaks:
        return False
    word = tokens.words[j]
    if word in _ALTERNATIVES and j + 2 < len(tokens.words) and tokens.folded[j + 1][0].isdecimal():
        word = tokens.words[j + 2]  # «a las 4 o 6 semanas»
    return word.islower() and len(word) > 3 and word.endswith("s") and word.isalpha() and word not in _HOURS


def _enclosed(text: str, start: int, end: int, opening: str, closing: str) -> bool:
    left = text.rfind(opening, max(0, start - _REACH), start)
    if left < 0 or text.find(closing, left + len(opening), start) >= 0:
        return False
    inside = text[left + 1 : left + 5]
    if opening == "<" and (inside == "http" or not (inside[:1].isalpha() or inside[:1] in "/!")):
        return False
    return text.find(closing, end, end + _REACH) >= 0


def _begins_line(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip()


def _opens_item(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` begins a line that is no continuation of the line before."""
    if k == 0 or tokens.breaks.get(k, 0) > 1:
        return True
    return k in tokens.breaks and tokens.words[k - 1] in _ENDS_LINE


def _digit_neighbours(tokens: Tokens, left: Numeral, right: Numeral) -> bool:
    if not (left.digits and right.digits and left.j == left.i + 1 and right.j == right.i + 1):
        return False
    between = tokens.text[tokens.ends[left.i] : tokens.starts[right.i]]
    between = between.replace("\N{NO-BREAK SPACE}", " ")
    return between in (" ", "-", ") ", ".", ")", " - ") and tokens.folded[right.i].isdecimal()
