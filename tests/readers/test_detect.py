"""Which format a file has, told from its first bytes."""

from imss_facts.readers.detect import LOOKED_AT, detect


def test_json_that_is_nested_too_deep_is_told_by_its_beginning():
    assert detect((b'{"a": ' + b"[" * LOOKED_AT)[:LOOKED_AT], "a.txt").name == "jsonl"


def test_json_that_is_nested_too_deep_and_ends_is_text():
    assert detect(b'{"a": ' + b"[" * 2000 + b"\n", "a.txt").name == "text"
