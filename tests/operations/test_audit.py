"""The account of a text."""

import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.audit import Entry, account_name, audit, incomplete, unknown_entities
from imss_facts.operations.extract import Result


def result(text, facts=(), exclusions=()):
    lines = [
        json.dumps({"id": f"a#{start}-{end}", "kind": kind, "start": start, "end": end, "quantity": text[start:end]})
        for start, end, kind in facts
    ]
    return Result("a.txt", Bulletin("a", text), lines, list(exclusions))


def test_facts_and_exclusions_stand_in_the_order_of_the_text():
    entries = audit(result("1 x 2 y 3", [(4, 5, "count")], [(8, 9, "url", "r.url"), (0, 1, "name", "r.name")]))
    assert entries == [
        Entry("a", 0, 1, "1", reason="name", rule="r.name"),
        Entry("a", 4, 5, "2", fact="a#4-5", kind="count"),
        Entry("a", 8, 9, "3", reason="url", rule="r.url"),
    ]


@pytest.mark.parametrize(
    ("text", "facts", "loose"),
    [
        ("1", [], [(0, 1)]),
        ("12 34", [(0, 2, "count")], [(3, 5)]),
        ("1234", [(1, 3, "count")], [(0, 1), (3, 4)]),
        ("x1y22", [], [(1, 2), (3, 5)]),
        ("٣", [], [(0, 1)]),
        ("m²", [], []),
        ("", [], []),
        ("12", [(0, 2, "count")], []),
    ],
)
def test_a_digit_that_nobody_accounts_for_shows(text, facts, loose):
    entries = [entry for entry in audit(result(text, facts)) if entry.reason == "unaccounted"]
    assert [(entry.start, entry.end) for entry in entries] == loose
    assert all(entry.text == text[entry.start : entry.end] for entry in entries)


def test_what_could_not_be_read_has_no_account():
    assert audit(Result("a.txt")) == []


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (Entry("a", 0, 1, "7", fact="a#0-1", kind="money"), "money"),
        (Entry("a", 0, 1, "7", reason="url", rule="r"), "excluded: url"),
    ],
)
def test_totals_go_by_kind_or_reason(entry, name):
    assert account_name(entry) == name


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"count", "excluded: url"}, False),
        ({"count", "excluded: unaccounted"}, True),
        ({"excluded: unclassified"}, True),
        (set(), False),
    ],
)
def test_an_account_is_incomplete_where_a_reason_lacks(names, expected):
    assert incomplete(names) is expected


def test_unknown_phrases_are_ranked_by_frequency_then_alphabet(extractor):
    texts = ["Hay 7 peritas y 8 camas.", "Hay 3 bots. Hay 2 Bots.", "Hay 4 abanicos."]
    results = [extractor(Bulletin(str(k), text)) for k, text in enumerate(texts)]
    assert unknown_entities(results) == [("bots", 2), ("abanicos", 1), ("peritas", 1)]
