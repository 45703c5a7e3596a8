"""``imss-facts extract``."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.boundary import say
from imss_facts.cli.options import Date, Encoding, ManifestFile, Paths, Patterns, check_stdin, read_options
from imss_facts.cli.output import Output, bytes_output
from imss_facts.cli.progress import progress
from imss_facts.errors import Exit, InputError, UsageError

if TYPE_CHECKING:
    from imss_facts.operations.bulk.batches import Item
    from imss_facts.operations.bulk.outcome import Outcome
    from imss_facts.operations.bulk.update import Kept
    from imss_facts.readers.opening import ReadOptions
    from imss_facts.readers.sources import Source, Unread

Strict = Annotated[
    bool, typer.Option("--strict", help="Stop at the first bulletin that cannot be read; -o then writes nothing.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress bar, no notes and no summary.")]
Jobs = Annotated[
    int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Processes that extract; all cores by default.")
]
Update = Annotated[
    Path | None,
    typer.Option(
        "--update",
        metavar="FACTS",
        help="Bring a file of facts up to date, extracting only what changed; FACTS.ledger beside it tells what did.",
    ),
]


def command(
    paths: Paths,
    output: Output = None,
    update: Update = None,
    patterns: Patterns = None,
    date: Date = None,
    manifest: ManifestFile = None,
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Write every figure of the bulletins as JSONL, one fact a line."""
    check_stdin(paths)
    if output is not None and update is not None:
        raise UsageError("-o and --update both name the file to write; give one of them")
    options = read_options(encoding, date, manifest)
    from imss_facts.cli.tally import Tally
    from imss_facts.operations.bulk.extract_all import extract_all, without_twins
    from imss_facts.readers.finding import find_sources

    tally = Tally()
    target, folders = output or update, patterns or []
    sources = _apart_from(target, find_sources(paths, tally.skipped, encoding))
    items: Iterable[Item] = sources if update is None else _unknown(update, folders, options).items(sources)
    unused = set(options.manifest)
    with _writing(output, update) as write, progress(paths, quiet=quiet) as advance:
        for outcome in without_twins(extract_all(items, folders, options, jobs=jobs)):
            tally.add(outcome)
            unused.discard(outcome.id or "")
            advance(outcome.size)
            if not quiet:
                _note(outcome.path, outcome.notes)
            if outcome.error is None:
                write(outcome)
            elif strict:
                raise InputError(f"{outcome.path}: {outcome.error}")
            else:
                say(f"imss-facts: {outcome.path}: {outcome.error}")
        if not tally.bulletins and target is not None:
            raise InputError(f"no bulletin could be read; {target} is not written")
    if not quiet:
        _note(str(manifest), (f"«{known_as}» is no bulletin here" for known_as in sorted(unused)))
        if target is not None or (tally.failed and tally.bulletins):
            say(f"imss-facts: {tally.summary()}")
    if tally.failed:
        raise typer.Exit(Exit.BAD_INPUT)


def _note(path: str, notes: Iterable[str]) -> None:
    for note in notes:
        say(f"imss-facts: {path}: note: {note}")


def _unknown(facts: Path, patterns: list[Path], options: "ReadOptions") -> "Kept":
    """What is kept of the facts that are to be brought up to date."""
    from imss_facts.operations.bulk.update import Kept

    kept = Kept(facts, patterns, options)
    if facts.exists() and not kept.fits:
        _note(str(facts), ("has no ledger that was written for it; all bulletins are read",))
    return kept


@contextmanager
def _writing(output: Path | None, update: Path | None) -> "Iterator[Callable[[Outcome], object]]":
    """A function that writes the facts of an outcome; of an update it keeps the ledger too."""
    if update is None:
        with bytes_output(output) as write:
            yield lambda outcome: write(outcome.lines)
        return
    from imss_facts.operations.bulk.ledger import entry_line, last_line, ledger_path

    with bytes_output(ledger_path(update)) as account:
        with bytes_output(update) as write:

            def both(outcome: "Outcome") -> None:
                write(outcome.lines)
                if outcome.digest is not None:
                    account(entry_line(outcome))

            yield both
        account(last_line(update))


def _apart_from(target: Path | None, sources: "Iterable[Source | Unread]") -> "Iterator[Source | Unread]":
    """The sources; UsageError at one that would be written over."""
    written = target if target is not None and target.is_file() else None
    for source in sources:
        if written is not None:
            with suppress(OSError):  # what cannot be read is told later
                if written.samefile(source.path):
                    raise UsageError(f"{written}: is one of the bulletins; name another file")
        yield source
