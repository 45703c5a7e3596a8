"""The phrase language, and the tables that find phrases."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.rules.phrases import MAX_EXPANSIONS, PhraseTable, exact_literals, expand, literals


@pytest.mark.parametrize(
    ("phrase", "stands_for"),
    [
        ("cama", ["cama"]),
        ("cama(s)", ["cama", "camas"]),
        ("niñ(o|a)", ["niñ", "niño", "niña"]),
        ("niñ(o|a)s", ["niñs", "niños", "niñas"]),
        ("a|b", ["a", "b"]),
        ("a|b c", ["a c", "b c"]),
        ("cama(s)|cuna(s)", ["cama", "camas", "cuna", "cunas"]),
        ("a [b]", ["a", "a b"]),
        ("[a] b", ["b", "a b"]),
        ("a [b|c d] e", ["a e", "a b e", "a c d e"]),
        ("a [b(s)|c]", ["a", "a b", "a bs", "a c"]),
        ("[a]", ["a"]),
        ("[a] [a]", ["a", "a a"]),
        ("  a   b ", ["a b"]),
        ("a[b]c", ["a c", "a b c"]),
    ],
)
def test_expand(phrase, stands_for):
    assert list(expand(phrase)) == stands_for


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "the phrase is empty"),
        (" \t", "the phrase is empty"),
        ("a [", "brackets do not match"),
        ("a ]", "brackets do not match"),
        ("[a [b]]", "brackets do not match"),
        ("a [|b]", "the phrase is empty"),
        ("a|", "an alternative is empty"),
        ("|a", "an alternative is empty"),
        ("a||b", "an alternative is empty"),
        ("(s)", "an alternative is empty"),
        ("a(b", "parentheses do not match"),
        ("a)b", "parentheses do not match"),
        ("a(b)c(d)", r"has more than one \(…\)"),
    ],
)
def test_malformed(phrase, why):
    with pytest.raises(ValueError, match=why):
        expand(phrase)


def test_the_number_of_phrases_is_bounded():
    ten = "|".join("abcdefghij")
    assert len(expand(f"{ten} {ten} {ten}")) == 1000
    with pytest.raises(ValueError, match=f"more than {MAX_EXPANSIONS}"):
        expand(f"{ten} {ten} {ten} {ten}")


WORDS = st.text("abc", min_size=1, max_size=3)
PIECES = st.lists(
    st.tuples(st.sampled_from(["plain", "either", "maybe"]), st.lists(WORDS, min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)


@given(PIECES)
def test_a_phrase_stands_for_every_choice(pieces):
    written, choices = [], []
    for kind, words in pieces:
        if kind == "plain":
            written.append(" ".join(words))
            choices.append([" ".join(words)])
        else:
            written.append("|".join(words) if kind == "either" else f"[{'|'.join(words)}]")
            choices.append(words if kind == "either" else ["", *words])
    expected = {" ".join(filter(None, chosen)) for chosen in product(*choices)} - {""}
    assert set(expand(" ".join(written))) == expected


def test_literals_are_folded_tokens():
    assert literals(["C.P. [Médico(s)]"]) == [
        ["c", ".", "p", "."],
        ["c", ".", "p", ".", "medico"],
        ["c", ".", "p", ".", "medicos"],
    ]


def test_exact_literals_keep_case_and_accents():
    assert exact_literals(["MDP", "Médico"]) == [["MDP"], ["Médico"]]


def test_equal_literals_stand_once():
    assert literals(["dólar", "dolar", "DÓLAR"]) == [["dolar"]]


SEQUENCES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=8)
TEXT = st.lists(st.sampled_from("abcd"), max_size=8)


@given(SEQUENCES, TEXT, st.integers(0, 9))
def test_a_table_finds_what_a_search_finds(sequences, text, place):
    table = PhraseTable()
    meanings = {}
    for number, sequence in enumerate(sequences):
        table.add(sequence, number)
        meanings[tuple(sequence)] = number  # the one taught last
    after = [(place + len(s), m) for s, m in meanings.items() if tuple(text[place : place + len(s)]) == s]
    before = [
        (place - len(s), m)
        for s, m in meanings.items()
        if len(s) <= place <= len(text) and tuple(text[place - len(s) : place]) == s
    ]
    assert table.all_after(text, place) == sorted(after, reverse=True)
    assert table.after(text, place) == max(after, default=None)
    if place <= len(text):
        assert table.all_before(text, place) == sorted(before)
        assert table.before(text, place) == min(before, default=None)


def test_the_words_a_table_begins_and_ends_with():
    table = PhraseTable()
    table.add(["de", "cada"], "ratio")
    table.add(["por"], "rate")
    assert table.first_words() == {"de", "por"}
    assert table.last_words() == {"cada", "por"}
    assert "de" in table
    assert "cada" not in table
