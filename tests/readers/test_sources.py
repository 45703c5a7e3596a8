"""From paths to bulletins: files, folders and standard input."""

import io
import os
import sys
import threading
from types import SimpleNamespace

import pytest

from imss_facts.errors import InputError
from imss_facts.readers import sources
from imss_facts.readers.sources import Source, find_sources


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
        (source.path, source.id) if isinstance(source, Source) else (source[0], f"error: {source[1]}")
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


def test_paths_keep_their_order(folder):
    write(folder, "b.txt", "a.txt", "x/c.txt")
    assert found("b.txt", "x", "-", "a.txt") == [("b.txt", "b"), ("x/c.txt", "c"), ("-", "stdin"), ("a.txt", "a")]


@pytest.mark.parametrize(("name", "known_as"), [("a.txt", "a"), ("x/a.b.txt", "a.b"), ("x/../a.txt", "a")])
def test_a_file_is_known_by_its_stem(folder, name, known_as):
    write(folder, "x/a.b.txt", "a.txt")
    assert found(name) == [(name, known_as)]


FORMATS = ".markdown, .md, .text, .txt"


def test_paths_that_give_none_come_with_their_error(folder):
    write(folder, "a.jpg", "x/a.jpg")
    (folder / "y").mkdir()
    assert found("a.jpg", "x", "y", "") == [
        ("a.jpg", f"error: is of no known format ({FORMATS})"),
        ("x", f"error: holds no bulletin ({FORMATS})"),
        ("y", f"error: holds no bulletin ({FORMATS})"),
        ("", "error: the path is empty"),
    ]


def test_a_subfolder_that_cannot_be_read_is_told(folder, monkeypatch):
    write(folder, "x/a.txt", "x/y/b.txt")
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("y"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found("x") == [("x/y", "error: cannot be read: Permission denied"), ("x/a.txt", "a")]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda _path: None, "cannot be read: No such file or directory"),
        (lambda path: path.symlink_to("nowhere"), "cannot be read: No such file or directory"),
        (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
    ],
    ids=["missing", "dangling link", "circular link"],
)
def test_what_is_not_there(folder, make, why):
    make(folder / "a.txt")
    assert found("a.txt") == [("a.txt", "a")]
    with pytest.raises(InputError) as caught:
        Source("a.txt", "a").read()
    assert str(caught.value) == why


def test_links_in_a_folder(folder):
    write(folder, "real/a.txt")
    (folder / "x").mkdir()
    (folder / "x" / "b.txt").symlink_to(folder / "real" / "a.txt")
    (folder / "x" / "c.txt").symlink_to("nowhere")
    (folder / "x" / "d").symlink_to(folder / "real")
    assert found("x") == [("x/b.txt", "b"), ("x/c.txt", "c")]


def test_pipes_in_a_folder_are_left_alone(folder):
    write(folder, "x/a.txt")
    os.mkfifo(folder / "x" / "b.txt")
    assert found("x") == [("x/a.txt", "a")]


def test_a_pipe_that_is_named_is_read(folder):
    os.mkfifo(folder / "pipe")
    writer = threading.Thread(target=(folder / "pipe").write_text, args=("Hay 7 camas.",))
    writer.start()
    ((path, known_as),) = found("pipe")
    assert Source(path, known_as).read().text == "Hay 7 camas."
    writer.join()


def test_file_names_that_are_no_text_give_ids_that_are(folder):
    write(folder, os.fsdecode(b"x/ni\xf1a.txt"))
    ((path, known_as),) = found("x")
    assert known_as == r"ni\xf1a"
    assert Source(path, known_as).read().text == "Hay 7 camas."


@pytest.mark.parametrize(("name", "metadata"), [("a.md", 1), ("a.MD", 1), ("a.txt", 0)])
def test_the_suffix_tells_the_reader(folder, name, metadata):
    (folder / name).write_text("---\nfecha: 2021-03-12\n---\nHay 7 camas.")
    bulletin = Source(name, "a").read()
    assert len(bulletin.metadata) == metadata


def test_the_encoding_reaches_the_reader(folder):
    (folder / "a.txt").write_bytes("niñas".encode("cp1252"))
    assert Source("a.txt", "a").read("cp1252").text == "niñas"
    with pytest.raises(InputError, match="is not utf-8"):
        Source("a.txt", "a").read()


def test_a_file_that_is_too_big(folder, monkeypatch):
    (folder / "a.txt").write_text("x" * 1001)
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    with pytest.raises(InputError, match=r"^has 1,001 bytes, too many for one bulletin; split it$"):
        Source("a.txt", "a").read()


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input_is_read_as_markdown(monkeypatch):
    stdin(monkeypatch, "\ufeff---\nfecha: 2021-03-12\n---\r\nHay 7 niñas.".encode())
    bulletin = Source("-", "stdin").read()
    assert (bulletin.id, str(bulletin.date)) == ("stdin", "2021-03-12")
    assert bulletin.text.endswith("---\nHay 7 niñas.")


def test_too_much_standard_input(monkeypatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    stdin(monkeypatch, b"x" * 5000)
    with pytest.raises(InputError, match=r"^has 5,000 bytes, too many for one bulletin; split it$"):
        Source("-", "stdin").read()


def test_standard_input_without_end(monkeypatch):
    class Endless(io.RawIOBase):
        def readinto(self, buffer):
            return len(buffer)

        def readable(self):
            return True

    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    monkeypatch.setattr(sources, "MAX_DRAINED", 5000)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Endless(), 1)))
    with pytest.raises(InputError, match=r"^has 5,001 bytes or more, too many for one bulletin; split it$"):
        Source("-", "stdin").read()


def test_closed_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match=r"^cannot be read: it is closed$"):
        Source("-", "stdin").read()


def test_standard_input_that_fails(monkeypatch):
    class Broken(io.RawIOBase):
        def readinto(self, _buffer):
            raise OSError(5, "Input/output error")

        def readable(self):
            return True

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Broken())))
    with pytest.raises(InputError, match=r"^cannot be read: Input/output error$"):
        Source("-", "stdin").read()
