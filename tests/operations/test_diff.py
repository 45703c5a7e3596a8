"""What changed between two sets of facts, measure by measure."""

import json
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from figures import a_fact, write
from hypothesis import given, settings
from hypothesis import strategies as st

from imss_facts.operations.diff import Comparison, Pair, pair_series
from imss_facts.operations.facts.figures import Figure
from imss_facts.operations.facts.store import Store
from imss_facts.operations.facts.values import json_text


@pytest.fixture
def compare(tmp_path):
    """The pairs that differ between two lists of facts, and the counts."""

    def run(old, new, tolerance="0"):
        files = {side: [write(tmp_path / f"{side}.jsonl", *facts)] for side, facts in (("old", old), ("new", new))}
        told = []
        with Store(files, tell=told.append) as store:
            comparison = Comparison(store, Decimal(tolerance))
            pairs = list(comparison)
        assert told == []
        return pairs, comparison.counts

    return run


def numbers(pairs):
    return [(pair.old and pair.old.number, pair.new and pair.new.number) for pair in pairs]


def test_a_pair_tells_both_values_and_sources(compare):
    (pair,), counts = compare(
        [a_fact("2020", date="2020-10-24", value=80, period="2019")],
        [a_fact("2024", date="2024-12-14", value=100, period="2024")],
    )
    assert (pair.old.value, pair.new.value, pair.difference, pair.percent) == (80, 100, 20, 25)
    assert (pair.old.id, pair.new.id) == ("2020#4-6", "2024#4-7")
    assert (pair.old.period, pair.new.period, pair.either.measure) == ("2019", "2024", "hospitals")
    assert (counts.differ, counts.old, counts.new, counts.found) == (1, 0, 0, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"unit": "MXN", "kind": "money"}),
        ({}, {"unit": "%"}),
        ({}, {"kind": "ratio"}),
        ({}, {"change": "increase"}),
        ({"change": "decrease"}, {"change": "increase"}),
        ({}, {"place": "Puebla"}),
        ({"place": "Sonora"}, {"place": "Puebla"}),
        ({}, {"measure": "hospital_beds"}),
    ],
)
def test_what_is_not_the_same_thing_is_not_compared(compare, old, new):
    pairs, _ = compare([a_fact(**old)], [a_fact(**new, value=8)])
    assert set(numbers(pairs)) == {(7, None), (None, 8)}


def test_a_place_is_the_same_whatever_its_case_and_accents(compare):
    assert numbers(compare([a_fact(place="Estado de México")], [a_fact(place="estado de mexico", value=8)])[0]) == [
        (7, 8)
    ]


def test_facts_without_a_measure_are_counted_only(compare):
    pairs, counts = compare([a_fact(measure=None), a_fact(start=9, measure=None)], [a_fact(measure=None, value=9)])
    assert (pairs, counts.unmeasured, counts.found) == ([], 3, False)


def test_facts_without_a_number_are_not_compared(compare):
    facility = a_fact(kind="facility", value=None, measure="hospitals")
    assert compare([facility], [])[0] == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        # the same period first
        ([(20, "2019"), (21, "2020")], [(22, "2020"), (19, "2019")], [(20, 19), (21, 22)]),
        # then the latest of each side; the others stand alone
        ([(20, "2018"), (21, "2019")], [(22, "2020"), (23, "2021")], [(21, 23), (20, None), (None, 22)]),
        ([(20, "2018"), (21, "2020")], [(22, "2020"), (23, "2021")], [(21, 22), (20, 23)]),
        # within a period the nearest
        ([(10, "2020"), (50, "2020")], [(51, "2020"), (9, "2020"), (30, "2020")], [(10, 9), (50, 51), (None, 30)]),
        # what is said alike is not compared with anything else
        ([(10, "2020"), (20, "2020")], [(20, "2020"), (30, "2020")], [(10, 30)]),
        ([(10, None), (20, None)], [(20, None), (30, None)], [(10, 30)]),
        ([(10, "2019"), (20, None)], [(10, None), (30, "2021")], [(20, 30)]),
        # repeated figures count once
        ([(10, None), (10, None)], [(11, None), (11, None), (11, None)], [(10, 11)]),
        ([(10, "2020")], [], [(10, None)]),
        ([], [], []),
    ],
)
def test_several_values_are_paired_and_never_multiplied(compare, old, new, found):
    sides = [[a_fact(start=9 * k, value=v, period=p) for k, (v, p) in enumerate(side)] for side in (old, new)]
    assert set(numbers(compare(*sides)[0])) == set(found)


def test_the_latest_without_a_period_is_of_the_latest_bulletin(compare):
    old = [a_fact("b", date="2021-01-01", value=2), a_fact("a", date="2019-01-01", value=1)]
    new = [a_fact("c", date="2022-01-01", value=5), a_fact("d", date="2023-01-01", value=9)]
    assert numbers(compare(old, new)[0]) == [(2, 9), (1, None), (None, 5)]


def test_changed_figures_come_before_those_of_one_side(compare):
    old = [a_fact(measure="beds", value=1), a_fact(measure="zones", value=1)]
    new = [a_fact(measure="ambulances", value=1), a_fact(measure="zones", value=2)]
    assert [pair.either.measure for pair in compare(old, new)[0]] == ["zones", "ambulances", "beds"]


@pytest.mark.parametrize(
    ("tolerance", "differ"), [("0", True), ("0.004", True), ("0.005", False), ("0.1", False)]
)  # fmt: skip
@pytest.mark.parametrize(("old", "new"), [(1000, 995), (995, 1000), (-1000, -995), (Decimal("0.1"), Decimal("0.0995"))])
def test_a_tolerance_leaves_out_what_is_the_same_within_it(compare, tolerance, differ, old, new):
    sides = [[json.loads(json_text(a_fact(value=value)))] for value in (old, new)]
    pairs, counts = compare(*sides, tolerance=tolerance)
    assert (len(pairs), counts.within) == ((1, 0) if differ else (0, 1))


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        (("approximate", 22000000, "22 millones"), ("exact", 22643638, "22,643,638"), False),
        (("approximate", 22000000, "22 millones"), ("exact", 25643638, "25,643,638"), True),
        (("approximate", 20, "20"), ("exact", 21, "21"), False),
        (("approximate", 20, "20"), ("exact", 22, "22"), True),
        (("approximate", 20000, "20 mil"), ("exact", 20500, "20,500"), False),
        (("more_than", 22000000, "22 millones"), ("exact", 22643638, "22,643,638"), False),
        (("more_than", 22000000, "22 millones"), ("exact", 21999999, "21,999,999"), True),
        (("at_least", 7, "7"), ("exact", 7, "7"), False),
        (("less_than", 7, "7"), ("exact", 6, "6"), False),
        (("at_most", 7, "7"), ("exact", 8, "8"), True),
        (("exact", 22600000, "22.6 millones"), ("exact", 22643638, "22,643,638"), True),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_an_approximate_figure_does_not_differ_from_what_it_covers(compare, old, new, differ, mirrored):
    sides = [[a_fact(modifier=m, value=v, quantity=q)] for m, v, q in ((new, old) if mirrored else (old, new))]
    assert len(compare(*sides)[0]) == differ


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        ({"low": 10, "high": 15}, {"low": 10, "high": 15}, False),
        ({"low": 10, "high": 15}, {"low": 10, "high": 16}, True),
        ({"low": 10, "high": 15, "modifier": "approximate"}, {"value": 12}, False),
        ({"low": 10, "high": 15}, {"value": 16}, True),
    ],
)
def test_ranges(compare, old, new, differ):
    pairs, _ = compare([a_fact(**{"value": None, **old})], [a_fact(**{"value": None, **new})])
    assert len(pairs) == differ
    assert all(pair.difference is None and pair.percent is None for pair in pairs)


def test_great_and_fine_values_are_exact(compare):
    facts = [json.loads(json_text(a_fact(value=Decimal(v)))) for v in ("1000000000000000000", "999999999999999999")]
    (pair,), _ = compare([facts[0]], [facts[1]])
    assert (pair.difference, pair.percent) == (-1, 0)
    (pair,), _ = compare([a_fact(value=0)], [a_fact(value=0.1)])
    assert (pair.difference, pair.percent) == (Decimal("0.1"), None)


# --- what always holds ----------------------------------------------------------------------------------------------

VALUES = st.sampled_from([1, 2, 5, 7, 7.5, 10, 100, 22600000, 22643638])
FACTS = st.lists(
    st.builds(
        dict,
        bulletin=st.sampled_from("ab"),
        date=st.sampled_from([None, "2020-01-01", "2021-06-30"]),
        measure=st.sampled_from(["hospitals", "beds", None]),
        unit=st.sampled_from([None, "%"]),
        place=st.sampled_from([None, "Puebla", "puebla"]),
        change=st.sampled_from([None, "increase"]),
        status=st.sampled_from(["actual", "planned"]),
        modifier=st.sampled_from(["exact", "approximate", "more_than"]),
        period=st.sampled_from([None, "2019", "2020", "XXXX-07"]),
        value=VALUES,
    )
    | st.builds(dict, value=st.none(), low=VALUES, high=VALUES),
    max_size=12,
).map(lambda made: [a_fact(**{"start": 9 * k, **fields}) for k, fields in enumerate(made)])


@contextmanager
def opened(folder, old, new):
    files = {side: [write(folder / f"{side}.jsonl", *facts)] for side, facts in (("old", old), ("new", new))}
    with Store(files, tell=pytest.fail) as store:
        yield store


def flat(pairs, *, mirrored=False):
    """Pairs as texts that can be compared."""
    sides = [(pair.new, pair.old) if mirrored else (pair.old, pair.new) for pair in pairs]
    return sorted(str([figure and (figure.id, figure.number) for figure in pair]) for pair in sides)


@settings(max_examples=30)
@given(FACTS)
def test_a_file_does_not_differ_from_itself(tmp_path_factory, facts):
    with opened(tmp_path_factory.mktemp("diff"), facts, facts) as store:
        comparison = Comparison(store)
        assert list(comparison) == []
        assert not comparison.counts.found


@settings(max_examples=60)
@given(FACTS, FACTS, st.sampled_from(["0", "0.005", "0.5"]))
def test_there_and_back_are_mirrored(tmp_path_factory, old, new, tolerance):
    folder = tmp_path_factory.mktemp("diff")
    with opened(folder, old, new) as store:
        there = list(Comparison(store, Decimal(tolerance)))
    with opened(folder, new, old) as store:
        back = list(Comparison(store, Decimal(tolerance)))
    assert flat(there) == flat(back, mirrored=True)
    ids = [figure.id + str(figure.number) for pair in there for figure in (pair.old, pair.new) if figure]
    assert len(ids) <= len(old) + len(new)


def a_figure(key, value, period=None, status="actual"):
    return Figure(
        id=str(key), date=date(2020, 1, 1), kind="count", measure="m", value=Decimal(value), low=None,
        high=None, unit=None, modifier="exact", change=None, status=status, period=period, place=None,
        quantity=str(value),
    )  # fmt: skip


def test_what_is_too_much_to_keep_is_looked_for_again(compare, monkeypatch):
    from imss_facts.operations import diff

    old, new = [a_fact(measure=f"m{k}") for k in range(9)], [a_fact(measure="m0", value=9), a_fact(measure="x")]
    whole, counts = compare(old, new)
    monkeypatch.setattr(diff, "MAX_KEPT", 3)
    assert compare(old, new) == (whole, counts)
    assert (counts.old, counts.new, counts.differ, len(whole)) == (8, 1, 1, 10)


def test_thousands_of_figures_are_paired_quickly():
    old = [a_figure(k, k * 7 % 10007, "2020") for k in range(5000)]
    new = [a_figure(-k, k * 11 % 10007, "2020") for k in range(5000)]
    pairs = list(pair_series(old, new))
    assert len(pairs) == 5000
    assert all(isinstance(pair, Pair) and pair.old and pair.new for pair in pairs)
