"""Whole numbers through the whole pipeline: one fact each, with the exact value, and nothing beside it."""

import json
from decimal import Decimal
from random import Random

import pytest
from language.spelling import digit_spellings, mixed, spellings

from imss_facts.model.bulletin import Bulletin


def misextracted(extractor, written):
    """The expressions that do not become a count of beds of their value, with what they become."""
    text, places = "", {}
    for words, number in written:
        text += "Hay "
        places[len(text)] = (words, number)
        text += f"{words} {'de ' if number % 10**6 == 0 else ''}camas.\n\n"
    facts = [json.loads(line, parse_int=Decimal, parse_float=Decimal) for line in extractor(Bulletin("b", text)).facts]
    found = {f["start"]: (f["quantity"], f["value"], f["kind"], f["entity"]) for f in facts}
    wrong = []
    for start, (words, number) in places.items():
        fact = found.pop(start, None)
        if fact != (words, number, "count", "camas"):
            wrong.append((words, number, fact))
    return wrong + list(found.values())


@pytest.mark.parametrize("lowest", range(0, 10_000, 2_500))
def test_below_ten_thousand(extractor, lowest):
    written = []
    for number in range(max(2, lowest), lowest + 2_500):  # «una cama» may be an article
        ways = [*spellings(number), *digit_spellings(number)]
        written.append((ways[number * 7 % len(ways)], number))
    assert misextracted(extractor, written) == []


@pytest.mark.parametrize("digits", range(4, 16))
def test_any_size(extractor, digits):
    random = Random(digits)  # noqa: S311  reproducible, no secret
    written = []
    for _ in range(100):
        number = random.randrange(2, 10**digits)
        ways = {random.choice([*spellings(number)]), random.choice([*digit_spellings(number)]), mixed(number, random)}
        written += [(words, number) for words in ways]
    assert misextracted(extractor, written) == []
