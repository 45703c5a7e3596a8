"""``imss-facts extract --scheduler``: the facts of many files in a folder of parts."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imss_facts.cli.progress import progress
from imss_facts.cli.tally import Tally
from imss_facts.errors import Exit, ImssFactsError, UsageError

if TYPE_CHECKING:
    from imss_facts.readers.opening import ReadOptions

Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Extract on the Dask cluster of this scheduler (tcp://host:8786); -o names a folder for the parts.",
    ),
]


def extract_on_cluster(
    scheduler: str, paths: list[str], output: str | None, patterns: list[Path], options: "ReadOptions", *, quiet: bool
) -> None:
    """Extract on a cluster, and tell what came of it."""
    if output is None:
        raise UsageError("--scheduler writes a folder of parts; name it by -o")
    try:
        from imss_facts.operations.bulk import cluster
    except ImportError as error:
        raise ImssFactsError(f"--scheduler needs Dask ({error}): pip install 'imss-facts[dask]'") from None
    tally = Tally(quiet=quiet)
    with progress(paths, quiet=quiet) as advance:
        for report in cluster.extract_on_cluster(scheduler, paths, output, patterns=patterns, options=options):
            tally.bulletins += report.bulletins
            tally.facts += report.facts
            tally.skipped += report.skipped
            tally.causes += Counter(others=report.untold)
            advance(report.size, report.bulletins)
            for outcome in report.told:
                tally.tell(outcome)
    tally.sum_up()
    if tally.failed:
        raise typer.Exit(Exit.BAD_INPUT)
