"""``imss-facts query``."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from figures import KEYS, a_fact, line, write

FACTS = [
    a_fact(bulletin="a", date="2020-07-20", value=22643638, entity="las [camas]", place="Nuevo León",
           modifier="approximate"),
    a_fact(bulletin="b", kind="money", category="money", measure="investment", value=6090000000, unit="MXN",
           quantity="6,090 mdp", change="increase", entity="inversión\u2028\x1b[31m|x", period="2021"),
    a_fact(bulletin="c", kind="percent", category=None, measure=None, value=94.2, unit="%", entity=None),
    a_fact(bulletin="d", value=None, low=10, high=15, modifier="exact"),
    a_fact(bulletin="e", kind="date", category="time", measure=None, value=None, period="2020-07", entity=None),
]  # fmt: skip


@pytest.fixture
def facts(folder):
    return write(folder / "facts.jsonl", *FACTS)


@pytest.mark.parametrize("source", ["file", "stdin", "pipe", "glob"])
def test_facts_come_from_files_and_pipes_alike(call, facts, source):
    named = {"file": ["facts.jsonl"], "stdin": ["-"], "pipe": [], "glob": ["f*.jsonl"]}[source]
    text = "".join(f"{line(fact)}\n" for fact in FACTS)
    outcome = call("query", *named, "--kind", "count", input=None if source in ("file", "glob") else text)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [line(FACTS[0]), line(FACTS[3])]


def test_whole_facts_come_out_as_the_bytes_they_were(call, facts, folder):
    assert call("query", facts).out.encode() == (folder / "facts.jsonl").read_bytes()
    assert json.loads(call("query", facts, "--format", "json").out) == FACTS
    assert call("query", facts, "--where", "false").out == ""
    assert json.loads(call("query", facts, "--where", "false", "--format", "json").out) == []


def test_columns_chosen_are_exact(call, facts):
    outcome = call("query", facts, "--select", "bulletin,value", "--select", "date", "--sort=-value", "--limit", "3")
    assert outcome.out == (
        '{"bulletin": "b", "value": 6090000000, "date": null}\n'
        '{"bulletin": "a", "value": 22643638, "date": "2020-07-20"}\n'
        '{"bulletin": "c", "value": 94.2, "date": null}\n'
    )


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_holds_every_column(call, facts, form, delimiter):
    rows = list(csv.reader(io.StringIO(call("query", facts, "--format", form).out), delimiter=delimiter))
    assert rows[0] == KEYS
    assert len(rows) == 6
    first = dict(zip(KEYS, rows[1], strict=True))
    assert (first["value"], first["low"], first["date"], first["rules"]) == (
        "22643638",
        "",
        "2020-07-20",
        '["numeral.digits"]',
    )


def test_a_table_shows_figures_as_people_read_them(call, facts):
    lines = call("query", facts, "--format", "table").out.splitlines()
    assert [text.split() for text in lines] == [
        ["bulletin", "figure", "measure", "entity", "period", "place"],
        ["a", "≈", "22,643,638", "hospitals", "las", "[camas]", "Nuevo", "León"],
        ["b", "+6,090,000,000", "MXN", "investment", "inversión", "�[31m|x", "2021"],
        ["c", "94.2", "%"],
        ["d", "10", "to", "15", "hospitals", "hospitales"],
        ["e", "2020-07", "2020-07"],
    ]
    assert len({len(text.split("  hospitals")[0]) for text in lines if "  hospitals" in text}) == 1  # right-aligned


def test_short_numbers_on_request(call, facts):
    out = call("query", facts, "--format", "markdown", "--short").out
    assert out.splitlines()[:4] == [
        "| bulletin | figure | measure | entity | period | place |",
        "| --- | ---: | --- | --- | --- | --- |",
        "| a | ≈ 22.6 millones | hospitals | las [camas] |  | Nuevo León |",
        r"| b | +6.09 mmdp | investment | inversión �[31m\|x | 2021 |  |",
    ]


def test_groups(call, facts):
    outcome = call("query", facts, "--group-by", "kind", "--sort", "-count", "--limit", "1")
    assert json.loads(outcome.out) == {
        "kind": "count", "unit": None, "count": 2, "sum": 22643638, "min": 22643638, "max": 22643638,
        "latest": 22643638, "latest_at": "2020-07-20",
    }  # fmt: skip


def test_sql(call, facts):
    sql = "SELECT kind, count(*) AS n, max(value) / 3 AS x, [1.50, NULL] AS l, 'nan'::DOUBLE AS f FROM facts GROUP BY 1"
    outcome = call("query", facts, "--sql", f"{sql} ORDER BY 1 LIMIT 1;")
    assert outcome.out == '{"kind": "count", "n": 2, "x": 7547879.333333333, "l": [1.5, null], "f": null}\n'
    assert call("query", facts, "--sql", "SELECT 1 AS a, 2 AS a", "--format", "csv").out == "a,a_2\n1,2\n"
    table = call("query", facts, "--sql", "SELECT sum(value) AS total FROM facts", "--format", "table").out
    assert table.split() == ["total", "6,112,643,732.2"]


def test_parquet_holds_the_columns(call, facts, folder):
    import duckdb

    outcome = call("query", facts, "--format", "parquet", "-o", "out.parquet", "--kind", "money")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    read = duckdb.sql("SELECT * FROM 'out.parquet'")
    assert read.columns == KEYS
    assert read.fetchall()[0][6] == 6090000000
    for more in (["--group-by", "kind"], ["--sql", "SELECT count(*) FROM facts;"], ["--select", "id", "--sort", "id"]):
        assert call("query", facts, "--format", "parquet", "-o", "out.parquet", *more).code == 0
        assert duckdb.sql("SELECT count(*) FROM 'out.parquet'").fetchall()[0][0] > 0


def test_parquet_in_a_pipe(facts):
    command = [sys.executable, "-m", "imss_facts", "query", facts, "--format", "parquet"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout[:4], done.stdout[-4:], done.stderr) == (0, b"PAR1", b"PAR1", b"")


@pytest.mark.parametrize("form", ["jsonl", "table", "csv"])
def test_an_output_file_appears_whole_or_not_at_all(call, facts, folder, form):
    (folder / "out").write_text("old")
    assert call("query", facts, "-o", "out", "--format", form, "--sql", "SELECT nope").code == 2
    assert call("query", "missing", "-o", "out", "--format", form).err.endswith(
        "imss-facts: no facts could be read; out is not written\n"
    )
    assert (folder / "out").read_text() == "old"
    outcome = call("query", facts, "-o", "out", "--format", form)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (folder / "out").read_text().count("\n") > 4
    assert sorted(path.name for path in folder.iterdir()) == ["facts.jsonl", "out"]


def test_an_input_is_not_written_over(call, facts):
    outcome = call("query", "f*.jsonl", "-o", "facts.jsonl")
    assert (outcome.code, outcome.err) == (
        2,
        "imss-facts: facts.jsonl: is one of the files to read; name another file\n",
    )


def test_a_broken_line_costs_itself_and_exit_code_3(call, folder):
    write(folder / "[x].jsonl", FACTS[0], '{"id":', FACTS[1])
    outcome = call("query", "[x].jsonl")
    assert (outcome.code, outcome.out.count("\n")) == (3, 2)
    assert outcome.err == (
        "imss-facts: [x].jsonl:2: is no JSON: Expecting value at column 7; every line must be one fact\n"
    )
    strict = call("query", "[x].jsonl", "--strict")
    assert (strict.code, strict.out, strict.err) == (3, "", outcome.err)
    piped = call("query", "-", input='{"id":\n')
    assert (piped.code, piped.err) == (3, outcome.err.replace("[x].jsonl:2", "stdin:1"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_told(call, facts, folder):
    (folder / "closed.jsonl").write_text("")
    (folder / "closed.jsonl").chmod(0)
    outcome = call("query", "closed.jsonl", facts)
    assert (outcome.code, outcome.out.count("\n")) == (3, 5)
    assert outcome.err == "imss-facts: closed.jsonl: cannot be read: Permission denied\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.jsonl"], 3, "missing.jsonl: cannot be read: No such file or directory"),
        (["*.nothing"], 3, "*.nothing: matches no file"),
        (["empty"], 3, "empty: holds no .jsonl file"),
        ([""], 3, "a file's name is empty"),
        (["facts.jsonl", "--kind", "sum"], 2, "--kind sum: is none of count, money, percent, "),
        (["facts.jsonl", "--status", "done"], 2, "--status done: is none of actual, planned"),
        (["facts.jsonl", "--min", "ten"], 2, "--min ten: is no number; write it as 10, 22,643,638 or 94.2"),
        (["facts.jsonl", "--max", "1e40"], 2, "--max 1e40: is no number"),
        (["facts.jsonl", "--max", "nan"], 2, "--max nan: is no number"),
        (["facts.jsonl", "--date", "last year"], 2, "--date last year: is no time; write it as 2020, 2020-07,"),
        (["facts.jsonl", "--format", "xml"], 2, "--format xml: is no format; choose table, jsonl, "),
        (["facts.jsonl", "--select", "size"], 2, "--select size: is no column; choose from id, bulletin,"),
        (["facts.jsonl", "--sql", "SELECT 1", "--kind", "money"], 2, "--sql is a whole statement; put filters, "),
        (["facts.jsonl", "--sql", "DROP VIEW facts"], 2, "--sql: must be one SELECT statement over the view"),
        (["facts.jsonl", "--where", "nope"], 2, '--where: Binder Error: Referenced column "nope" not found'),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_one_line(call, facts, folder, arguments, code, message):
    (folder / "empty").mkdir()
    outcome = call("query", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith(f"imss-facts: {message}")
    assert outcome.err.count("\n") == 1


def test_bounds_take_commas(call, facts):
    assert call("query", facts, "--min", "22,643,638", "--max", "22643638.0").out == line(FACTS[0]) + "\n"


@pytest.mark.parametrize(
    "arguments", [[], ["--sort", "value"], ["--sql", "SELECT nope"], ["--format", "table"], ["missing"]]
)
def test_nothing_is_left_behind_and_nothing_is_said_at_the_end(run, folder, arguments):
    """DuckDB's binding complains on stderr at the end of a process that still holds a connection."""
    write(folder / "facts.jsonl", *FACTS)
    (folder / "tmp").mkdir()
    outcome = run("query", "facts.jsonl", *arguments, env={"TMPDIR": str(folder / "tmp")})
    assert outcome.err.count("\n") == (0 if outcome.code == 0 else 1)
    assert list((folder / "tmp").iterdir()) == []


def test_a_table_on_a_terminal_is_cut_where_nobody_would_read_on(call, folder):
    write(folder / "facts.jsonl", *[a_fact(start=k) for k in range(1003)])
    outcome = call("query", "facts.jsonl", "--format", "table")
    assert outcome.out.count("\n") == 1001
    assert outcome.err == "imss-facts: 3 rows more; --limit and --sort choose some, --format csv writes all\n"


@pytest.mark.parametrize(
    ("option", "begun", "offered"),
    [
        ("--measure", "hospital_", {"hospital_beds"}),
        ("--category", "be", {"beneficiaries", "beds"}),
        ("--kind", "m", {"money", "measurement"}),
    ],
)
def test_the_shell_completes_names(option, begun, offered):
    env = {
        "_IMSS_FACTS_COMPLETE": "complete_bash",
        "COMP_WORDS": f"imss-facts query {option} {begun}",
        "COMP_CWORD": "3",
    }
    command = Path(sys.executable).with_name("imss-facts")
    done = subprocess.run([command], env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=60)
    assert offered <= set(done.stdout.split())
    assert all(name.startswith(begun) for name in done.stdout.split())
