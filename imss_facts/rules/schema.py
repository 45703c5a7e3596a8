"""What a pattern file may say, subject by subject: pydantic models, strict, unknown keys refused."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from imss_facts.language.lexicon import Role
from imss_facts.model.vocabulary import Category, Change, Kind, Modifier, Status
from imss_facts.rules.phrases import expand


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


def _phrase(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {value!r}; put it in quotes")  # noqa: TRY004  pydantic wants ValueError
    expand(value.replace("{n}", "n"))
    return value


def _regex(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {value!r}; put it in quotes")  # noqa: TRY004  pydantic wants ValueError
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return value


Number = Annotated[Decimal, BeforeValidator(_decimal)]
Regex = Annotated[str, BeforeValidator(_regex)]
Phrase = Annotated[str, BeforeValidator(_phrase)]
PatternId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A sentence in which the pattern must make a fact, or an exclusion, with these fields."""

    text: Text
    date: str | None = None
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
    def _says_something(self) -> "Example":
        if (self.quantity is None) == (self.excluded is None):
            raise ValueError("needs either «quantity» (a fact) or «excluded» (an exclusion)")
        return self


class Counterexample(_Strict):
    """A sentence in which the pattern must have no part in any fact or exclusion."""

    text: Text
    why: Text
    date: str | None = None


class Pattern(_Strict):
    """What every pattern has."""

    id: PatternId
    examples: list[Example] = Field(min_length=1)
    counterexamples: list[Counterexample] = Field(min_length=1)
    references: list[Text] = []

    @property
    def traced(self) -> bool:
        """Whether its id stands among the rules of what it had a part in."""
        return True


class NumeralPattern(Pattern):
    """Number words that play one part in numerals."""

    role: Role
    words: dict[Phrase, Number] = Field(default={}, description="singular or invariable forms")
    plurals: dict[Phrase, Number] = {}


class UnitPattern(Pattern):
    """A unit of money, proportion, time or measurement."""

    kind: Literal["money", "percent", "duration", "measurement"]
    unit: Text
    scale: Number = Decimal(1)
    names: list[Phrase] = []
    symbols: list[Text] = Field(default=[], description="exact case")
    prefixes: list[Text] = Field(default=[], description="written before the number, exact case")
    label: Text


class EditionPattern(Pattern):
    """Nouns whose numeral is an edition or a rank."""

    role: Literal["edition", "rank"]
    capitalised: bool = Field(default=False, description="only where the noun begins with a capital")
    nouns: list[Phrase] = Field(min_length=1)


class ExclusionPattern(Pattern):
    """Numerals that are no figures, by what stands around them."""

    reason: PatternId
    phrases: list[Phrase] = Field(default=[], description="with {n} where the numeral stands")
    shapes: list[Regex] = Field(default=[], description="regular expressions on the unbroken run of characters")
    groups: list[Text] = Field(default=[], description="lengths of digit groups, as in a telephone number")
    enclosures: list[tuple[Text, Text]] = Field(default=[], description="brackets around the numeral")
    position: Literal["line_start", "whole_line"] | None = None
    metadata: bool = Field(default=False, description="whatever stands in front matter")
    fallback: bool = Field(default=False, description="only what nobody else has claimed")
    digits_only: bool = False
    not_years: bool = Field(default=False, description="leaves 1900 to 2099 to the dates")
    at_most: Number | None = Field(default=None, description="the highest value of the numeral")
    before_no_noun: bool = Field(default=False, description="not where a plural noun follows, other than «horas»")
    shared: bool = Field(default=False, description="also the numerals coordinated with it")
    forms: list[Literal["cardinal", "ordinal", "fraction", "vague", "multiple", "opaque", "date", "article"]] = []


class DatePattern(Pattern):
    """Words of the calendar that play one part in dates."""

    role: Literal["month", "part", "relative", "year_noun", "open", "weekday", "this", "year_cue", "count_cue"]
    words: dict[Phrase, Any] = Field(min_length=1)


class MeasurePattern(Pattern):
    """Something the institute counts."""

    label: dict[Literal["es", "en"], Text]
    category: Category | None = None
    terms: list[Phrase] = []
    after: list[Phrase] = Field(default=[], description="words before the number that tell this measure apart")
    never: list[Phrase] = Field(default=[], alias="except", description="longer phrases that are not this measure")
    heads: list[Phrase] = Field(default=[], description="nouns that mean this measure only after those words")

    @model_validator(mode="after")
    def _heads_need_cues(self) -> "MeasurePattern":
        if bool(self.after) != bool(self.heads):
            raise ValueError("«after» and «heads» go together")
        if not self.terms and not self.heads:
            raise ValueError("needs «terms» or «heads»")
        return self


class NounPattern(Pattern):
    """Words that shape a noun phrase, or nouns with a category but no measure of their own."""

    role: Literal[
        "determiner", "quantifier", "total", "never", "verb", "prenominal", "stop", "category", "adjective_ending"
    ]
    category: Category | None = None
    words: list[Phrase] = Field(min_length=1)

    @property
    def traced(self) -> bool:
        """Only nouns with a category are; the others shape phrases everywhere."""
        return self.role == "category"


class CuePattern(Pattern):
    """Phrases beside a figure that say how it is meant."""

    value: Literal["two_levels", "article_count", "implied_money", "partitive"]
    before: list[Phrase] = []
    after: list[Phrase] = []


class ModifierPattern(Pattern):
    """Phrases beside a figure that say how exactly its value is meant."""

    value: Modifier
    before: list[Phrase] = []
    after: list[Phrase] = []


class ChangePattern(Pattern):
    """Words that make a figure a difference.

    ``nouns`` stand before it with a link (``aumento de``), ``verbs`` directly or with «en», ``after`` follows it or
    the noun it counts.
    """

    value: Change
    nouns: list[Phrase] = []
    verbs: list[Phrase] = []
    after: list[Phrase] = []


class StatusPattern(Pattern):
    """Phrases before a figure, in its clause, that make it planned."""

    value: Literal["planned"]
    phrases: list[Phrase] = Field(min_length=1)
    adjacent: list[Phrase] = Field(default=[], description="only directly before the figure")


class PeriodPattern(Pattern):
    """Words of time without a number."""

    value: Literal["now", "this_year", "last_year", "next_year"]
    phrases: list[Phrase] = Field(min_length=1)

    @property
    def traced(self) -> bool:
        """«Now» only keeps dates away."""
        return self.value != "now"


class SpeakerPattern(Pattern):
    """Words that tell who states a figure."""

    role: Literal["verb", "source", "title", "not_name", "institution"]
    words: list[Phrase] = Field(min_length=1)

    @property
    def traced(self) -> bool:
        """Only verbs and sources make an attribution; the others tell who is meant."""
        return self.role in ("verb", "source")


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

    type: Text
    names: list[Phrase] = []
    codes: list[Text] = Field(default=[], description="exact case")
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
