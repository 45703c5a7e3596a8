"""What the commands over facts share: which files they read, and how their faults are told."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.completion import categories, kinds, measures
from imss_facts.cli.options import check_format
from imss_facts.cli.output import refuse_over
from imss_facts.errors import Exit, InputError, UsageError

if TYPE_CHECKING:
    from imss_facts.operations.facts.store import Store

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
        help="JSONL of facts: files, globs, folders of .jsonl, or - for standard input (the default in a pipe).",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first line or file that cannot be read.")]
Bulletin = Annotated[
    list[str] | None, typer.Option("--bulletin", metavar="ID", help="A bulletin's id; * and ? are wildcards.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="EDTF", help="Published then: 2020, 2020-07/2021, 2020/..")]
Period = Annotated[str | None, typer.Option("--period", metavar="EDTF", help="Of a time that touches this one.")]
Short = Annotated[bool, typer.Option("--short", help="Short numbers in tables: 6.09 mmdp, 22.6 millones.")]
Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="ID", help="A measure, as insured_workers.", autocompletion=measures),
]
Category = Annotated[
    list[str] | None, typer.Option("--category", metavar="NAME", help="A category.", autocompletion=categories)
]
Kind = Annotated[list[str] | None, typer.Option("--kind", metavar="NAME", help="A kind.", autocompletion=kinds)]
Place = Annotated[list[str] | None, typer.Option("--place", metavar="TEXT", help="Part of the place.")]
Unit = Annotated[list[str] | None, typer.Option("--unit", metavar="CODE", help="A unit, as MXN or %.")]


def files_or_stdin(files: Sequence[str] | None) -> list[str]:
    """The files named, or standard input where something is piped in; UsageError where neither is."""
    if not files and sys.stdin.isatty():
        raise UsageError("name a file of facts (imss-facts extract … -o facts.jsonl writes one), or pipe facts in")
    named = list(files or ["-"])
    if "-" in named and sys.stdin.isatty():
        raise UsageError("- reads standard input, and that is a terminal; pipe facts in")
    return named


def form_of(chosen: str | None, known: tuple[str, ...], output: Path | None) -> str:
    """The format chosen, or else a table on a terminal and JSON lines elsewhere; UsageError for an unknown one."""
    return check_format(chosen, known) or ("table" if output is None and sys.stdout.isatty() else "jsonl")


@contextmanager
def opened(views: Mapping[str, Sequence[str]], *, strict: bool, output: Path | None = None) -> "Iterator[Store]":
    """The store over some files; what is wrong with them is told, and ends in exit code 3 after all else is done."""
    from imss_facts.operations.facts.store import Store

    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        say(f"imss-facts: {message}")

    with Store(views, tell=tell, strict=strict) as store:
        if output is not None:
            check = refuse_over(output)
            for file in chain.from_iterable(store.files.values()):
                check(file.path)
            if store.empty:
                raise InputError(f"no facts could be read; {output} is not written")
        yield store
    if told:
        raise typer.Exit(Exit.BAD_INPUT)
