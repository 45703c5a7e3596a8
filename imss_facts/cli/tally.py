"""The account of a run: what was done, and what went wrong by its cause."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from imss_facts.cli.boundary import say

if TYPE_CHECKING:
    from imss_facts.operations.bulk.outcome import Outcome
    from imss_facts.operations.manifest import Entry

_DETAIL = re.compile(r"[;:,(«].*")
_NUMBER = re.compile(r"\d[\d.,]*\w*")


class Tally:
    """Bulletins, facts and errors counted; errors and notes told as they come."""

    def __init__(self, *, quiet: bool) -> None:
        """Begin with nothing; ``quiet`` leaves notes and the summary out."""
        self.bulletins = self.facts = self.kept = 0
        self.causes: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self._quiet = quiet

    @property
    def failed(self) -> int:
        """How many could not be read."""
        return self.causes.total()

    def add(self, outcome: "Outcome") -> None:
        """Count one outcome."""
        self.tell(outcome)
        if outcome.error is None and outcome.id is not None:
            self.bulletins += 1
            self.facts += outcome.facts
            self.kept += outcome.kept

    def tell(self, outcome: "Outcome | Entry") -> None:
        """Say what is to be said of a bulletin, and count its error."""
        self.note(outcome.path, outcome.notes)
        if outcome.error is not None:
            self.causes[_NUMBER.sub("…", _DETAIL.sub("", outcome.error)).strip()] += 1
            say(f"imss-facts: {outcome.path}: {outcome.error}")

    def note(self, path: object, notes: Iterable[str]) -> None:
        """Say something that is no error."""
        for note in () if self._quiet else notes:
            say(f"imss-facts: {path}: note: {note}")

    def sum_up(self) -> None:
        """Say the account on a line."""
        if not self._quiet:
            say(f"imss-facts: {self}")

    def __str__(self) -> str:
        parts = [f"{self.facts} facts from {self.bulletins} bulletin{'s' * (self.bulletins != 1)}"]
        if self.kept:
            parts[0] += f", {self.bulletins - self.kept} read anew"
        if self.failed:
            causes = f" ({_ranked(self.causes)})" if self.failed > 1 else ""
            parts.append(f"{self.failed} could not be read{causes}")
        if self.skipped:
            parts.append(f"{self.skipped.total()} of other kinds left alone ({_ranked(self.skipped)})")
        return "; ".join(parts)


def _ranked(counted: Counter[str]) -> str:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" for name, count in ranked)
