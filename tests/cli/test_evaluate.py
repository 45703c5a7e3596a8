"""``imss-facts evaluate``."""

import json

import pytest

GOLD = {"quantity": "7", "start": 4, "end": 5, "kind": "count", "value": 7, "entity": "camas", "category": "beds"}


def jsonl(path, *records):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


@pytest.fixture
def facts(call, folder):
    (folder / "a.txt").write_text("Hay 7 camas. Hay 8 camas.")
    call("extract", "a.txt", "-o", "facts.jsonl")
    return "facts.jsonl"


def test_scores_are_told_by_kind_and_by_attribute(call, folder, facts):
    jsonl(folder / "gold" / "a.jsonl", GOLD)
    outcome = call("evaluate", "gold", facts, "--format", "jsonl")
    rows = {row["name"]: row for row in map(json.loads, outcome.out.splitlines())}
    assert (outcome.code, outcome.err) == (0, "")
    scores = {"gold": 1, "facts": 2, "right": 1, "precision": 0.5, "recall": 1.0, "f1": 0.667}
    assert rows["count"] == {"name": "count", **scores}
    assert rows["all"] == {"name": "all", **scores}
    assert rows["category"] == {
        "name": "category",
        "gold": 1,
        "facts": 1,
        "right": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }
    assert "speaker" not in rows  # gold says nothing of it


def test_scores_are_a_table_unless_lines_are_asked_for(call, folder, facts):
    jsonl(folder / "gold" / "a.jsonl", GOLD)
    lines = call("evaluate", "gold", facts).out.splitlines()
    assert lines[0].split() == ["name", "gold", "facts", "right", "precision", "recall", "f1"]
    assert lines[1].split() == ["count", "1", "2", "1", "0.5", "1.0", "0.667"]


def test_errors_are_listed_on_request(call, folder, facts):
    jsonl(
        folder / "gold" / "a.jsonl",
        {**GOLD, "value": 70},
        {**GOLD, "start": 17, "end": 18, "quantity": "8", "value": 8, "entity": "mesas"},
        {**GOLD, "start": 20, "end": 25, "quantity": "[9]", "value": 9},
    )
    outcome = call("evaluate", "gold", facts, "--errors")
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(row["bulletin"], row["start"], row["error"], row["gold"], row["fact"]) for row in rows] == [
        ("a", 4, "wrong", "7 = 70", "7 = 7"),
        ("a", 17, "entity", "mesas", "camas"),
        ("a", 20, "missed", "[9] = 9", None),
    ]
    assert "[9] = 9" in call("evaluate", "gold", facts, "--errors", "--format", "table").out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "facts.jsonl:1: is no JSON: Expecting property name enclosed in double quotes; every line must be"),
        ("[]", "facts.jsonl:1: is no JSON object; every line must be one object"),
        ("\n{}", "facts.jsonl:2: lacks «start»; is this a facts or gold file?"),
        (b"\xff", "facts.jsonl: is not UTF-8 (byte 0xff)"),
        ("[" * 100_000, "facts.jsonl:1: cannot be read: maximum recursion depth exceeded"),
        (json.dumps({**GOLD}), "facts.jsonl:1: lacks «bulletin»; is this a facts or gold file?"),
        (json.dumps({**GOLD, "bulletin": 1}), "facts.jsonl:1: bulletin must be text, not 1"),
        (json.dumps({**GOLD, "bulletin": "a", "start": 1.5}), "facts.jsonl:1: start and end must be whole numbers"),
        (json.dumps({**GOLD, "bulletin": "a", "value": "7"}), "facts.jsonl:1: value must be a number, not '7'"),
        (json.dumps({**GOLD, "bulletin": "a", "value": True}), "facts.jsonl:1: value must be a number, not True"),
        ('{"value": NaN}', "facts.jsonl:1: cannot be read: NaN is no JSON number"),
        (json.dumps({**GOLD, "bulletin": "a", "entity": ["x"]}), "facts.jsonl:1: entity must be text, not ['x']"),
        (json.dumps({**GOLD, "bulletin": "a", "kind": "sum"}), "facts.jsonl:1: kind «sum» is none of count, money, "),
        ('{"value": 1e99999}', "facts.jsonl:1: cannot be read: 1e99999 is out of range; every line must be one object"),
        ('{"value": ' + "9" * 5000 + "}", "facts.jsonl:1: cannot be read: Exceeds the limit"),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_file_that_holds_no_facts_is_told_with_its_line(call, folder, content, message):
    jsonl(folder / "gold" / "a.jsonl", GOLD)
    (folder / "facts.jsonl").write_bytes(content if isinstance(content, bytes) else content.encode())
    outcome = call("evaluate", "gold", "facts.jsonl")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith(f"imss-facts: {message}")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("gold", ["missing", "empty", "facts.jsonl"])
def test_a_folder_without_gold_is_told(call, folder, facts, gold):
    (folder / "empty").mkdir()
    outcome = call("evaluate", gold, facts)
    assert outcome.code == 3
    assert outcome.err == f"imss-facts: {gold}: holds no gold file (<bulletin>.jsonl)\n"


def test_a_missing_facts_file_is_told(call, folder):
    jsonl(folder / "gold" / "a.jsonl", GOLD)
    outcome = call("evaluate", "gold", "missing.jsonl")
    assert (outcome.code, outcome.err) == (
        3,
        "imss-facts: missing.jsonl: cannot be read: No such file or directory\n",
    )
