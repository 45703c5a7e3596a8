"""``imss-facts show``."""

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Date, Encoding, ManifestFile, Paths, Patterns, check_stdin, read_options
from imss_facts.errors import Exit

_STYLES = {
    "count": "bold cyan", "money": "bold green", "percent": "bold magenta", "ratio": "magenta", "duration": "bold blue",
    "measurement": "blue", "date": "bold yellow", "ordinal": "yellow", "facility": "underline",
}  # fmt: skip


def command(
    paths: Paths,
    patterns: Patterns = None,
    date: Date = None,
    manifest: ManifestFile = None,
    encoding: Encoding = "utf-8",
) -> None:
    """Print bulletins with their figures marked by kind and, under each paragraph, what they were read as."""
    check_stdin(paths)
    options = read_options(encoding, date, manifest)
    from rich.text import Text

    from imss_facts.cli.console import DataConsole
    from imss_facts.operations.extract import extract
    from imss_facts.operations.show import paragraphs, reading_of_fact

    console = DataConsole(soft_wrap=True)
    failed = False
    for result in extract(paths, options, patterns=patterns or ()):
        if result.error is not None:
            failed = True
            say(f"imss-facts: {result.path}: {result.error}")
            continue
        for paragraph in paragraphs(result):
            marked = Text(paragraph.text)
            for fact in paragraph.facts:
                begin = fact["start"] - paragraph.start
                marked.stylize(_STYLES[fact["kind"]], begin, begin + fact["end"] - fact["start"])
            console.print(marked)
            for fact in paragraph.facts:
                quantity = " ".join(fact["quantity"].split())
                console.print(
                    Text(f"    {quantity}", style=_STYLES[fact["kind"]])
                    + Text(f" = {reading_of_fact(fact)}", style="dim")
                )
            console.print()
    if failed:
        raise typer.Exit(Exit.BAD_INPUT)
