"""Scores against gold figures never fall below their floors (``tests/floors.toml``)."""

import os
import tomllib
from pathlib import Path

import pytest

from imss_facts.operations.evaluate import evaluate
from imss_facts.operations.extract import extract

TESTS = Path(__file__).parents[1]
FLOORS = tomllib.loads((TESTS / "floors.toml").read_text())
NAMED = os.environ.get("IMSS_FACTS_GOLD")
FOLDERS = {
    "corpus": (TESTS.parent / "corpus", TESTS.parent / "corpus" / "gold"),
    "bulletins": (Path(NAMED) / "bulletins", Path(NAMED) / "gold") if NAMED else None,
}


@pytest.fixture(scope="module", params=FOLDERS)
def scored(request, tmp_path_factory):
    """The name of a set of bulletins, and the F1 of each kind and attribute of its facts."""
    folders = FOLDERS[request.param]
    if folders is None:
        pytest.skip("IMSS_FACTS_GOLD names no folder with bulletins/ and gold/")
    bulletins, gold = folders
    if not gold.is_dir():
        pytest.skip(f"{gold} is not here")
    facts = tmp_path_factory.mktemp("facts") / "facts.jsonl"
    facts.write_text("".join(f"{line}\n" for result in extract([str(bulletins)]) for line in result.facts))
    outcome = evaluate(gold, facts)
    tallies = {**outcome.kinds, **outcome.attributes, "all": outcome.total}
    return request.param, {name: round(tally.f1, 3) for name, tally in tallies.items()}


def test_no_score_is_below_its_floor(scored):
    name, scores = scored
    fallen = {key: (scores.get(key, 0), floor) for key, floor in FLOORS[name].items() if scores.get(key, 0) < floor}
    assert fallen == {}


def test_every_kind_of_the_gold_has_a_floor(scored):
    name, scores = scored
    assert {key for key, score in scores.items() if score} <= set(FLOORS[name])
