"""``imss-facts explain``."""

import json

import pytest

TEXT = "Hay 7 camas, según el artículo 36."


@pytest.fixture(autouse=True)
def bulletin(folder):
    (folder / "a.txt").write_text(TEXT)


def steps(outcome):
    return [tuple(json.loads(line).values()) for line in outcome.out.splitlines()]


def test_a_figure_is_told_step_by_step_with_its_patterns(call):
    outcome = call("explain", "a.txt", "--at", "4")
    assert (outcome.code, outcome.err) == (0, "")
    assert steps(outcome) == [
        ("imss_numerals", "«7» is a numeral (cardinal): 7", "numeral.digits"),
        ("imss_quantities", "«7» is a count: 7", ""),
        ("imss_measures", "of «camas», measure hospital_beds (beds)", "measure.hospital_beds"),
    ]


def test_a_fact_is_named_by_its_id_as_well(call):
    (fact,) = call("extract", "a.txt").facts
    assert call("explain", "a.txt", "--id", fact["id"]) == call("explain", "a.txt", "--at", fact["start"])


def test_what_is_left_out_is_told_with_its_reason(call):
    assert steps(call("explain", "a.txt", "--at", TEXT.index("36")))[-1][1] == "left out: identifier"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["a.txt"], 2, "name the figure with either --at OFFSET or --id ID"),
        (["a.txt", "--at", "4", "--id", "a#4-5"], 2, "name the figure with either --at OFFSET or --id ID"),
        (["."], 2, "name the figure with either --at OFFSET or --id ID"),
        ([".", "--at", "4"], 2, ".: is a folder; name one bulletin"),
        (["a.txt", "--at", "0"], 3, "a.txt: no numeral stands at offset 0; imss-facts audit lists them with offsets"),
        (["a.txt", "--at", "99"], 3, "a.txt: offset 99 lies outside the text, which has 34 characters"),
        (["a.txt", "--at", "-1"], 3, "a.txt: offset -1 lies outside the text, which has 34 characters"),
        (["a.txt", "--id", "x"], 3, "a.txt: «x» is no fact's id; it ends in #<start>-<end>"),
        (["b.txt", "--at", "4"], 3, "b.txt: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_explained_is_told_in_one_line(call, arguments, code, message):
    outcome = call("explain", *arguments)
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"imss-facts: {message}\n")
