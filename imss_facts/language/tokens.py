"""The text cut into tokens as figures need it: ``2,500mdp`` is two tokens, ``94.2`` one, ``HGR36`` two.

Tokens tile the text, so every offset stays true. White space, invisible characters and Markdown emphasis are no
significant tokens: what looks around a figure walks over the significant ones only.
"""

import re
from bisect import bisect_left
from collections.abc import Set as AbstractSet
from itertools import accumulate, compress
from operator import add, itemgetter, ne

from imss_facts.language.folding import FOLDED
from imss_facts.language.lexicon import VULGAR

# Groups of thousands by comma (NOM-008-SCFI allows the thin space too), also 1'250,000 as written by hand; a
# number stands in no row of its like: 10,20,30 are three, 1.2.3 is a version.
NUMBER = (
    r"[1-9]\d{0,2}(?:['’´]\d{3})?(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3}){1,6}(?:\.\d+)?(?![\u00a0\u2009\u202f]?\d)"
    r"|[1-9]\d{0,2}(?:\.\d{3}){2,6}(?:,\d{1,2})?(?![\d.])"
    r"|(?<!\d\.)\d+\.\d+(?!\.?\d)"
    r"|(?<!\d,)(?:\d+,\d{1,2}|0,\d+)(?![\d,])"
    r"|\d+"
)
_VULGAR = "".join(VULGAR)
_LETTER = rf"[^\W\d_{_VULGAR}]"
_LATIN = "[A-Za-zÀ-ÖØ-öø-ÿ]"  # letters that are told at one look; others may follow
_CACHE_LIMIT = 50_000
_PIECE = re.compile(rf"(?:{_LATIN}+{_LETTER}*|(?=\d)(?:{NUMBER})|[^\w\s]|{_LETTER}+|[_{_VULGAR}]) ?|\s+")


class _Forms(dict[str, tuple[str, str] | None]):
    """The word of a piece, without the space, and its folded form; None for what is stepped over; remembered."""

    def __missing__(self, piece: str) -> tuple[str, str] | None:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        word = piece.rstrip()
        folded = FOLDED[word]
        forms = self[piece] = (word, folded) if folded else None
        return forms


_FORMS = _Forms()
_WORD, _FOLD = itemgetter(0), itemgetter(1)


class Tokens:
    """The tokens of a text.

    ``pieces`` tile the text, each with the one space that may follow; ``words`` are the significant tokens,
    with ``folded`` forms, ``starts`` and ``ends`` in characters; ``places`` maps them to pieces; ``breaks``
    gives, for a token that begins a line, how many line ends stand before it; a tab parts like a line end.
    """

    __slots__ = ("_capitals", "breaks", "ends", "folded", "pieces", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        """Cut the text."""
        self.text = text
        self._capitals: list[int] | None = None
        self.pieces: list[str] = _PIECE.findall(text)
        forms = list(map(_FORMS.__getitem__, self.pieces))
        self.words = [*map(_WORD, filter(None, forms))]
        self.folded = [*map(_FOLD, filter(None, forms))]
        self.starts = list(compress(accumulate(map(len, self.pieces), initial=0), forms))
        self.ends = list(map(add, self.starts, map(len, self.words)))
        self.breaks: dict[int, int] = {}
        at = text.find("\n")
        while at >= 0:
            i = self.at(at)
            self.breaks[i] = self.breaks.get(i, 0) + 1
            at = text.find("\n", at + 1)
        at = text.find("\t")
        while at >= 0:
            self.breaks.setdefault(self.at(at), 1)
            at = text.find("\t", at + 1)

    @property
    def places(self) -> list[int]:
        """The pieces that are significant tokens."""
        return [k for k, piece in enumerate(self.pieces) if _FORMS[piece]]

    def spaces(self) -> tuple[list[str], list[bool]]:
        """Words and trailing-space flags of all pieces, as ``spacy.tokens.Doc`` takes them."""
        follows = [len(p) > 1 and p[-1] == " " for p in self.pieces]
        return [p[:-1] if space else p for p, space in zip(self.pieces, follows, strict=True)], follows

    @property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital, found when first asked for."""
        if self._capitals is None:
            words = self.words
            changed = compress(range(len(words)), map(ne, words, self.folded))  # folding changes every capital
            self._capitals = [k for k in changed if words[k][0].isupper()]
        return self._capitals

    def __reduce__(self) -> tuple[type["Tokens"], tuple[str]]:
        return Tokens, (self.text,)

    def __len__(self) -> int:
        """How many significant tokens."""
        return len(self.words)

    def slice(self, i: int, j: int) -> str:
        """The characters from token ``i`` up to before token ``j``."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def glued(self, i: int) -> bool:
        """Whether token ``i`` follows token ``i - 1`` with nothing between."""
        return i > 0 and self.ends[i - 1] == self.starts[i]

    def same_line(self, i: int, j: int) -> bool:
        """Whether no line end stands between token ``i`` and token ``j``."""
        return not any(k in self.breaks for k in range(i + 1, j + 1))

    def same_block(self, i: int, j: int) -> bool:
        """Whether no blank line stands between token ``i`` and token ``j``."""
        return not any(self.breaks.get(k, 0) > 1 for k in range(i + 1, j + 1))

    def among(self, forms: AbstractSet[str], first: int = 0, stop: int | None = None) -> list[int]:
        """The tokens whose folded form is one of some, from token ``first`` up to before ``stop``."""
        folded = self.folded[first:stop]
        return list(compress(range(first, first + len(folded)), map(forms.__contains__, folded)))

    def at(self, offset: int) -> int:
        """The first significant token that begins at or after a character offset."""
        return bisect_left(self.starts, offset)
