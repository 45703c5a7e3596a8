"""``imss-facts patterns``, ``--patterns``, and pattern files that are broken."""

import pytest
from toys import TOYS

HEADER = "version: 1\nlanguage: es-MX\nsubject: measures\n"
TEXT = "Se repartieron 350 papalotes."


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    """Pattern folders are loaded once a process; here every test has another one of the same name."""
    monkeypatch.setattr("imss_facts.rules.library._LOADED", {})


@pytest.fixture
def overlay(folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "toys.yaml").write_text(TOYS)
    return folder / "mine" / "toys.yaml"


def measures(outcome):
    return [(fact["measure"], fact["category"]) for fact in outcome.facts]


def test_a_folder_of_patterns_is_laid_over_the_built_in_ones(call, overlay):
    assert measures(call("extract", "-", input=TEXT)) == [(None, "other")]
    assert measures(call("extract", "-", "--patterns", "mine", input=TEXT)) == [("kites", "equipment")]
    beds = call("extract", "-", "--patterns", "mine", input="Hay 7 camas.")
    assert [fact["category"] for fact in beds.facts] == ["beds"]


def test_the_folder_can_come_from_the_environment(call, overlay):
    assert measures(call("extract", "-", input=TEXT, env={"IMSS_FACTS_PATTERNS": "mine"})) == [("kites", "equipment")]


def test_a_later_folder_replaces_a_pattern_of_the_same_id(call, folder, overlay):
    (folder / "more").mkdir()
    (folder / "more" / "toys.yaml").write_text(TOYS.replace("equipment", "services"))
    for order, category in ((["mine", "more"], "services"), (["more", "mine"], "equipment")):
        options = [option for name in order for option in ("--patterns", name)]
        assert measures(call("extract", "-", *options, input=TEXT)) == [("kites", category)]


def test_check_counts_the_examples_of_both(call, overlay):
    alone = call("patterns", "check")
    both = call("patterns", "check", "--patterns", "mine")
    assert (both.code, both.out) == (0, "")
    count = int(alone.err.split()[1])
    assert alone.err == f"imss-facts: {count} examples tried, 0 failed\n"
    assert both.err == f"imss-facts: {count + 2} examples tried, 0 failed\n"


def test_check_tells_a_failing_example_with_its_place(call, overlay):
    overlay.write_text(TOYS.replace("papalote(s)", "cometa(s)"))
    outcome = call("patterns", "check", "--patterns", "mine")
    assert outcome.code == 1
    assert outcome.out == (
        "mine/toys.yaml:6:5: measure.kites: example «Se repartieron 350 papalotes.»: «350»: "
        "measure is None, not 'kites'; the pattern had no part in it (rules: numeral.digits)\n"
    )
    assert outcome.err.endswith(" examples tried, 1 failed\n")


def test_check_tells_a_counterexample_that_is_matched(call, overlay):
    overlay.write_text(TOYS.replace("papalote(s)", "papalotes|globos"))
    outcome = call("patterns", "check", "--patterns", "mine")
    assert outcome.code == 1
    assert outcome.out == (
        "mine/toys.yaml:6:5: measure.kites: counterexample «Se repartieron 350 globos.» is matched: 350\n"
    )


def test_list_tells_every_pattern_with_its_place(call, overlay):
    outcome = call("patterns", "list", "--patterns", "mine")
    rows = {row["id"]: row for row in outcome.facts}
    assert rows["measure.kites"] == {
        "id": "measure.kites",
        "subject": "measures",
        "examples": 1,
        "counterexamples": 1,
        "place": "mine/toys.yaml:6",
    }
    assert len(rows) > 100
    assert all(row["place"].startswith("patterns/") for name, row in rows.items() if name != "measure.kites")


def test_list_can_keep_to_one_subject(call):
    assert {row["subject"] for row in call("patterns", "list", "--subject", "units").facts} == {"units"}


BROKEN = {
    "no YAML": ("patterns: [", "2:1: file: is not valid YAML: did not find expected node content"),
    "unknown key": (TOYS.replace("terms:", "words:"), "8:5: measure.kites: words: unknown key"),
    "repeated key": (
        TOYS.replace("    terms:", "    id: measure.more\n    terms:"),
        "8:5: file: key «id» is repeated",
    ),
    "unknown subject": (
        HEADER.replace("measures", "colours") + "patterns: []\n",
        "3:1: file: no such subject; known: ",
    ),
    "no header": ("patterns: []\n", "1:1: file: version: Field required"),
    "no example": (
        HEADER + "patterns:\n  - id: measure.kites\n    label: {es: a, en: b}\n    terms: [kite]\n",
        "5:5: measure.kites: examples: Field required",
    ),
    "not UTF-8": (b"version: \xff\n", "1:1: file: is not UTF-8"),
    "empty": ("", "1:1: file: is empty"),
}


@pytest.mark.parametrize(("content", "problem"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize(
    "command",
    [["extract", "a.txt", "-o", "out.jsonl"], ["audit", "a.txt"], ["patterns", "check"], ["patterns", "list"]],
    ids=lambda c: " ".join(c[:2]),
)
def test_a_broken_file_stops_everything_before_any_output(call, folder, command, content, problem):
    (folder / "mine").mkdir()
    (folder / "mine" / "toys.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "a.txt").write_text(TEXT)
    (folder / "out.jsonl").write_text("old")
    outcome = call(*command, "--patterns", "mine")
    assert (outcome.code, outcome.out) == (4, "")
    lines = outcome.err.splitlines()
    assert any(line.startswith(f"mine/toys.yaml:{problem}") for line in lines)
    assert lines[-1].endswith("mend the lines above and run again")
    assert all(line.startswith("mine/toys.yaml:") for line in lines[:-1])
    assert (folder / "out.jsonl").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "mine", "out.jsonl"]


def test_every_problem_of_every_file_is_told_in_order(call, folder):
    (folder / "mine").mkdir()
    for name in "ba":
        (folder / "mine" / f"{name}.yaml").write_text(TOYS.replace("terms:", "words:").replace("why:", "because:"))
    outcome = call("extract", "-", "--patterns", "mine", input=TEXT)
    *problems, summary = outcome.err.splitlines()
    places = [(file, int(line)) for file, line, *_ in (problem.split(":") for problem in problems)]
    assert places == sorted(places)
    assert {("mine/a.yaml", 8), ("mine/a.yaml", 12), ("mine/b.yaml", 8), ("mine/b.yaml", 12)} <= set(places)
    assert summary == f"imss-facts: {len(problems)} pattern problems; mend the lines above and run again"


@pytest.mark.parametrize(
    ("name", "why"), [("missing", "is no folder"), ("a.txt", "is no folder"), ("bare", "holds no .yaml file")]
)
def test_a_folder_without_patterns_is_told(call, folder, name, why):
    (folder / "a.txt").write_text(TEXT)
    (folder / "bare").mkdir()
    outcome = call("extract", "a.txt", "--patterns", name)
    assert outcome.code == 4
    assert outcome.err.splitlines() == [
        f"{name}:1:1: folder: {why}",
        "imss-facts: 1 pattern problem; mend the lines above and run again",
    ]
