"""JSONL files read line by line, so that an error tells its line."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from imss_facts.errors import InputError

_MAX_EXPONENT = 999


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and objects; InputError tells the file and the line of what is no JSON object."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _object(path, number, line)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.object[error.start]:#04x})") from None


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_float=_decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{number}: is no JSON: {error.msg}; every line must be one object") from None
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, deep nesting
        raise InputError(f"{path}:{number}: cannot be read: {error}; every line must be one object") from None
    if not isinstance(value, dict):
        raise InputError(f"{path}:{number}: is no JSON object; every line must be one object")
    return value


def _decimal(digits: str) -> Decimal:
    value = Decimal(digits)
    if abs(value.adjusted()) > _MAX_EXPONENT:  # arithmetic would overflow
        raise ValueError(f"{digits} is out of range")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
