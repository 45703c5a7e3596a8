"""Bulletins that cannot be read: one clear line each, the rest done, exit code 3."""

import os
import time

import pytest

from imss_facts.readers.detect import SUFFIXES

GOOD = "Hay 7 camas.\n"


def unreadable(path):
    path.write_text(GOOD)
    path.chmod(0)


BAD = {
    "empty": (lambda path: path.write_bytes(b""), "is empty; nothing to extract"),
    "blank": (lambda path: path.write_bytes(b" \n\t\n"), "is empty; nothing to extract"),
    "mark only": (lambda path: path.write_bytes(b"\xef\xbb\xbf"), "is empty; nothing to extract"),
    "binary": (
        lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01\x00\x00"),
        "looks binary (it has NUL bytes), not text; extract the text first",
    ),
    "late NUL": (
        lambda path: path.write_bytes(b"a" * 10_000 + b"\x00"),
        "looks binary (it has NUL characters), not text; extract the text first",
    ),
    "Latin-1": (
        lambda path: path.write_bytes("Uno\nHay 7 niñas.".encode("latin-1")),
        "line 2: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "dangling link": (lambda path: path.symlink_to("nowhere"), "cannot be read: No such file or directory"),
    "circular link": (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
    "one line of 50 MB": (
        lambda path: path.write_bytes(b"Hay 7 camas " * (50_000_000 // 12)),
        "has 49,999,992 bytes, too many for one bulletin; split it",
    ),
    "one line of 3 MB": (
        lambda path: path.write_bytes(b"Hay 7 camas " * (3_000_000 // 12)),
        "has 3,000,000 characters, more than the 2,000,000 of one bulletin; split it",
    ),
}
CASES = [pytest.param(*case, id=name) for name, case in BAD.items()]


@pytest.mark.parametrize(("make", "message"), CASES)
@pytest.mark.parametrize("by", ["folder", "name"])
def test_a_bad_file_is_told_in_one_line_and_the_rest_is_done(call, folder, make, message, by):
    (folder / "a.txt").write_text(GOOD)
    make(folder / "b.txt")
    (folder / "c.txt").write_text(GOOD)
    outcome = call("extract", *(["."] if by == "folder" else ["a.txt", "b.txt", "c.txt"]))
    assert outcome.code == 3
    assert [fact["bulletin"] for fact in outcome.facts] == ["a", "c"]
    assert outcome.err == (f"imss-facts: b.txt: {message}\nimss-facts: 2 facts from 2 bulletins; 1 could not be read\n")


@pytest.mark.parametrize(("make", "message"), CASES)
@pytest.mark.parametrize("command", ["text", "audit", "show"])
def test_the_other_commands_tell_it_likewise(call, folder, make, message, command):
    make(folder / "b.txt")
    outcome = call(command, "b.txt")
    assert (outcome.code, outcome.out, outcome.err) == (3, "", f"imss-facts: b.txt: {message}\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_told_in_one_line(call, folder):
    unreadable(folder / "b.txt")
    outcome = call("extract", "b.txt")
    assert (outcome.code, outcome.err) == (3, "imss-facts: b.txt: cannot be read: Permission denied\n")


def test_a_file_that_refuses_to_be_read_is_told_in_one_line(call, folder, monkeypatch):
    (folder / "b.txt").write_text(GOOD)

    def refuse(self, *_arguments, **_options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("imss_facts.readers.finding.open", refuse, raising=False)
    outcome = call("extract", "b.txt")
    assert (outcome.code, outcome.err) == (3, "imss-facts: b.txt: cannot be read: Permission denied\n")


def test_a_file_that_vanishes_after_the_listing_is_told_in_one_line(call, folder, monkeypatch):
    from imss_facts.operations import extract

    for name in "abc":
        (folder / f"{name}.txt").write_text(GOOD)
    first = extract.Extractor.__call__

    def remove_another(self, bulletin):
        (folder / "b.txt").unlink(missing_ok=True)
        return first(self, bulletin)

    monkeypatch.setattr(extract.Extractor, "__call__", remove_another)
    outcome = call("extract", ".", "-o", "out.jsonl")
    assert outcome.code == 3
    assert outcome.err == (
        "imss-facts: b.txt: cannot be read: No such file or directory\n"
        "imss-facts: 2 facts from 2 bulletins; 1 could not be read\n"
    )
    assert (folder / "out.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize("name", ["empty", "x.txt"])
def test_a_folder_with_no_bulletin_is_told(call, folder, name):
    (folder / name).mkdir()
    (folder / name / "notes.xlsx").write_bytes(b"PK")
    outcome = call("extract", name)
    assert outcome.code == 3
    assert outcome.err == f"imss-facts: {name}: holds no bulletin ({', '.join(sorted(SUFFIXES))})\n"


def test_a_folder_named_like_a_bulletin_is_no_bulletin(call, folder):
    (folder / "x.txt").mkdir()
    (folder / "x.txt" / "y.txt").write_text(GOOD)
    outcome = call("extract", ".")
    assert (outcome.code, [fact["bulletin"] for fact in outcome.facts]) == (0, ["x.txt/y"])


def test_a_file_of_another_format_is_told_when_named(call, folder):
    (folder / "notes.log").write_text(GOOD)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    outcome = call("extract", "notes.log", "photo.jpg")
    assert outcome.err == (
        f"imss-facts: notes.log: is of no known format ({', '.join(sorted(SUFFIXES))})\n"
        "imss-facts: photo.jpg: is a picture; recognise its text first (OCR)\n"
    )
    assert outcome.code == 3


def test_an_unknown_encoding_is_told(call, folder):
    (folder / "a.txt").write_text(GOOD)
    outcome = call("extract", "a.txt", "--encoding", "latin-99")
    assert (outcome.code, outcome.err) == (3, "imss-facts: a.txt: no encoding is called «latin-99»\n")


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "unicode_escape"])
def test_an_encoding_that_gives_no_text_is_told_in_one_line(call, folder, encoding):
    (folder / "a.txt").write_text("Hay 7 camas \\ud800.")
    outcome = call("extract", "a.txt", "--encoding", encoding)
    assert outcome.code == 3
    assert outcome.err.startswith("imss-facts: a.txt: ")
    assert outcome.err.count("\n") == 1


def test_a_named_pipe_in_a_folder_does_not_stop_the_rest(process, folder):
    (folder / "a.txt").write_text(GOOD)
    os.mkfifo(folder / "b.txt")
    child = process("extract", ".")
    child.wait(timeout=10)
    assert child.stdout.read().count("\n") == 1


def test_an_endless_file_is_refused(process):
    child = process("extract", "/dev/zero")
    _, err = child.communicate(timeout=10)
    assert (child.returncode, err.count("\n")) == (3, 1)


def test_a_line_of_50_megabytes_is_refused_quickly(run, folder):
    (folder / "a.txt").write_bytes(b"7 camas " * (50_000_000 // 8))
    began = time.monotonic()
    outcome = run("extract", "a.txt")
    assert time.monotonic() - began < 20  # a process that starts takes one or two
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1


def test_a_line_of_50_megabytes_on_stdin_is_refused_likewise(run):
    outcome = run("extract", "-", input="7 camas " * (50_000_000 // 8))
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("imss-facts: -: has 50,000,000 ")
    assert outcome.err.count("\n") == 1
