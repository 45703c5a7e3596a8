"""Rich's console, for tables and marked text on stdout."""

import sys
from typing import Any

from rich.console import Console


class DataConsole(Console):
    """A console on stdout that leaves closed pipes to the error boundary."""

    def __init__(self, **options: Any) -> None:
        """Take no text for markup or for something to highlight."""
        super().__init__(file=sys.stdout, markup=False, highlight=False, **options)

    def on_broken_pipe(self) -> None:
        """Let the error through; Rich would end the process with exit code 1."""
        raise  # noqa: PLE0704  called where the error is being handled
