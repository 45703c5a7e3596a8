"""Markdown: front matter stays in the text, and its fields are metadata but for the title."""

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.formats.markdown import read_markdown

BODY = "\nHay 7 camas.\n"


def read(text):
    return read_markdown(text.encode())


def metadata(bulletin):
    return [bulletin.text[start:end] for start, end in bulletin.metadata]


def test_front_matter_stays_in_the_text():
    text = "---\ntitle: Doce hospitales\ndate: 2021-03-12\n---\n" + BODY
    assert read(text).text == text


def test_all_but_the_title_is_metadata():
    bulletin = read("---\nid: 12\ntitle: Doce hospitales\ntags:\n  - 2020\n  - 2021\n# 5\n---\n" + BODY)
    assert metadata(bulletin) == ["---\nid: 12\n", "\ntags:\n  - 2020\n  - 2021\n# 5\n---\n"]


@pytest.mark.parametrize("key", ["title", "Título", "TITULO", "subtitle", "description", "resumen"])
def test_what_the_bulletin_says_is_none(key):
    bulletin = read(f"---\n{key}: Doce hospitales\n  y 3 clínicas\n---\n{BODY}")
    assert "Doce hospitales\n  y 3 clínicas" not in "".join(metadata(bulletin))
    assert metadata(bulletin)[0] == "---\n"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "---\nno end: 1\n" + BODY,
        "texto\n---\ndate: 2021-03-12\n---\n",
        "\n---\ndate: 2021-03-12\n---\n",
        "----\ndate: 2021-03-12\n----\n",
        "---\n---\n" + BODY,
    ],
)
def test_what_is_no_front_matter(text):
    assert read(text).metadata == ()


@pytest.mark.parametrize("end", ["---\n", "...\n", "---  \n", "---"])
def test_how_front_matter_ends(end):
    assert metadata(read(f"---\ndate: 2021-03-12\n{end}")) == [f"---\ndate: 2021-03-12\n{end}"]


@pytest.mark.parametrize(
    ("front", "date", "number", "title"),
    [
        ("date: 2021-03-12", "2021-03-12", None, None),
        ("fecha: 2021-03-12T10:00:00Z", "2021-03-12", None, None),
        ('Date: "12 de marzo de 2021"', "2021-03-12", None, None),
        ("fecha: 2021-03-12\ndate: 2021-04-13", "2021-03-12", None, None),
        ("fecha: 12/03/2021", "2021-03-12", None, None),
        ("date: soon", None, None, None),
        ("date: soon\nfecha: 2021-03-12", "2021-03-12", None, None),
        ("updated: 2021-03-12", None, None, None),
        ("title: México, 12 de marzo de 2021", None, None, "México, 12 de marzo de 2021"),
        ("numero: 118/2021\ntitulo: Doce\n  hospitales", None, "118/2021", "Doce hospitales"),
        ('boletín: "45"\ntítulo:', None, "45", None),
    ],
)
def test_what_front_matter_claims(front, date, number, title):
    (claim,) = read(f"---\n{front}\n---\n{BODY}").claims
    assert (claim.date and claim.date.isoformat(), claim.number, claim.title) == (date, number, title)


def test_figures_of_front_matter_are_excluded_and_those_of_the_title_are_not(extractor):
    document = read("---\ntitle: Abren 12 hospitales\ndate: 2021-03-12\nnumber: 45\n---\n" + BODY)
    result = extractor(Bulletin("b", document.text, metadata=document.metadata))
    assert [line.split('"quantity": ')[1].split(",")[0] for line in result.facts] == ['"12"', '"7"']
    assert {reason for _, _, reason, _ in result.exclusions} == {"metadata"}
