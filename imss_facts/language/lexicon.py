"""The number words of a language, sorted by the part they play in a numeral."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


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

    def __post_init__(self) -> None:
        """Prepare the trigger cache."""
        self.triggers = TriggerCache(self)

    def add(self, forms: Iterable[str], word: NumberWord) -> None:
        """Teach folded forms of one word."""
        for form in forms:
            self.words.setdefault(form, {})[word.role] = word
            if word.role in _CARDINAL_ROLES:
                self.cardinals[form] = word
        self.triggers.clear()

    def get(self, form: str, role: Role) -> NumberWord | None:
        """The word of that form in that part, if it plays it."""
        parts = self.words.get(form)
        return parts.get(role) if parts else None

    def plays(self, form: str, role: Role) -> bool:
        """Whether the form can play the part."""
        parts = self.words.get(form)
        return parts is not None and role in parts


_CARDINAL_ROLES = {Role.ZERO, Role.UNIT, Role.TEEN, Role.TEN, Role.HUNDRED, Role.THOUSAND, Role.SCALE}
_TRIGGER_ROLES = _CARDINAL_ROLES | {
    Role.COLLECTIVE, Role.HALF, Role.ORDINAL, Role.FRACTION, Role.VAGUE, Role.MULTIPLE,
}  # fmt: skip
_CACHE_LIMIT = 200_000


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


VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3),
    "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅛": (1, 8),
}  # fmt: skip
