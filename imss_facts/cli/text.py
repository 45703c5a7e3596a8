"""``imss-facts text``."""

import sys

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Encoding, Paths, check_stdin
from imss_facts.errors import Exit, InputError


def command(paths: Paths, encoding: Encoding = "utf-8") -> None:
    """Print the text as read, to which all offsets refer."""
    check_stdin(paths)
    from imss_facts.readers.finding import find_sources
    from imss_facts.readers.opening import ReadOptions
    from imss_facts.readers.sources import Source

    failed = False
    for source in find_sources(paths, encoding=encoding):
        try:
            if isinstance(source, Source):
                sys.stdout.write(source.read(ReadOptions(encoding)).bulletin.text)
            elif source.lost:
                raise InputError(source.why)
        except InputError as error:
            failed = True
            say(f"imss-facts: {source.path}: {error}")
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
