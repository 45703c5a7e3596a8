"""Ordinals in words come back exact, in both genders and every style."""

import re

import pytest
from language.spelling import STYLES
from num2words import num2words

from imss_facts.language.numerals import Form


def ordinal(number):
    """Words for a rank; the speller's «quadragésimo» is no Spanish."""
    return num2words(number, lang="es", to="ordinal").replace("quadra", "cuadra")


def apocopated(words):
    """Before a masculine noun: ``vigésimo primer``, ``décimo tercer``."""
    return re.sub(r"(prim|terc)ero\Z", r"\1er", words)


@pytest.mark.parametrize(
    "form",
    [str, apocopated, lambda words: re.sub(r"o\b", "a", words)],
    ids=["masculine", "apocopated", "feminine"],
)
@pytest.mark.parametrize("style", STYLES)
def test_up_to_two_hundred_and_ninety_nine(numerals, form, style):
    wrong = []
    for number in range(1, 300):
        words = style(form(ordinal(number)))
        found = [*numerals(f"la {words} sesión").values()]
        if found != [(words, number, Form.ORDINAL)]:
            wrong.append((words, found))
    assert wrong == []
