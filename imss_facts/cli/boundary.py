"""The one place where errors become lines on stderr and exit codes."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imss_facts.errors import Exit, ImssFactsError, PatternError, defect


def say(message: str) -> None:
    """One message for a person, on stderr; stdout carries data only."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


@contextmanager
def boundary() -> Iterator[None]:
    """Run a command's body; every expected error ends in one line and its exit code, never in a traceback.

    Every command is wrapped in it, because Typer has endings of its own for Ctrl-C and closed pipes; the process
    is too, for what happens before a command runs.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except PatternError as error:
        say(str(error))
        count = len(error.problems)
        say(f"imss-facts: {count} pattern problem{'s' * (count != 1)}; mend the lines above and run again")
        sys.exit(error.exit_code)
    except ImssFactsError as error:
        say(f"imss-facts: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say("imss-facts: interrupted")
        sys.exit(Exit.INTERRUPTED)
    except OSError as error:
        _silence_stdout()
        if error.errno == errno.EPIPE:
            sys.exit(Exit.BROKEN_PIPE)
        say(f"imss-facts: {error.filename or 'output'}: {error.strerror or error}")
        sys.exit(Exit.BAD_INPUT)
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {"click", "typer"}:
            raise  # how Typer ends a command
        say(f"imss-facts: {defect(error)}")
        sys.exit(Exit.INTERNAL)


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())


def set_up_streams() -> None:
    """UTF-8 and plain line ends on stdout whatever the locale; terminate and hang up like Ctrl-C."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows knows fewer
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup's choice stays
            signal.signal(number, _interrupt)


def _open_closed_streams() -> None:
    """Take the place of closed standard streams: stdin is empty, stdout fails when written to, stderr is mute."""
    flags = {"stdin": os.O_RDONLY, "stdout": os.O_RDONLY, "stderr": os.O_WRONLY}
    for name, flag in flags.items():
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, flag)
            setattr(sys, name, open(descriptor, "r" if name == "stdin" else "w"))  # noqa: PTH123, SIM115  kept open


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
