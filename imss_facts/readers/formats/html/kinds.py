"""What an element is by its tag, its role, its class and its id."""

import re
from collections.abc import Mapping
from functools import lru_cache

from imss_facts.readers.formats.html.hints import (
    ARTICLE_NAMES,
    ARTICLE_ROLES,
    BODY_WORDS,
    CHROME_ROLES,
    CHROME_TAGS,
    FLOWING,
    HIDDEN_NAMES,
    HIDING_STYLE,
    MAIN_NAMES,
    MAIN_ROLES,
    NOISE_WORDS,
    SHOWN_AGAIN,
)
from imss_facts.readers.formats.html.page import Kind

_WHOLE_PAGE = frozenset({"html", "body"})
_MEMORY = 4096


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole between hyphens and underscores."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(map(re.escape, words))})(?:$|[\s_-])")


_BODY = _words(BODY_WORDS)
_NOISE = _words(NOISE_WORDS)


def kind_of(name: str, attributes: Mapping[str, str], *, block: bool) -> Kind | None:
    """What an element says it is."""
    if name in _WHOLE_PAGE:
        return None
    role = attributes.get("role", "").lower()
    if "articlebody" in attributes.get("itemprop", "").lower():
        return Kind.BODY
    if name == "main" or role in MAIN_ROLES:
        return Kind.MAIN
    if name == "article" or role in ARTICLE_ROLES:
        return Kind.ARTICLE
    if name in CHROME_TAGS or role in CHROME_ROLES:
        return Kind.CHROME
    kind = _kind_by_names(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower())
    if kind is None and attributes.get("aria-hidden", "").strip().lower() == "true":
        return Kind.MUTED
    container = block and name not in FLOWING
    return kind if container or (kind is Kind.NOISE and name != "h1") else None


@lru_cache(maxsize=_MEMORY)
def _kind_by_names(names: str) -> Kind | None:
    if _BODY.search(names):
        return Kind.BODY
    if _NOISE.search(names):
        return Kind.NOISE
    whole = names.replace("_", "-").split()
    if not ARTICLE_NAMES.isdisjoint(whole):
        return Kind.ARTICLE_BY_NAME
    return None if MAIN_NAMES.isdisjoint(whole) else Kind.MAIN_BY_NAME


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is not shown at all."""
    if name == "dialog" and "open" not in attributes:
        return True
    if not attributes or name in _WHOLE_PAGE:
        return False
    if "hidden" in attributes or HIDING_STYLE.search(attributes.get("style", "")):
        return True
    return _hides(attributes.get("class", "").lower())


@lru_cache(maxsize=_MEMORY)
def _hides(names: str) -> bool:
    return not HIDDEN_NAMES.isdisjoint(names.split()) and not SHOWN_AGAIN.search(names)
