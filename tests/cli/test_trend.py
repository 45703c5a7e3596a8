"""``imss-facts trend``."""

import json
import subprocess
import sys

import pytest
from figures import a_fact, line, write

FACTS = [
    a_fact("2019", period="2019", value=20000000, measure="insured_workers"),
    a_fact("2020", date="2020-12-31", value=22643638, measure="insured_workers", modifier="approximate"),
    a_fact("[2021]", period="2021", value=23000000, measure="insured_workers", status="planned"),
    a_fact("2021", period="2021", measure="insured_workers", place="Puebla"),
    a_fact("2020", start=50),
]


@pytest.fixture(autouse=True)
def facts(folder):
    return write(folder / "facts.jsonl", *FACTS)


ASK = ["trend", "--measure", "insured_workers"]
LEFT_OUT = "imss-facts: left out: 1 of Puebla; --kind, --unit, --place and --change choose them\n"


@pytest.mark.parametrize("source", ["file", "pipe"])
def test_points_are_lines_of_json(call, source):
    text = "".join(f"{line(fact)}\n" for fact in FACTS)
    outcome = call(*ASK, "facts.jsonl") if source == "file" else call(*ASK, "-", input=text)
    assert (outcome.code, outcome.err) == (0, LEFT_OUT)
    assert len(outcome.facts) == 3
    assert outcome.facts[1] == {
        "at": "2020-12-31", "period": None, "value": 22643638, "difference": 2643638, "percent": 13.22,
        "modifier": "approximate", "status": "actual", "measure": "insured_workers", "kind": "count", "unit": None,
        "place": None, "change": None, "sources": ["2020#4-12"],
    }  # fmt: skip


def test_a_table_has_a_line_below_it(call):
    lines = call(*ASK, "facts.jsonl", "--format", "table").out.splitlines()
    assert [text.split() for text in lines[:4]] == [
        ["at", "period", "value", "difference", "percent", "status", "source"],
        ["2019-12-31", "2019", "20,000,000", "actual", "2019#4-12"],
        ["2020-12-31", "≈", "22,643,638", "+2,643,638", "+13.22", "actual", "2020#4-12"],
        ["2021-12-31", "2021", "23,000,000", "+356,362", "+1.57", "planned", "[2021]#4-12"],
    ]
    assert lines[4] == ""
    assert lines[5].startswith("23 millones ┤")
    assert lines[-1].split() == ["2019-12-31", "2021-12-31"]


def test_other_formats(call):
    assert call(*ASK, "facts.jsonl", "--format", "csv", "--place", "puebla").out.splitlines() == [
        "at,period,value,difference,percent,modifier,status,measure,kind,unit,place,change,sources",
        '2021-12-31,2021,7,,,exact,actual,insured_workers,count,,Puebla,,"[""2021#4-5""]"',
    ]
    assert call(*ASK, "facts.jsonl", "--format", "markdown").out.count("\n") == 5


@pytest.mark.parametrize(("name", "magic"), [("p.svg", b"<?xml"), ("p.PNG", b"\x89PNG")])
def test_a_picture_is_drawn_on_request(call, folder, name, magic):
    outcome = call(*ASK, "facts.jsonl", "--plot", name)
    assert (outcome.code, outcome.err) == (0, LEFT_OUT)
    assert (folder / name).read_bytes().startswith(magic)


def test_without_matplotlib_the_way_to_get_it_is_told(folder):
    script = "import sys; sys.modules['matplotlib'] = None; from imss_facts.__main__ import main; main()"
    command = [sys.executable, "-c", script, *ASK, "facts.jsonl", "--plot", "p.svg"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "--plot needs Matplotlib, which is not installed: pip install 'imss-facts[plot]'\n" in done.stderr
    assert not (folder / "p.svg").exists()


def test_a_measure_without_figures_is_told(call):
    outcome = call("trend", "--measure", "nothing", "facts.jsonl")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("imss-facts: nothing: no figure with a value and a time; ")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing"], 3, "imss-facts: missing: cannot be read: No such file or directory"),
        (["facts.jsonl", "--plot", "p.pdf"], 2, "imss-facts: --plot p.pdf: must end in .svg or .png"),
        (["facts.jsonl", "--format", "parquet"], 2, "imss-facts: --format parquet: is no format; choose table, jsonl,"),
        (["facts.jsonl", "--period", "soon"], 2, "imss-facts: --period soon: is no time; write it as 2020,"),
    ],
)
def test_a_wrong_call_is_told(call, arguments, code, message):
    outcome = call(*ASK, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith(message)


def test_a_measure_must_be_named(call):
    outcome = call("trend", "facts.jsonl")
    assert outcome.code == 2
    assert "Missing option '--measure'" in outcome.err
    assert json.dumps(outcome.out) == '""'
