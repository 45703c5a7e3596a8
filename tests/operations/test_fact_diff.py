"""Two extractions of the same bulletins, fact by fact."""

import random

import pytest
from figures import a_fact, line, write
from hypothesis import given, settings
from hypothesis import strategies as st

from imss_facts.operations.fact_diff import FactComparison, changes
from imss_facts.operations.facts.store import Store


def told(found):
    """Changes as texts: what, the new or old quantity, and the fields."""
    return [f"{c.what} {(c.new or c.old)['quantity']} {' '.join(sorted(c.fields))}".rstrip() for c in found]


def bulletin(*quantities, shift=0):
    """Facts that stand 30 characters apart."""
    return [
        a_fact(start=30 * k + shift, quantity=str(q), value=len(str(q)), sentence=f"Hay {q} camas.")
        for k, q in enumerate(quantities)
    ]


def test_the_same_facts_do_not_differ():
    assert list(changes(bulletin(1, 2, 2, 3), bulletin(1, 2, 2, 3))) == []


def test_keys_in_another_order_and_numbers_in_other_digits_do_not_differ():
    fact = a_fact(value=7.50)
    other = dict(reversed(fact.items()))
    assert list(changes([fact], [other])) == []


def test_facts_only_in_one_side_are_added_or_gone():
    assert told(changes(bulletin(1, 2, 3), bulletin(1, "", 3)[::2])) == ["gone 2"]
    assert told(changes(bulletin(1, "", 3)[::2], bulletin(1, 2, 3))) == ["added 2"]
    assert told(changes([], bulletin(1))) == ["added 1"]


@pytest.mark.parametrize("shift", [1, 7, 30, 45, 100, 5000])
def test_facts_that_only_moved_do_not_differ(shift):
    assert list(changes(bulletin(1, 2, 2, 1, 3), bulletin(1, 2, 2, 1, 3, shift=shift))) == []


@pytest.mark.parametrize("shift", [0, 2, 30, 3000])
@pytest.mark.parametrize(
    ("edit", "fields"),
    [
        ({"value": 99}, "value"),
        ({"value": None, "low": 1, "high": 2}, "high low value"),
        ({"kind": "ordinal", "category": None}, "category kind"),
        ({"rules": ["numeral.unit"]}, "rules"),
        ({"sentence": "Otra."}, "sentence"),
        ({"quantity": "2 mil"}, "quantity"),
        ({"quantity": "2 mil", "sentence": "Otra.", "kind": "money"}, "kind quantity sentence"),
        ({"new_key": 1}, "new_key"),
    ],
)
def test_an_edit_is_told_with_its_fields_even_where_all_has_moved(edit, fields, shift):
    old, new = bulletin(1, 2, 3, 4), bulletin(1, 2, 3, 4, shift=shift)
    new[1] = {**new[1], **edit}
    (change,) = changes(old, new)
    assert told([change]) == [f"changed {new[1]['quantity']} {fields}"]
    assert all(change.fields[key] == (old[1].get(key), new[1][key]) for key in edit)


def test_a_quantity_that_grows_over_its_neighbour_takes_its_place():
    old = [a_fact(start=0, quantity="20"), a_fact(start=3, quantity="mil pesos", kind="money")]
    new = [a_fact(start=0, quantity="20 mil pesos", kind="money")]
    assert told(changes(old, new)) == ["changed 20 mil pesos quantity sentence", "gone 20"]


def test_a_fact_that_is_read_as_another_kind_is_changed_not_exchanged():
    old, new = a_fact(quantity="No. 36", kind="ordinal"), a_fact(start=0, quantity="HGR No. 36", kind="facility")
    assert told(changes([old], [new])) == ["changed HGR No. 36 kind quantity sentence"]


def test_facts_that_stand_elsewhere_and_say_something_else_are_exchanged():
    assert told(changes([a_fact(start=0, quantity="5")], [a_fact(start=500, quantity="9")])) == ["gone 5", "added 9"]


# --- planted edits --------------------------------------------------------------------------------------------------

EDITS = {"value": 123456, "unit": "km", "measure": "zones", "status": "planned", "place": "Puebla", "entity": None}


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 40))
def test_exactly_the_edits_planted_are_found(seed, count):
    chance = random.Random(seed)  # noqa: S311  no secret
    # no sentence says a number twice: which of two is gone nobody could tell
    numbers = [str(3 * chance.randint(1, 10) + k % 3) for k in range(count)]
    old = [a_fact(start=40 * k, quantity=q, value=k, sentence=f"S {k // 3}.") for k, q in enumerate(numbers)]
    new, planted, shift = [], [], 0
    for fact in old:
        shift += chance.choice([0, 0, 0, 3, -2, 25])
        moved = {**fact, "start": fact["start"] + shift, "end": fact["end"] + shift}
        lot = chance.random()
        if lot < 0.1:
            planted.append(f"gone {fact['quantity']}")
        elif lot < 0.3:
            fields = chance.sample(sorted(EDITS), chance.randint(1, 3))
            new.append({**moved, **{key: EDITS[key] for key in fields}})
            planted.append(f"changed {fact['quantity']} {' '.join(sorted(fields))}")
        else:
            new.append(moved)
        if chance.random() < 0.1:
            shift += 700
            quantity = f"{1000 + len(new)} mil"
            new.append(a_fact(start=moved["end"] + 350, quantity=quantity, sentence="Nueva."))
            planted.append(f"added {quantity}")
    assert sorted(told(changes(old, new))) == sorted(planted)
    swapped = {"gone": "added", "added": "gone", "changed": "changed"}
    back = sorted(" ".join([swapped[what], *rest]) for what, *rest in map(str.split, told(changes(new, old))))
    assert back == sorted(" ".join(text.split()) for text in planted)


# --- files ----------------------------------------------------------------------------------------------------------


def compare(folder, old, new):
    files = {side: [write(folder / f"{side}.jsonl", *facts)] for side, facts in (("old", old), ("new", new))}
    with Store(files, tell=pytest.fail) as store:
        comparison = FactComparison(store)
        return told(comparison), comparison.counts


def test_files_are_compared_bulletin_by_bulletin(tmp_path):
    old = [a_fact("a"), a_fact("b"), a_fact("c", value=1), a_fact("a", start=90)]
    new = [a_fact("c", value=2), a_fact("a", start=90), a_fact("a"), a_fact("d")]
    found, counts = compare(tmp_path, old, new)
    assert found == ["gone 7", "changed 2 quantity sentence value", "added 7"]
    assert counts == {"gone": 1, "changed": 1, "added": 1}


def test_the_same_facts_written_otherwise_do_not_differ(tmp_path):
    facts = [a_fact("a", value=7.5), a_fact("b", place="Mérida")]
    tight = [line(fact).replace('": ', '":').replace("é", "\\u00e9").replace("7.5,", "7.50,") for fact in facts]
    assert compare(tmp_path, facts, tight)[0] == []


def test_a_fact_given_twice_differs_from_one_given_once(tmp_path):
    assert compare(tmp_path, [a_fact(), a_fact()], [a_fact()])[0] == ["gone 7"]
    assert compare(tmp_path, [a_fact(), a_fact()], [a_fact(), a_fact()])[0] == []
