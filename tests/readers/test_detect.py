"""Which format a file has, told from its first bytes."""

import json

import pytest

from imss_facts.readers.detect import LOOKED_AT, detect
from imss_facts.readers.formats.fields import TEXT


@pytest.mark.parametrize("key", [*TEXT, "Texto"])
@pytest.mark.parametrize("name", ["a.txt", ""])
def test_an_object_with_a_text_is_a_record_by_whatever_name_it_has_it(key, name):
    line = json.dumps({"id": "a", key: "Hay 7 camas."}).encode()
    assert detect(line + b"\n", name).name == "jsonl"


@pytest.mark.parametrize("line", [b'{"quantity": "7"}', b'{"nota": "Hay 7 camas."}', b"[7]", b"{7 camas}"])
def test_what_is_no_object_with_a_text_is_none(line):
    assert detect(line + b"\n", "a.txt").name == "text"


def test_json_that_is_nested_too_deep_is_told_by_its_beginning():
    assert detect((b'{"a": ' + b"[" * LOOKED_AT)[:LOOKED_AT], "a.txt").name == "jsonl"


def test_json_that_is_nested_too_deep_and_ends_is_text():
    assert detect(b'{"a": ' + b"[" * 2000 + b"\n", "a.txt").name == "text"
