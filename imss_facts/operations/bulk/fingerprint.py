"""The fingerprint of the program: its code and its built-in patterns, which decide what the facts are."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import imss_facts
from imss_facts.rules.library import builtin_folder


def fingerprint(patterns: Iterable[Path] = ()) -> str:
    """A digest of all code and of all pattern files, the user's folders among them."""
    code = sorted(Path(imss_facts.__file__).parent.rglob("*.py"))
    rules = (path for folder in (builtin_folder(), *patterns) for path in sorted(folder.rglob("*.y*ml")))
    files = [path for path in (*code, *rules) if path.is_file()]
    names = repr([imss_facts.__version__, *(path.name for path in files)]).encode()
    return digest([names, *(path.read_bytes() for path in files)])


def digest(parts: Iterable[bytes]) -> str:
    """A digest of some bytes and of where each part ends."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()
