"""Patterns from the checkout, with a user's folders laid over them."""

import json

import pytest

from imss_facts.errors import Exit, PatternError
from imss_facts.rules.library import builtin_folder, load_folder, load_library, restore
from imss_facts.rules.schema import SUBJECTS

KITES = """\
version: 1
language: es-MX
subject: measures
category: {category}
patterns:
  - id: {id}
    label: {{es: papalotes, en: kites}}
    terms: ["papalote(s)"]
    examples:
      - {{text: "Hay 5 papalotes.", quantity: "5"}}
    counterexamples:
      - {{text: "Hay globos.", why: "other things"}}
"""


def kites(folder, name="kites.yaml", **fields):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(KITES.format(**{"id": "measure.kites", "category": "other", **fields}))
    return path


@pytest.fixture(scope="module")
def library():
    return load_library()


def test_the_checkout_holds_the_built_in_patterns():
    assert builtin_folder().name == "patterns"
    assert (builtin_folder() / "numerals.yaml").is_file()


def test_the_built_in_patterns_are_sound():
    _, problems = load_folder(builtin_folder(), built_in=True)
    assert problems == []


def test_every_subject_has_built_in_patterns(library):
    assert {entry.subject for entry in library.entries.values()} == set(SUBJECTS)


def test_entries_know_where_they_stand(library):
    entry = library.entries["numeral.zero"]
    lines = (builtin_folder() / "numerals.yaml").read_text().split("\n")
    assert entry.file == "patterns/numerals.yaml"
    assert lines[entry.line - 1][entry.column - 1 :] == "id: numeral.zero"


def test_a_file_shares_its_category(library):
    beds = [p for p in library.of("measures") if p.id == "measure.hospital_beds"]
    assert [p.category for p in beds] == ["beds"]


def test_a_folder_adds_patterns(tmp_path, library):
    path = kites(tmp_path)
    both = load_library(tmp_path)
    assert set(both.entries) - set(library.entries) == {"measure.kites"}
    assert both.entries["measure.kites"].file == str(path)


def test_a_folder_replaces_a_pattern_in_its_place(tmp_path, library):
    kites(tmp_path, id="measure.hospital_beds")
    both = load_library(tmp_path)
    assert list(both.entries) == list(library.entries)
    assert both.entries["measure.hospital_beds"].pattern.terms == ["papalote(s)"]


def test_a_pattern_may_have_its_own_category(tmp_path):
    path = kites(tmp_path)
    path.write_text(path.read_text().replace("    terms", "    category: people\n    terms"))
    assert load_library(tmp_path).entries["measure.kites"].pattern.category == "people"


def test_the_folder_named_last_wins(tmp_path):
    kites(tmp_path / "a", category="people")
    kites(tmp_path / "b", category="staff")
    for first, last, category in (("a", "b", "staff"), ("b", "a", "people")):
        layered = load_library(tmp_path / first, tmp_path / last)
        assert layered.entries["measure.kites"].pattern.category == category


def test_files_below_the_folder_count_too(tmp_path):
    kites(tmp_path, "deep/down/kites.yml")
    assert "measure.kites" in load_library(tmp_path).entries


@pytest.mark.parametrize("name", [".kites.yaml", ".git/kites.yaml", "kites.txt", "kites.yaml.bak"])
def test_hidden_files_and_other_suffixes_do_not(tmp_path, name):
    kites(tmp_path, id="measure.seen")
    kites(tmp_path, name)
    assert "measure.kites" not in load_library(tmp_path).entries


def test_an_id_keeps_its_subject(tmp_path):
    path = kites(tmp_path, id="numeral.unit")
    with pytest.raises(PatternError) as caught:
        load_library(tmp_path)
    assert str(caught.value) == f"{path}:6:5: numeral.unit: would replace a pattern of the subject «numerals»"
    assert caught.value.exit_code == Exit.BAD_PATTERNS


def test_problems_of_several_folders_are_told_together(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "bad.yaml").write_text("- 1\n")
    with pytest.raises(PatternError) as caught:
        load_library(tmp_path / "a", tmp_path / "b")
    assert [problem.file for problem in caught.value.problems] == [f"{tmp_path}/{name}/bad.yaml" for name in "ab"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_patterns_survive_saving(subject, library):
    saved = json.dumps(library.dump([subject]))
    assert list(restore(json.loads(saved)).of(subject)) == list(library.of(subject))


def test_patterns_cannot_be_changed(library):
    pattern = library.entries["numeral.zero"].pattern
    with pytest.raises(ValueError, match="frozen"):
        pattern.id = "other"
