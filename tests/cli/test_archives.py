"""``imss-facts extract`` over whole archives: jobs, updates, manifests, notes and the summary."""

import json
import sys
import zipfile

import pytest

from imss_facts.cli.progress import total_size

TEXT = "El hospital atendió a 1,500 pacientes en 20 camas.\n"


@pytest.fixture
def archive(folder):
    """Fifty bulletins, so that several processes are used."""
    (folder / "x").mkdir()
    for k in range(50):
        (folder / "x" / f"{k:02}.txt").write_text(TEXT * 40)
    return folder


def test_jobs_change_nothing_but_the_time(call, archive):
    one, two = (call("extract", "x", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert len(one.facts) == 50 * 80


@pytest.mark.parametrize("jobs", ["0", "-1", "x"])
def test_impossible_numbers_of_jobs(call, archive, jobs):
    assert call("extract", "x", "--jobs", jobs).code == 2


def test_what_was_done_is_summed_up_by_cause(call, archive):
    (archive / "x" / "60.txt").write_text("")
    (archive / "x" / "61.txt").write_text("")
    (archive / "x" / "62.txt").write_bytes(b"ni\xf1as")
    (archive / "x" / "photo.jpg").write_bytes(b"")
    (archive / "x" / "old.doc").write_bytes(b"{\\rtf1 Hay 7 camas.}")
    outcome = call("extract", "x", "-o", "facts.jsonl")
    assert outcome.code == 3
    assert outcome.err.splitlines()[-1] == (
        "imss-facts: 4000 facts from 50 bulletins; 4 could not be read (is empty 2, is RTF 1, line … 1); "
        "1 of other kinds left alone (.jpg 1)"
    )
    assert len(outcome.err.splitlines()) == 5


def test_an_update_reads_what_changed(call, archive):
    first = call("extract", "x", "--update", "facts.jsonl")
    assert first.err == "imss-facts: 4000 facts from 50 bulletins\n"
    (archive / "x" / "07.txt").write_text(TEXT)
    (archive / "x" / "08.txt").unlink()
    second = call("extract", "x", "--update", "facts.jsonl")
    assert second.err == "imss-facts: 3842 facts from 49 bulletins, 1 read anew\n"
    assert (archive / "facts.jsonl").read_text() == call("extract", "x").out
    assert sorted(path.name for path in archive.iterdir()) == ["facts.jsonl", "facts.jsonl.ledger", "x"]


def test_an_update_of_facts_without_ledger_reads_everything_and_says_so(call, archive):
    (archive / "facts.jsonl").write_text("old\n")
    outcome = call("extract", "x", "--update", "facts.jsonl")
    assert outcome.err == (
        "imss-facts: facts.jsonl: note: has no ledger that was written for it; all bulletins are read\n"
        "imss-facts: 4000 facts from 50 bulletins\n"
    )


def test_an_update_of_which_nothing_can_be_read_leaves_the_facts(call, archive):
    call("extract", "x", "--update", "facts.jsonl")
    before = (archive / "facts.jsonl").read_bytes()
    outcome = call("extract", "missing", "--update", "facts.jsonl")
    assert outcome.code == 3
    assert outcome.err.endswith("imss-facts: no bulletin could be read; facts.jsonl is not written\n")
    assert (archive / "facts.jsonl").read_bytes() == before
    assert "0 read anew" in call("extract", "x", "--update", "facts.jsonl").err


@pytest.mark.parametrize("options", [["-o", "a"], ["--scheduler", "tcp://127.0.0.1:9"]])
def test_an_update_names_its_file_alone(call, archive, options):
    outcome = call("extract", "x", "--update", "facts.jsonl", *options)
    assert (outcome.code, outcome.err) == (
        2,
        "imss-facts: --update names the file to write; leave -o and --scheduler out\n",
    )


def test_facts_are_no_bulletins_of_themselves(call, archive):
    call("extract", "x", "-o", "x/facts.jsonl")
    outcome = call("extract", "x", "-o", "x/facts.jsonl")
    assert outcome.err == (
        "imss-facts: 4000 facts from 50 bulletins; 1 of other kinds left alone (JSON lines without texts 1)\n"
    )
    outcome = call("extract", "x/facts.jsonl")
    assert outcome.err == "imss-facts: x/facts.jsonl: holds facts, not bulletins; imss-facts query reads them\n"


def test_the_manifest_decides(call, folder):
    (folder / "2020-05-01.txt").write_text("México, 3 de mayo de 2021\n\nHay 7 camas desde enero de este año.\n")
    note = (
        "imss-facts: 2020-05-01.txt: note: its date is 2020-05-01 by its file name, 2021-05-03 by its first lines; "
        "the former is taken, --manifest decides otherwise\n"
    )
    outcome = call("extract", ".")
    assert (outcome.code, outcome.err, outcome.facts[-1]["period"]) == (0, note, "2020-01")
    assert call("extract", ".", "-q").err == ""
    (folder / "known.csv").write_text("id,date,number\n2020-05-01,2022-05-04,12/2022\nother,,\n")
    outcome = call("extract", "2020-05-01.txt", "--manifest", "known.csv")
    assert outcome.err == "imss-facts: known.csv: note: «other» is no bulletin here\n"
    assert {fact["date"] for fact in outcome.facts} == {"2022-05-04"}
    assert {fact["date"] for fact in call("extract", ".", "--date", "2023-01-01", "-q").facts} == {"2023-01-01"}


def test_the_list_of_bulletins_can_be_mended_and_given_back(call, folder):
    (folder / "2020-05-01.txt").write_text("Boletín No. 45/2020\n\nAbren siete hospitales nuevos\n\nHay 7 camas.\n")
    outcome = call("manifest", ".")
    (entry,) = map(json.loads, outcome.out.splitlines())
    assert entry == {
        "id": "2020-05-01", "date": "2020-05-01", "number": "45/2020", "title": "Abren siete hospitales nuevos",
        "date_from": "its file name", "number_from": "its first lines", "title_from": "its first lines",
        "format": "text", "pages": None, "characters": 65, "path": "2020-05-01.txt",
    }  # fmt: skip
    for name, form in (("known.jsonl", "jsonl"), ("known.csv", "csv")):
        listed = call("manifest", ".", "--format", form).out
        (folder / name).write_text(
            listed.replace('"date": "2020-05-01"', '"date": "2020-05-09"').replace(",2020-05-01,", ",2020-05-09,")
        )
        facts = call("extract", "2020-05-01.txt", "--manifest", name).facts
        assert {fact["date"] for fact in facts} == {"2020-05-09"}


NAMELESS = "known.csv:2: names no bulletin; a manifest has a column «id» (or «file») and date, number, title"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,date\na,soon\n", "known.csv:2: its date «soon» is no day; write it as 2020-07-20"),
        ("id,date\na,2020-01-01\na,2020-01-02\n", "known.csv:3: «a» stands in it twice; keep one"),
        ("date\n2020-01-01\n", NAMELESS),
        ("id,date\na,2020-01-01,7\n", "known.csv:2: has 3 cells under 2 columns; quote texts that hold «,»"),
        ('{"id": "a"}\nx\n', "known.csv:2: is no JSON: Expecting value; every line must be one object"),
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_taken(call, folder, content, message):
    (folder / "known.csv").write_text(content)
    (folder / "a.txt").write_text(TEXT)
    outcome = call("extract", "a.txt", "--manifest", "known.csv")
    assert (outcome.code, outcome.out, outcome.err) == (3, "", f"imss-facts: {message}\n")


def test_a_manifest_that_is_not_there(call, folder):
    outcome = call("extract", ".", "--manifest", "no.csv")
    assert (outcome.code, outcome.err) == (3, "imss-facts: no.csv: cannot be read: No such file or directory\n")


def test_one_fact_of_many_bulletins_is_explained(call, folder):
    (folder / "a.jsonl").write_text('{"id": "p", "text": "Hay 7 camas."}\n{"id": "q", "text": "Son 8 salas."}\n')
    outcome = call("explain", "a.jsonl", "--id", "q#4-5", "--format", "jsonl")
    assert outcome.code == 0
    assert "8" in outcome.out
    assert call("explain", "a.jsonl", "--at", "4").err == (
        "imss-facts: a.jsonl: holds many bulletins; name the figure by --id\n"
    )
    assert call("explain", "a.jsonl", "--id", "r#4-5").err == (
        "imss-facts: a.jsonl: holds no bulletin of the fact r#4-5\n"
    )


def test_archives_and_tables_hold_bulletins_by_their_names(call, folder):
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("2024/a.txt", TEXT)
        archive.writestr("2024/b.html", f"<html><body><p>{TEXT}</p></body></html>")
    (folder / "t.csv").write_text("id;fecha;texto\nq;2020-07-20;Hay 7 camas.\n")
    outcome = call("extract", ".")
    assert outcome.err == ""
    assert [(f["bulletin"], f["quantity"]) for f in outcome.facts] == [
        ("q", "7"), ("z/2024/a", "1,500"), ("z/2024/a", "20"), ("z/2024/b", "1,500"), ("z/2024/b", "20"),
    ]  # fmt: skip
    assert outcome.facts[0]["date"] == "2020-07-20"


def test_the_size_of_all_that_may_be_bulletins(archive):
    (archive / "x" / "photo.jpg").write_bytes(b"x" * 999)
    assert total_size([str(archive / "x")]) == 50 * 40 * len(TEXT.encode())
    assert total_size([str(archive / "x"), "-"]) is None


def test_dask_that_is_not_there_is_told(call, archive, monkeypatch):
    monkeypatch.delitem(sys.modules, "imss_facts.operations.bulk.cluster", raising=False)
    monkeypatch.delattr("imss_facts.operations.bulk.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = call("extract", "x", "--scheduler", "tcp://127.0.0.1:9", "-o", "out")
    assert outcome.code == 3
    assert outcome.err.endswith("pip install 'imss-facts[dask]'\n")


def test_a_cluster_writes_a_folder(call, archive):
    outcome = call("extract", "x", "--scheduler", "tcp://127.0.0.1:9")
    assert (outcome.code, outcome.err) == (2, "imss-facts: --scheduler writes a folder of parts; name it by -o\n")
