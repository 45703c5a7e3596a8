"""The small phrase language of the pattern files, and tables that find phrases at a place in a text.

``unidad(es) [de|con] medicina familiar|rural`` means: a word with endings to choose from (always also without),
a bracketed part that may be missing, with ``|`` between whole phrases, and outside brackets ``a|b`` for one word
or the other. Phrases compare without case and accents.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import Any, Generic, TypeVar

from imss_facts.language.folding import FOLDED
from imss_facts.language.tokens import Tokens

T = TypeVar("T")

MAX_EXPANSIONS = 5000
_PLAIN = re.compile(r"[^\[\]()|]*\Z")
_ITEM = re.compile(r"\[([^\[\]]*)\]|([^\s\[\]]+)")
_BAR = re.compile(r"\|(?![^(]*\))")
_ENDINGS = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)\Z")


@lru_cache(maxsize=20_000)
def expand(phrase: str) -> tuple[str, ...]:
    """Every literal phrase that a written phrase stands for; ValueError where it is malformed."""
    if not phrase.strip():
        raise ValueError("the phrase is empty")
    if _PLAIN.match(phrase):
        return (" ".join(phrase.split()),)
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
    return tuple(dict.fromkeys(literal for literal in literals if literal))


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
            one = part.count("(") != part.count(")")
            raise ValueError(f"parentheses do not match in «{phrase}»" if one else f"«{part}» has more than one (…)")
        else:
            found.append(part)
    if not all(found):
        raise ValueError(f"an alternative is empty in «{phrase}»")
    return found


def literals(phrases: Iterable[str]) -> list[list[str]]:
    """The folded token sequences of written phrases."""
    return _distinct(map(_folded_literals, phrases))


def exact_literals(phrases: Iterable[str]) -> list[list[str]]:
    """The token sequences of written phrases, case kept."""
    return _distinct(tuple(_words(literal, _tokens) for literal in expand(phrase)) for phrase in phrases)


def folded_words(literal: str) -> tuple[str, ...]:
    """The folded tokens of a literal phrase."""
    return _words(literal, _folded_tokens)


@lru_cache(maxsize=20_000)
def _folded_literals(phrase: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(folded_words, expand(phrase)))


def _words(literal: str, tokens_of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(tokens_of, literal.split())))


def _distinct(found: Iterable[tuple[tuple[str, ...], ...]]) -> list[list[str]]:
    return [list(sequence) for sequence in dict.fromkeys(chain.from_iterable(found)) if sequence]


@lru_cache(maxsize=20_000)
def _tokens(word: str) -> tuple[str, ...]:
    return (word,) if word.isalpha() else tuple(Tokens(word).words)


@lru_cache(maxsize=20_000)
def _folded_tokens(word: str) -> tuple[str, ...]:
    return (FOLDED[word],) if word.isalpha() else tuple(Tokens(word).folded)


class _Node(dict[str, "_Node"]):
    """A place in a trie: the nodes of the words that may come next, and the meaning of those so far."""

    __slots__ = ("meaning",)

    def __init__(self) -> None:
        self.meaning: tuple[Any] | None = None

    def add(self, words: Iterable[str], meaning: tuple[Any]) -> None:
        """Teach what some words mean from here on."""
        node = self
        for word in words:
            known = node.get(word)
            if known is None:
                known = node[word] = _Node()
            node = known
        node.meaning = meaning


class PhraseTable(Generic[T]):
    """Token sequences with what they mean; finds those that begin at, or end before, a token.

    Two tries, one read forward and one backward, so that a look costs as many steps as words agree; most tables are
    read one way only, so each is made when it is first read.
    """

    __slots__ = ("_backward", "_forward", "_taught")

    def __init__(self) -> None:
        """Begin empty."""
        self._taught: list[tuple[list[str], tuple[T]]] = []
        self._forward: _Node | None = None
        self._backward: _Node | None = None

    def add(self, sequence: list[str], meaning: T) -> None:
        """Teach a sequence; of equal sequences the one taught last is found."""
        self._taught.append((sequence, (meaning,)))
        self._forward = self._backward = None

    def learn(self, phrases: Iterable[str], meaning: T) -> None:
        """Teach every sequence of some written phrases."""
        for sequence in literals(phrases):
            self.add(sequence, meaning)

    def _forwards(self) -> _Node:
        """The trie read forward, made when first asked for."""
        root = self._forward = _Node()
        for sequence, meaning in self._taught:
            root.add(sequence, meaning)
        return root

    def _backwards(self) -> _Node:
        """The trie read backward, made when first asked for."""
        root = self._backward = _Node()
        for sequence, meaning in self._taught:
            root.add(reversed(sequence), meaning)
        return root

    def after(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at token ``i``: where it ends, and its meaning."""
        node = self._forward or self._forwards()
        k, n, found = i, len(words), None
        while k < n and (child := node.get(words[k])) is not None:
            node, k = child, k + 1
            if node.meaning is not None:
                found = (k, node.meaning[0])
        return found

    def before(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before token ``i``: where it begins, and its meaning."""
        node = self._backward or self._backwards()
        k, found = i, None
        while k > 0 and (child := node.get(words[k - 1])) is not None:
            node, k = child, k - 1
            if node.meaning is not None:
                found = (k, node.meaning[0])
        return found

    def all_before(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that ends just before token ``i``, longest first."""
        node = self._backward or self._backwards()
        k, found = i, []
        while k > 0 and (child := node.get(words[k - 1])) is not None:
            node, k = child, k - 1
            if node.meaning is not None:
                found.append((k, node.meaning[0]))
        found.reverse()
        return found

    def all_after(self, words: Sequence[str], i: int) -> list[tuple[int, T]]:
        """Every phrase that begins at token ``i``, longest first."""
        node = self._forward or self._forwards()
        k, n, found = i, len(words), []
        while k < n and (child := node.get(words[k])) is not None:
            node, k = child, k + 1
            if node.meaning is not None:
                found.append((k, node.meaning[0]))
        found.reverse()
        return found

    def first_words(self) -> frozenset[str]:
        """The words that some phrase begins with."""
        return frozenset(self._forward or self._forwards())

    def last_words(self) -> frozenset[str]:
        """The words that some phrase ends with."""
        return frozenset(self._backward or self._backwards())

    def openings(self) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """Phrases of one word, and the first two words of the longer ones: where to look at all."""
        return _edges(self._forward or self._forwards())

    def endings(self) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """Phrases of one word, and the last two words of the longer ones, the last first."""
        return _edges(self._backward or self._backwards())

    def __contains__(self, word: object) -> bool:
        """Whether any phrase begins with that word."""
        return word in (self._forward or self._forwards())


def _edges(root: _Node) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    alone = frozenset(word for word, node in root.items() if node.meaning is not None)
    return alone, frozenset((word, other) for word, node in root.items() for other in node)
