"""The number words of a language, sorted by the part they play in a numeral."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum


class Role(StrEnum):
    """What a number word does inside a numeral."""

    ZERO = "zero"
    UNIT = "unit"  # 1 to 9
    TEEN = "teen"  # 10 to 29, written as one word
    TEN = "ten"  # 30 to 90, joined to a unit by «y»
    HUNDRED = "hundred"
    THOUSAND = "thousand"
    SCALE = "scale"  # millón, billón: long scale, RAE
    COLLECTIVE = "collective"  # docena, centenar
    HALF = "half"
    HALVED = "halved"  # what may be halved: hora, año
    ORDINAL = "ordinal"
    FRACTION = "fraction"  # tercio, mitad
    PART = "part"  # «partes» after an ordinal makes a fraction
    VAGUE = "vague"  # miles, cientos
    MULTIPLE = "multiple"  # doble, triple
    ORDINAL_MARK = "ordinal_mark"  # ª, er, ta after digits
    AND = "and"
    POINT = "point"
    OF = "of"


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number word: its part, its value, whether it is a plural form, and the pattern that knows it."""

    role: Role
    value: Decimal
    plural: bool
    rule: str


@dataclass(slots=True)
class Lexicon:
    """Number words by folded form; a word may play several parts (``cuarto``: ordinal and fraction)."""

    words: dict[str, dict[Role, NumberWord]] = field(default_factory=dict)
    cardinals: dict[str, NumberWord] = field(default_factory=dict)
    digits_rule: str = "numeral.digits"
    roman_rule: str = "numeral.roman"
    triggers: "TriggerCache" = field(init=False)
    followers: "FollowerCache" = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is remembered of single words."""
        self.triggers = TriggerCache(self)
        self.followers = FollowerCache(self)

    def add(self, forms: Iterable[str], word: NumberWord) -> None:
        """Teach folded forms of one word."""
        for form in forms:
            self.words.setdefault(form, {})[word.role] = word
            if word.role in _CARDINAL_ROLES:
                self.cardinals[form] = word
        self.triggers.clear()
        self.followers.clear()

    def get(self, form: str, role: Role) -> NumberWord | None:
        """The word of that form in that part, if it plays it."""
        parts = self.words.get(form)
        return parts.get(role) if parts else None

    def plays(self, form: str, role: Role) -> bool:
        """Whether the form can play the part."""
        parts = self.words.get(form)
        return parts is not None and role in parts

    def magnitude(self, form: str) -> NumberWord | None:
        """The word as what multiplies a number: ``millón``, ``mil``, ``docena``."""
        parts = self.words.get(form)
        return next((parts[role] for role in _MAGNITUDES if role in parts), None) if parts else None


_CARDINAL_ROLES = {Role.ZERO, Role.UNIT, Role.TEEN, Role.TEN, Role.HUNDRED, Role.THOUSAND, Role.SCALE}
_TRIGGER_ROLES = _CARDINAL_ROLES | {
    Role.COLLECTIVE, Role.HALF, Role.ORDINAL, Role.FRACTION, Role.VAGUE, Role.MULTIPLE,
}  # fmt: skip
_JOINING_ROLES = {Role.THOUSAND, Role.SCALE, Role.COLLECTIVE, Role.FRACTION, Role.ORDINAL, Role.POINT}
_MAGNITUDES = (Role.SCALE, Role.THOUSAND, Role.COLLECTIVE)
_CACHE_LIMIT = 50_000


class Follow(Enum):
    """How a token may go on with the number before it."""

    NEVER = 0
    JOINS = 1
    GLUED = 2  # only without a space: marks of ordinals, the slash of a fraction
    HALF = 3  # only as «y medio»


class TriggerCache(dict[str, bool]):
    """Whether a folded word can begin a numeral, remembered; bounded."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Ask that lexicon."""
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, form: str) -> bool:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        parts = self._lexicon.words.get(form, ())
        begins = form[:1].isdecimal() or form in VULGAR or any(role in _TRIGGER_ROLES for role in parts)
        self[form] = begins
        return begins


class FollowerCache(dict[str, Follow]):
    """How a folded token may go on with digits or a unit before it, remembered; bounded."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Ask that lexicon."""
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, form: str) -> Follow:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        parts = self._lexicon.words.get(form, {})
        if form[:1].isdecimal() or form in VULGAR or any(role in _JOINING_ROLES for role in parts):
            follow = Follow.JOINS
        elif form in ("/", ".") or Role.ORDINAL_MARK in parts:
            follow = Follow.GLUED
        else:
            follow = Follow.HALF if Role.AND in parts else Follow.NEVER
        self[form] = follow
        return follow


VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3),
    "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅛": (1, 8),
}  # fmt: skip
