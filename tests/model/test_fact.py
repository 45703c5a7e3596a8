"""A fact's line is JSON with every key in the order of the schema and exact, plain numbers."""

import json
import re
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.model.fact import SCHEMA_VERSION, Fact, plain_number
from imss_facts.model.schema import fact_schema, schema_text
from imss_facts.model.vocabulary import CATEGORIES, KINDS, Change, Modifier, Status

NUMBERS = st.decimals(min_value=-(10**18), max_value=10**18, allow_nan=False, allow_infinity=False, places=None)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FACTS = st.builds(
    Fact,
    id=TEXT,
    bulletin=TEXT,
    date=st.none() | st.dates().map(str),
    kind=st.sampled_from(KINDS),
    category=st.none() | st.sampled_from(CATEGORIES),
    measure=st.none() | TEXT,
    value=st.none() | NUMBERS,
    low=st.none() | NUMBERS,
    high=st.none() | NUMBERS,
    unit=st.none() | TEXT,
    modifier=st.sampled_from(get_args(Modifier)),
    change=st.none() | st.sampled_from(get_args(Change)),
    status=st.sampled_from(get_args(Status)),
    period=st.none() | TEXT,
    period_start=st.none() | TEXT,
    period_end=st.none() | TEXT,
    place=st.none() | TEXT,
    speaker=st.none() | TEXT,
    entity=st.none() | TEXT,
    quantity=TEXT,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    page=st.none() | st.integers(1, 2000),
    sentence=TEXT,
    rules=st.lists(TEXT, max_size=3).map(tuple),
    schema_version=st.just(SCHEMA_VERSION),
)
ORDER = [
    "id", "bulletin", "date", "kind", "category", "measure", "value", "low", "high", "unit", "modifier", "change",
    "status", "period", "period_start", "period_end", "place", "speaker", "entity", "quantity", "start", "end",
    "page", "sentence", "rules", "schema_version",
]  # fmt: skip


def loads(fact):
    return json.loads(fact.to_json(), parse_int=Decimal, parse_float=Decimal)


def a_fact(**changes):
    values = dict.fromkeys(ORDER)
    values |= {"id": "b#4-5", "bulletin": "b", "kind": "count", "modifier": "exact", "status": "actual"}
    values |= {"quantity": "7", "start": 4, "end": 5, "sentence": "Hay 7.", "rules": ("numeral.digits",)}
    return Fact(**{**values, "schema_version": SCHEMA_VERSION, **changes})


def test_a_line():
    fact = a_fact(
        bulletin="a/ñ", category="beds", value=Decimal(22643638), low=Decimal("94.20"), entity='las "camas"\n'
    )
    assert fact.to_json() == (
        '{"id": "b#4-5", "bulletin": "a/ñ", "date": null, "kind": "count", "category": "beds", "measure": null, '
        '"value": 22643638, "low": 94.2, "high": null, "unit": null, "modifier": "exact", "change": null, '
        '"status": "actual", "period": null, "period_start": null, "period_end": null, "place": null, '
        '"speaker": null, "entity": "las \\"camas\\"\\n", "quantity": "7", "start": 4, "end": 5, '
        '"page": null, "sentence": "Hay 7.", "rules": ["numeral.digits"], "schema_version": 1}'
    )


@given(FACTS)
def test_every_field_comes_back(fact):
    record = loads(fact)
    assert list(record) == ORDER
    for name in ORDER:
        value = getattr(fact, name)
        assert record[name] == (list(value) if isinstance(value, tuple) else value)


@given(FACTS)
def test_a_fact_is_one_line_of_utf_8(fact):
    line = fact.to_json()
    assert "\n" not in line
    assert "\r" not in line
    assert line.encode().decode() == line


def test_the_fields_are_those_of_the_design():
    assert list(Fact._fields) == ORDER


def test_facts_cannot_be_changed():
    with pytest.raises(AttributeError):
        a_fact().value = Decimal(1)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("22643638", "22643638"),
        ("1E+9", "1000000000"),
        ("1.5E+6", "1500000"),
        ("2.50", "2.5"),
        ("2.00", "2"),
        ("100", "100"),
        ("0", "0"),
        ("0.0", "0"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("0E+5", "0"),
        ("-1.20", "-1.2"),
        ("1E-7", "0.0000001"),
        ("94.2", "94.2"),
        ("999999999999999999", "999999999999999999"),
        ("0.333333", "0.333333"),
    ],
)
def test_plain_numbers(number, written):
    assert plain_number(Decimal(number)) == written


@given(NUMBERS)
def test_numbers_are_exact_and_plain(number):
    written = plain_number(number)
    assert Decimal(written) == number
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", written)


# --- the schema -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def valid():
    """Whether a record fits the schema."""
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(fact_schema())
    return jsonschema.Draft202012Validator(fact_schema()).is_valid


@given(FACTS)
def test_every_fact_fits_the_schema(valid, fact):
    assert valid(json.loads(fact.to_json()))


@pytest.mark.parametrize("name", ORDER)
def test_every_key_is_required(valid, name):
    record = json.loads(a_fact().to_json())
    del record[name]
    assert not valid(record)


NULLABLE = [name for name in ORDER if name in {
    "date", "category", "measure", "value", "low", "high", "unit", "change", "period", "period_start", "period_end",
    "place", "speaker", "entity", "page",
}]  # fmt: skip


@pytest.mark.parametrize("name", ORDER)
def test_only_what_may_be_unknown_is_null(valid, name):
    record = json.loads(a_fact().to_json())
    record[name] = None
    assert valid(record) is (name in NULLABLE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "size"),
        ("category", "kites"),
        ("modifier", "nearly"),
        ("change", "none"),
        ("status", "done"),
        ("value", "7"),
        ("low", True),
        ("start", 1.5),
        ("rules", "numeral.digits"),
        ("rules", [1]),
        ("schema_version", 2),
        ("colour", "red"),
    ],
)
def test_what_does_not_fit(valid, name, value):
    record = json.loads(a_fact().to_json())
    assert valid(record)
    assert not valid({**record, name: value})


def test_the_schema_names_the_keys_in_their_order_and_describes_each():
    schema = fact_schema()
    assert list(schema["properties"]) == schema["required"] == ORDER
    assert all(entry["description"] for entry in schema["properties"].values())


def test_the_schema_as_text():
    assert json.loads(schema_text()) == fact_schema()
    assert schema_text().endswith("}\n")
