"""Compiles the inner loops with mypyc into the wheel, where that is asked for: it needs a C compiler and a few minutes.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 pip install .

The checkout is left as it is, so that what runs from it is what stands in it; an editable install stays pure Python.
"""

import contextlib
import sys
import tempfile
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "imss_facts"
COMPILED = ("language/*.py", "pipeline/*.py", "rules/phrases.py")
PURE = {"__init__.py", "build.py", "factories.py"}  # spaCy asks for the names and types of arguments
MYPY = ("--config-file=", "--follow-imports=silent", "--ignore-missing-imports")


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules beside their sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a folder of our own, and name what goes into the wheel."""
        if version == "editable":
            return
        self._work = tempfile.TemporaryDirectory(prefix=f"{PACKAGE}-")
        work = Path(self._work.name).resolve()
        copytree(Path(self.root, PACKAGE), work / PACKAGE, ignore=ignore_patterns("__pycache__", "*.so", "*.pyd"))
        self.app.display_info(f"Compiling {PACKAGE} with mypyc; this takes a few minutes")
        try:
            with contextlib.chdir(work):
                made = _compile()
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a compiler may come up with
            self.app.abort(
                f"{PACKAGE} could not be compiled: {error}\n"
                "Without HATCH_BUILD_HOOK_ENABLE_CUSTOM no compiler is needed and the results are the same."
            )
        build_data["force_include"].update({str(work / path): name for path, name in made.items()})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away."""
        if version != "editable":
            self._work.cleanup()


def _compile() -> dict[str, str]:
    """Compile the package below the current folder; the paths of the libraries made, and of their places in a wheel."""
    from mypyc.build import mypycify  # noqa: PLC0415  only here when asked for
    from setuptools import Distribution  # noqa: PLC0415

    found = (path for pattern in COMPILED for path in Path(PACKAGE).glob(pattern) if path.name not in PURE)
    files = sorted(path.as_posix() for path in found)
    modules = mypycify([*MYPY, *files], opt_level="2", debug_level="0", group_name=PACKAGE)
    with contextlib.redirect_stdout(sys.stderr):
        command = Distribution({"name": PACKAGE, "ext_modules": modules}).get_command_obj("build_ext")
        command.ensure_finalized()
        command.run()
    return {path: Path(path).relative_to(command.build_lib).as_posix() for path in command.get_outputs()}
