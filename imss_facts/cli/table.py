"""Rows for people on a terminal, JSON lines in a pipe."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def wants_table(chosen: str | None) -> bool:
    """Whether to print a table: as asked, or on a terminal."""
    return chosen == "table" if chosen else sys.stdout.isatty()


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, table: bool) -> None:
    """Rows as a table, or as one JSON object a line."""
    if not table:
        for row in rows:
            sys.stdout.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    from imss_facts.cli.console import DataConsole

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(Text(column))
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else " ".join(str(cell).split())) for cell in row))
    width = None if sys.stdout.isatty() else 200
    DataConsole(width=width).print(drawn)
