"""Articles that count: ``un tomógrafo, un mastógrafo y cinco ultrasonidos``, ``uno en Puebla y dos en Chiapas``."""

from imss_facts.language.numerals import Form
from imss_facts.language.tokens import Tokens
from imss_facts.pipeline.items import Item
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import literals

_AND = frozenset({"y", "e"})
_JOINS = _AND | {","}
_PARALLEL = frozenset({"en", "de", "del", "para", "con"})
_PRONOUNS = frozenset({"uno", "una"})
_NO_NOUN = frozenset({"que", "se", "no", "a", "por", "con", "para", "como"})
_LEAST = 2  # words of a noun and of what joins it to the next
_ENDS = frozenset({".", ",", ";", ")", "en", "para", "y", "con"})
_AFTER = 3  # words of «nueva unidad médica» before the clause goes on


class ListedArticles:
    """Finds articles that stand beside a number in one list."""

    def __init__(self, library: Library) -> None:
        """Learn what is counted."""
        self.rule = next((cue.id for cue in library.of("cues") if cue.value == "article_count"), None)
        self._counted = {s[0] for p in library.of("measures") if p.category != "money" for s in literals(p.terms)}

    def mark(self, tokens: Tokens, neighbours: list[tuple[Item, Item]]) -> None:
        """Make numbers of the articles that a number stands beside, among neighbours from the last to the first."""
        chain: list[Item] = []  # articles one after another, the last before a number
        for a, b in neighbours:
            if tokens.folded[b.i - 1] not in _JOINS:
                continue
            link = _link(tokens, a, b) if a.article or b.article else None
            if chain and b is not chain[-1]:
                chain = self._end(tokens, chain)
            if link is None or a.unit is not None or b.unit is not None:
                chain = self._end(tokens, chain) if chain else chain
            elif _parallel(tokens, a, b):
                self._count(a if a.article else b)
            elif a.article:
                chain = [*chain, a] if chain or _counts(tokens, b) else []
            elif link == "and" and _counts(tokens, a) and self._known(tokens, b) and _closed(tokens, b):
                self._count(b)
        self._end(tokens, chain)

    def _end(self, tokens: Tokens, chain: list[Item]) -> list[Item]:
        """Count the articles of a chain, of which one at least must be of something that is counted."""
        if len(chain) > 1 or any(self._known(tokens, item) for item in chain):
            for item in chain:
                self._count(item)
        return []

    def _count(self, item: Item) -> None:
        item.article = False
        item.rules.append(str(self.rule))

    def _known(self, tokens: Tokens, item: Item) -> bool:
        """Whether the noun after an article, an adjective between, is one of what is counted."""
        return any(word in self._counted for word in tokens.folded[item.j : item.j + 2])


def _link(tokens: Tokens, a: Item, b: Item) -> str | None:
    """How the noun phrase of one number is joined to the next number: ``and``, ``comma``, or not at all."""
    if b.i - a.j < _LEAST or not tokens.same_block(a.j, b.i):
        return None
    if a.numeral.form is not Form.CARDINAL or b.numeral.form is not Form.CARDINAL:
        return None
    between = tokens.folded[a.j : b.i]
    link = "and" if between[-1] in _AND else "comma" if between[-1] == "," else None
    phrase = between[:-1]
    if link == "and" and phrase[-1] == ",":
        phrase = phrase[:-1]
    plain = all(word.isalpha() for word in phrase)
    return link if phrase and plain else None


def _parallel(tokens: Tokens, a: Item, b: Item) -> bool:
    """``uno en Puebla y dos en Chiapas``: both before the same preposition, the article being a pronoun."""
    if b.j >= len(tokens.words) or tokens.folded[(a if a.article else b).i] not in _PRONOUNS:
        return False
    return tokens.folded[a.j] in _PARALLEL and tokens.folded[a.j] == tokens.folded[b.j] and a.article != b.article


def _counts(tokens: Tokens, item: Item) -> bool:
    """Whether a plural noun follows a number that is no article."""
    if item.article or item.value <= 1 or item.j >= len(tokens.words) or item.j in tokens.breaks:
        return False
    word = tokens.folded[item.j]
    return word.endswith("s") and len(word) > 3 and word not in _NO_NOUN


def _closed(tokens: Tokens, item: Item) -> bool:
    """Whether the clause goes on soon after the noun: no ``y una inversión de``."""
    following = tokens.folded[item.j + 1 : item.j + 1 + _AFTER]
    return len(following) < _AFTER or any(word in _ENDS for word in following)
