"""The command line, called in this process or as a process of its own, in an empty folder."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from imss_facts.cli.app import app


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def facts(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def quantities(self):
        return [fact["quantity"] for fact in self.facts]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The empty folder that every test of the command line starts in."""
    monkeypatch.chdir(tmp_path)
    for name in ("IMSS_FACTS_PATTERNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def call():
    """Call a command in this process."""

    def run(*arguments, input=None, env=None):  # noqa: A002
        result = CliRunner().invoke(app, [*map(str, arguments)], input=input, env=env, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process(folder):
    """Start the command as a process of its own; gives the ``Popen``."""
    started = []

    def start(*arguments, env=None, **options):
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        command = [sys.executable, "-m", "imss_facts", *map(str, arguments)]
        child = subprocess.Popen(command, cwd=folder, env={**os.environ, **(env or {})}, text=True, **settings)
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


@pytest.fixture
def run(process):
    """Run the command as a process of its own to its end."""

    def finish(*arguments, input=None, **options):  # noqa: A002
        if input is not None:
            options["stdin"] = subprocess.PIPE
        child = process(*arguments, **options)
        out, err = child.communicate(input, timeout=120)
        return Outcome(child.returncode, out or "", err or "")

    return finish
