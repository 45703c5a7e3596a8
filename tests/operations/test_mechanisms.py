"""The specimens show every mechanism in at least five constructions and three traps; no trap is walked into."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

from imss_facts.operations.extract import extract

TESTS = Path(__file__).parents[1]
CORPUS = TESTS.parent / "corpus"
GOLD = CORPUS / "gold"
MECHANISMS = yaml.safe_load((GOLD / "mechanisms.yaml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((TESTS / "floors.toml").read_text())["mechanisms"]
ATTRIBUTES = ("entity", "modifier", "change", "status", "period", "place", "speaker")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def gold():
    """Figures and facilities by bulletin, start and text."""
    found = {}
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in lines(path):
            name = line.get("name", line.get("quantity"))
            found[line.get("doc", path.stem), line["start"], name] = line
    return found


@cache
def facts():
    """What extraction gives, figures and facilities apart, by bulletin and start."""
    found = {}
    for result in extract([str(CORPUS)]):
        for fact in map(json.loads, result.facts):
            found[fact["bulletin"], fact["start"], fact["kind"] == "facility"] = fact
    return found


def entries(part):
    return [(name, entry) for name, parts in MECHANISMS.items() for entry in parts[part]]


def known(mechanism, entry):
    """The gold line and the fact of an entry."""
    key = entry["bulletin"], entry["start"]
    return gold()[(*key, entry["quantity"])], facts().get((*key, mechanism == "facility"), {})


def right(mechanism, entry):
    line, fact = known(mechanism, entry)
    if mechanism == "facility":
        return fact.get("quantity") == line["name"]
    wanted, had = line[mechanism], fact.get(mechanism)
    return had == wanted or (isinstance(wanted, str) and isinstance(had, str) and had.casefold() == wanted.casefold())


def test_every_mechanism_has_five_constructions_and_three_traps():
    assert set(MECHANISMS) == {*ATTRIBUTES, "facility"}
    for parts in MECHANISMS.values():
        assert len({entry["construction"] for entry in parts["constructions"]}) >= 5
        assert len({entry["trap"] for entry in parts["traps"]}) >= 3


def test_every_entry_is_a_figure_of_the_gold():
    missing = [entry for part in ("constructions", "traps") for _, entry in entries(part)
               if (entry["bulletin"], entry["start"], entry["quantity"]) not in gold()]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize(("mechanism", "entry"), entries("traps"), ids=lambda value: str(value)[:60])
def test_a_trap_is_one(mechanism, entry):
    line, _ = known(mechanism, entry)
    told = line.values() if mechanism == "facility" else [line[mechanism]]
    assert entry["wrong"] not in told


def test_no_trap_is_walked_into():
    walked = [
        f"{mechanism}: {entry['bulletin']} {entry['quantity']}: {entry['wrong']}"
        for mechanism, entry in entries("traps")
        if entry["wrong"] == known(mechanism, entry)[1].get("entity" if mechanism == "facility" else mechanism)
    ]
    assert walked == []


@pytest.mark.parametrize("mechanism", FLOORS)
def test_no_mechanism_is_below_its_floor(mechanism):
    all_of = [entry for part in ("constructions", "traps") for name, entry in entries(part) if name == mechanism]
    assert sum(right(mechanism, entry) for entry in all_of) >= FLOORS[mechanism]
