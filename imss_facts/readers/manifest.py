"""The manifest: a table of what is known about bulletins, by their id."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from imss_facts.errors import InputError
from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.formats.record import claim_of, object_of
from imss_facts.readers.records import table_rows
from imss_facts.readers.sources import cannot_be_read


def read_manifest(path: Path) -> dict[str, Claim]:
    """What a table (CSV) or JSON lines of ``id`` (or ``file``), ``date``, ``number`` and ``title`` say of bulletins.

    InputError tells the file and the line of what cannot be taken.
    """
    claims: dict[str, Claim] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in _rows(path, lines):
                known_as, claim = _row(f"{path}:{number}", row)
                if known_as in claims:
                    raise InputError(f"{path}:{number}: «{known_as}» stands in it twice; keep one")
                claims[known_as] = claim
    except OSError as error:
        raise InputError(f"{path}: {cannot_be_read(error)}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.object[error.start]:#04x}); save it as UTF-8") from None
    return claims


def _rows(path: Path, lines: TextIO) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    first = lines.readline()
    lines.seek(0)
    if not first.lstrip().startswith("{"):
        yield from table_rows(lines)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, object_of(line, f"{path}:{number}: ")


def _row(place: str, row: dict[str, Any] | InputError) -> tuple[str, Claim]:
    if isinstance(row, InputError):
        raise InputError(f"{place}: {row}")
    fields = {name.strip().lower(): str(value).strip() for name, value in row.items() if value is not None}
    file = fields.get("file", "")
    known_as = fields.get("id") or (PurePosixPath(file).with_suffix("").as_posix() if PurePosixPath(file).name else "")
    if not known_as:
        raise InputError(
            f"{place}: names no bulletin; a manifest has a column «id» (or «file») and date, number, title"
        )
    try:
        return known_as, claim_of(fields, Origin.MANIFEST) or Claim(Origin.MANIFEST)
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
