"""Options that several commands share."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.errors import UsageError

if TYPE_CHECKING:
    from imss_facts.readers.opening import ReadOptions

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Bulletins (.txt .md .html .docx .pdf), files of many (.jsonl .csv .zip), folders of them, or -.",
    ),
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
ManifestFile = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        help="CSV or JSONL with id (or file), date, number, title: they take the place of what bulletins say.",
    ),
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


def read_options(encoding: str, date: str | None, manifest: Path | None) -> "ReadOptions":
    """How bulletins are to be read; UsageError where the date is none, InputError where the manifest cannot be read."""
    from imss_facts.readers.manifest import read_manifest
    from imss_facts.readers.opening import ReadOptions

    day = parse_date(date)
    return ReadOptions(encoding, day, read_manifest(manifest) if manifest else {})


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
