"""The commands put together; what they need is imported when they run."""

import sys
from typing import Annotated

import typer

from imss_facts import __version__
from imss_facts.cli import (
    audit,
    conflicts,
    diff,
    evaluate,
    explain,
    extract,
    manifest,
    patterns,
    query,
    schema,
    show,
    text,
    trend,
)
from imss_facts.cli.boundary import boundary

app = typer.Typer(
    name="imss-facts",
    help="Every figure of IMSS press bulletins, exact and traceable, as normalised JSONL.",
    epilog="Exit codes: 0 fine, 1 differences or failures found, 2 usage, 3 bad input (the rest is still done), "
    "4 bad patterns, 70 a defect of the tool, 130 interrupted, 141 broken pipe.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"imss-facts {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of the whole tool."""


for _name, _command in (
    ("extract", extract.command),
    ("query", query.command),
    ("diff", diff.command),
    ("trend", trend.command),
    ("conflicts", conflicts.command),
    ("show", show.command),
    ("explain", explain.command),
    ("audit", audit.command),
    ("evaluate", evaluate.command),
    ("text", text.command),
    ("manifest", manifest.command),
    ("schema", schema.command),
):
    app.command(_name)(boundary()(_command))
app.add_typer(patterns.app, name="patterns")
