"""``python -m imss_facts`` and the console script."""

import gc
import sys

_GARBAGE_THRESHOLDS = (100_000, 20, 20)


def main() -> None:
    """Run the command line; the whole process is inside the error boundary, the imports too.

    Patterns and vocabulary are many small objects that stay to the end: looking through them for garbage while they
    are made, and once more when the process ends, would take a third of a short run.
    """
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    from imss_facts.cli.boundary import boundary, set_up_streams

    set_up_streams()
    try:
        with boundary():
            from imss_facts.cli.app import app

            app()
    finally:
        if "duckdb" not in sys.modules:  # which wants to be cleared away, and says so where it was not
            gc.freeze()


if __name__ == "__main__":
    main()
