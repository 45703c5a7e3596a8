"""Tokens tile the text: every offset is true, and what is stepped over is still there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.tokens import Tokens

NOISE = st.text(alphabet=st.sampled_from("aé1½,.-/*_ \n\t\u00a0\u200b\u2028\u0301ñЖ漢²Ⅷ🏥٣%$ªº"), max_size=60)
TEXT = st.text(max_size=80) | NOISE


def words(text):
    return Tokens(text).words


@given(TEXT)
def test_pieces_tile_the_text(text):
    assert "".join(Tokens(text).pieces) == text


@given(TEXT)
def test_words_and_spaces_rebuild_the_text(text):
    bare, flags = Tokens(text).spaces()
    assert "".join(word + " " * flag for word, flag in zip(bare, flags, strict=True)) == text
    assert all(bare)


@given(TEXT)
def test_offsets_are_true(text):
    tokens = Tokens(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert [tokens.pieces[k].removesuffix(" ") for k in tokens.places] == tokens.words


@given(TEXT)
def test_tokens_come_in_order_and_are_found_by_offset(text):
    tokens = Tokens(text)
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert [tokens.at(start) for start in tokens.starts] == list(range(len(tokens)))


@given(TEXT)
def test_significant_tokens_have_a_folded_form(text):
    tokens = Tokens(text)
    assert len(tokens.folded) == len(tokens)
    assert all(tokens.folded)
    assert not any(char.isspace() for form in tokens.folded for char in form)


@given(TEXT)
def test_no_digit_is_stepped_over(text):
    tokens = Tokens(text)
    assert "".join(filter(str.isdecimal, "".join(tokens.words))) == "".join(filter(str.isdecimal, text))


@given(TEXT)
def test_line_ends_are_counted_before_the_token_that_follows_and_a_tab_parts_like_one(text):
    tokens = Tokens(text)
    between = [text[a:b] for a, b in zip([0, *tokens.ends], [*tokens.starts, len(text)], strict=True)]
    assert tokens.breaks == {k: gap.count("\n") or 1 for k, gap in enumerate(between) if "\n" in gap or "\t" in gap}


@given(TEXT)
def test_glued_means_nothing_between(text):
    tokens = Tokens(text)
    assert [tokens.glued(k) for k in range(1, len(tokens))] == [
        a == b for a, b in zip(tokens.ends, tokens.starts[1:], strict=False)
    ]


@given(st.text(alphabet="aBáÉñÑ1 .\n*ªº", max_size=40))
def test_capitals_are_found(text):
    tokens = Tokens(text)
    assert tokens.capitals == [k for k, word in enumerate(tokens.words) if word[0].isupper()]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("2,500mdp", ["2,500", "mdp"]),
        ("94.2%", ["94.2", "%"]),
        ("HGR36", ["HGR", "36"]),
        ("$1,234.50.", ["$", "1,234.50", "."]),
        ("COVID-19", ["COVID", "-", "19"]),
        ("12/03/2021", ["12", "/", "03", "/", "2021"]),
        ("12.05.2020", ["12", ".", "05", ".", "2020"]),
        ("22\u00a0643\u00a0638", ["22\u00a0643\u00a0638"]),
        ("22\u202f643,5", ["22\u202f643", ",", "5"]),
        ("13ª", ["13", "ª"]),
        ("m²", ["m²"]),
        ("2½kg", ["2", "½", "kg"]),
        ("10,20,30", ["10", ",", "20", ",", "30"]),
        ("1.2.3", ["1", ".", "2", ".", "3"]),
        ("**22** mil", ["22", "mil"]),
        ("_22_ mil", ["22", "mil"]),
        ("22\u200b mil", ["22", "mil"]),
        ("a_b", ["a", "b"]),
        ("¿Qué?", ["¿", "Qué", "?"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_cuts(text, cut):
    assert words(text) == cut


def test_lines_and_blocks():
    tokens = Tokens("uno dos\ntres\n\ncuatro\n \n**\ncinco")
    assert tokens.breaks == {2: 1, 3: 2, 4: 3}
    assert tokens.same_line(0, 1)
    assert not tokens.same_line(1, 2)
    assert tokens.same_block(0, 2)
    assert not tokens.same_block(2, 3)
    assert tokens.slice(1, 3) == "dos\ntres"
