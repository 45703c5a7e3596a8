"""Answers in the formats they may be asked for in; written as they come, save tables."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from imss_facts.cli.boundary import say
from imss_facts.cli.human import cell
from imss_facts.cli.table import draw_table
from imss_facts.operations.facts.values import distinct, json_object, plain_text

Write = Callable[[str], object]
Row = Sequence[Any]

TABLE_ROWS = 1000  # what people scroll through; more than that is data
_CHUNK = 1000


def write_lines(lines: Iterable[str], write: Write, *, array: bool = False) -> None:
    """Lines of JSON as they are, or as one array of them."""
    if not array:
        for chunk in _chunks(lines):
            write("\n".join(chunk) + "\n")
        return
    write("[")
    between = "\n"
    for line in lines:
        write(f"{between}{line}")
        between = ",\n"
    write("\n]\n")


def write_rows(form: str, columns: Sequence[str], rows: Iterable[Row], write: Write) -> None:
    """Rows as data, ``jsonl``, ``json``, ``csv`` or ``tsv``, numbers exact."""
    names = distinct(columns)
    if form in ("jsonl", "json"):
        write_lines((json_object(names, row) for row in rows), write, array=form == "json")
    else:
        table = csv.writer(_Writer(write), delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
        table.writerow(names)
        table.writerows([plain_text(value) for value in row] for row in rows)


def show(
    form: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    write: Write,
    *,
    right: Collection[str] = (),
    short: bool = False,
    to_file: bool = False,
) -> None:
    """Rows for people as a ``table`` or ``markdown``; columns of numbers, and those in ``right``, at the right."""
    names = distinct(columns)
    rest = iter(rows)
    first = list(islice(rest, TABLE_ROWS))
    right = {*right, *(name for k, name in enumerate(names) if _numbers(row[k] for row in first))}
    plain = {k for k, name in enumerate(names) if "year" in name}  # 2,020 is no year

    def cells(row: Row) -> list[str]:
        return [plain_text(value) if k in plain else cell(value, short=short) for k, value in enumerate(row)]

    texts = map(cells, first)
    if form == "markdown":
        _markdown(names, chain(texts, map(cells, rest)), right, write)
        return
    if to_file:
        drawn = io.StringIO()
        draw_table(names, texts, right=right, into=drawn)
        write(drawn.getvalue())
    else:
        draw_table(names, texts, right=right)
    left = sum(1 for _ in rest)
    if left:
        say(f"imss-facts: {left:,} rows more; --limit and --sort choose some, --format csv writes all")


def _markdown(names: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[str], write: Write) -> None:
    write(f"| {' | '.join(names)} |\n")
    write(f"| {' | '.join('---:' if name in right else '---' for name in names)} |\n")
    for row in rows:
        write(f"| {' | '.join(text.replace('|', _BAR) for text in row)} |\n")


_BAR = r"\|"


def _numbers(values: Iterable[object]) -> bool:
    """Whether all values that are known are numbers."""
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) for value in known
    )


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(lines)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


class _Writer:
    """What the csv module writes to."""

    def __init__(self, write: Write) -> None:
        self.write = write
