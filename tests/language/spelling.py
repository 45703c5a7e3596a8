"""Every way a whole number may be written in Mexican Spanish, from a speller that shares nothing with the grammar."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from num2words import num2words

SPACES = ("\u00a0", "\u2009", "\u202f", " ")


# --- words ----------------------------------------------------------------------------------------------------


def spoken(number: int) -> str:
    """Words as num2words gives them: masculine, and without apocope (``veintiuno mil``)."""
    return str(num2words(number, lang="es"))


def apocopated(words: str) -> str:
    """Words as the RAE wants them before a magnitude: ``veintiún mil``, ``treinta y un millones``."""
    return re.sub(r"\b(veinti)?uno (?=mil|bill)", lambda m: "veintiún " if m[1] else "un ", words)


def genders(words: str) -> list[str]:
    """The same number before nouns of either gender, with and without apocope; the speller's own form first."""
    proper = apocopated(words)
    masculine = re.sub(r"uno\Z", "un", re.sub(r"veintiuno\Z", "veintiún", proper))
    # what multiplies a million stays masculine: doscientos millones doscientas mil
    large, small = re.fullmatch(r"(.*\b(?:bi|mi)ll(?:ón|ones))?(.*)", proper).groups("")
    small = re.sub(r"uno\b", "una", re.sub(r"(cient|quinient)os\b", r"\1as", small))
    feminine = large + small
    thoroughly = large + re.sub(r"veintiún\b", "veintiuna", re.sub(r"\bun\b", "una", small))
    return list(dict.fromkeys([words, proper, masculine, feminine, thoroughly]))


def unaccented(words: str) -> str:
    """Accents left out, as in hurried typing: ``veintidos millones``."""
    return "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))


STYLES = (
    str,
    unaccented,
    str.upper,
    str.capitalize,
    str.title,
    lambda words: unaccented(words).upper(),
    lambda words: words.replace(" ", "\n"),
    lambda words: words.replace(" ", "  \n\t"),
    lambda words: words.replace(" ", "\u00a0"),
    lambda words: unaccented(words).replace(" ", "\u2009"),
)


def spellings(number: int) -> Iterator[str]:
    """Every spelling in words, in every style."""
    for form in genders(spoken(number)):
        for style in STYLES:
            yield style(form)


# --- digits ---------------------------------------------------------------------------------------------------


def digit_spellings(number: int) -> Iterator[str]:
    """Bare digits, and groups of three parted by a comma or by any space."""
    yield str(number)
    grouped = f"{number:,}"
    yield grouped
    for space in SPACES:
        yield grouped.replace(",", space)


# --- digits and words together --------------------------------------------------------------------------------


def mixed(number: int, rng: Random) -> str:
    """The style of the Mexican press: ``22 millones 643 mil 638``, ``mil 796 millones``, ``5 mil 004``."""
    billions, below = divmod(number, 10**12)
    millions, units = divmod(below, 10**6)
    pieces: list[str] = []
    for count, singular, plural in ((billions, "billón", "billones"), (millions, "millón", "millones")):
        if count == 1:
            pieces.append(f"{rng.choice(['1', 'un'])} {singular}")
        elif count:
            pieces.append(f"{_six_figures(count, rng, first=not pieces)} {plural}")
    if units or not pieces:
        pieces.append(_six_figures(units, rng, first=not pieces))
    return rng.choice([str, str, unaccented, str.upper])(" ".join(pieces))


def _six_figures(number: int, rng: Random, *, first: bool) -> str:
    thousands, below = divmod(number, 1000)
    ways = [f"{number:,}", f"{number:,}".replace(",", rng.choice(SPACES)), _before_magnitude(number)]
    if first or number < 1000:
        ways.append(str(number))
    if not thousands:
        return rng.choice(ways)
    heads = [str(thousands), _before_magnitude(thousands)]
    if thousands == 1:
        heads = ["", "1 ", "un "]
    tails = ["", "", ""] if not below else [f" {below}", f" {below:03}", f" {_before_magnitude(below)}"]
    ways.extend(f"{head.strip()} mil{tail}".strip() for head in heads for tail in tails)
    return rng.choice(ways)


def _before_magnitude(number: int) -> str:
    return apocopated(f"{spoken(number)} mil").removesuffix(" mil")
