"""``imss-facts diff``."""

import pytest
from figures import a_fact, line, write

OLD = [
    a_fact("2020", date="2020-10-24", value=80),
    a_fact("2020", start=30, measure="investment", kind="money", unit="MXN", value=6090000000, place="[Puebla]"),
    a_fact("2020", start=60, measure="insured_workers", value=22000000, modifier="approximate", quantity="22 millones"),
    a_fact("2020", start=90, measure="physicians", value=None, low=10, high=15),
    a_fact("2020", start=120, measure=None),
]
NEW = [
    a_fact("2024", date="2024-12-14", value=100, period="2024"),
    a_fact("2024", start=60, measure="insured_workers", value=22643638),
    a_fact("2024", start=90, measure="nurses", value=7),
]
SUMMARY = (
    "imss-facts: 1 changed; 2 only in OLD; 1 only in NEW; 1 the same within what tolerance or «more than» and the like "
    "allow; 1 fact has no measure and is not compared; --by fact compares all\n"
)


@pytest.fixture(autouse=True)
def files(folder):
    write(folder / "old.jsonl", *OLD)
    write(folder / "new.jsonl", *NEW)


def test_differences_are_lines_of_json(call):
    outcome = call("diff", "old.jsonl", "new.jsonl")
    assert (outcome.code, outcome.err) == (0, SUMMARY)
    assert outcome.facts == [
        {"result": "changed", "measure": "hospitals", "kind": "count", "unit": None, "place": None, "change": None,
         "old": 80, "new": 100, "difference": 20, "percent": 25, "old_period": None, "new_period": "2024",
         "old_source": "2020#4-6", "new_source": "2024#4-7"},
        {"result": "only_old", "measure": "investment", "kind": "money", "unit": "MXN", "place": "[Puebla]",
         "change": None, "old": 6090000000, "new": None, "difference": None, "percent": None, "old_period": None,
         "new_period": None, "old_source": "2020#30-40", "new_source": None},
        {"result": "only_new", "measure": "nurses", "kind": "count", "unit": None, "place": None, "change": None,
         "old": None, "new": 7, "difference": None, "percent": None, "old_period": None, "new_period": None,
         "old_source": None, "new_source": "2024#90-91"},
        {"result": "only_old", "measure": "physicians", "kind": "count", "unit": None, "place": None, "change": None,
         "old": [10, 15], "new": None, "difference": None, "percent": None, "old_period": None, "new_period": None,
         "old_source": "2020#90-94", "new_source": None},
    ]  # fmt: skip


def test_a_table_and_markdown_are_for_people(call):
    lines = call("diff", "old.jsonl", "new.jsonl", "--format", "table", "--short").out.splitlines()
    assert [text.split() for text in lines] == [
        "measure place old new difference percent old period new period old source new source".split(),
        "hospitals 80 100 +20 +25 2024 2020#4-6 2024#4-7".split(),
        "investment [Puebla] 6.09 mmdp 2020#30-40".split(),
        "nurses 7 2024#90-91".split(),
        "physicians 10 to 15 2020#90-94".split(),
    ]
    markdown = call("diff", "old.jsonl", "new.jsonl", "--format", "markdown").out.splitlines()
    assert markdown[1] == "| --- | --- | ---: | ---: | ---: | ---: | --- | --- | --- | --- |"
    assert markdown[2] == "| hospitals |  | 80 | 100 | +20 | +25 |  | 2024 | 2020#4-6 | 2024#4-7 |"
    assert markdown[3].startswith("| investment | [Puebla] | 6,090,000,000 MXN |  |  |  |")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["old.jsonl", "new.jsonl"], 0),
        (["old.jsonl", "new.jsonl", "--exit-code"], 1),
        (["old.jsonl", "old.jsonl", "--exit-code"], 0),
        (["old.jsonl", "new.jsonl", "--exit-code", "--by", "fact"], 1),
        (["old.jsonl", "old.jsonl", "--exit-code", "--by", "fact"], 0),
        (["old.jsonl", "missing", "--exit-code"], 3),
    ],
)
def test_the_exit_code_tells_differences_on_request(call, arguments, code):
    assert call("diff", *arguments).code == code


def test_a_tolerance_may_be_a_percentage(call, folder):
    write(folder / "near.jsonl", a_fact(value=80.4))
    assert call("diff", "near.jsonl", "old.jsonl", "--tolerance", "0.5%").facts[0]["result"] == "only_new"
    assert call("diff", "near.jsonl", "old.jsonl", "--tolerance", "0.4%").facts[0]["result"] == "changed"


@pytest.mark.parametrize("sides", [["-", "new.jsonl"], ["old.jsonl", "-"]])
def test_one_side_may_be_standard_input(call, sides):
    text = "".join(line(fact) + "\n" for fact in (OLD if sides[0] == "-" else NEW))
    outcome = call("diff", *sides, input=text)
    assert (outcome.code, outcome.out) == (0, call("diff", "old.jsonl", "new.jsonl").out)


def test_two_extractions_are_compared_field_by_field(call, folder):
    again = [{**OLD[0], "value": 81, "rules": ["x"]}, *OLD[2:], a_fact("2021", quantity="[9]")]
    write(folder / "again.jsonl", *again)
    outcome = call("diff", "--by", "fact", "old.jsonl", "again.jsonl")
    assert outcome.err == "imss-facts: 1 added; 1 gone; 1 changed\n"
    assert outcome.facts == [
        {"result": "changed", "bulletin": "2020", "old_id": "2020#4-6", "new_id": "2020#4-6", "quantity": "80",
         "fields": {"value": {"old": 80, "new": 81},
                    "rules": {"old": ["numeral.digits"], "new": ["x"]}}},
        {"result": "gone", "bulletin": "2020", "old_id": "2020#30-40", "new_id": None, "quantity": "6090000000",
         "fields": None},
        {"result": "added", "bulletin": "2021", "old_id": None, "new_id": "2021#4-7", "quantity": "[9]",
         "fields": None},
    ]  # fmt: skip
    table = call("diff", "--by", "fact", "old.jsonl", "again.jsonl", "--format", "markdown").out.splitlines()
    assert table[2:] == [
        "| changed | 2020#4-6 | 80 | value | 80 | 81 |",
        '| changed | 2020#4-6 | 80 | rules | ["numeral.digits"] | ["x"] |',
        "| gone | 2020#30-40 | 6090000000 |  |  | Hay 6090000000 hospitales. |",
        "| added | 2021#4-7 | [9] |  |  | Hay [9] hospitales. |",
    ]


def test_the_output_goes_to_a_file(call, folder):
    outcome = call("diff", "old.jsonl", "new.jsonl", "-o", "out.jsonl")
    assert (outcome.code, outcome.out) == (0, "")
    assert (folder / "out.jsonl").read_text() == call("diff", "old.jsonl", "new.jsonl").out


def test_a_broken_line_is_told_with_its_side(call, folder):
    write(folder / "new.jsonl", "{", *NEW)
    outcome = call("diff", "old.jsonl", "new.jsonl")
    assert outcome.code == 3
    assert outcome.err.splitlines()[0].startswith("imss-facts: new.jsonl:1: is no JSON: ")
    assert len(outcome.facts) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["old.jsonl", "missing"], 3, "missing: cannot be read: No such file or directory"),
        (["-", "-"], 2, "only one of the two can be standard input"),
        (["old.jsonl", "new.jsonl", "--by", "place"], 2, "--by place: choose measure or fact"),
        (["old.jsonl", "new.jsonl", "--tolerance", "x"], 2, "--tolerance x: is no share; write it as 0.5% or 0.005"),
        (["old.jsonl", "new.jsonl", "--tolerance=-1%"], 2,
         "--tolerance -1%: is no share; write it as 0.5% or 0.005"),
        (["old.jsonl", "new.jsonl", "--by", "fact", "--tolerance", "1%"], 2,
         "--tolerance goes with --by measure; facts are compared field by field"),
        (["old.jsonl", "new.jsonl", "--format", "csv"], 2,
         "--format csv: is no format; choose table, jsonl or markdown"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_one_line(call, arguments, code, message):
    outcome = call("diff", *arguments)
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"imss-facts: {message}\n")
