"""Figures that contradict each other, and sums that do not come out."""

import pytest
from figures import a_fact, write

from imss_facts.operations.conflicts import conflicts
from imss_facts.operations.facts.filters import Filters
from imss_facts.operations.facts.store import Store


@pytest.fixture
def find(tmp_path):
    """The conflicts in some facts."""

    def run(*facts, **filters):
        with Store({"facts": [write(tmp_path / "facts.jsonl", *facts)]}, tell=pytest.fail) as store:
            return list(conflicts(store, Filters(**filters)))

    return run


def two(one, other):
    """Facts of two bulletins that hold for the same year."""
    return a_fact("a", **{"period": "2020", **one}), a_fact("b", **{"period": "2020", **other})


def test_a_contradiction_has_both_figures_and_sentences(find):
    (conflict,) = find(*two({"value": 7}, {"value": 9}))
    assert (conflict.what, conflict.expected) == ("figures", None)
    assert [(s.figure.id, s.figure.value, s.sentence) for s in conflict.stated] == [
        ("a#4-5", 7, "Hay 7 hospitales."),
        ("b#4-5", 9, "Hay 9 hospitales."),
    ]


def test_a_part_contradicts_no_whole(find):
    assert find(*two({"value": 612000}, {"value": 7504, "rules": ["numeral.digits", "cue.partitive"]})) == []
    assert find(*two({"value": 612000}, {"value": 7504, "rules": None})) != []


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ((22600000, "22.6 millones"), (22643638, "22,643,638"), False),
        ((22600000, "22.6 millones"), (22650001, "22,650,001"), True),
        ((22000000, "22 millones", "more_than"), (22643638, "22,643,638"), False),
        ((23000000, "23 millones", "more_than"), (22643638, "22,643,638"), True),
        ((22000000, "22 millones", "approximate"), (22643638, "22,643,638"), False),
        ((20, "20", "approximate"), (22, "22"), True),
        ((13000, "13 mil"), (13400, "13,400"), False),
        ((13000, "13,000"), (13400, "13,400"), True),
        ((94.2, "94.2%"), (94, "94%"), False),
        ((94.2, "94.2%"), (95, "95%"), True),
        ((94, "94%"), (95, "95%"), True),
        ((7, "7"), (8, "8"), True),
        ((7, "7"), (7, "siete"), False),
        ((10, "10", "at_most"), (11, "11", "at_least"), True),
        ((10, "10", "at_least"), (11, "11", "at_least"), False),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_rounding_and_modifiers_are_allowed_for(find, one, other, contradicts, mirrored):
    sides = [{"value": v, "quantity": q, "modifier": (*m, "exact")[0]} for v, q, *m in (one, other)]
    sides = [{**side, "kind": "percent", "unit": "%"} if "%" in side["quantity"] else side for side in sides]
    assert len(find(*two(*(sides[::-1] if mirrored else sides)))) == contradicts


def test_a_range_allows_what_is_inside_it(find):
    assert find(*two({"value": None, "low": 5, "high": 8}, {"value": 7})) == []
    assert len(find(*two({"value": None, "low": 5, "high": 8}, {"value": 9}))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "hospital_beds"},
        {"measure": None},
        {"period": "2021"},
        {"period": None, "date": "2020-05-05"},
        {"place": "Puebla"},
        {"unit": "%"},
        {"kind": "money"},
        {"change": "increase"},
        {"status": "planned"},
        {"kind": "ratio"},
        {"kind": "date"},
    ],
)
def test_different_things_do_not_contradict_each_other(find, other):
    assert find(*two({}, {"value": 9, **other})) == []


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ({"date": "2020-05-05"}, {"date": "2020-05-05"}, True),
        ({"date": "2020-05-05"}, {"date": "2020-05-06"}, False),
        ({"date": "2020-05-05", "period": "XXXX-07"}, {"date": "2020-05-05", "period": "XXXX-07"}, True),
        ({"date": "2020-05-05", "period": "XXXX-07"}, {"date": "2021-05-05", "period": "XXXX-07"}, False),
        ({"date": "2020-05-05", "period": "2019/.."}, {"date": "2021-05-05", "period": "2019/.."}, False),
        ({}, {}, True),
    ],
)
def test_what_has_no_period_holds_when_it_was_published(find, one, other, contradicts):
    assert len(find(a_fact("a", **one), a_fact("b", value=9, **other))) == contradicts


@pytest.mark.parametrize(
    ("fields", "contradicts"),
    [
        ({"period": "2020"}, True),
        ({"period": "2020", "entity": "hospitales rurales"}, False),
        ({"period": "2020", "sentence": "Hay 7 hospitales."}, False),
        ({"period": None}, False),
    ],
)
def test_one_bulletin_contradicts_itself_only_where_it_speaks_of_the_same(find, fields, contradicts):
    one = a_fact(period=fields["period"])
    assert len(find(one, a_fact(start=90, value=9, **fields))) == contradicts


def test_several_numbers_are_told_each_with_the_next(find):
    facts = [a_fact(name, period="2020", value=value) for name, value in zip("abcd", (10, 15, 12, 12), strict=True)]
    found = find(*facts)
    assert [[s.figure.value for s in conflict.stated] for conflict in found] == [[10, 12], [12, 15], [12, 15]]


def test_filters_choose_the_facts(find):
    facts = [
        *two({}, {"value": 9}),
        *two({"measure": "beds", "start": 50}, {"measure": "beds", "value": 9, "start": 50}),
    ]
    assert [c.stated[0].figure.measure for c in find(*facts)] == ["beds", "hospitals"]
    assert [c.stated[0].figure.measure for c in find(*facts, measure=["beds"])] == ["beds"]
    assert find(*facts, bulletin=["a"]) == []


# --- sums -----------------------------------------------------------------------------------------------------------


def facts_of(sentence, *figures):
    """Facts at their places in a sentence; each a quantity as written, or with its fields."""
    facts, at = [], 0
    for figure in figures:
        quantity, fields = figure if isinstance(figure, tuple) else (figure, {})
        at = sentence.index(quantity, at)
        value = {"value": int(quantity.replace(",", "").split()[0]) * (1000 if " mil" in quantity else 1)}
        facts.append(a_fact(start=at, quantity=quantity, sentence=sentence, **{**value, **fields}))
        at += len(quantity)
    return facts


MORE, LESS = {"change": "increase"}, {"change": "decrease"}


@pytest.mark.parametrize(
    ("sentence", "figures", "expected"),
    [
        ("Hay 120 hospitales y se construirán 273 más para llegar a 393.", ["120", ("273", MORE), "393"], None),
        ("Hay 120 hospitales y se construirán 273 más para llegar a 400.", ["120", ("273", MORE), "400"], 393),
        ("Hay 120 y 273 más, hasta completar los 400.", ["120", ("273", MORE), "400"], 393),
        ("Hay 120; se sumarán 273 hospitales PARA ALCANZAR un total de 400.", ["120", "273", "400"], 393),
        ("Hay 120 y se cerrarán 20, 20 menos, para quedar en 101.", ["120", "20", ("20", LESS), "101"], 100),
        ("Hay 18, 4, 3 y 1 más; se sumarán 853 más, para llegar a 879.",
         ["18", "4", "3", ("1", MORE), ("853", MORE), "879"], None),
        ("Hay 10, otros 8, y 5 más para llegar a 24.", ["10", "8", ("5", MORE), "24"], None),
        ("Otros 8, y 5 más para llegar a 24.", ["8", ("5", MORE), "24"], None),
        ("Se sumarán 5 más para llegar a 24.", [("5", MORE), "24"], None),
        ("Hay 120 y 273 más. Sirven para llegar a 400.", ["120", ("273", MORE), "400"], None),
        ("Hay 120 y 273 más; el plan es de 400.", ["120", ("273", MORE), "400"], None),
        ("Hay 12 mil y 3 mil más para llegar a 15,400.", ["12 mil", ("3 mil", MORE), "15,400"], None),
        ("Hay 12 mil y 3 mil más para llegar a 17,400.", ["12 mil", ("3 mil", MORE), "17,400"], 15000),
        ("Hay 120 y 273 más para llegar a 400.", ["120", ("273", {"unit": "%"}), "400"], None),
        ("Hay 120 y más de 273 más para llegar a 400.",
         ["120", ("273", {**MORE, "modifier": "more_than"}), "400"], None),
        ("Se pasó de 120 a 393, es decir 273 más.", ["120", "393", ("273", MORE)], None),
        ("Se pasó de 120 a 400, es decir 273 más.", ["120", "400", ("273", MORE)], 393),
        ("Bajaron de 400 a 120, 273 menos.", ["400", "120", ("273", LESS)], 127),
        ("Van de 120 a 400, 273 más.", ["120", "400", ("273", MORE)], None),
    ],
)  # fmt: skip
def test_a_sum_inside_a_sentence_comes_out_or_is_told(find, sentence, figures, expected):
    found = find(*facts_of(sentence, *figures))
    assert [conflict.expected for conflict in found] == ([] if expected is None else [expected])
    assert all(stated.sentence == sentence for conflict in found for stated in conflict.stated)


def test_a_sum_has_its_parts_and_its_whole(find):
    (conflict,) = find(*facts_of("Hay 120 y 273 más para llegar a 400.", "120", ("273", MORE), "400"))
    assert (conflict.what, [s.figure.value for s in conflict.stated]) == ("sum", [120, 273, 400])
