"""Bulletins of one id: nothing would tell their facts apart."""

from hashlib import blake2b

_NAMED = 10_000  # bulletins whose path is kept in mind, to be named


class Twins:
    """The ids met so far, in little memory however many there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: dict[bytes, bytes | str] = {}

    def find(self, bulletin_id: str, path: str) -> str | None:
        """Why a bulletin is not to be taken: "" where it was already read from the same path; None where it may be."""
        key = _digest(bulletin_id)
        known = self._seen.get(key)
        if known is None:
            self._seen[key] = path if len(self._seen) < _NAMED else _digest(path)
            return None
        if known in (path, _digest(path)):
            return ""
        other = known if isinstance(known, str) else "a bulletin before it"
        return f"has the id «{bulletin_id}» of {other}; rename one, or extract their common folder"


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).digest()
