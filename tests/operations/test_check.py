"""Every example and counterexample of the pattern files, through the real pipeline."""

import pytest

from imss_facts.errors import PatternError
from imss_facts.operations.check import cases, check, try_case
from imss_facts.rules.library import load_library

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_pattern(case, extractor):
    problem = try_case(case, extractor)
    assert problem is None, str(problem)


def test_every_pattern_has_an_example_and_a_counterexample():
    tried = {(case.entry.pattern.id, case.example is None) for case in CASES}
    ids = load_library().entries
    assert tried == {(name, counter) for name in ids for counter in (False, True)}


def test_no_two_cases_have_one_name():
    assert len({case.name for case in CASES}) == len(CASES)


PATTERNS = """\
version: 1
language: es-MX
subject: measures
patterns:
  - id: measure.kites
    label: {es: papalotes, en: kites}
    category: other
    terms: ["papalote(s)"]
    examples:
      - {text: "Hay 7 papalotes.", quantity: "7", measure: kites, value: 7}
      - {text: "Hay 8 papalotes.", FIELDS}
    counterexamples:
      - {text: "Hay 9 globos.", why: another toy}
"""


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('quantity: "8", value: 9', "example «Hay 8 papalotes.»: «8»: value is 8, not 9"),
        ('quantity: "8", kind: money', "example «Hay 8 papalotes.»: «8»: kind is 'count', not 'money'"),
        ('quantity: "80"', "example «Hay 8 papalotes.»: «80»: no such figure; found: ['8']"),
        ('excluded: "8", reason: vague', "example «Hay 8 papalotes.»: «8» is not excluded by it; excluded: []"),
    ],
)
def test_what_fails_is_told_with_its_place(tmp_path, fields, message):
    (tmp_path / "toys.yaml").write_text(PATTERNS.replace("FIELDS", fields))
    count, problems = check([tmp_path])
    assert count == len(CASES) + 3
    assert [str(problem) for problem in problems] == [f"{tmp_path}/toys.yaml:5:5: measure.kites: {message}"]


def test_values_compare_as_numbers_however_written(tmp_path):
    (tmp_path / "toys.yaml").write_text(PATTERNS.replace("FIELDS", 'quantity: "8", value: "8.00"'))
    assert check([tmp_path])[1] == []


def test_files_that_do_not_load_are_an_error(tmp_path):
    (tmp_path / "toys.yaml").write_text(PATTERNS)
    with pytest.raises(PatternError, match=r"toys.yaml:11:.*: measure.kites: examples.1"):
        check([tmp_path])
