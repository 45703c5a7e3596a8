"""The columns of facts in SQL: every key of a fact with its type, and how a JSON line gives them."""

import json
from collections.abc import Iterable, Sequence

NUMBER = "DECIMAL(38,9)"  # exact up to 10^29; what has more decimals is seldom written
DAY = "DATE"
TEXT = "VARCHAR"
WHOLE = "BIGINT"
LIST = "VARCHAR[]"

COLUMNS = {
    "id": TEXT, "bulletin": TEXT, "date": DAY, "kind": TEXT, "category": TEXT, "measure": TEXT, "value": NUMBER,
    "low": NUMBER, "high": NUMBER, "unit": TEXT, "modifier": TEXT, "change": TEXT, "status": TEXT, "period": TEXT,
    "period_start": DAY, "period_end": DAY, "place": TEXT, "speaker": TEXT, "entity": TEXT, "quantity": TEXT,
    "start": WHOLE, "end": WHOLE, "page": WHOLE, "sentence": TEXT, "rules": LIST, "schema_version": WHOLE,
}  # fmt: skip
REQUIRED = tuple(name for name in COLUMNS if name != "page")  # which facts of an earlier version have
NUMBERS = tuple(name for name, kind in COLUMNS.items() if kind == NUMBER)
ORDER = ("bulletin", "start", "end", "id")  # settles ties, so that the same input gives the same bytes

_READ_AS_TEXT = (NUMBER, DAY)  # DuckDB takes numbers through floating point and fails on impossible days


def name(column: str) -> str:
    """A column's name in SQL."""
    return f'"{column}"'


def text(value: str) -> str:
    """A text in SQL; for what cannot be bound as a parameter: file names in views, patterns in macros."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """A list of texts in SQL."""
    return f"[{', '.join(map(text, values))}]"


def lines_view(paths: Sequence[str]) -> str:
    """The lines of JSONL files as ``file`` (its number) and ``json``, which is null where a line is no JSON."""
    scan = f"read_ndjson_objects({texts(paths)}, ignore_errors = true)"
    return f"SELECT file_index AS file, json FROM {scan}" if paths else "SELECT 0 AS file, NULL::JSON AS json LIMIT 0"


def facts_view(paths: Sequence[str]) -> str:
    """The facts of JSONL files as typed columns, read by DuckDB itself: only the columns asked for are made."""
    if not paths:
        return f"SELECT {', '.join(f'NULL::{kind} AS {name(key)}' for key, kind in COLUMNS.items())} LIMIT 0"
    read = ", ".join(f"{text(key)}: {text(_read_type(kind))}" for key, kind in COLUMNS.items())
    scan = f"read_json({texts(paths)}, format = 'newline_delimited', ignore_errors = true, columns = {{{read}}})"
    return f"SELECT {', '.join(f'{_typed(key, name(key))} AS {name(key)}' for key in COLUMNS)} FROM {scan}"


def columns_of_lines(columns: Iterable[str], lines: str) -> str:
    """A relation of lines with some columns of their facts beside, made in one reading of each line.

    Numbers come as well in the exact digits of the line, as ``value_digits`` and the like.
    """
    wanted = [column for column in COLUMNS if column in set(columns)]
    structure = {c: ["VARCHAR"] if COLUMNS[c] == LIST else _read_type(COLUMNS[c]) for c in wanted}
    made = [f"{_typed(c, f'fields.{name(c)}')} AS {name(c)}" for c in wanted]
    made += [f"fields.{name(c)} AS {name(c + '_digits')}" for c in wanted if c in NUMBERS]
    fields = f", json_transform(json, {text(json.dumps(structure))}) AS fields" if wanted else ""
    return f"SELECT {', '.join(['json', *made])} FROM (SELECT json{fields} FROM {lines})"


def _read_type(kind: str) -> str:
    return TEXT if kind in _READ_AS_TEXT else kind


def _typed(column: str, expression: str) -> str:
    kind = COLUMNS[column]
    return f"TRY_CAST({expression} AS {kind})" if kind in _READ_AS_TEXT else expression


def macros() -> list[str]:
    """Functions of the SQL.

    ``complete(line)``: whether it is JSON and a fact; ``begun(line)``: whether it begins as one that extract wrote;
    ``loose(line)``: whether DuckDB may have taken it although JSON knows no NaN and no comma at an end;
    ``folded(words)``: a text without case and accents, for conditions in SQL.

    A line as extract writes it is known by its keys in their order, which costs less than looking them up. In the
    patterns ``%`` stands for the ``_`` of keys, which would stand for any character.
    """
    spaced, tight, earlier = _shape(COLUMNS, " "), _shape(COLUMNS, ""), _shape(REQUIRED, " ")
    beginning = spaced[: spaced.index(', "value"')] + "%"
    complete = (
        f"CASE WHEN line LIKE {text(spaced)} THEN true WHEN line IS NULL THEN false "
        f"WHEN line LIKE {text(tight)} OR line LIKE {text(earlier)} THEN true WHEN NOT json_valid(line) THEN false "
        f"ELSE len(list_intersect(json_keys(line), {texts(REQUIRED)})) = {len(REQUIRED)} END"
    )
    return [
        f"CREATE MACRO complete(line) AS {complete}",
        f"CREATE MACRO begun(line) AS line LIKE {text(beginning)}",
        "CREATE MACRO loose(line) AS regexp_matches(line, 'NaN|Infinity|,\\s*[}\\]]')",
        # ñ stays a letter of its own
        "CREATE MACRO folded(words) AS replace(strip_accents(replace(lower(words), 'ñ', chr(1))), chr(1), 'ñ')",
    ]


def _shape(keys: Iterable[str], gap: str) -> str:
    """The pattern of a line with these keys in this order."""
    return "{" + f",{gap}".join(f'"{key.replace("_", "%")}":{gap}%' for key in keys)
