"""One specimen in every format: the same facts, wherever their characters stand."""

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from imss_facts.operations.extract import extract

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILES = Path(__file__).resolve().parents[1] / "readers" / "formats" / "files"  # as LibreOffice and Chromium made them
NAME = "2020-07-20_pandemia"
TEXT = (CORPUS / f"{NAME}.txt").read_text(encoding="utf-8")
PARAGRAPHS = [paragraph for paragraph in re.split(r"\n\s*\n", TEXT) if paragraph.strip()]
ELSEWHERE = ("id", "bulletin", "start", "end", "page")


def told(path):
    """What the facts of the only bulletin at a path say, but for where they stand."""
    (result,) = extract([str(path)])
    assert result.error is None
    found = []
    for line in result.facts:
        fact = json.loads(line)
        assert result.bulletin.text[fact["start"] : fact["end"]] == fact["quantity"]
        fact["quantity"] = " ".join(fact["quantity"].split())
        fact["sentence"] = " ".join(fact["sentence"].replace("[bookmark: _GoBack]", "").lstrip("·•-– ").split())
        found.append({key: value for key, value in fact.items() if key not in ELSEWHERE})
    return found


def as_page():
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in PARAGRAPHS)
    head = "<head><meta charset=utf-8><title>Sala de prensa</title></head>"
    return (
        f"<!doctype html><html>{head}<body><nav><a href=/>Inicio 1</a></nav><main>{body}</main></body></html>".encode()
    )


def as_word():
    import docx

    document, data = docx.Document(), io.BytesIO()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.save(data)
    return data.getvalue()


def as_archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"2020/{NAME}.txt", TEXT)
    return data.getvalue()


def as_table():
    rows = io.StringIO()
    csv.writer(rows).writerows([["id", "fecha", "texto"], [NAME, "2020-07-20", TEXT]])
    return rows.getvalue().encode()


MADE = {
    ".md": TEXT.encode,
    ".html": as_page,
    ".docx": as_word,
    ".zip": as_archive,
    ".csv": as_table,
    ".jsonl": lambda: json.dumps({"id": NAME, "date": "2020-07-20", "text": TEXT}).encode(),
}


@pytest.mark.parametrize("suffix", MADE)
def test_every_format_gives_the_same_facts(tmp_path, suffix):
    (tmp_path / f"{NAME}{suffix}").write_bytes(MADE[suffix]())
    assert told(tmp_path / f"{NAME}{suffix}") == told(CORPUS / f"{NAME}.txt")


@pytest.mark.parametrize("suffix", [".pdf", ".txt", ".html"])
@pytest.mark.parametrize("kind", [".docx", ".html", ".pdf"])
def test_the_content_tells_the_format(tmp_path, kind, suffix):
    data = MADE[kind]() if kind in MADE else (FILES / f"{NAME}.pdf").read_bytes()
    (tmp_path / f"{NAME}{suffix}").write_bytes(data)
    assert told(tmp_path / f"{NAME}{suffix}") == told(CORPUS / f"{NAME}.txt")


REAL = sorted(path for path in FILES.iterdir() if path.stem in {found.stem for found in CORPUS.iterdir()})


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_files_of_office_programs_and_browsers_give_the_facts_of_the_text(path):
    (original,) = CORPUS.glob(f"{path.stem}.*")
    assert told(path) == told(original)


def test_there_are_such_files():
    assert {path.suffix for path in REAL} == {".docx", ".pdf"}


def test_pages_are_counted_from_one():
    (result,) = extract([str(FILES / "2024-01-05_empleo.pdf")])
    pages = [json.loads(line)["page"] for line in result.facts]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, len(result.bulletin.pages) + 1))
    assert len(set(pages)) > 1
