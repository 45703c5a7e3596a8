"""Pipes, full disks, closed streams, signals and terminals, with real processes."""

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

TEXT = "Hay 7 camas, 8 salas y 9 médicos en 2021.\n"
MANY = 3000


@pytest.fixture
def many(folder):
    """More bulletins than can be read in the time of a test."""
    (folder / "many").mkdir()
    for k in range(MANY):
        (folder / "many" / f"{k}.txt").write_text(TEXT * 20)
    return "many"


def shell(line, folder):
    """Run a line of shell in which $facts is the command; stdout, stderr and the exit codes of its parts."""
    script = f'set -o pipefail\nfacts="{sys.executable} -m imss_facts"\n{line}\necho "${{PIPESTATUS[@]}}" >codes\n'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout, done.stderr, [*map(int, (folder / "codes").read_text().split())]


@pytest.mark.parametrize("command", ["extract -q", "extract -q -o /dev/stdout", "text", "audit", "show"])
def test_a_reader_that_leaves_early_ends_it_without_a_word(folder, many, command):
    out, err, codes = shell(f"$facts {command} {many} | head -n 1", folder)
    assert out.count("\n") == 1
    assert err == ""
    assert codes == [141, 0]


def test_one_line_is_enough_for_head(folder):
    (folder / "a.txt").write_text(TEXT)
    out, err, codes = shell("$facts extract a.txt | head -n 1", folder)
    assert out.count("\n") == 1
    assert err == ""
    assert codes[0] in (0, 141)  # whether head is gone by then is a race


@pytest.mark.parametrize(
    "command",
    (
        "extract a.txt|text a.txt|show a.txt|explain a.txt --at 4|audit a.txt --totals|"
        "audit a.txt --totals --format table|schema|patterns list|--help|--version"
    ).split("|"),
)
def test_a_full_disk_behind_stdout_is_told_in_one_line(folder, command):
    (folder / "a.txt").write_text(TEXT)
    out, err, codes = shell(f"$facts {command} >/dev/full", folder)
    assert (out, err, codes) == ("", "imss-facts: output: No space left on device\n", [3])


def test_a_full_disk_in_the_middle_is_told_in_one_line(folder, many):
    _, err, codes = shell(f"$facts extract {many} >/dev/full", folder)
    assert (err, codes) == ("imss-facts: output: No space left on device\n", [3])


@pytest.mark.parametrize("size", ["one", "many"])
def test_a_full_disk_behind_the_output_option_is_told_in_one_line(folder, many, size):
    (folder / "one").mkdir()
    (folder / "one" / "a.txt").write_text(TEXT)
    _, err, codes = shell(f"$facts extract {size} -o /dev/full", folder)
    assert (err, codes) == ("imss-facts: /dev/full: cannot be written: No space left on device\n", [3])


def test_a_file_system_that_fills_up_leaves_no_part_of_the_output(folder):
    """A limit on file size stands for the full disk."""
    (folder / "in").mkdir()
    for k in range(100):
        (folder / "in" / f"{k}.txt").write_text(TEXT)
    (folder / "out.jsonl").write_text("old")
    _, err, codes = shell("(trap '' XFSZ; ulimit -f 16; exec $facts extract in -o out.jsonl)", folder)
    assert (err, codes) == ("imss-facts: out.jsonl: cannot be written: File too large\n", [3])
    assert sorted(path.name for path in folder.iterdir()) == ["codes", "in", "out.jsonl"]
    assert (folder / "out.jsonl").read_text() == "old"


@pytest.mark.parametrize("stdin", ["</dev/null", "<&-"])
def test_an_empty_or_closed_stdin_is_told_in_one_line(folder, stdin):
    out, err, codes = shell(f"$facts extract - {stdin}", folder)
    assert (out, err, codes) == ("", "imss-facts: -: is empty; nothing to extract\n", [3])


def test_a_writer_that_dies_leaves_what_it_wrote(folder):
    out, _, codes = shell("(printf 'Hay 7 camas'; kill -9 $BASHPID) | $facts extract -", folder)
    assert out.count("\n") == 1
    assert codes[1] == 0


def test_a_closed_stdout_is_told_in_one_line(folder):
    (folder / "a.txt").write_text(TEXT)
    _, err, codes = shell("$facts extract a.txt >&-", folder)
    assert (err, codes) == ("imss-facts: output: Bad file descriptor\n", [3])


def test_a_closed_stdout_does_not_matter_where_nothing_is_written_to_it(folder):
    (folder / "a.txt").write_text(TEXT)
    _, err, codes = shell("$facts extract a.txt -o out.jsonl >&-", folder)
    assert (err, codes) == ("imss-facts: 4 facts from 1 bulletin\n", [0])
    assert (folder / "out.jsonl").read_text().count("\n") == 4


def test_a_closed_stderr_changes_no_exit_code(folder):
    out, _, codes = shell("$facts extract missing.txt 2>&-", folder)
    assert (out, codes) == ("", [3])


def wait_for(condition):
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.02)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interruption_leaves_one_line_and_no_file(process, folder, many, name):
    child = process("extract", many, "-o", "out.jsonl")
    wait_for(lambda: list(folder.glob(".*.part")))
    child.send_signal(getattr(signal, name))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, "", "imss-facts: interrupted\n")
    assert [path.name for path in folder.iterdir()] == ["many"]


@pytest.fixture
def facts(folder, many):
    """More facts than a pipe holds."""
    shell(f"$facts extract {many}/1.txt -o one.jsonl", folder)
    (folder / "facts.jsonl").write_text((folder / "one.jsonl").read_text() * MANY)


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("command", ["extract many", "query facts.jsonl", "query facts.jsonl --select id,value"])
def test_an_interruption_while_writing_to_stdout_leaves_whole_lines(process, command):
    child = process(*command.split())
    first = child.stdout.readline()
    child.send_signal(signal.SIGINT)
    rest, err = child.stdout.read(), child.stderr.read()
    assert (child.wait(timeout=60), err) == (130, "imss-facts: interrupted\n")
    assert all(line.startswith("{") and line.endswith("}\n") for line in (first + rest).splitlines(keepends=True))


@pytest.mark.parametrize("command", ["extract", "audit"])
def test_an_interruption_while_it_starts_is_no_traceback(process, folder, many, command):
    """Most of the time before the first bulletin goes into imports; Python tells each as it is done."""
    imports = folder / "imports"
    with imports.open("w") as stderr:
        child = process(command, many, env={"PYTHONVERBOSE": "1"}, stderr=stderr)
        wait_for(lambda: "import 'imss_facts.language" in imports.read_text())
        child.send_signal(signal.SIGINT)
        child.wait(timeout=60)
    lines = imports.read_text().splitlines()
    # where the signal meets an exec of text, as dataclasses do, CPython ends by the signal itself: 130 in a shell too
    assert child.returncode in (130, -signal.SIGINT)
    assert [line.endswith("imss-facts: interrupted") for line in lines].count(True) == 1  # told in the midst of a line
    assert not [line for line in lines if line.startswith("Traceback")]


def on_terminal(folder, *arguments, env=None, stdout=None):
    """What a terminal receives as stderr, and as stdout and stdin unless told otherwise, and the exit code."""
    controller, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "imss_facts", *arguments],
        cwd=folder,
        stdin=terminal,
        stdout=terminal if stdout is None else stdout,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200", **(env or {})},
    )
    os.close(terminal)
    received = b""
    with suppress(OSError):  # the end of a terminal is an error on Linux
        while chunk := os.read(controller, 65536):
            received += chunk
    os.close(controller)
    return received.decode().replace("\r\n", "\n"), child.wait(timeout=60)


@pytest.fixture
def few(folder):
    (folder / "few").mkdir()
    for name in "abc":
        (folder / "few" / f"{name}.txt").write_text(TEXT)
    return "few"


def test_a_bar_shows_on_a_terminal(folder, few):
    seen, code = on_terminal(folder, "extract", few, "-o", "out.jsonl")
    assert code == 0
    assert "3 bulletins" in seen
    assert seen.endswith("imss-facts: 12 facts from 3 bulletins\n")


@pytest.mark.parametrize("quiet", [["-q"], []])
def test_no_bar_shows_where_it_would_disturb(folder, few, quiet):
    seen, code = on_terminal(folder, "extract", few, "-o", "out.jsonl", *quiet, env={"TERM": "dumb"})
    assert (code, seen) == (0, "" if quiet else "imss-facts: 12 facts from 3 bulletins\n")


def test_no_bar_mixes_with_data_on_a_terminal(folder, few):
    seen, code = on_terminal(folder, "extract", few)
    assert code == 0
    assert [line[:1] for line in seen.splitlines()] == ["{"] * 12


def test_the_bar_keeps_out_of_stdout_and_of_messages(folder, few):
    (folder / "few" / "[b].txt").write_text("")
    with (folder / "facts").open("w") as stdout:
        seen, code = on_terminal(folder, "extract", few, stdout=stdout)
    assert code == 3
    assert (folder / "facts").read_text().count("\n") == 12
    assert "imss-facts: few/[b].txt: is empty; nothing to extract\n" in seen


@pytest.mark.parametrize(
    "command", [["extract"], ["audit"], ["text"], ["show"], ["explain", "--at", "4"]], ids=" ".join
)
def test_reading_a_terminal_as_stdin_is_refused(folder, command):
    seen, code = on_terminal(folder, *command, "-")
    assert (code, seen) == (2, "imss-facts: - reads standard input, and that is a terminal; pipe a bulletin in\n")


def test_a_table_shows_on_a_terminal_and_lines_in_a_pipe(folder, few, run):
    seen, code = on_terminal(folder, "audit", few, "--totals", env={"TERM": "dumb"})
    assert code == 0
    assert [line.split() for line in seen.splitlines()] == [["count", "account"], ["9", "count"], ["3", "date"]]
    assert run("audit", few, "--totals").out == '{"count": 9, "account": "count"}\n{"count": 3, "account": "date"}\n'


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1", "TERM": "dumb"}])
def test_a_dumb_terminal_gets_no_escapes(folder, few, env):
    seen, _ = on_terminal(folder, "audit", few, env=env)
    assert "\x1b" not in seen
    assert "few" not in seen  # ids are relative to the folder


def test_no_color_means_no_colours(folder, few):
    coloured = [f"\x1b[{code}" for code in (*range(30, 38), *range(90, 98))]
    (folder / "few" / "d.txt").write_text("")
    for arguments in (["audit", few], ["extract", few, "-o", "out.jsonl"]):
        seen, _ = on_terminal(folder, *arguments, env={"NO_COLOR": "1"})
        assert not [code for code in coloured if code in seen]
