"""The commands over facts in pipes, on terminals and before full disks, with real processes."""

import json
import signal

import pytest
from cli.test_streams import on_terminal, shell, wait_for
from figures import a_fact, line, write

MANY = 20_000


@pytest.fixture
def many(folder):
    """More facts than a pipe holds."""
    text = line(a_fact())
    (folder / "many.jsonl").write_text("".join(f"{text}\n" for _ in range(MANY)))
    return "many.jsonl"


def test_extract_query_and_another_program_make_a_pipeline(folder):
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("Hay 7 camas y 13 hospitales en 2021.")
    out, err, codes = shell(
        "$facts extract -q in | $facts query --category facilities - | python3 -c "
        "'import json, sys; print([json.loads(line)[\"value\"] for line in sys.stdin])'",
        folder,
    )
    assert (out, err, codes) == ("[13]\n", "", [0, 0, 0])


@pytest.mark.parametrize(
    "command",
    [
        "query many.jsonl",
        "query - <many.jsonl",
        "query many.jsonl --sort value",
        "query many.jsonl --format csv",
        "query many.jsonl --format markdown",
        "query many.jsonl --sql 'FROM facts'",
    ],
)
def test_a_reader_that_leaves_early_ends_it_without_a_word(folder, many, command):
    out, err, codes = shell(f"$facts {command} | head -n 1", folder)
    assert out.count("\n") == 1
    assert (err, codes) == ("", [141, 0])


@pytest.mark.parametrize(
    "command",
    ["query a.jsonl", "query a.jsonl --format table", "query a.jsonl --format parquet", "diff a.jsonl b.jsonl",
     "trend --measure hospitals a.jsonl", "trend --measure hospitals --format table a.jsonl",
     "conflicts a.jsonl b.jsonl"],
)  # fmt: skip
def test_a_full_disk_is_told_in_one_line(folder, command):
    write(folder / "a.jsonl", a_fact("a", period="2020"))
    write(folder / "b.jsonl", a_fact("b", period="2020", value=9))
    _, err, codes = shell(f"$facts {command} >/dev/full", folder)
    assert codes == [3]
    assert err.splitlines()[-1] == "imss-facts: output: No space left on device"
    assert "Traceback" not in err
    assert "nanobind" not in err


def test_pipes_that_give_their_bytes_once_may_be_compared(folder):
    write(folder / "a.jsonl", a_fact("a"))
    write(folder / "b.jsonl", a_fact("b", value=9))
    out, _, codes = shell("$facts diff <(cat a.jsonl) <(cat b.jsonl)", folder)
    assert codes == [0]
    assert [json.loads(text)["difference"] for text in out.splitlines()] == [2]
    out, _, codes = shell("$facts query <(cat a.jsonl) <(cat b.jsonl) --select bulletin", folder)
    assert out == '{"bulletin": "a"}\n{"bulletin": "b"}\n'


@pytest.mark.parametrize(
    "command",
    [["query"], ["query", "-"], ["conflicts"], ["trend", "--measure", "x"], ["diff", "-", "a.jsonl"]],
    ids=" ".join,
)
def test_reading_a_terminal_is_refused(folder, command):
    write(folder / "a.jsonl", a_fact())
    seen, code = on_terminal(folder, *command)
    assert code == 2
    assert seen.startswith("imss-facts: ")
    assert "pipe facts in" in seen


@pytest.mark.parametrize("stdin", ["</dev/null", "<&-"])
def test_an_empty_stdin_holds_nothing(folder, stdin):
    out, err, codes = shell(f"$facts query {stdin}", folder)
    assert (out, err, codes) == ("", "", [0])


def test_a_table_fits_the_terminal(folder):
    write(folder / "a.jsonl", a_fact("2020/" + "x" * 50, entity="palabra " * 30, place="[Puebla]"))
    seen, code = on_terminal(folder, "query", "a.jsonl", env={"TERM": "dumb", "COLUMNS": "80"})
    assert code == 0
    assert all(len(text) <= 80 for text in seen.splitlines())
    assert "[Puebla]" in seen
    assert seen.count("palabra") == 30


def test_parquet_does_not_go_to_a_terminal(folder):
    write(folder / "a.jsonl", a_fact())
    seen, code = on_terminal(folder, "query", "a.jsonl", "--format", "parquet")
    assert (code, seen) == (2, "imss-facts: --format parquet: is no text for a terminal; name a file with -o\n")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interruption_leaves_one_line_and_nothing_behind(process, folder, name):
    write(folder / "a.jsonl", a_fact())
    (folder / "tmp").mkdir()
    endless = "SELECT count(*) FROM range(100000000000) AS a, facts WHERE hash(a.range) = 1"
    child = process("query", "a.jsonl", "--sql", endless, env={"TMPDIR": str(folder / "tmp")})
    wait_for(lambda: list((folder / "tmp").glob("*/facts0.jsonl")))
    child.send_signal(getattr(signal, name))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, "", "imss-facts: interrupted\n")
    assert list((folder / "tmp").iterdir()) == []
