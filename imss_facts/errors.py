"""What can go wrong, each with the exit code it ends in."""

import traceback
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    FOUND = 1
    USAGE = 2
    BAD_INPUT = 3
    BAD_PATTERNS = 4
    INTERNAL = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class ImssFactsError(Exception):
    """An error to be told in one line: what, where, why, what to do."""

    exit_code = Exit.BAD_INPUT


class UsageError(ImssFactsError):
    """Options that do not go together or make no sense."""

    exit_code = Exit.USAGE


class InputError(ImssFactsError):
    """A file that cannot be read as a bulletin, as gold or as facts."""


def defect(error: Exception) -> str:
    """One line for an error nobody foresaw: its place in the program, and what it is."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__} {error}".split())
    return f"a defect of imss-facts, please report it with the input: {what} ({frame.filename}:{frame.lineno})"


def why_unread(error: Exception) -> str:
    """One line for whatever kept a bulletin from being read, so that it does not cost the rest."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, MemoryError):
        return "needs more memory than one bulletin may have; split it"
    return defect(error)


@dataclass(frozen=True, slots=True, order=True)
class PatternProblem:
    """One defect of a pattern file, with its place."""

    file: str
    line: int
    column: int
    pattern: str
    message: str

    def __str__(self) -> str:
        """``file:line:col: id: message``."""
        return f"{self.file}:{self.line}:{self.column}: {self.pattern}: {self.message}"


class PatternError(ImssFactsError):
    """Pattern files that cannot be used, with every problem found."""

    exit_code = Exit.BAD_PATTERNS

    def __init__(self, problems: list[PatternProblem]) -> None:
        """Keep the problems in file order."""
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
