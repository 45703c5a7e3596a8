"""``imss-facts conflicts``."""

import pytest
from figures import a_fact, line, write

SUM = "Hay 120 y 273 más para llegar a [400]."
FACTS = [
    a_fact("a", period="2020", value=22643638, measure="insured_workers"),
    a_fact("b", period="2020", value=23643638, measure="insured_workers"),
    a_fact("c", start=4, quantity="120", value=120, sentence=SUM),
    a_fact("c", start=10, quantity="273", value=273, sentence=SUM, change="increase"),
    a_fact("c", start=34, quantity="400", value=400, sentence=SUM),
]


@pytest.fixture(autouse=True)
def facts(folder):
    return write(folder / "facts.jsonl", *FACTS)


@pytest.mark.parametrize("source", ["file", "pipe"])
def test_conflicts_are_lines_of_json(call, source):
    text = "".join(f"{line(fact)}\n" for fact in FACTS)
    outcome = call("conflicts", "facts.jsonl") if source == "file" else call("conflicts", input=text)
    assert (outcome.code, outcome.err) == (0, "imss-facts: 2 conflicts\n")
    assert outcome.facts == [
        {"conflict": "figures", "measure": "insured_workers", "kind": "count", "unit": None, "place": None,
         "period": "2020", "values": [22643638, 23643638], "expected": None, "sources": ["a#4-12", "b#4-12"],
         "sentences": ["Hay 22643638 hospitales.", "Hay 23643638 hospitales."]},
        {"conflict": "sum", "measure": "hospitals", "kind": "count", "unit": None, "place": None, "period": None,
         "values": [120, 273, 400], "expected": 393, "sources": ["c#4-7", "c#10-13", "c#34-37"],
         "sentences": [SUM, SUM, SUM]},
    ]  # fmt: skip


def test_a_table_has_a_line_for_each_sentence(call):
    out = call("conflicts", "facts.jsonl", "--format", "markdown", "--short").out
    assert out.splitlines()[2:] == [
        "| 1 | figures | insured_workers |  | 2020 | 22.6 millones | a#4-12 | Hay 22643638 hospitales. |",
        "| 1 | figures | insured_workers |  | 2020 | 23.6 millones | b#4-12 | Hay 23643638 hospitales. |",
        f"| 2 | sum | hospitals |  |  | 120 | c#4-7 | {SUM} |",
        f"| 2 | sum | hospitals |  |  | +273 | c#10-13 | {SUM} |",
        f"| 2 | sum | hospitals |  |  | 400, not 393 | c#34-37 | {SUM} |",
    ]
    assert "[400]" in call("conflicts", "facts.jsonl", "--format", "table").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 0, "2 conflicts"),
        (["--exit-code"], 1, "2 conflicts"),
        (["--exit-code", "--measure", "hospitals"], 1, "1 conflict"),
        (["--exit-code", "--bulletin", "a"], 0, "0 conflicts"),
        (["--period", "2020"], 0, "1 conflict"),
    ],
)
def test_the_exit_code_tells_conflicts_on_request(call, arguments, code, told):
    outcome = call("conflicts", "facts.jsonl", *arguments)
    assert (outcome.code, outcome.err) == (code, f"imss-facts: {told}\n")


def test_a_missing_file_is_told(call):
    outcome = call("conflicts", "missing", "--exit-code")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("imss-facts: missing: cannot be read: No such file or directory\n")
