"""JSONL read line by line."""

from decimal import Decimal

import pytest

from imss_facts.errors import InputError
from imss_facts.operations.jsonl import read_jsonl


def test_lines_come_with_their_numbers_and_exact_values(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"a": 0.1}\n\n{"b": 12345678901234567890}\n')
    assert list(read_jsonl(tmp_path / "a.jsonl")) == [(1, {"a": Decimal("0.1")}), (3, {"b": 12345678901234567890})]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_a_newline_ends_a_line(tmp_path, separator):
    text = f"x{separator}y"
    (tmp_path / "a.jsonl").write_text(f'{{"a": "{text}"}}\n', encoding="utf-8")
    assert list(read_jsonl(tmp_path / "a.jsonl")) == [(1, {"a": text})]


def test_carriage_returns_before_a_newline_do_no_harm(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"a": 1}\r\n\r\n{"a": 2}\r\n')
    assert list(read_jsonl(tmp_path / "a.jsonl")) == [(1, {"a": 1}), (3, {"a": 2})]


def test_an_empty_file_holds_nothing(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"")
    assert list(read_jsonl(tmp_path / "a.jsonl")) == []


def test_the_lines_before_a_bad_one_are_given(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\nx\n")
    lines = read_jsonl(tmp_path / "a.jsonl")
    assert next(lines) == (1, {})
    with pytest.raises(InputError, match=r"a\.jsonl:2: is no JSON"):
        next(lines)
