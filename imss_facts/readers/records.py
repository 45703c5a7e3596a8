"""Files of many bulletins: JSON lines, and tables with a header (CSV)."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from imss_facts.errors import InputError
from imss_facts.readers.formats.fields import has_texts
from imss_facts.readers.opening import MAX_BYTES, too_big

_CHUNK = 1 << 20


def json_lines(stream: BinaryIO, first: int = 1, size: int | None = None) -> Iterator[tuple[int, bytes | InputError]]:
    """Line numbers and lines that are not blank; one that is too long comes as its error, and is passed over.

    The lines are counted from ``first`` on; those that begin after ``size`` bytes are left alone.
    """
    number, read = first - 1, 0
    while (size is None or read < size) and (line := stream.readline(MAX_BYTES + 1)):
        number += 1
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            whole = _pass_over(stream, len(line))
            read += whole
            yield number, too_big(whole)
            continue
        read += len(line)
        if line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _pass_over(stream: BinaryIO, size: int) -> int:
    """Read to the end of a line; its whole size."""
    while chunk := stream.readline(_CHUNK):
        size += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return size


def table_rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    """Line numbers and rows of a table whose first line names the columns; separators are told from that line.

    InputError where it has no header, or at the row from which on it cannot be read.
    """
    csv.field_size_limit(min(MAX_BYTES, sys.maxsize))
    iterator = iter(lines)
    header = next(iterator, "").removeprefix("\ufeff")
    separator = max(",;\t|", key=header.count)
    names = next(csv.reader([header], delimiter=separator), [])
    reader = csv.reader(iterator, delimiter=separator, strict=True)
    while True:
        begun = reader.line_num + 2
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield begun, InputError(f"is no table from here on: {error}")
            return
        if row is None:
            return
        if len(row) > len(names):
            yield (
                begun,
                InputError(f"has {len(row)} cells under {len(names)} columns; quote texts that hold «{separator}»"),
            )
        elif row:
            yield begun, dict(zip(names, row, strict=False))


def no_bulletin(line: bytes) -> str | None:
    """Why the JSON lines that begin with this one hold no bulletins; None where they may."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or has_texts(value):
        return None
    if {"quantity", "schema_version"} <= value.keys():
        return "holds facts, not bulletins; imss-facts query reads them"
    return f"has no «text» but {_listed(value)}; name it so"


def no_texts(names: Iterable[str]) -> str | None:
    """Why a table of these columns holds no bulletins; None where it does."""
    return None if has_texts(names) else f"has no column «text» but {_listed(names)}; name it so"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in list(names)[:8])


def as_record(row: dict[str, str]) -> bytes:
    """A row as the JSON object that it stands for."""
    return json.dumps(row, ensure_ascii=False).encode()
