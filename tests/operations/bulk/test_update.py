"""Bringing facts up to date: only what changed is extracted, and the bytes are those of a full run."""

import datetime as dt
import os

import pytest
from toys import TOYS

from imss_facts.operations.bulk import fingerprint
from imss_facts.operations.bulk.extract_all import extract_all
from imss_facts.operations.bulk.ledger import entry_line, last_line, ledger_path
from imss_facts.operations.bulk.outcome import Outcome
from imss_facts.operations.bulk.update import Kept
from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions
from imss_facts.readers.sources import Source

COUNT = 6


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    for k in range(COUNT):
        (tmp_path / "x" / f"{k}.txt").write_text(f"El hospital tiene {k + 10} camas desde marzo de este año.")
    return tmp_path


def full(paths=("x",), options=None):
    """The bytes of a run over everything."""
    found = extract_all(find_sources(paths), (), options or ReadOptions(), jobs=1)
    return b"".join(outcome.lines for outcome in found)


def update(facts, paths=("x",), options=None, patterns=()):
    """Bring facts up to date; the ids of what was extracted."""
    options = options or ReadOptions()
    items = list(Kept(facts, patterns, options).items(find_sources(paths)))
    outcomes = list(extract_all(items, patterns, options, jobs=1))
    facts.write_bytes(b"".join(outcome.lines for outcome in outcomes))
    entries = b"".join(entry_line(outcome) for outcome in outcomes if outcome.error is None)
    ledger_path(facts).write_bytes(entries + last_line(facts))
    return [item.id for item in items if not isinstance(item, Outcome)]


ALL = [str(k) for k in range(COUNT)]


@pytest.fixture
def facts(folder):
    """Facts that are up to date."""
    path = folder / "facts.jsonl"
    assert update(path) == ALL
    assert update(path) == []
    return path


def test_nothing_changed(facts):
    before = facts.read_bytes()
    assert update(facts) == []
    assert facts.read_bytes() == before == full()


@pytest.mark.parametrize("name", ["0.txt", "3.txt", "5.txt"])
def test_a_bulletin_that_changed_is_extracted_again(facts, folder, name):
    (folder / "x" / name).write_text("Ahora hay 99 camas y 3 médicos.")
    assert update(facts) == [name[0]]
    assert facts.read_bytes() == full()


def test_a_change_of_neither_size_nor_time_is_seen(facts, folder):
    path = folder / "x" / "2.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("12", "13"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert update(facts) == ["2"]
    assert facts.read_bytes() == full()


def test_a_touched_bulletin_is_not_extracted_again(facts, folder):
    os.utime(folder / "x" / "2.txt", ns=(1, 1))
    assert update(facts) == []


def test_new_bulletins_come_and_old_ones_go(facts, folder):
    (folder / "x" / "1.txt").unlink()
    (folder / "x" / "25.txt").write_text("Hay 77 camas.")
    assert update(facts) == ["25"]
    assert facts.read_bytes() == full()
    assert b'"1#' not in facts.read_bytes()


def test_a_bulletin_that_was_renamed_is_another(facts, folder):
    (folder / "x" / "1.txt").rename(folder / "x" / "9.txt")
    assert update(facts) == ["9"]
    assert facts.read_bytes() == full()


@pytest.mark.parametrize(
    ("options", "again"),
    [
        (ReadOptions(date=dt.date(2020, 7, 20)), ALL),
        (ReadOptions(encoding="cp1252"), ALL),
        (ReadOptions(manifest={"3": Claim(Origin.MANIFEST, dt.date(2020, 7, 20))}), ["3"]),
        (ReadOptions(manifest={"elsewhere": Claim(Origin.MANIFEST, dt.date(2020, 7, 20))}), []),
    ],
    ids=["date", "encoding", "manifest", "manifest of others"],
)
def test_options_that_matter(facts, options, again):
    assert update(facts, options=options) == again
    assert facts.read_bytes() == full(options=options)


def test_other_patterns(facts, folder):
    (folder / "mine").mkdir()
    pattern = folder / "mine" / "toys.yaml"
    pattern.write_text(TOYS)
    assert update(facts, patterns=[folder / "mine"]) == ALL
    assert update(facts, patterns=[folder / "mine"]) == []
    pattern.write_text(TOYS.replace("papalote", "cometa"))
    assert update(facts, patterns=[folder / "mine"]) == ALL


def test_another_version_of_the_program(facts, monkeypatch):
    monkeypatch.setattr(fingerprint.imss_facts, "__version__", "99")
    assert update(facts) == ALL


@pytest.mark.parametrize(
    "spoil",
    [
        lambda facts: ledger_path(facts).unlink(),
        lambda facts: ledger_path(facts).write_text("nonsense\n"),
        lambda facts: ledger_path(facts).write_text('{"digest": 7}\n'),
        lambda facts: ledger_path(facts).write_text("[]\n"),
        lambda facts: ledger_path(facts).write_bytes(b"\xff\n"),
        lambda facts: ledger_path(facts).write_bytes(ledger_path(facts).read_bytes()[:-20]),
        lambda facts: ledger_path(facts).write_bytes(b"".join(ledger_path(facts).read_bytes().splitlines(True)[:-1])),
        lambda facts: facts.write_bytes(facts.read_bytes()[:-10]),
        lambda facts: facts.write_bytes(facts.read_bytes().replace(b"camas", b"salas")),
        lambda facts: facts.unlink(),
    ],
    ids=[
        "no ledger", "no JSON", "a line that lacks keys", "no object", "no UTF-8", "cut off", "no end", "facts cut off",
        "facts edited", "no facts",
    ],
)  # fmt: skip
def test_a_ledger_that_does_not_fit_is_not_trusted(facts, spoil):
    spoil(facts)
    assert update(facts) == ALL
    assert facts.read_bytes() == full()


def test_records_of_a_file_are_known_one_by_one(folder):
    lines = [f'{{"id": "b{k}", "text": "Hay {k + 10} camas."}}\n' for k in range(4)]
    (folder / "all.jsonl").write_text("".join(lines))
    path = folder / "facts.jsonl"
    assert len(update(path, ["all.jsonl"])) == 4
    lines[2] = lines[2].replace("12", "99")
    (folder / "all.jsonl").write_text("".join(lines))
    assert update(path, ["all.jsonl"]) == ["all/3"]
    assert path.read_bytes() == full(["all.jsonl"])


def test_what_could_not_be_read_is_tried_again(facts, folder):
    (folder / "x" / "2.txt").write_bytes(b"Hay 7 ni\xf1as.")
    assert update(facts) == ["2"]
    assert update(facts) == ["2"]


def test_notes_are_kept(folder):
    (folder / "y").mkdir()
    (folder / "y" / "2020-05-01.txt").write_text("México, 3 de mayo de 2021\n\nHay 7 camas.")
    path = folder / "facts.jsonl"
    update(path, ["y"])
    (kept,) = Kept(path, (), ReadOptions()).items(find_sources(["y"]))
    assert [note.partition(";")[0] for note in kept.notes] == [
        "its date is 2020-05-01 by its file name, 2021-05-03 by its first lines"
    ]


def test_a_source_keeps_its_bytes_for_whoever_extracts_it(folder):
    sources = Kept(folder / "facts.jsonl", (), ReadOptions()).items(find_sources(["x"]))
    assert all(isinstance(source, Source) and source.data and source.digest for source in sources)
