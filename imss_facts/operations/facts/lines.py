"""What is wrong with a line that is no fact."""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from imss_facts.operations.facts.columns import REQUIRED

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HALF = re.compile("[\ud800-\udfff]")


def fault(line: bytes) -> str | None:
    """Why a line cannot be read as a fact, or None; keys that nobody knows are no fault."""
    try:
        record = exact(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return f"is not UTF-8 (byte {error.object[error.start]:#04x} at column {error.start + 1})"
    except json.JSONDecodeError as error:
        return f"is no JSON: {error.msg.removesuffix(' at')} at column {error.colno}; every line must be one fact"
    except (ValueError, InvalidOperation, RecursionError) as error:  # long numbers, deep nesting
        return f"cannot be read: {error}; every line must be one fact"
    if not isinstance(record, dict):
        return "is no JSON object; every line must be one fact"
    missing = [key for key in REQUIRED if key not in record]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        return f"lacks «{missing[0]}»{more}; is this a fact that imss-facts extract wrote?"
    if _HALF.search(json.dumps(record, ensure_ascii=False, default=str)):
        return "holds half a character (a lone surrogate)"
    return None


def exact(line: str) -> Any:
    """A line as data, its numbers exact; ValueError where it is no strict JSON."""
    return json.loads(line, parse_float=Decimal, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
