"""``imss-facts patterns``: list and check."""

import sys
from typing import Annotated

import typer

from imss_facts.cli.boundary import boundary, say
from imss_facts.cli.options import Format, Patterns, check_format
from imss_facts.cli.table import print_rows, wants_table
from imss_facts.errors import Exit

app = typer.Typer(help="The pattern files: list them, check them.", no_args_is_help=True)
Subject = Annotated[
    str | None, typer.Option("--subject", metavar="NAME", help="Only patterns of one subject, as measures.")
]


@app.command("list")
@boundary()
def list_patterns(subject: Subject = None, patterns: Patterns = None, format: Format = None) -> None:  # noqa: A002
    """List every pattern with its file and line."""
    chosen = check_format(format)
    from imss_facts.rules.library import load_library

    entries = load_library(*(patterns or ())).entries.values()
    rows = [
        (e.pattern.id, e.subject, len(e.pattern.examples), len(e.pattern.counterexamples), f"{e.file}:{e.line}")
        for e in entries
        if subject in (None, e.subject)
    ]
    print_rows(("id", "subject", "examples", "counterexamples", "place"), rows, table=wants_table(chosen))


@app.command("check")
@boundary()
def check_patterns(patterns: Patterns = None) -> None:
    """Validate all pattern files and try every example and counterexample in the real pipeline."""
    from imss_facts.operations.check import check

    count, problems = check(patterns or ())
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    say(f"imss-facts: {count} examples tried, {len(problems)} failed")
    if problems:
        raise typer.Exit(Exit.FOUND)
