"""``imss-facts text`` and ``imss-facts schema``."""

import json

import pytest
from jsonschema import Draft202012Validator


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Uno\r\ndos\rtres\n", "Uno\ndos\ntres\n"),
        ("\ufeffniños".encode(), "niños"),
        ("nin\u0303os".encode(), "niños"),
        (b"**negritas** [bookmark: _GoBack]\n", "**negritas** [bookmark: _GoBack]\n"),
    ],
)
def test_the_text_is_printed_as_read(call, folder, data, text):
    (folder / "a.txt").write_bytes(data)
    outcome = call("text", "a.txt")
    assert (outcome.code, outcome.out, outcome.err) == (0, text, "")


def test_offsets_refer_to_the_text_printed(call, folder):
    (folder / "a.md").write_bytes("---\ntitle: x\n---\r\nHay 7 nin\u0303as y\u00a020 camas.".encode())
    text = call("text", "a.md").out
    facts = call("extract", "a.md").facts
    assert [fact["quantity"] for fact in facts] == ["7", "20"]
    assert [text[fact["start"] : fact["end"]] for fact in facts] == ["7", "20"]


def test_every_fact_is_valid_under_the_schema_printed(call, corpus):
    schema = json.loads(call("schema").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    facts = call("extract", corpus).facts
    assert len(facts) > 100
    assert [error.message for fact in facts for error in validator.iter_errors(fact)] == []


def test_the_schema_lists_the_keys_of_a_fact_in_order(call):
    schema = json.loads(call("schema").out)
    (fact,) = call("extract", "-", input="Hay 7 camas.").facts
    assert list(fact) == list(schema["properties"]) == schema["required"]
