"""``imss-facts text``."""

import sys

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Encoding, Paths, check_stdin
from imss_facts.errors import Exit, InputError


def command(paths: Paths, encoding: Encoding = "utf-8") -> None:
    """Print the text as read, to which all offsets refer."""
    check_stdin(paths)
    from imss_facts.readers.sources import find_sources

    failed = False
    for source in find_sources(paths):
        try:
            if isinstance(source, tuple):
                raise source[1]
            sys.stdout.write(source.read(encoding).text)
        except InputError as error:
            failed = True
            say(f"imss-facts: {source[0] if isinstance(source, tuple) else source.path}: {error}")
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
