"""The one place where errors become lines on stderr and exit codes."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from imss_facts.errors import Exit, ImssFactsError, PatternError


def say(message: str) -> None:
    """One message for a person, on stderr; stdout carries data only."""
    with suppress(OSError, ValueError):
        sys.stderr.write(message if message.endswith("\n") else message + "\n")
        sys.stderr.flush()


def leave(code: int) -> NoReturn:
    """End the process; what is buffered for a closed stdout is let go."""
    sys.exit(int(code))


@contextmanager
def boundary() -> Iterator[None]:
    """Run a command's body; every expected error ends in one line and its exit code, never in a traceback."""
    try:
        yield
        sys.stdout.flush()
    except PatternError as error:
        say(str(error))
        count = len(error.problems)
        say(f"imss-facts: {count} pattern problem{'s' * (count != 1)}; mend the lines above and run again")
        leave(error.exit_code)
    except ImssFactsError as error:
        say(f"imss-facts: {error}")
        leave(error.exit_code)
    except KeyboardInterrupt:
        say("imss-facts: interrupted")
        leave(Exit.INTERRUPTED)
    except OSError as error:
        if error.errno == errno.EPIPE:
            _silence_stdout()
            leave(Exit.BROKEN_PIPE)
        where = f"{error.filename}: " if error.filename else "output: "
        say(f"imss-facts: {where}{error.strerror or error}")
        _silence_stdout()
        leave(Exit.BAD_INPUT)


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())


def set_up_streams() -> None:
    """UTF-8 and plain line ends on stdout whatever the locale; terminate like Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    with suppress(ValueError, AttributeError):
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
