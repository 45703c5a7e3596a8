"""``patterns check``: every pattern's examples and counterexamples through the real pipeline."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from imss_facts.errors import PatternProblem
from imss_facts.language.calendar import parse_day
from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor
from imss_facts.readers.formats.markdown import read_markdown
from imss_facts.rules.library import Entry, load_library
from imss_facts.rules.schema import Example

_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Case:
    """An example or a counterexample of a pattern."""

    entry: Entry
    index: int
    example: Example | None
    text: str
    date: str | None

    @property
    def name(self) -> str:
        """``id[n]``, or ``id[not n]`` for a counterexample."""
        return f"{self.entry.pattern.id}[{'' if self.example else 'not '}{self.index}]"


def cases(folders: Sequence[Path] = ()) -> Iterator[Case]:
    """Every case of the built-in patterns and of the folders laid over them."""
    for entry in load_library(*folders).entries.values():
        for k, example in enumerate(entry.pattern.examples):
            yield Case(entry, k, example, example.text, example.date)
        for k, counter in enumerate(entry.pattern.counterexamples):
            yield Case(entry, k, None, counter.text, counter.date)


def try_case(case: Case, extractor: Extractor) -> PatternProblem | None:
    """What is wrong with one case, if anything."""
    read = read_markdown(case.text.encode())
    date = parse_day(case.date) if case.date else None
    result = extractor(Bulletin("example", read.text, date, read.metadata))
    facts = [json.loads(line, parse_float=Decimal) for line in result.facts]
    pattern = case.entry.pattern.id
    if case.example is None:
        taking_part = [f["quantity"] for f in facts if pattern in f["rules"]]
        taking_part += [read.text[s:e] for s, e, _, rule in result.exclusions if rule == pattern]
        return case.entry.problem(f"counterexample «{case.text}» is matched: {taking_part[0]}") if taking_part else None
    if case.example.excluded is not None:
        for start, end, reason, rule in result.exclusions:
            by_it = rule == pattern or case.entry.subject == "numerals"
            if read.text[start:end] == case.example.excluded and by_it and reason == case.example.reason:
                return None
        have = [(read.text[s:e], reason, rule) for s, e, reason, rule in result.exclusions]
        return case.entry.problem(
            f"example «{case.text}»: «{case.example.excluded}» is not excluded by it; excluded: {have}"
        )
    return _try_fact(case, case.example, facts)


def _try_fact(case: Case, example: Example, facts: list[dict[str, Any]]) -> PatternProblem | None:
    wanted = {
        key: value
        for key, value in example.model_dump(exclude_none=True).items()
        if key not in ("text", "date", "excluded", "reason")
    }
    beside: list[str] = []
    for fact in facts:
        if fact["quantity"] == example.quantity:
            wrong = [f"{k} is {_told(fact[k])}, not {_told(v)}" for k, v in wanted.items() if not _equal(k, fact[k], v)]
            if case.entry.pattern.traced and case.entry.pattern.id not in fact["rules"]:
                wrong.append(f"the pattern had no part in it (rules: {', '.join(fact['rules'])})")
            if not wrong:
                return None
            beside.extend(wrong)
    why = "; ".join(beside) or f"no such figure; found: {[f['quantity'] for f in facts]}"
    return case.entry.problem(f"example «{case.text}»: «{example.quantity}»: {why}")


def _equal(key: str, have: Any, want: Any) -> bool:
    if key in _NUMBERS and have is not None:
        have = Decimal(have)
    return bool(have == want)


def _told(value: Any) -> str:
    return str(value) if isinstance(value, Decimal) else repr(value)


def check(folders: Sequence[Path] = ()) -> tuple[int, list[PatternProblem]]:
    """How many cases there are, and the problems of those that fail; PatternError for files that do not load."""
    extractor = Extractor(folders)
    found = list(cases(folders))
    problems = [problem for case in found if (problem := try_case(case, extractor)) is not None]
    return len(found), sorted(problems)
