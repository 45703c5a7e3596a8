"""Rich's console, for tables and marked text on stdout or in a file."""

import sys
from typing import Any, TextIO

from rich.console import Console


class DataConsole(Console):
    """A console that leaves closed pipes to the error boundary."""

    def __init__(self, file: TextIO | None = None, **options: Any) -> None:
        """Write to stdout or a file; take no text for markup or for something to highlight."""
        super().__init__(file=sys.stdout if file is None else file, markup=False, highlight=False, **options)

    def on_broken_pipe(self) -> None:
        """Let the error through; Rich would end the process with exit code 1."""
        raise  # noqa: PLE0704  called where the error is being handled
