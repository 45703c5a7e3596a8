"""``imss-facts extract``."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.cluster import Scheduler, extract_on_cluster
from imss_facts.cli.options import Date, Encoding, ManifestFile, Paths, Patterns, check_stdin, read_options
from imss_facts.cli.output import bytes_output, refuse_over
from imss_facts.cli.progress import progress
from imss_facts.errors import Exit, InputError, UsageError

if TYPE_CHECKING:
    from imss_facts.cli.tally import Tally
    from imss_facts.operations.bulk.batches import Item
    from imss_facts.operations.bulk.outcome import Outcome
    from imss_facts.operations.bulk.update import Kept
    from imss_facts.readers.opening import ReadOptions
    from imss_facts.readers.sources import Source, Unread

Target = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here instead of stdout; the file appears whole or not at all."
    ),
]
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
    output: Target = None,
    update: Update = None,
    patterns: Patterns = None,
    date: Date = None,
    manifest: ManifestFile = None,
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Write every figure of the bulletins as JSONL, one fact a line."""
    check_stdin(paths)
    if update is not None and (output is not None or scheduler is not None):
        raise UsageError("--update names the file to write; leave -o and --scheduler out")
    options = read_options(encoding, date, manifest)
    folders = patterns or []
    if scheduler is not None:
        extract_on_cluster(scheduler, paths, output, folders, options, quiet=quiet)
        return
    from imss_facts.cli.tally import Tally
    from imss_facts.operations.bulk.extract_all import extract_all, without_twins
    from imss_facts.readers.finding import find_sources

    tally = Tally(quiet=quiet)
    target = update or (Path(output) if output is not None else None)
    sources = _not_written_over(target, find_sources(paths, tally.skipped, encoding))
    items: Iterable[Item] = sources if update is None else _kept(update, folders, options, tally).items(sources)
    unused = set(options.manifest)
    no_bar = quiet or (target is None and sys.stdout.isatty())  # it would stand among the facts
    with _writing(target, with_ledger=update is not None) as write, progress(paths, quiet=no_bar) as advance:
        for outcome in without_twins(extract_all(items, folders, options, jobs=jobs)):
            unused.discard(outcome.id or "")
            if strict and outcome.error is not None:
                raise InputError(f"{outcome.path}: {outcome.error}")
            tally.add(outcome)
            advance(outcome.size, 1)
            write(outcome)
        if not tally.bulletins and target is not None:
            raise InputError(f"no bulletin could be read; {target} is not written")
    tally.note(manifest, (f"«{known_as}» is no bulletin here" for known_as in sorted(unused)))
    if target is not None or (tally.failed and tally.bulletins):
        tally.sum_up()
    if tally.failed:
        raise typer.Exit(Exit.BAD_INPUT)


def _kept(facts: Path, patterns: list[Path], options: "ReadOptions", tally: "Tally") -> "Kept":
    """What is kept of the facts that are to be brought up to date."""
    from imss_facts.operations.bulk.update import Kept

    kept = Kept(facts, patterns, options)
    if facts.exists() and not kept.fits:
        tally.note(facts, ["has no ledger that was written for it; all bulletins are read"])
    return kept


@contextmanager
def _writing(target: Path | None, *, with_ledger: bool) -> "Iterator[Callable[[Outcome], object]]":
    """A function that writes the facts of an outcome, and to the ledger what they were made of."""
    if target is None or not with_ledger:
        with bytes_output(target) as write:
            yield lambda outcome: write(outcome.lines)
        return
    from imss_facts.operations.bulk.ledger import entry_line, last_line, ledger_path

    with bytes_output(ledger_path(target)) as account:
        with bytes_output(target) as write:

            def both(outcome: "Outcome") -> None:
                write(outcome.lines)
                if outcome.digest is not None and outcome.error is None:
                    account(entry_line(outcome))

            yield both
        account(last_line(target))


def _not_written_over(target: Path | None, sources: "Iterable[Source | Unread]") -> "Iterator[Source | Unread]":
    check = refuse_over(target)
    for source in sources:
        check(source.path)
        yield source
