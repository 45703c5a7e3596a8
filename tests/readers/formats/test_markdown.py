"""Markdown: front matter stays in the text, and its fields are metadata but for the title."""

import pytest

from imss_facts.readers.markdown import read_markdown

BODY = "\nHay 7 camas.\n"


def read(text, name="b.md"):
    return read_markdown(text.encode(), "b", name)


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
    ("front", "name", "body", "date"),
    [
        ("date: 2021-03-12", "2020-01-01.md", "México, 5 de mayo de 2019\n", "2021-03-12"),
        ("fecha: 2021-03-12T10:00:00Z", "b.md", "", "2021-03-12"),
        ('Date: "12 de marzo de 2021"', "b.md", "", "2021-03-12"),
        ("fecha: 2021-03-12\ndate: 2021-04-13", "b.md", "", "2021-03-12"),
        ("fecha: 12/03/2021", "b.md", "", "2021-03-12"),
        ("date: soon", "2020-01-01.md", "", "2020-01-01"),
        ("date: soon\nfecha: 2021-03-12", "2020-01-01.md", "", "2021-03-12"),
        ("updated: 2021-03-12", "b.md", "México, 5 de mayo de 2019\n", "2019-05-05"),
        ("title: México, 12 de marzo de 2021", "b.md", "", None),
        ("updated: 2021-03-12", "b.md", "", None),
    ],
)
def test_the_date_comes_from_the_front_matter_then_the_name_then_the_dateline(front, name, body, date):
    found = read(f"---\n{front}\n---\n{body}{BODY}", name).date
    assert (found and found.isoformat()) == date


def test_without_front_matter_the_name_goes_before_the_dateline():
    dateline = "México, 5 de mayo de 2019\n" + BODY
    assert str(read(dateline).date) == "2019-05-05"
    assert str(read(dateline, "2020-01-01.md").date) == "2020-01-01"


def test_figures_of_front_matter_are_excluded_and_those_of_the_title_are_not(extractor):
    result = extractor(read("---\ntitle: Abren 12 hospitales\ndate: 2021-03-12\nnumber: 45\n---\n" + BODY))
    assert [line.split('"quantity": ')[1].split(",")[0] for line in result.facts] == ['"12"', '"7"']
    assert {reason for _, _, reason, _ in result.exclusions} == {"metadata"}
