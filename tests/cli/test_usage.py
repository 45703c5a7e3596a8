"""How the command is called, and what it says of itself."""

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from imss_facts import __version__
from imss_facts.cli.app import app
from imss_facts.errors import Exit

COMMANDS = [
    ["extract"], ["show"], ["explain"], ["audit"], ["evaluate"], ["text"], ["schema"],
    ["manifest"], ["query"], ["diff"], ["trend"], ["conflicts"],
    ["patterns"], ["patterns", "list"], ["patterns", "check"],
]  # fmt: skip


def test_the_version_is_the_packages(call):
    assert call("--version").out == f"imss-facts {version('imss-facts')}\n"
    assert __version__ == version("imss-facts")


def test_the_installed_command_and_the_module_are_the_same(run):
    command = shutil.which("imss-facts", path=Path(sys.executable).parent)
    assert command is not None
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.replace("imss-facts", "") == run("--help").out.replace("python -m imss_facts", "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_its_options(call, command):
    outcome = call(*command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == call(*command, "-h").out
    options = outcome.out.split("Options:\n")[1].split("\n\n")[0]
    named = [line for line in options.splitlines() if line.startswith("  -")]
    follow = [*options.splitlines()[1:], ""]
    bare = [
        line
        for line, after in zip(named, follow, strict=False)
        if len(line.split("  ")) < 3 and not after.startswith("   ")
    ]
    assert not bare


def test_every_command_is_tried_here():
    named = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert named == {command[0] for command in COMMANDS}


def test_the_help_of_the_whole_names_every_command_and_exit_code(call):
    told = call("--help").out
    assert all(f"\n  {command[0]} " in told for command in COMMANDS)
    assert all(str(code.value) in told for code in Exit)


@pytest.mark.parametrize("arguments", [[], ["patterns"]])
def test_no_arguments_give_help(call, arguments):
    outcome = call(*arguments)
    assert outcome.code == 2
    assert (outcome.out + outcome.err).startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument 'PATH"),
        (["extract", "--nonsense", "a.txt"], "No such option: --nonsense"),
        (["extract", "--out", "b", "a.txt"], "No such option: --out"),
        (["extract", "a.txt", "-o"], "Option '-o' requires an argument"),
        (["nonsense"], "No such command 'nonsense'"),
        (["extr", "a.txt"], "No such command 'extr'"),
        (["evaluate", "gold"], "Missing argument 'FACTS'"),
        (["schema", "a.txt"], "Got unexpected extra argument(s) (a.txt)"),
        (["audit", "--format", "xml", "a.txt"], "--format xml: is no format; choose table or jsonl"),
        (["patterns", "list", "--format", "csv"], "--format csv: is no format; choose table or jsonl"),
        (["evaluate", "gold", "facts", "--format", "csv"], "--format csv: is no format; choose table or jsonl"),
    ],
)
def test_a_wrong_call_is_told_on_stderr(call, arguments, message):
    outcome = call(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert "Traceback" not in outcome.err
