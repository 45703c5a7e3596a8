"""The small phrase language of the pattern files, and tables that find phrases at a place in a text.

``unidad(es) [de|con] medicina familiar|rural`` means: a word with endings to choose from (always also without),
a bracketed part that may be missing, with ``|`` between whole phrases, and outside brackets ``a|b`` for one word
or the other. Phrases compare without case and accents.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, Generic, TypeAlias, TypeVar

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
    """Token sequences with what they mean; finds those that begin at, or end before, a token.

    Two tries, one read forward and one backward, so that a look costs as many steps as words agree.
    """

    __slots__ = ("_backward", "_forward")

    def __init__(self) -> None:
        """Begin empty."""
        self._forward: _Node = {}
        self._backward: _Node = {}

    def add(self, sequence: list[str], meaning: T) -> None:
        """Teach a sequence; of equal sequences the one taught last is found."""
        for node, words in ((self._forward, sequence), (self._backward, reversed(sequence))):
            for word in words:
                node = node.setdefault(word, {})  # noqa: PLW2901  the walk down the trie
            node[_MEANING] = (meaning,)

    def after(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at token ``i``: where it ends, and its meaning."""
        node: _Node | None = self._forward
        k, n, found = i, len(words), None
        while k < n:
            node = node.get(words[k])
            if node is None:
                break
            k += 1
            if _MEANING in node:
                found = (k, node[_MEANING][0])
        return found

    def before(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before token ``i``: where it begins, and its meaning."""
        node: _Node | None = self._backward
        k, found = i, None
        while k > 0:
            node = node.get(words[k - 1])
            if node is None:
                break
            k -= 1
            if _MEANING in node:
                found = (k, node[_MEANING][0])
        return found

    def all_before(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that ends just before token ``i``, longest first."""
        node: _Node | None = self._backward
        k, found = i, []
        while k > 0:
            node = node.get(words[k - 1])
            if node is None:
                break
            k -= 1
            if _MEANING in node:
                found.append((k, node[_MEANING][0]))
        found.reverse()
        return found

    def all_after(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that begins at token ``i``, longest first."""
        node: _Node | None = self._forward
        k, n, found = i, len(words), []
        while k < n:
            node = node.get(words[k])
            if node is None:
                break
            k += 1
            if _MEANING in node:
                found.append((k, node[_MEANING][0]))
        found.reverse()
        return found

    def first_words(self) -> frozenset[str]:
        """The words that some phrase begins with."""
        return frozenset(self._forward)

    def last_words(self) -> frozenset[str]:
        """The words that some phrase ends with."""
        return frozenset(self._backward)

    def __contains__(self, word: object) -> bool:
        """Whether any phrase begins with that word."""
        return word in self._forward


_Node: TypeAlias = dict[str, Any]
_MEANING = ""  # no token is empty, so the key is free
