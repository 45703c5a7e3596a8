"""Roman numerals, against an encoder of the test's own."""

import pytest

from imss_facts.language.roman import roman_value

PLACES = [
    ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
    ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"],
    ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"],
    ["", "M", "MM", "MMM"],
]


def roman(number):
    digits = [int(d) for d in reversed(str(number))]
    return "".join(reversed([place[digit] for place, digit in zip(PLACES, digits, strict=False)]))


ALL = {roman(number): number for number in range(1, 4000)}


def test_every_numeral_from_1_to_3999():
    assert {word: roman_value(word) for word in ALL} == ALL


@pytest.mark.parametrize("word", ["", "IIII", "VV", "IC", "IIX", "MMMM", "XXI.", "xxi", "Xx", "ABC", "IL", "VX", "I\n"])
def test_what_is_none(word):
    assert roman_value(word) is None


def test_no_other_row_of_letters_is_one():
    letters = "IVXLCDM"
    words = [a + b + c + d for a in letters for b in letters for c in letters for d in letters]
    assert [word for word in words if roman_value(word) != ALL.get(word)] == []
