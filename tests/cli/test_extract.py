"""``imss-facts extract``: what is read, and what is written."""

import json

import pytest

TEXT = "El hospital atendió a 1,500 pacientes en 20 camas durante 2021.\n"
QUANTITIES = ["1,500", "20", "2021"]


@pytest.mark.parametrize(
    ("argument", "bulletin"),
    [("a.txt", "a"), ("./a.txt", "a"), ("sub/b.md", "b"), ("sub", "b"), (".", "a"), ("-", "stdin")],
)
def test_a_file_a_folder_and_stdin_give_the_same_figures(call, folder, argument, bulletin):
    (folder / "sub").mkdir()
    (folder / "sub" / "b.md").write_text(TEXT)
    (folder / "a.txt").write_text(TEXT)
    outcome = call("extract", argument, input=TEXT)
    assert (outcome.code, outcome.err) == (0, "")
    facts = [fact for fact in outcome.facts if fact["bulletin"] == bulletin]
    assert [fact["quantity"] for fact in facts] == QUANTITIES


def test_folders_are_read_in_sorted_order_whatever_their_depth(call, folder):
    for name in ("c.txt", "a/z.txt", "b.md", "a/b/y.markdown", "a.text"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Hay 7 camas.")
    outcome = call("extract", ".")
    assert [fact["bulletin"] for fact in outcome.facts] == ["a/b/y", "a/z", "a", "b", "c"]


def test_paths_are_read_in_the_order_given(call, folder):
    for name in "ab":
        (folder / f"{name}.txt").write_text("Hay 7 camas.")
    assert [fact["bulletin"] for fact in call("extract", "b.txt", "a.txt").facts] == ["b", "a"]


def test_hidden_files_and_other_formats_are_passed_over(call, folder):
    for name in (".hidden.txt", ".git/a.txt", "facts.jsonl", "photo.jpg", "a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Hay 7 camas.")
    assert [fact["bulletin"] for fact in call("extract", ".").facts] == ["a"]


def test_a_path_given_twice_is_read_once(call, folder):
    (folder / "a.txt").write_text(TEXT)
    outcome = call("extract", "a.txt", "a.txt")
    assert (outcome.code, outcome.quantities) == (0, QUANTITIES)


def test_two_bulletins_of_one_id_are_an_error_that_names_both(call, folder):
    for name in ("x", "y"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(TEXT)
    outcome = call("extract", "x/a.txt", "y/a.txt")
    assert (outcome.code, outcome.quantities) == (3, QUANTITIES)
    assert outcome.err == (
        "imss-facts: y/a.txt: has the id «a» of x/a.txt; rename one, or extract their common folder\n"
        "imss-facts: 3 facts from 1 bulletin; 1 could not be read\n"
    )


def test_the_same_input_gives_the_same_bytes(run, folder):
    for k in range(5):
        (folder / f"{k}.txt").write_text(f"{TEXT}Hay {k} médicos y veintidós mil niñas.")
    first, second = (run("extract", ".", env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert first == second
    assert len(first.facts) == 25


def test_a_text_without_figures_gives_no_output(call):
    outcome = call("extract", "-", input="No hay cifras aquí.")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_output_is_utf8_with_plain_line_ends_whatever_the_locale(run, folder):
    (folder / "a.txt").write_text("Hay 7 niñas.", encoding="utf-8")
    outcome = run("extract", "a.txt", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert outcome.out.count("\n") == 1
    assert '"sentence": "Hay 7 niñas."' in outcome.out


@pytest.mark.parametrize(
    ("name", "options", "date", "period"),
    [
        ("a.txt", [], None, "XXXX-07"),
        ("a.txt", ["--date", "2020-07-20"], "2020-07-20", "2020-07"),
        ("2019-05-01.txt", [], "2019-05-01", "2019-07"),
        ("2019-05-01.txt", ["--date", "2020-07-20"], "2020-07-20", "2020-07"),
    ],
)
def test_the_date_option_takes_the_place_of_the_bulletins_own(call, folder, name, options, date, period):
    (folder / name).write_text("Se crearon 300 plazas en julio de este año.")
    facts = call("extract", name, *options).facts
    assert {fact["date"] for fact in facts} == {date}
    assert [fact["period"] for fact in facts if fact["kind"] == "date"] == [period]


@pytest.mark.parametrize("day", ["2020", "2020-02-30", "20/07/2020", "hoy", ""])
def test_a_date_that_is_no_day_is_a_usage_error(call, folder, day):
    outcome = call("extract", "-", "--date", day, input=TEXT)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"imss-facts: --date {day}: is no day; write it as 2020-07-20\n"


def test_another_encoding_is_read_when_named(call, folder):
    (folder / "a.txt").write_bytes("Hay 7 niñas.".encode("cp1252"))
    outcome = call("extract", "a.txt", "--encoding", "cp1252")
    assert [fact["entity"] for fact in outcome.facts] == ["niñas"]


def test_a_bracketed_file_name_is_told_as_it_is(call, folder):
    (folder / "[archivo].txt").write_text("")
    (folder / "[bold].txt").write_text(TEXT)
    outcome = call("extract", ".")
    assert {fact["bulletin"] for fact in outcome.facts} == {"[bold]"}
    assert outcome.err.splitlines()[0] == "imss-facts: [archivo].txt: is empty; nothing to extract"


def test_a_file_name_that_is_no_utf8_is_written_as_json_can(run, folder):
    name = b"a\xff.txt"
    try:
        with open(bytes(folder) + b"/" + name, "w") as stream:  # noqa: PTH123
            stream.write("Hay 7 camas.")
    except OSError:
        pytest.skip("this file system takes no such name")
    for options in ([], ["-o", "out.jsonl"]):
        outcome = run("extract", ".", *options)
        lines = outcome.out or (folder / "out.jsonl").read_text()
        assert outcome.code == 0
        assert json.loads(lines)["bulletin"] == "a\\xff"


def test_strict_stops_at_the_first_bulletin_that_cannot_be_read(call, folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_text(TEXT)
    outcome = call("extract", ".", "--strict")
    assert outcome.code == 3
    assert {fact["bulletin"] for fact in outcome.facts} == {"a"}
    assert outcome.err == "imss-facts: b.txt: is empty; nothing to extract\n"


def test_strict_writes_no_file_when_a_bulletin_cannot_be_read(call, folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("")
    assert call("extract", ".", "--strict", "-o", "out.jsonl").code == 3
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_quiet_tells_errors_but_no_summary(call, folder):
    (folder / "a.txt").write_text(TEXT)
    assert call("extract", ".", "-o", "out.jsonl", "-q").err == ""
    (folder / "b.txt").write_text("")
    assert call("extract", ".", "-o", "out.jsonl", "-q").err == "imss-facts: b.txt: is empty; nothing to extract\n"
