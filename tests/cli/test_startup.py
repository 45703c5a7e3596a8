"""What a command imports before it runs."""

import subprocess
import sys
import time

import pytest
from figures import a_fact, write

HEAVY = ("spacy", "yaml", "rich", "numpy")


def imported(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "imss_facts", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        [],
        ["extract", "--help"],
        ["patterns", "--help"],
        ["extract", "--nonsense"],
        ["schema"],
        ["query", "facts.jsonl"],
        ["query", "--sql", "SELECT 1", "facts.jsonl"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(folder, arguments):
    write(folder / "facts.jsonl", a_fact())
    modules = imported(folder, *arguments)
    assert "imss_facts.cli.app" in modules
    assert {name for name in HEAVY if name in modules} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "a.txt"],
        ["audit", "a.txt"],
        ["explain", "a.txt", "--at", "4"],
        ["patterns", "check"],
        ["patterns", "list"],
        ["text", "a.txt"],
        ["evaluate", "gold", "facts.jsonl"],
    ],
    ids=" ".join,
)
def test_no_command_imports_spacy(folder, arguments):
    (folder / "a.txt").write_text("Hay 7 camas.")
    modules = imported(folder, *arguments)
    assert "imss_facts.cli.app" in modules
    assert "spacy" not in modules


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_are_quick(run, option):
    times = []
    for _ in range(3):
        began = time.monotonic()
        assert run(option).code == 0
        times.append(time.monotonic() - began)
    assert min(times) < 0.6  # a third of it here; spaCy alone would take a second
