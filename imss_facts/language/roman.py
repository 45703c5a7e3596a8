"""Roman numerals in the standard subtractive form, 1 to 3999."""

import re

_ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(word: str) -> int | None:
    """The value of an upper-case roman numeral, or None if the word is none."""
    if not _ROMAN.match(word):
        return None
    values = [_LETTERS[letter] for letter in word]
    return sum(-v if v < nxt else v for v, nxt in zip(values, [*values[1:], 0], strict=True))
