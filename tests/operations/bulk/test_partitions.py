"""The input of a cluster cut into pieces."""

import json

import pytest

pytest.importorskip("fsspec")

from imss_facts.errors import InputError
from imss_facts.operations.bulk.partitions import Piece, find_pieces, line_starts, partitions


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, size in (("b.jsonl", 95), ("a.jsonl", 10), ("x/c.txt", 30), ("x/.hidden.txt", 5), ("x/d.jpg", 5)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * size)
    return tmp_path


def told(pieces, folder):
    return [(p.url.removeprefix(f"{folder}/"), p.id, p.start, p.end, p.cut) for p in pieces]


def test_lines_are_cut_at_blocks_and_other_files_are_whole(folder):
    assert told(find_pieces(["*.jsonl", "x"], block=40), folder) == [
        ("a.jsonl", "a", 0, 10, False),
        ("b.jsonl", "b", 0, 40, True),
        ("b.jsonl", "b", 40, 80, True),
        ("b.jsonl", "b", 80, 95, True),
        ("x/c.txt", "c", 0, 30, False),
    ]


@pytest.mark.parametrize("path", ["y/*.jsonl", "missing.jsonl", "nowhere://a/b.jsonl", "x/*.jpg"])
def test_a_path_that_gives_nothing_is_told(folder, path):
    with pytest.raises(InputError, match=f"^{path.replace('*', '.')}: (holds no bulletin|cannot be read)"):
        list(find_pieces([path]))


def test_partitions_keep_the_order_and_about_a_size(folder):
    pieces = list(find_pieces(["*.jsonl", "x"], block=40))
    made = list(partitions(pieces, block=60))
    assert [piece for partition in made for piece in partition.pieces] == pieces
    assert [partition.number for partition in made] == [0, 1, 2]
    assert [partition.size for partition in made] == [50, 55, 30]


@pytest.mark.parametrize("block", [1, 2, 3, 7, 10, 25, 1000])
def test_every_line_begins_in_one_piece(tmp_path, block):
    path = tmp_path / "a.jsonl"
    path.write_bytes("".join(json.dumps({"text": "ñ" * k}) + "\n" for k in range(9)).encode() + b"\nlast without end")
    size = path.stat().st_size
    pieces = [Piece(str(path), "a", at, min(at + block, size), cut=True) for at in range(0, size, block)]
    assert sum(map(line_starts, pieces)) == 11
    data = path.read_bytes()
    begins = [0, *(k + 1 for k in range(len(data)) if data[k : k + 1] == b"\n" and k + 1 < len(data))]
    assert [line_starts(piece) for piece in pieces] == [
        sum(piece.start <= begin < piece.end for begin in begins) for piece in pieces
    ]
