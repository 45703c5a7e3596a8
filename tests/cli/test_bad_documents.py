"""A folder of documents that cannot be read, or that want to be: a line for each, and nothing else is lost."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from imss_facts.readers import archives

GOOD = "El hospital atendió a 1,500 pacientes."
FILES = Path(__file__).resolve().parents[1] / "readers" / "formats" / "files"
PDF = (FILES / "2020-07-20_pandemia.pdf").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ja">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&i;</w:document>'
)


def archive(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return data.getvalue()


def word(*paragraphs):
    """A Word file; written by hand, as its libraries are slow at long ones."""
    namespace = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return archive(
        **{
            "[Content_Types].xml": f'<Types xmlns="{namespace}/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship Id="r" '
            f'Type="{namespace}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/document.xml": f'<w:document xmlns:w="{namespace}/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


def with_part(data, name, part):
    """A Word file with one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
    return made.getvalue()


WORD = word(GOOD)
BAD = {
    "encrypted.pdf": ((FILES / "clave.pdf").read_bytes(), "encrypt|password"),
    "truncated.pdf": (PDF[: len(PDF) // 2], "cut|truncated|broken|damaged"),
    "garbage.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "cut|truncated|broken|damaged|PDF"),
    "scanned.pdf": (EMPTY_PAGE, "OCR|scan"),
    "encrypted.docx": (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500), "encrypt|password"),
    "old.doc": (OLE + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500), "save it as .docx"),
    "truncated.docx": (WORD[: len(WORD) // 2], "cut|truncated|broken|damaged"),
    "laughs.docx": (with_part(WORD, "word/document.xml", LAUGHS), "declares a document type"),
    "broken.docx": (with_part(WORD, "word/document.xml", "<w:document>"), "damaged"),
    "bomb.docx": (with_part(WORD, "word/document.xml", b" " * 70_000_000), "bytes|MB"),
    "long.docx": (word(*["x" * 300] * 7000), "more than the 2,000,000 of one bulletin; split it"),
    "bomb.zip": (archive(**{f"{k}.txt": bytes(1_000_000) for k in range(20)}), "zip bomb"),
    "nested.zip": (archive(**{"a.zip": archive(**{"b.txt": GOOD})}), "inside an archive"),
    "truncated.zip": (archive(**{"a.txt": GOOD})[:-30], "zip archive"),
    "nothing.zip": (archive(**{"a.jpg": b""}), "holds no bulletin"),
    "sheet.csv": (b'id,text\n1,"Hay 7 camas\n', "no table from here on"),
    "lines.jsonl": (b'{"text": "Hay 7 camas."}\n{"text": 7}\n{"text": "Hay 8 camas."\n', "is no JSON"),
    "blank.html": (b"<!doctype html><html><body><script>1</script></body></html>", "is empty"),
    "binary.txt": (b"7\x00\x01\x02" * 99, "looks binary"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_costs_itself_and_a_line(call, folder, name, monkeypatch):
    monkeypatch.setattr(archives, "SUSPECT", 10_000_000)  # a thousandth of what bombs unpack to
    data, why = BAD[name]
    (folder / "a.txt").write_text(GOOD)
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text(GOOD)
    outcome = call("extract", ".", "--jobs", "2")
    assert outcome.code == 3
    *told, summary = outcome.err.splitlines()
    assert [line for line in told if line.startswith(f"imss-facts: {name}")] == told
    assert re.search(why, told[0]), outcome.err
    assert len(told) == 1
    assert "1 could not be read" in summary
    found = [fact["bulletin"] for fact in outcome.facts]
    assert (found[0], found[-1]) == ("a", "z")


READ = {
    "macros.docm": (WORD, []),
    "suffix.txt": (WORD, ["is a Word document by its content, whatever its suffix (.txt); read as such"]),
    "suffix.pdf": (GOOD.encode(), ["is plain text by its content, whatever its suffix (.pdf); read as such"]),
    "way.zip": (
        archive(**{"../../out.txt": GOOD}),
        ["is called «../../out.txt» in the archive, which leads out of it"],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_looks_bad_and_can_be_read(call, folder, name):
    data, notes = READ[name]
    (folder / "sub").mkdir()
    (folder / "sub" / name).write_bytes(data)
    outcome = call("extract", "sub")
    assert (outcome.code, outcome.quantities) == (0, ["1,500"])
    assert [line.partition("note: ")[2] for line in outcome.err.splitlines()] == notes
    assert [path.name for path in folder.iterdir()] == ["sub"]
    assert [path.name for path in (folder / "sub").iterdir()] == [name]


def test_a_document_of_many_paragraphs_is_read(call, folder):
    (folder / "long.docx").write_bytes(word(*["Son 7."] * 100_000))
    outcome = call("extract", "long.docx")
    assert (outcome.code, len(outcome.facts)) == (0, 100_000)


def test_links_that_lead_back_are_told_and_not_followed(call, folder):
    (folder / "x" / "y").mkdir(parents=True)
    (folder / "x" / "a.txt").write_text(GOOD)
    (folder / "x" / "y" / "back").symlink_to("..")
    outcome = call("extract", "x")
    assert (outcome.code, outcome.quantities) == (0, ["1,500"])
    assert outcome.err == "imss-facts: x/y/back: note: is a link to x, which is read already\n"


def test_files_of_one_id_are_told(call, folder):
    (folder / "a.docx").write_bytes(WORD)
    (folder / "a.txt").write_text(GOOD)
    outcome = call("extract", ".")
    assert (outcome.code, outcome.quantities) == (3, ["1,500"])
    assert outcome.err.splitlines()[0] == (
        "imss-facts: a.txt: has the id «a» of a.docx; rename one, or extract their common folder"
    )
