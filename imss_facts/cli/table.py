"""Rows for people on a terminal, JSON lines in a pipe."""

import io
import json
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TextIO

_WIDTH = 200  # where no terminal tells one


def wants_table(chosen: str | None) -> bool:
    """Whether to print a table: as asked, or on a terminal."""
    return chosen == "table" if chosen else sys.stdout.isatty()


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, table: bool) -> None:
    """Rows as a table, or as one JSON object a line."""
    if not table:
        for row in rows:
            sys.stdout.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
        return
    draw_table(columns, (["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in rows))


def draw_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Collection[str] = (), into: TextIO | None = None
) -> None:
    """A table of texts on stdout or in a file, as wide as the terminal; columns of numbers at the right."""
    from rich.table import Table
    from rich.text import Text

    from imss_facts.cli.console import DataConsole

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        number = column in right
        drawn.add_column(Text(column), justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    stream = sys.stdout if into is None else into
    if stream.isatty():
        DataConsole(file=stream).print(drawn)
        return
    text = io.StringIO()
    DataConsole(file=text, width=_WIDTH).print(drawn)
    stream.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())
