"""Options that several commands share."""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from imss_facts.errors import UsageError

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Bulletins (.txt, .md), folders of them, or - for standard input."),
]
Patterns = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="DIR",
        envvar="IMSS_FACTS_PATTERNS",
        help="A folder of pattern files laid over the built-in ones; may be repeated.",
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The publication date, in place of the bulletins' own; relative dates resolve with it.",
    ),
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="The files' encoding, where it is not UTF-8.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="table|jsonl", help="A table (the default on a terminal) or JSON lines (in a pipe)."
    ),
]


def check_stdin(paths: list[str]) -> None:
    """UsageError where standard input is asked for and nobody pipes anything into it."""
    if "-" in paths and sys.stdin.isatty():
        raise UsageError("- reads standard input, and that is a terminal; pipe a bulletin in")


def parse_date(text: str | None) -> dt.date | None:
    """An ISO 8601 day; UsageError otherwise."""
    if text is None:
        return None
    from imss_facts.language.calendar import parse_day

    found = parse_day(text)
    if found is None:
        raise UsageError(f"--date {text}: is no day; write it as 2020-07-20")
    return found


def check_format(chosen: str | None, known: tuple[str, ...] = ("table", "jsonl")) -> str | None:
    """A known format; UsageError otherwise."""
    if chosen is not None and chosen not in known:
        raise UsageError(f"--format {chosen}: is no format; choose {', '.join(known[:-1])} or {known[-1]}")
    return chosen
