"""From paths to bulletins: files, folders and standard input."""

import io
import os
import re
import sys
import threading
from collections import Counter
from types import SimpleNamespace

import pytest

from imss_facts.errors import InputError
from imss_facts.readers import opening, sources
from imss_facts.readers.detect import SUFFIXES
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source, Unread


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Hay 7 camas.")


def found(*paths):
    return [
        (source.path, source.id) if isinstance(source, Source) else (source.path, f"error: {source.why}")
        for source in find_sources(list(paths))
    ]


def test_a_folder_is_read_below_in_sorted_order(folder):
    write(folder, "x/b.txt", "x/a/z.md", "x/a/c.TXT", "x/a.text", "x/B.markdown")
    assert found("x") == [
        ("x/B.markdown", "B"),
        ("x/a/c.TXT", "a/c"),
        ("x/a/z.md", "a/z"),
        ("x/a.text", "a"),
        ("x/b.txt", "b"),
    ]


def test_hidden_files_and_folders_and_other_formats_are_skipped(folder):
    write(folder, "x/a.txt", "x/.b.txt", "x/.git/c.txt", "x/d.jpg", "x/README", "x/e.txt.bak")
    assert found("x") == [("x/a.txt", "a")]


def test_a_hidden_folder_can_be_named(folder):
    write(folder, ".x/a.txt")
    assert found(".x") == [(".x/a.txt", "a")]


def test_a_folder_named_like_a_bulletin_is_looked_into(folder):
    write(folder, "x/y.txt/a.txt")
    assert found("x") == [("x/y.txt/a.txt", "y.txt/a")]


def test_paths_keep_their_order(folder, monkeypatch):
    write(folder, "b.txt", "a.txt", "x/c.txt")
    stdin(monkeypatch, b"Hay 7 camas.")
    assert found("b.txt", "x", "-", "a.txt") == [("b.txt", "b"), ("x/c.txt", "c"), ("-", "stdin"), ("a.txt", "a")]


@pytest.mark.parametrize(("name", "known_as"), [("a.txt", "a"), ("x/a.b.txt", "a.b"), ("x/../a.txt", "a")])
def test_a_file_is_known_by_its_stem(folder, name, known_as):
    write(folder, "x/a.b.txt", "a.txt")
    assert found(name) == [(name, known_as)]


FORMATS = ", ".join(sorted(SUFFIXES))


def test_paths_that_give_none_come_with_their_error(folder):
    write(folder, "a.jpg", "x/a.jpg")
    (folder / "y").mkdir()
    assert found("a.jpg", "x", "y", "", "missing.txt") == [
        ("a.jpg", f"error: is of no known format ({FORMATS})"),
        ("x", f"error: holds no bulletin ({FORMATS})"),
        ("y", f"error: holds no bulletin ({FORMATS})"),
        ("", "error: the path is empty"),
        ("missing.txt", "error: cannot be read: No such file or directory"),
    ]


def test_files_of_other_kinds_in_a_folder_are_counted(folder):
    write(folder, "x/a.txt", "x/b.jpg", "x/y/c.JPG", "x/README", "x/.hidden.jpg")
    skipped = Counter()
    assert len(list(find_sources(["x"], skipped))) == 1
    assert skipped == {".jpg": 2, "no suffix": 1}


def test_a_subfolder_that_cannot_be_read_is_told_in_its_place(folder, monkeypatch):
    write(folder, "x/a.txt", "x/y/b.txt", "x/z.txt")
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("y"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found("x") == [
        ("x/a.txt", "a"), ("x/y", "error: cannot be read: Permission denied"), ("x/z.txt", "z")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (None, "No such file or directory"),
        ("nowhere", "No such file or directory"),
        ("a.txt", "Too many levels of symbolic links"),
    ],
    ids=["missing", "dangling link", "circular link"],
)
def test_what_is_not_there(folder, target, why):
    if target:
        (folder / "a.txt").symlink_to(target)
    assert found("a.txt") == [("a.txt", f"error: cannot be read: {why}")]


def test_a_file_that_is_gone_when_it_is_read(folder):
    write(folder, "a.txt")
    (source,) = find_sources(["a.txt"])
    (folder / "a.txt").unlink()
    with pytest.raises(InputError, match=r"^cannot be read: No such file or directory$"):
        source.read()


def test_links_in_a_folder_are_followed_and_no_folder_is_read_twice(folder):
    write(folder, "real/a.txt")
    (folder / "x" / "e").mkdir(parents=True)
    (folder / "x" / "b.txt").symlink_to(folder / "real" / "a.txt")
    (folder / "x" / "c.txt").symlink_to("nowhere")
    (folder / "x" / "d").symlink_to(folder / "real")
    (folder / "x" / "e" / "up").symlink_to(folder / "x")
    (folder / "x" / "f").symlink_to(folder / "real")
    (folder / "x" / "g").symlink_to("g")
    assert found("x") == [
        ("x/b.txt", "b"),
        ("x/c.txt", "error: cannot be read: No such file or directory"),
        ("x/d/a.txt", "d/a"),
        ("x/e/up", "error: is a link to x, which is read already"),
        ("x/f", "error: is a link to x/d, which is read already"),
    ]
    assert [each.lost for each in find_sources(["x"]) if isinstance(each, Unread)] == [True, False, False]


def test_pipes_in_a_folder_are_left_alone(folder):
    write(folder, "x/a.txt")
    os.mkfifo(folder / "x" / "b.txt")
    assert found("x") == [("x/a.txt", "a")]


def test_a_pipe_that_is_named_is_read(folder):
    os.mkfifo(folder / "pipe")
    writer = threading.Thread(target=(folder / "pipe").write_text, args=("Hay 7 camas.",))
    writer.start()
    (source,) = find_sources(["pipe"])
    assert (source.id, source.read().bulletin.text) == ("pipe", "Hay 7 camas.")
    writer.join()


def test_file_names_that_are_no_text_give_ids_that_are(folder):
    write(folder, os.fsdecode(b"x/ni\xf1a.txt"))
    (source,) = find_sources(["x"])
    assert (source.id, source.read().bulletin.text) == (r"ni\xf1a", "Hay 7 camas.")


@pytest.mark.parametrize(("name", "metadata"), [("a.md", 1), ("a.MD", 1), ("a.txt", 0)])
def test_the_suffix_tells_text_from_markdown(folder, name, metadata):
    (folder / name).write_text("---\nfecha: 2021-03-12\n---\nHay 7 camas.")
    (source,) = find_sources([name])
    assert len(source.read().bulletin.metadata) == metadata


def test_the_encoding_reaches_the_reader(folder):
    (folder / "a.txt").write_bytes("niñas".encode("cp1252"))
    (source,) = find_sources(["a.txt"])
    assert source.read(ReadOptions("cp1252")).bulletin.text == "niñas"
    with pytest.raises(InputError, match="is not utf-8"):
        source.read()


def test_a_table_that_is_not_in_the_encoding_named(folder):
    (folder / "a.csv").write_bytes("id,text\na,Hay 7 niñas.\n".encode("cp1252"))
    whys = {encoding: next(iter(find_sources(["a.csv"], encoding=encoding))).why for encoding in ("utf-8", "utf-16")}
    assert whys == {
        "utf-8": "byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
        "utf-16": "is not utf-16 (UTF-16 stream does not start with BOM); name the encoding, as in --encoding cp1252",
    }


def test_a_file_that_is_too_big(folder, monkeypatch):
    (folder / "a.txt").write_text("x" * 1001)
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    (source,) = find_sources(["a.txt"])
    with pytest.raises(InputError, match=r"^has 1,001 bytes, too many for one bulletin; split it$"):
        source.read()


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input_is_read_as_markdown(monkeypatch):
    stdin(monkeypatch, "\ufeff---\nfecha: 2021-03-12\n---\r\nHay 7 niñas.".encode())
    (source,) = find_sources(["-"])
    bulletin = source.read().bulletin
    assert (bulletin.id, str(bulletin.date)) == ("stdin", "2021-03-12")
    assert bulletin.text.endswith("---\nHay 7 niñas.")


def test_standard_input_longer_than_what_tells_its_format_is_whole(monkeypatch):
    stdin(monkeypatch, b"x" * 10_000)
    (source,) = find_sources(["-"])
    assert source.read().bulletin.text == "x" * 10_000


def test_standard_input_may_hold_many_bulletins(monkeypatch):
    stdin(monkeypatch, b'{"text": "Hay 7 camas."}\n{"id": "b", "text": "Hay 8 camas."}\n')
    assert found("-") == [("-:1", "stdin/1"), ("-:2", "stdin/2")]


def test_too_much_standard_input(monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    stdin(monkeypatch, b"x" * 5000)
    assert found("-") == [("-", "error: has 5,000 bytes, too many for one bulletin; split it")]


def test_standard_input_without_end(monkeypatch):
    class Endless(io.RawIOBase):
        def readinto(self, buffer):
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

        def readable(self):
            return True

    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    monkeypatch.setattr(sources, "MAX_DRAINED", 5000)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Endless(), 1)))
    ((_, why),) = found("-")
    assert re.fullmatch(r"error: has 5,\d+ bytes or more, too many for one bulletin; split it", why)


def test_closed_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert found("-") == [("-", "error: cannot be read: it is closed")]


def test_standard_input_that_fails(monkeypatch):
    class Broken(io.RawIOBase):
        def readinto(self, _buffer):
            raise OSError(5, "Input/output error")

        def readable(self):
            return True

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Broken())))
    assert found("-") == [("-", "error: cannot be read: Input/output error")]
