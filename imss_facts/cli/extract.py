"""``imss-facts extract``."""

import sys
from typing import Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Date, Encoding, Paths, Patterns, check_stdin, parse_date
from imss_facts.cli.output import Output, data_output, keep_inputs, progress
from imss_facts.errors import Exit, InputError

Strict = Annotated[
    bool, typer.Option("--strict", help="Stop at the first bulletin that cannot be read; -o then writes nothing.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress bar and no summary.")]


def command(
    paths: Paths,
    output: Output = None,
    patterns: Patterns = None,
    date: Date = None,
    encoding: Encoding = "utf-8",
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Write every figure of the bulletins as JSONL, one fact a line."""
    check_stdin(paths)
    day = parse_date(date)
    from imss_facts.operations.extract import Extractor, extract_sources
    from imss_facts.readers.sources import find_sources

    extractor = Extractor(patterns or ())
    sources = list(find_sources(paths))
    if output is not None:
        keep_inputs(output, (source.path for source in sources if not isinstance(source, tuple)))
    failed = done = figures = 0
    with data_output(output) as write:
        results = extract_sources(sources, extractor, date=day, encoding=encoding)
        for result in progress(results, len(sources), quiet=quiet or (output is None and sys.stdout.isatty())):
            if result.error is None:
                done += 1
                figures += len(result.facts)
                write("".join(f"{fact}\n" for fact in result.facts))
            elif strict:
                raise InputError(f"{result.path}: {result.error}")
            else:
                failed += 1
                say(f"imss-facts: {result.path}: {result.error}")
        if not done and output is not None:
            raise InputError(f"no bulletin could be read; {output} is not written")
    if not quiet and (output is not None or (failed and done)):
        unread = f"; {failed} could not be read" if failed else ""
        say(f"imss-facts: {figures} facts from {done} bulletin{'s' * (done != 1)}{unread}")
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
