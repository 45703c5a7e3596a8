"""Facts compared with gold figures."""

import json

import pytest

from imss_facts.errors import InputError
from imss_facts.operations.evaluate import Tally, evaluate

FIGURE = {
    "quantity": "7", "start": 4, "end": 5, "kind": "count", "value": 7, "low": None, "high": None, "unit": None,
    "entity": "camas", "category": "beds", "modifier": "exact", "change": None, "status": "actual", "period": None,
}  # fmt: skip


def figure(**fields):
    return {**FIGURE, **fields}


@pytest.fixture
def compare(tmp_path):
    """Evaluate gold figures of bulletin ``a`` against facts."""

    def run(gold, facts, **others):
        (tmp_path / "gold").mkdir()
        for name, figures in {"a": gold, **others}.items():
            (tmp_path / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(f) + "\n" for f in figures))
        lines = (json.dumps({"bulletin": "a", **fact}) + "\n" for fact in facts)
        (tmp_path / "facts.jsonl").write_text("".join(lines))
        return evaluate(tmp_path / "gold", tmp_path / "facts.jsonl")

    return run


def errors(outcome):
    return [(error.what, (error.gold or error.fact)["start"]) for error in outcome.errors]


def test_a_fact_like_its_gold_is_right_in_all(compare):
    outcome = compare([FIGURE], [FIGURE])
    assert outcome.kinds == {"count": Tally(1, 1, 1, 1)}
    assert outcome.errors == []


def test_missed_and_spurious_figures_are_told(compare):
    outcome = compare([FIGURE, figure(start=10, end=12)], [FIGURE, figure(start=20, end=22)])
    assert outcome.total == Tally(gold=2, facts=2, found=1, right=1)
    assert errors(outcome) == [("missed", 10), ("spurious", 20)]


@pytest.mark.parametrize(("start", "end", "found"), [(4, 5, 1), (0, 9, 1), (5, 9, 0), (0, 4, 0)])
def test_what_overlaps_is_found(compare, start, end, found):
    assert compare([FIGURE], [figure(start=start, end=end)]).total.found == found


def test_another_kind_at_the_same_place_is_not_found(compare):
    assert errors(compare([FIGURE], [figure(kind="ordinal")])) == [("missed", 4), ("spurious", 4)]


def test_the_widest_overlap_is_taken_and_each_fact_once(compare):
    gold = [figure(start=0, end=10), figure(start=10, end=20)]
    facts = [figure(start=9, end=12), figure(start=1, end=9)]
    outcome = compare(gold, facts)
    assert outcome.total == Tally(2, 2, 2, 2)
    assert errors(outcome) == [("span", 0), ("span", 10)]


@pytest.mark.parametrize(
    ("gold", "fact", "right"),
    [
        ({"value": 7}, {"value": 7.0000001}, True),
        ({"value": 7}, {"value": 7.001}, False),
        ({"value": 22643638}, {"value": 22643639}, True),
        ({"value": 22643638}, {"value": 22643700}, False),
        ({"value": 0}, {"value": 0.001}, False),
        ({"value": 7}, {"value": None}, False),
        ({"value": None, "low": 1, "high": 2}, {"value": None, "low": 1, "high": 2}, True),
        ({"value": None, "low": 1, "high": 2}, {"value": None, "low": 1, "high": 3}, False),
        ({"value": None, "low": 1, "high": 2}, {"value": 2}, False),
        ({"kind": "money", "unit": "MXN"}, {"kind": "money", "unit": "MXN"}, True),
        ({"kind": "money", "unit": "MXN"}, {"kind": "money", "unit": "USD"}, False),
        ({"kind": "duration", "unit": "year"}, {"kind": "duration", "unit": "month"}, False),
        ({"kind": "ratio", "value": 0.6667}, {"kind": "ratio", "value": 0.666667}, True),
        ({"kind": "ratio", "value": 0.6667}, {"kind": "ratio", "value": 0.66}, False),
        (
            {"kind": "date", "value": None, "edtf": "2020-07"},
            {"kind": "date", "value": None, "period": "2020-07"},
            True,
        ),
        ({"kind": "date", "value": None, "edtf": "2020-07"}, {"kind": "date", "value": None, "period": "2020"}, False),
        ({"kind": "date", "value": None, "edtf": "2020"}, {"kind": "date", "value": None, "period": None}, False),
    ],
)
def test_a_found_fact_is_right_where_value_bounds_unit_and_date_agree(compare, gold, fact, right):
    outcome = compare([figure(**gold)], [figure(**fact)])
    assert (outcome.total.found, outcome.total.right) == (1, right)
    assert errors(outcome) == ([] if right else [("wrong", 4)])


@pytest.mark.parametrize(
    ("attribute", "gold", "fact", "tally"),
    [
        ("entity", "camas", "camas", Tally(1, 1, 0, 1)),
        ("entity", "camas", "Camas", Tally(1, 1, 0, 1)),
        ("entity", "camas", "camas de terapia", Tally(1, 1, 0, 1)),
        ("entity", "camas de terapia", "camas", Tally(1, 1, 0, 1)),
        ("entity", "número de las camas", "camas", Tally(1, 1, 0, 1)),
        ("entity", "camas", "terapia con camas", Tally(1, 1, 0, 0)),
        ("entity", "camas", None, Tally(1, 0, 0, 0)),
        ("entity", None, "camas", Tally(0, 1, 0, 0)),
        ("entity", None, None, Tally(0, 0, 0, 0)),
        ("speaker", "Zoé Robledo", "Robledo", Tally(1, 1, 0, 1)),
        ("place", "el estado de México", "México", Tally(1, 1, 0, 1)),
        ("place", "Puebla", "México", Tally(1, 1, 0, 0)),
        ("modifier", "exact", None, Tally(0, 0, 0, 0)),
        ("modifier", "exact", "more_than", Tally(0, 1, 0, 0)),
        ("modifier", "more_than", "more_than", Tally(1, 1, 0, 1)),
        ("modifier", "more_than", "exact", Tally(1, 0, 0, 0)),
        ("status", "actual", "actual", Tally(0, 0, 0, 0)),
        ("status", "planned", "planned", Tally(1, 1, 0, 1)),
        ("change", "increase", "decrease", Tally(1, 1, 0, 0)),
        ("category", "beds", "staff", Tally(1, 1, 0, 0)),
        ("period", "2020", "2020", Tally(1, 1, 0, 1)),
    ],
)
def test_attributes_count_what_they_tell(compare, attribute, gold, fact, tally):
    outcome = compare([figure(**{attribute: gold})], [figure(**{attribute: fact})])
    assert outcome.attributes[attribute] == tally
    differs = tally.right < max(tally.gold, tally.facts)
    assert errors(outcome) == ([(attribute, 4)] if differs else [])


def test_attributes_are_judged_on_right_facts_only(compare):
    outcome = compare([FIGURE], [figure(value=8, entity="mesas")])
    assert dict(outcome.attributes) == {}


def test_attributes_that_gold_leaves_out_are_not_judged(compare):
    gold = {key: value for key, value in FIGURE.items() if key != "entity"}
    outcome = compare([gold], [FIGURE])
    assert "entity" not in outcome.attributes


@pytest.mark.parametrize(("kind", "attribute"), [("percent", "category"), ("date", "period")])
def test_attributes_beside_the_point_are_not_judged(compare, kind, attribute):
    gold = figure(kind=kind, edtf="2020", period="2020", category="beds")
    assert attribute not in compare([gold], [gold]).attributes


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(4, 2, 2, 1), 0.5, 0.25, 1 / 3),
        (Tally(0, 0, 0, 0), 0, 0, 0),
        (Tally(3, 0, 0, 0), 0, 0, 0),
        (Tally(2, 2, 2, 2), 1, 1, 1),
    ],
)
def test_scores_follow_from_the_counts(tally, precision, recall, f1):
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((precision, recall, f1))


def test_all_kinds_are_added_up(compare):
    gold = [FIGURE, figure(start=10, end=12, kind="money", unit="MXN")]
    assert compare(gold, gold[:1]).total == Tally(gold=2, facts=1, found=1, right=1)


def test_facilities_are_not_scored(compare):
    facility = figure(kind="facility", start=20, end=30)
    outcome = compare([FIGURE, facility], [FIGURE, figure(kind="facility", start=40, end=50)], facilities=[facility])
    assert outcome.total == Tally(1, 1, 1, 1)


def test_a_bulletin_without_facts_misses_all_and_one_without_gold_is_left_out(compare):
    outcome = compare([FIGURE], [figure(bulletin="other")])
    assert outcome.total == Tally(gold=1, facts=0, found=0, right=0)


@pytest.mark.parametrize("bulletin", ["a", "2020/a", "x/y/a"])
def test_gold_is_found_by_id_or_else_by_file_name(compare, bulletin):
    assert compare([FIGURE], [figure(bulletin=bulletin)]).total.right == 1


def test_an_id_goes_before_a_file_name(compare):
    outcome = compare([FIGURE], [FIGURE, figure(bulletin="2020/a", start=20, end=22)])
    assert outcome.total == Tally(1, 1, 1, 1)


def test_a_file_name_in_two_folders_is_ambiguous(compare):
    with pytest.raises(InputError, match=r"has facts of 2020/a and of 2021/a; which is meant by the gold of a\?"):
        compare([FIGURE], [figure(bulletin="2020/a"), figure(bulletin="2021/a")])
