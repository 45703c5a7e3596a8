"""What holds of the facts and of the account of every text, random text included."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from operations.texts import numeric_places, random_bulletins

from imss_facts.model.bulletin import Bulletin
from imss_facts.model.schema import fact_schema
from imss_facts.operations.audit import UNACCOUNTED, UNCLASSIFIED, audit
from imss_facts.operations.extract import Extractor, extract

EXTRACTOR = Extractor()
VALIDATOR = Draft202012Validator(fact_schema())


def real_texts():
    """The specimens, and the bulletins that the environment names."""
    folders = [Path(__file__).parents[2] / "corpus"]
    if os.environ.get("IMSS_FACTS_GOLD"):
        folders.append(Path(os.environ["IMSS_FACTS_GOLD"]) / "bulletins")
    for result in extract([str(folder) for folder in folders if folder.is_dir()]):
        yield pytest.param(result, id=result.bulletin.id)


@pytest.fixture(scope="module", params=real_texts())
def real(request):
    return request.param


def facts_of(result):
    return [json.loads(line) for line in result.facts]


def check_facts(result):
    text, facts = result.bulletin.text, facts_of(result)
    assert [text[f["start"] : f["end"]] for f in facts] == [f["quantity"] for f in facts]
    assert all(f["quantity"] == f["quantity"].strip() != "" for f in facts)
    assert [f["id"] for f in facts] == [f"{result.bulletin.id}#{f['start']}-{f['end']}" for f in facts]
    assert [f["start"] for f in facts] == sorted(f["start"] for f in facts)
    assert len({f["id"] for f in facts}) == len(facts)
    for kinds in ({"facility"}, {f["kind"] for f in facts} - {"facility"}):
        spans = [(f["start"], f["end"]) for f in facts if f["kind"] in kinds]
        assert all(one[1] <= next_[0] for one, next_ in pairwise(spans))


def check_values(result):
    for fact in facts_of(result):
        assert [error.message for error in VALIDATOR.iter_errors(fact)] == []
        bounds = fact["low"], fact["high"]
        if fact["kind"] in ("date", "facility"):
            assert (fact["value"], *bounds) == (None, None, None)
        elif fact["kind"] == "ratio":
            assert None not in (fact["value"], *bounds)
        else:
            assert (fact["value"] is None) == (None not in bounds)
            assert (bounds[0] is None) == (bounds[1] is None)
        first, last = fact["period_start"], fact["period_end"]
        assert first is None or last is None or first <= last


def check_account(result):
    text, entries = result.bulletin.text, audit(result)
    assert [text[e.start : e.end] for e in entries] == [e.text for e in entries]
    assert [e for e in entries if e.reason in (UNACCOUNTED, UNCLASSIFIED)] == []
    assert all((e.fact is None) == (e.kind is None) == bool(e.reason) == bool(e.rule) for e in entries)
    covered = bytearray(len(text))
    for entry in entries:
        covered[entry.start : entry.end] = b"\x01" * (entry.end - entry.start)
    assert [text[start:end] for start, end in numeric_places(text) if not all(covered[start:end])] == []


def check_one_account(result):
    """No character is both in a fact, other than a facility's name, and in an exclusion."""
    entries = [e for e in audit(result) if e.kind != "facility"]
    assert [(a, b) for a, b in pairwise(entries) if a.end > b.start] == []


CHECKS = [check_facts, check_values, check_account, check_one_account]


# Texts for which some invariant did not hold.
KNOWN = [
    "3 €5",  # a currency sign taken by both its neighbours
    "4m2",  # the exponent of a glued unit read as a number of its own
    "veinte m2/7 de",
    "7m2 agosto",
    "2020-7-1mil",
    "2020-7-5mar",
    "reunión\nMX$4",  # the currency read as a roman numeral
    "2 a2020-7-1",
    "−3%, 4%",  # a change by sign, shared by a list
]


@pytest.mark.parametrize("text", KNOWN)
def test_of_texts_that_once_broke_an_invariant(text):
    result = EXTRACTOR(Bulletin("known", text))
    for check in CHECKS:
        check(result)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(bulletin=random_bulletins)
@settings(max_examples=400)
def test_of_random_text(check, bulletin):
    check(EXTRACTOR(bulletin))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_of_bulletins(check, real):
    check(real)


def test_every_bulletin_has_figures(real):
    assert real.facts


@given(bulletin=random_bulletins)
@settings(max_examples=100)
def test_extraction_has_no_memory(bulletin):
    first = EXTRACTOR(bulletin)
    assert Extractor()(bulletin) == EXTRACTOR(bulletin) == first
