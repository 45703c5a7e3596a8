"""The layers of the package: each imports only those below it (contracts in ``pyproject.toml``)."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_every_contract_is_kept(capsys, monkeypatch):
    cli = pytest.importorskip("importlinter.cli", reason="import-linter is a tool of development")
    monkeypatch.chdir(ROOT)
    code = cli.lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_every_room_has_its_layer():
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    named = {name.strip() for layer in layers for name in layer.split("|")}
    package = ROOT / "imss_facts"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")} | {path.stem for path in package.glob("*.py")}
    assert named == {f"imss_facts.{room}" for room in rooms - {"__init__", "__main__"}}
