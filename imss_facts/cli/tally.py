"""The account of a run: what was done, and what went wrong by its cause."""

import re
from collections import Counter

from imss_facts.operations.bulk.outcome import Outcome

_DETAIL = re.compile(r"[;:,(«].*")
_NUMBER = re.compile(r"\d[\d.,]*\w*")


class Tally:
    """Bulletins, facts and errors counted."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.bulletins = self.facts = self.kept = 0
        self.causes: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()

    @property
    def failed(self) -> int:
        """How many could not be read."""
        return self.causes.total()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.error is not None:
            self.causes[_NUMBER.sub("…", _DETAIL.sub("", outcome.error)).strip()] += 1
        elif outcome.id is not None:
            self.bulletins += 1
            self.facts += outcome.facts
            self.kept += outcome.kept

    def summary(self) -> str:
        """The account on a line."""
        parts = [f"{self.facts} facts from {_bulletins(self.bulletins)}"]
        if self.kept:
            parts[0] += f", {self.bulletins - self.kept} read anew"
        if self.failed:
            told = f" ({_ranked(self.causes)})" if self.failed > 1 else ""
            parts.append(f"{self.failed} could not be read{told}")
        if self.skipped:
            parts.append(f"{self.skipped.total()} of other kinds left alone ({_ranked(self.skipped)})")
        return "; ".join(parts)


def _bulletins(count: int) -> str:
    return f"{count} bulletin{'s' * (count != 1)}"


def _ranked(counted: Counter[str]) -> str:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" for name, count in ranked)
