"""What the shell completes: the words that options take."""

import re

from imss_facts.model.vocabulary import CATEGORIES, KINDS

_MEASURE = re.compile(r"^\s*- id: *measure\.(\w+)\s*$", re.MULTILINE)


def kinds(incomplete: str) -> list[str]:
    """The kinds of facts that begin so."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def categories(incomplete: str) -> list[str]:
    """The categories of facts that begin so."""
    return [category for category in CATEGORIES if category.startswith(incomplete)]


def measures(incomplete: str) -> list[str]:
    """The built-in measures that begin so; a shell waits for them, so the pattern files are not checked."""
    from imss_facts.rules.library import builtin_folder

    files = sorted((builtin_folder() / "measures").glob("*.yaml"))
    found = {name for path in files for name in _MEASURE.findall(path.read_text(encoding="utf-8"))}
    return sorted(name for name in found if name.startswith(incomplete))
