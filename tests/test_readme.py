"""The README's commands, Python and YAML run as written, in a folder of their own with a copy of the corpus."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from imss_facts.operations.extract import extract

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SETUP = "<!-- setup -->"  # above a block that makes an environment: not run here


@dataclass(frozen=True)
class Block:
    language: str
    line: int
    text: str
    setup: bool

    @property
    def commands(self):
        """Each ``$ `` line of a console block with the output shown below it."""
        found = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
        return found


def blocks(markdown):
    """The fenced blocks of a Markdown text."""
    lines = markdown.splitlines()
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL):
        line = markdown.count("\n", 0, match.start()) + 1
        yield Block(match.group(1), line, match.group(2), SETUP in lines[max(0, line - 2) : line])


def shown(expected):
    """A pattern for the output shown: a line ``...`` is any lines, ``...`` inside a line any characters."""
    lines = ["(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + "\n" for line in expected]
    return re.compile("".join(lines))


BLOCKS = list(blocks(README.read_text(encoding="utf-8")))
CONSOLE = [block for block in BLOCKS if block.language == "console" and not block.setup]


@pytest.fixture
def folder(tmp_path):
    """A folder with the corpus, as a newcomer has it, and the installed command on the path."""
    if not (ROOT / "corpus").is_dir():
        pytest.skip("no corpus here")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path


def run(command, folder):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: f"line {block.line}")
def test_commands_print_what_is_shown(block, folder):
    for command, expected in block.commands:
        done = run(command, folder)
        assert done.returncode == 0, f"$ {command}\n{done.stdout}"
        if expected:
            assert shown(expected).fullmatch(done.stdout), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language == "python"], ids=lambda block: f"line {block.line}"
)
def test_python_runs(block, folder):
    done = subprocess.run(
        [sys.executable, "-c", block.text], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language == "yaml"], ids=lambda block: f"line {block.line}"
)
def test_pattern_files_pass_their_check(block, folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "example.yaml").write_text(block.text, encoding="utf-8")
    done = run("imss-facts patterns check --patterns mine", folder)
    assert done.stdout.endswith(" 0 failed\n")
    assert done.returncode == 0


def test_there_are_commands_to_run_and_commands_to_install():
    assert CONSOLE
    installs = [block for block in BLOCKS if block.setup]
    assert [len(block.commands) for block in installs] == [1, 1]
    assert "extract corpus" in installs[0].text
    assert "pytest" in installs[1].text


def test_the_fact_shown_first_is_one_of_the_corpus():
    text = README.read_text(encoding="utf-8")
    shown_fact = dict(
        re.findall(r'"(\w+)": ("[^"]*"|-?[\d.]+)', re.search(r"`(\{\"kind\".*?\})`", text, re.DOTALL).group(1))
    )
    facts = [json.loads(line) for result in extract([str(ROOT / "corpus")]) for line in result.facts]
    wanted = {key: json.loads(value) for key, value in shown_fact.items()}
    assert len(wanted) == 8
    assert [fact for fact in facts if {key: fact[key] for key in wanted} == wanted]


def test_every_command_of_the_tool_is_mentioned():
    from imss_facts.cli.app import app

    names = [command.name for command in app.registered_commands] + [group.name for group in app.registered_groups]
    text = README.read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}" not in text and f"imss-facts {name}" not in text] == []


@pytest.mark.parametrize(
    ("expected", "output", "matches"),
    [
        (["a"], "a\n", True),
        (["a"], "a\nb\n", False),
        (["a"], "b\n", False),
        (["a", "..."], "a\nb\nc\n", True),
        (["a", "..."], "a\n", True),
        (["...", "c"], "a\nb\nc\n", True),
        (["...", "c"], "a\nb\n", False),
        (["a ... c"], "a b c\n", True),
        (["a ... c"], "a b\n c\n", False),
        (["a.c"], "abc\n", False),
    ],
)
def test_output_is_compared_line_by_line(expected, output, matches):
    assert bool(shown(expected).fullmatch(output)) == matches


def test_blocks_are_read_with_their_commands():
    markdown = f"# T\n\n{SETUP}\n```console\n$ one\n```\n\n```console\n$ two\nout\n...\n$ three\n```\n"
    first, second = blocks(markdown)
    assert (first.setup, second.setup) == (True, False)
    assert second.commands == [("two", ["out", "..."]), ("three", [])]
