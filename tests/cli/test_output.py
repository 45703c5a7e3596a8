"""``-o FILE``: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from imss_facts.cli.output import data_output
from imss_facts.errors import ImssFactsError

TEXT = "Hay 7 camas en 2021.\n"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_holds_what_stdout_would(call, folder):
    (folder / "a.txt").write_text(TEXT)
    written = call("extract", "a.txt", "-o", "out.jsonl")
    assert (written.code, written.out) == (0, "")
    assert written.err == "imss-facts: 2 facts from 1 bulletin\n"
    assert (folder / "out.jsonl").read_text() == call("extract", "a.txt").out


def test_no_facts_give_an_empty_file(call, folder):
    assert call("extract", "-", "-o", "out.jsonl", input="Nada.").code == 0
    assert (folder / "out.jsonl").read_bytes() == b""


def test_nothing_but_the_file_is_left_behind(call, folder):
    (folder / "a.txt").write_text(TEXT)
    call("extract", "a.txt", "-o", "out.jsonl")
    assert names(folder) == ["a.txt", "out.jsonl"]


def test_a_new_file_obeys_the_umask(folder):
    before = os.umask(0o027)
    try:
        with data_output(folder / "out") as write:
            write("x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o640


def test_a_file_that_was_there_keeps_its_mode(folder):
    (folder / "out").write_text("old")
    (folder / "out").chmod(0o604)
    with data_output(folder / "out") as write:
        write("new")
    assert (folder / "out").read_text() == "new"
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o604


def test_a_link_stays_one(folder):
    (folder / "real").write_text("old")
    (folder / "link").symlink_to("real")
    with data_output(folder / "link") as write:
        write("new")
    assert (folder / "link").readlink() == Path("real")
    assert (folder / "real").read_text() == "new"


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, ImssFactsError, OSError(28, "No space left on device")])
def test_what_stops_half_way_leaves_the_old_file_and_no_other(folder, trouble):
    (folder / "out").write_text("old")

    def fail():
        with data_output(folder / "out") as write:
            write("half a li")
            raise trouble

    with pytest.raises((KeyboardInterrupt, ImssFactsError)):
        fail()
    assert (folder / "out").read_text() == "old"
    assert names(folder) == ["out"]


def test_a_bad_bulletin_leaves_no_partial_line(call, folder):
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_bytes(b"\x00\x01")
    (folder / "c.txt").write_text(TEXT)
    assert call("extract", ".", "-o", "out.jsonl").code == 3
    lines = (folder / "out.jsonl").read_text()
    assert lines.count("\n") == 4
    assert lines.endswith("}\n")


def test_nothing_readable_leaves_the_old_file(call, folder):
    (folder / "out.jsonl").write_text("old")
    outcome = call("extract", "missing", "-o", "out.jsonl")
    assert outcome.code == 3
    assert outcome.err == (
        "imss-facts: missing: cannot be read: No such file or directory\n"
        "imss-facts: no bulletin could be read; out.jsonl is not written\n"
    )
    assert (folder / "out.jsonl").read_text() == "old"


@pytest.mark.parametrize(
    ("output", "code", "message"),
    [
        ("sub", 3, "sub: is a folder; name a file for the output"),
        ("no/out.jsonl", 3, "no/out.jsonl: cannot be written: No such file or directory"),
        ("a.txt/out.jsonl", 3, "a.txt/out.jsonl: cannot be written: Not a directory"),
        ("a.txt", 2, "a.txt: is one of the files to read; name another file"),
        ("./sub/../a.txt", 2, "sub/../a.txt: is one of the files to read; name another file"),
    ],
)
def test_an_impossible_place_is_told_in_one_line(call, folder, output, code, message):
    (folder / "sub").mkdir()
    (folder / "a.txt").write_text(TEXT)
    outcome = call("extract", "a.txt", "-o", output)
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"imss-facts: {message}\n")
    assert (folder / "a.txt").read_text() == TEXT
