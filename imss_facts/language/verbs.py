"""What the ending of a Spanish word tells of a verb form: its time, or that it is an infinitive (RAE, NGLE, ch. 4)."""

from typing import Literal

Tense = Literal["future", "past", "present", ""]

_PLAIN = str.maketrans("áéíóú", "aeiou")
_FUTURE_SINGULAR = tuple(
    form for end in ("ará", "erá", "irá", "drá", "brá", "rrá") for form in (end, end.capitalize(), end.upper())
)
_FUTURE = ("aran", "eran", "iran", "dran", "bran", "rran", "aremos", "eremos", "iremos", "dremos", "bremos", "rremos")
_CONDITIONAL = ("aria", "iria", "eceria", "nderia", "dria")  # other words in -ría are nouns or imperfects
_PAST = ("aron", "ieron", "yeron", "jeron", "aban", "aba", "ian", "abamos")
_STRONG_PAST = ("dujo", "tuvo", "puso", "trajo", "hizo", "quiso", "dijo")  # NGLE 4.11: stressed on the stem
_SHORT_PAST = frozenset({"fue", "dio", "hubo", "pudo", "supo"})
_FIRST_PERSON = ("amos", "emos", "imos")
_INFINITIVE = ("ar", "er", "ir")
_WITH_PRONOUN = tuple(
    f"{end}{pronoun}" for end in _INFINITIVE for pronoun in ("se", "lo", "la", "los", "las", "les", "nos")
)


def tense(word: str) -> Tense:
    """The time of a finite verb as far as its ending tells; conditionals are futures, ``""`` for other words."""
    form = word.lower()
    if (len(form) < 4 and form not in _SHORT_PAST) or not form.isalpha():
        return ""
    plain = form.translate(_PLAIN)
    if word.endswith(_FUTURE_SINGULAR):
        return "future"
    if form.endswith(("án", "emos")) and plain.endswith(_FUTURE) and len(form) > 4:
        return "future"
    if form.endswith(("ría", "rían", "ríamos")) and len(form) > 5:
        return "future" if plain.removesuffix("mos").removesuffix("n").endswith(_CONDITIONAL) else ""
    if form.endswith(("ó", *_STRONG_PAST)) or form in _SHORT_PAST or (plain.endswith(_PAST) and len(form) > 4):
        return "past"
    if form == plain and form.endswith(_FIRST_PERSON) and len(form) > 5:
        return "present"  # «préstamos», «últimos» bear an accent
    return ""


def infinitive(form: str) -> bool:
    """Whether a folded word ends as an infinitive does, a pronoun at its end or none."""
    return len(form) > 4 and form.endswith((*_INFINITIVE, *_WITH_PRONOUN))
