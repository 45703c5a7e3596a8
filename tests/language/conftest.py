"""The numeral grammar with the built-in number words."""

from decimal import Decimal

import pytest

from imss_facts.language.numerals import Form, find_numerals
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.numerals import lexicon_of
from imss_facts.rules.library import builtin_folder, load_file

BETWEEN = ";\n"


@pytest.fixture(scope="session")
def numerals():
    """Reads a text: expression, value and form of every numeral with its offset."""
    entries, _ = load_file(builtin_folder() / "numerals.yaml", "numerals.yaml")
    lexicon = lexicon_of(entry.pattern for entry in entries)

    def read(text):
        tokens = Tokens(text)
        return {tokens.starts[n.i]: (tokens.slice(n.i, n.j), n.value, n.form) for n in find_numerals(tokens, lexicon)}

    return read


@pytest.fixture(scope="session")
def misread(numerals):
    """Which expressions are not read as one cardinal of their value, with what they are read as.

    Takes pairs of expression and value; all stand in one text, for speed.
    """

    def compare(written):
        written = [(words, Decimal(value)) for words, value in written]
        found = numerals(BETWEEN.join(words for words, _ in written))
        wrong, place = [], 0
        for words, value in written:
            read = found.pop(place, None)
            if read != (words, value, Form.CARDINAL):
                wrong.append((words, value, read))
            place += len(words) + len(BETWEEN)
        return wrong + list(found.values())

    return compare
