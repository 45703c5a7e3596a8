"""The small phrase language of the pattern files, and tables that find phrases at a place in a text.

``unidad(es) [de|con] medicina familiar|rural`` means: a word with endings to choose from (always also without),
a bracketed part that may be missing, with ``|`` between whole phrases, and outside brackets ``a|b`` for one word
or the other. Phrases compare without case and accents.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Generic, TypeVar

from imss_facts.language.tokens import Tokens

T = TypeVar("T")

MAX_EXPANSIONS = 5000
_ITEM = re.compile(r"\[([^\[\]]*)\]|([^\s\[\]]+)")
_BAR = re.compile(r"\|(?![^(]*\))")
_ENDINGS = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)\Z")


def expand(phrase: str) -> list[str]:
    """Every literal phrase that a written phrase stands for; ValueError where it is malformed."""
    if not phrase.strip():
        raise ValueError("the phrase is empty")
    if not re.fullmatch(r"(?:[^\[\]]|\[[^\[\]]*\])*", phrase):
        raise ValueError(f"brackets do not match in «{phrase}»")
    choices: list[list[str]] = []
    total = 1
    for match in _ITEM.finditer(phrase):
        optional, word = match.groups()
        found = ["", *_branches(optional)] if optional is not None else _alternatives(word, phrase)
        choices.append(found)
        total *= len(found)
        if total > MAX_EXPANSIONS:
            raise ValueError(f"«{phrase}» stands for more than {MAX_EXPANSIONS} phrases")
    literals = (" ".join(filter(None, words)) for words in product(*choices))
    return list(dict.fromkeys(literal for literal in literals if literal))


def _branches(optional: str) -> list[str]:
    """The phrases of a bracket, ``|`` between them."""
    return [literal for branch in _BAR.split(optional) for literal in expand(branch)]


def _alternatives(word: str, phrase: str) -> list[str]:
    found: list[str] = []
    for part in _BAR.split(word):
        endings = _ENDINGS.match(part)
        if endings:
            stem, choices, rest = endings.groups()
            found.extend(stem + ending + rest for ending in ("", *choices.split("|")))
        elif "(" in part or ")" in part:
            raise ValueError(f"parentheses do not match in «{phrase}»")
        else:
            found.append(part)
    if not all(found):
        raise ValueError(f"an alternative is empty in «{phrase}»")
    return found


def literals(phrases: Iterable[str]) -> list[list[str]]:
    """The folded token sequences of written phrases."""
    sequences = (Tokens(literal).folded for phrase in phrases for literal in expand(phrase))
    return [list(s) for s in dict.fromkeys(map(tuple, sequences)) if s]


def exact_literals(phrases: Iterable[str]) -> list[list[str]]:
    """The token sequences of written phrases, case kept."""
    sequences = (Tokens(literal).words for phrase in phrases for literal in expand(phrase))
    return [list(s) for s in dict.fromkeys(map(tuple, sequences)) if s]


class PhraseTable(Generic[T]):
    """Token sequences with what they mean; finds the longest at, or ending before, a token."""

    def __init__(self) -> None:
        """Begin empty."""
        self._forward: dict[str, list[tuple[int, list[str], T]]] = {}
        self._backward: dict[str, list[tuple[int, list[str], T]]] = {}

    def add(self, sequence: list[str], meaning: T) -> None:
        """Teach a sequence; of equal sequences the one taught last is found."""
        entry = (len(sequence), sequence, meaning)
        for index, key in ((self._forward, sequence[0]), (self._backward, sequence[-1])):
            rows = [row for row in index.get(key, []) if row[1] != sequence]
            rows.append(entry)
            rows.sort(key=lambda row: -row[0])
            index[key] = rows

    def after(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at token ``i``: where it ends, and its meaning."""
        if i >= len(words):
            return None
        for length, sequence, meaning in self._forward.get(words[i], ()):
            if words[i : i + length] == sequence:
                return i + length, meaning
        return None

    def before(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before token ``i``: where it begins, and its meaning."""
        if i <= 0:
            return None
        for length, sequence, meaning in self._backward.get(words[i - 1], ()):
            if i >= length and words[i - length : i] == sequence:
                return i - length, meaning
        return None

    def all_before(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that ends just before token ``i``, longest first."""
        if i <= 0:
            return []
        rows = self._backward.get(words[i - 1], ())
        return [(i - n, meaning) for n, sequence, meaning in rows if i >= n and words[i - n : i] == sequence]

    def all_after(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that begins at token ``i``, longest first."""
        if i >= len(words):
            return []
        rows = self._forward.get(words[i], ())
        return [(i + n, meaning) for n, sequence, meaning in rows if words[i : i + n] == sequence]

    def __contains__(self, word: object) -> bool:
        """Whether any phrase begins with that word."""
        return word in self._forward
