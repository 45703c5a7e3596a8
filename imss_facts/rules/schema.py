"""What a pattern file may say, subject by subject: pydantic models, strict, unknown keys refused."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import SchemaError

from imss_facts.language.calendar import parse_day
from imss_facts.language.lexicon import Role
from imss_facts.model.vocabulary import Category, Change, Kind, Modifier, Status
from imss_facts.rules.phrases import expand, folded_words


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError("must be a number")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"«{value}» is no number") from error
    if not number.is_finite():
        raise ValueError("must be finite")
    return number


def _positive(number: Decimal) -> Decimal:
    if number <= 0:
        raise ValueError("must be more than zero")
    return number


def _text(value: Any) -> str:
    if not isinstance(value, str):
        what = (
            "nothing"
            if value is None
            else str(value).lower()
            if isinstance(value, bool | int)
            else "a list or a mapping"
        )
        raise ValueError(f"must be text, not {what}" + ("; put it in quotes" if isinstance(value, bool | int) else ""))
    if not value.strip():
        raise ValueError("is empty")
    return value


def _phrase(value: str) -> str:
    if "{n}" in value:
        raise ValueError(f"«{value}»: «{{n}}» has a meaning in exclusions only")
    bare = next((literal for literal in expand(value) if not _has_word(literal)), None)
    if bare is not None:
        raise ValueError(f"«{bare}» of «{value}» has no word in it")
    return value


def _word(value: str) -> str:
    long = next((literal for literal in expand(_phrase(value)) if len(folded_words(literal)) != 1), None)
    if long is not None:
        raise ValueError(f"«{long}» is more than one word")
    return value


def _frame(value: str) -> str:
    for literal in expand(value.replace("{n}", _NUMERAL)):
        around = literal.split(_NUMERAL)
        if len(around) != 2:
            raise ValueError(f"«{value}» needs «{{n}}» once, where the numeral stands, and outside brackets")
        if not any(map(_has_word, around)):
            raise ValueError(f"«{value}» needs a word beside «{{n}}»")
    return value


def _has_word(literal: str) -> bool:
    return any(map(str.isalnum, literal)) or bool(folded_words(literal))


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return value


def _day(value: str) -> str:
    if parse_day(value) is None:
        raise ValueError(f"«{value}» is no date as in 2020-07-15")
    return value


_NUMERAL = "\x00"

Number = Annotated[Decimal, BeforeValidator(_decimal)]
Positive = Annotated[Number, AfterValidator(_positive)]
Text = Annotated[str, BeforeValidator(_text)]
Regex = Annotated[Text, AfterValidator(_regex)]
Phrase = Annotated[Text, AfterValidator(_phrase)]
Word = Annotated[Text, AfterValidator(_word)]
Frame = Annotated[Text, AfterValidator(_frame)]
Day = Annotated[Text, AfterValidator(_day)]
Lengths = Annotated[Text, StringConstraints(pattern=r"^[1-9][0-9]?( [1-9][0-9]?)+$")]
PatternId = Annotated[Text, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def read(cls, data: Any) -> Self:
        """The model of some data; ValidationError where they are no such thing."""
        try:
            return cls.model_validate(data)
        except SchemaError as error:  # pydantic hides an interruption in it that comes while it prepares a model
            if "KeyboardInterrupt" in str(error):
                raise KeyboardInterrupt from None
            raise


class Example(_Strict):
    """A sentence in which the pattern must make a fact, or an exclusion, with these fields."""

    text: Text
    date: Day | None = None
    quantity: str | None = None
    kind: Kind | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    period: str | None = None
    entity: str | None = None
    category: Category | None = None
    measure: str | None = None
    modifier: Modifier | None = None
    change: Change | None = None
    status: Status | None = None
    place: str | None = None
    speaker: str | None = None
    excluded: str | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.quantity is None) == (self.excluded is None):
            raise ValueError("needs either «quantity» (a fact) or «excluded» (an exclusion)")
        if (self.excluded is None) != (self.reason is None):
            raise ValueError("«excluded» and «reason» go together")
        return self


class Counterexample(_Strict):
    """A sentence in which the pattern must have no part in any fact or exclusion."""

    text: Text
    why: Text
    date: Day | None = None


class Pattern(_Strict):
    """What every pattern has; of the fields that ``needs`` names, a subject wants at least one."""

    needs: ClassVar[tuple[str, ...]] = ()

    id: PatternId
    examples: list[Example] = Field(min_length=1)
    counterexamples: list[Counterexample] = Field(min_length=1)
    references: list[Text] = []

    @model_validator(mode="after")
    def _can_match(self) -> Self:
        if self.needs and not any(getattr(self, name) for name in self.needs):
            raise ValueError(f"needs {' or '.join(f'«{name}»' for name in self.needs)}")
        return self

    @property
    def traced(self) -> bool:
        """Whether its id stands among the rules of what it had a part in."""
        return True


class NumeralPattern(Pattern):
    """Number words that play one part in numerals."""

    needs = ("words", "plurals")

    role: Role
    words: dict[Word, Number] = Field(default={}, description="singular or invariable forms")
    plurals: dict[Word, Number] = {}


class UnitPattern(Pattern):
    """A unit of money, proportion, time or measurement."""

    needs = ("names", "symbols", "prefixes")

    kind: Literal["money", "percent", "duration", "measurement"]
    unit: Text
    scale: Positive = Decimal(1)
    names: list[Phrase] = []
    symbols: list[Phrase] = Field(default=[], description="exact case")
    prefixes: list[Phrase] = Field(default=[], description="written before the number, exact case")
    heads: list[Phrase] = Field(default=[], description="how the head of a column of such figures begins")
    short: list[Phrase] = Field(default=[], description="names short of what they mean, as «puntos»")
    short_after: list[Phrase] = Field(default=[], description="earlier in the sentence, they tell what is meant")
    label: Text

    @model_validator(mode="after")
    def _short_names_need_cues(self) -> Self:
        if bool(self.short) != bool(self.short_after):
            raise ValueError("«short» and «short_after» go together")
        return self


class EditionPattern(Pattern):
    """Nouns whose numeral is an edition or a rank."""

    role: Literal["edition", "rank"]
    capitalised: bool = Field(default=False, description="only where the noun begins with a capital")
    nouns: list[Phrase] = Field(min_length=1)


class ExclusionPattern(Pattern):
    """Numerals that are no figures, by what stands around them."""

    needs = ("phrases", "heads", "shapes", "groups", "enclosures", "metadata", "restated", "place", "fallback")

    reason: PatternId
    phrases: list[Frame] = Field(default=[], description="with {n} where the numeral stands")
    heads: list[Phrase] = Field(default=[], description="what heads a column of such numerals")
    shapes: list[Regex] = Field(default=[], description="regular expressions on the unbroken run of characters")
    groups: list[Lengths] = Field(default=[], description="lengths of digit groups, as in a telephone number")
    enclosures: list[tuple[Text, Text]] = Field(default=[], description="brackets around the numeral")
    position: Literal["line_start", "whole_line"] | None = None
    restated: bool = Field(default=False, description="a figure said again in words")
    metadata: bool = Field(default=False, description="whatever stands in front matter")
    fallback: bool = Field(default=False, description="only what nobody else has claimed")
    digits_only: bool = False
    words_only: bool = Field(default=False, description="only numerals that begin with a word")
    values: list[Number] = Field(default=[], description="only these values of the numeral")
    unless_after: list[Phrase] = Field(default=[], description="earlier in the clause, they make it a figure")
    unless_before: list[Phrase] = Field(default=[], description="right after the numeral, they make it a figure")
    place: bool = Field(default=False, description="a number word that begins the name of a place")
    not_years: bool = Field(default=False, description="leaves 1900 to 2099 to the dates")
    at_most: Number | None = Field(default=None, description="the highest value of the numeral")
    before_no_noun: bool = Field(default=False, description="not where a plural noun follows, other than «horas»")
    shared: bool = Field(default=False, description="also the numerals coordinated with it")
    successive: bool = Field(
        default=False, description="also a number at the beginning of a line that goes on with a list"
    )
    forms: list[
        Literal["cardinal", "ordinal", "fraction", "vague", "multiple", "opaque", "date", "article", "fragment", "unit"]
    ] = []


class DatePattern(Pattern):
    """Words of the calendar that play one part in dates."""

    role: Literal[
        "month", "part", "relative", "year_noun", "open", "weekday", "this", "that_month", "year_cue", "count_cue"
    ]
    words: dict[Phrase, Any] = Field(min_length=1)

    @model_validator(mode="after")
    def _values_fit_the_role(self) -> Self:
        allowed = _DATE_VALUES.get(self.role)
        for phrase, value in self.words.items():
            if self.role in ("month", "part", "weekday"):
                _word(phrase)
            if allowed is not None and (isinstance(value, bool) or value not in allowed):
                raise ValueError(f"«{phrase}»: must be one of {', '.join(map(str, allowed))}, not {value!r}")
        return self


_DATE_VALUES: dict[str, tuple[int | str, ...]] = {
    "month": tuple(range(1, 13)),
    "part": (2, 3, 4, 6, -1),  # months; -1 for the last part of the year
    "relative": ("this_year", "last_year", "next_year", "this_month", "last_month", "next_month", "past", "next"),
    "this": ("this", "past", "next"),
}


class MeasurePattern(Pattern):
    """Something the institute counts."""

    needs = ("terms", "heads")

    label: dict[Literal["es", "en"], Text]
    category: Category
    terms: list[Phrase] = []
    after: list[Phrase] = Field(default=[], description="words before the number that tell this measure apart")
    never: list[Phrase] = Field(default=[], alias="except", description="longer phrases that are not this measure")
    heads: list[Phrase] = Field(default=[], description="nouns that mean this measure only after those words")

    @model_validator(mode="after")
    def _heads_need_cues(self) -> Self:
        if bool(self.after) != bool(self.heads):
            raise ValueError("«after» and «heads» go together")
        return self


class NounPattern(Pattern):
    """Words that shape a noun phrase, or nouns with a category but no measure of their own."""

    role: Literal[
        "determiner",
        "quantifier",
        "total",
        "never",
        "verb",
        "conditional",
        "not_verb",
        "having",
        "generic",
        "prenominal",
        "stop",
        "category",
        "adjective_ending",
    ]
    category: Category | None = None
    elided: bool = Field(default=True, description="whether a number that leaves its noun out may mean it")
    words: list[Phrase] = Field(min_length=1)

    @model_validator(mode="after")
    def _words_fit_the_role(self) -> Self:
        if (self.role == "category") != (self.category is not None):
            raise ValueError("nouns of role «category» have a «category», others none")
        if self.role in ("determiner", "quantifier", "prenominal", "adjective_ending"):
            for phrase in self.words:
                _word(phrase)
        return self

    @property
    def traced(self) -> bool:
        """Only nouns with a category are; the others shape phrases everywhere."""
        return self.role == "category"


class CuePattern(Pattern):
    """Phrases beside a figure that say how it is meant."""

    needs = ("before", "after")

    value: Literal[
        "two_levels",
        "article_count",
        "implied_money",
        "partitive",
        "insured_context",
        "lasting",
        "opening",
        "stage",
        "spending",
        "same_share",
        "same_money",
        "town",
        "topic",
        "ranking",
        "extreme",
        "difference",
        "per_head",
        "enrolment",
        "employment",
    ]
    before: list[Phrase] = []
    after: list[Phrase] = []

    @property
    def traced(self) -> bool:
        """Whether its id stands in a fact: some words only tell how to read others, which leaves no trace."""
        return self.value not in (
            "spending", "stage", "town", "ranking", "extreme", "difference", "enrolment",
        )  # fmt: skip

    @model_validator(mode="after")
    def _words_of_money(self) -> Self:
        if self.value == "implied_money":
            for phrase in self.before:
                _word(phrase)
        return self


class ModifierPattern(Pattern):
    """Phrases beside a figure that say how exactly its value is meant."""

    needs = ("before", "after")

    value: Modifier
    before: list[Phrase] = []
    after: list[Phrase] = []
    standards: list[Phrase] = Field(
        default=[], description="phrases after a figure that lead to what it is compared with"
    )


class ChangePattern(Pattern):
    """Words that make a figure a difference.

    ``nouns`` stand before it with a link (``aumento de``), ``verbs`` directly or with «en», ``after`` follows it or
    the noun it counts, ``compared`` follows a share or an amount.
    """

    needs = ("nouns", "verbs", "after")

    value: Change
    nouns: list[Phrase] = []
    verbs: list[Phrase] = []
    after: list[Phrase] = []
    compared: list[Phrase] = Field(default=[], description="comparatives after a share or an amount: menor, más bajo")
    never: list[Phrase] = Field(default=[], alias="except", description="longer phrases after it that tell no change")


class StatusPattern(Pattern):
    """Phrases before a figure, in its clause, that make it planned, or keep it actual where a goal is reached."""

    value: Status
    phrases: list[Phrase] = Field(min_length=1)
    before_infinitive: list[Phrase] = Field(default=[], description="only with an infinitive directly after")
    adjacent: list[Phrase] = Field(default=[], description="only directly before the figure")
    before_date: list[Phrase] = Field(default=[], description="only directly before a date")
    after: list[Phrase] = Field(default=[], description="the same after the figure and its noun")

    @property
    def traced(self) -> bool:
        """What keeps a figure actual leaves no trace in it."""
        return self.value == "planned"


class PeriodPattern(Pattern):
    """Words of time without a number."""

    value: Literal[
        "now",
        "restated",
        "document",
        "survey",
        "publication",
        "disaster",
        "comparison",
        "this_year",
        "last_year",
        "next_year",
        "this_month",
        "last_month",
        "next_month",
    ]
    phrases: list[Phrase] = Field(min_length=1)

    @property
    def traced(self) -> bool:
        """Only words for a year or a month give a time; the others keep dates away or let them through."""
        return self.value.endswith(("_year", "_month"))


class SpeakerPattern(Pattern):
    """Words that tell who states a figure."""

    role: Literal["verb", "source", "voice", "title", "office", "not_name", "institution", "channel", "speech", "post"]
    words: list[Phrase] = Field(min_length=1)
    offices: list[Phrase] = Field(
        default=[], description="the titles that the words may stand for, the likeliest first"
    )
    kinds: list[Phrase] = Field(default=[], description="the nouns that may stand for these institutions")

    @model_validator(mode="after")
    def _offices_fit_the_role(self) -> Self:
        if (self.role == "office") != bool(self.offices):
            raise ValueError("words of role «office» have «offices», others none")
        if self.kinds and self.role != "institution":
            raise ValueError("only words of role «institution» have «kinds»")
        return self

    @property
    def traced(self) -> bool:
        """Only verbs, sources and voices make an attribution; the others tell who is meant."""
        return self.role in ("verb", "source", "voice")


class PlacePattern(Pattern):
    """Names of places by the two digits of their state, ``00`` for none; exact spelling, case and accents aside."""

    role: Literal["state", "municipality", "city", "region", "country", "ambiguous"]
    names: dict[str, list[Text]] = Field(min_length=1)

    @property
    def traced(self) -> bool:
        """Ambiguous names are told from others; they make no place."""
        return self.role != "ambiguous"


class FacilityPattern(Pattern):
    """A type of hospital or unit."""

    needs = ("names", "codes")

    type: Text
    names: list[Phrase] = []
    codes: list[Text] = Field(default=[], description="exact case")
    never: list[Phrase] = Field(default=[], alias="except", description="longer phrases that name no facility")
    lower: bool = Field(default=False, description="also in small letters, where a number follows")
    measure: str | None = None


SUBJECTS: dict[str, type[Pattern]] = {
    "numerals": NumeralPattern,
    "units": UnitPattern,
    "editions": EditionPattern,
    "exclusions": ExclusionPattern,
    "dates": DatePattern,
    "measures": MeasurePattern,
    "nouns": NounPattern,
    "cues": CuePattern,
    "modifiers": ModifierPattern,
    "changes": ChangePattern,
    "statuses": StatusPattern,
    "periods": PeriodPattern,
    "speakers": SpeakerPattern,
    "places": PlacePattern,
    "facilities": FacilityPattern,
}


class PatternFile(_Strict):
    """The header of a pattern file; its patterns are checked one by one, so that every problem is told."""

    version: Literal[1]
    language: Literal["es-MX"]
    subject: str
    category: Category | None = None
    patterns: list[Any]
