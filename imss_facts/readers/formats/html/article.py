"""Which pieces of a page are its article: by the structure the page declares, else by where its prose stands.

Nothing is left out for being outside of a structure that holds a small part of the text: when in doubt, it is kept.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from imss_facts.readers.formats.html.hints import FLOWING, JSON_LD, LISTS
from imss_facts.readers.formats.html.page import Element, Field, Kind, Mark, Page, Piece

_CONTENT = frozenset({Kind.BODY, Kind.ARTICLE, Kind.ARTICLE_BY_NAME, Kind.MAIN, Kind.MAIN_BY_NAME})
_ARTICLES = frozenset({Kind.ARTICLE, Kind.ARTICLE_BY_NAME})
_MAINS = frozenset({Kind.MAIN, Kind.MAIN_BY_NAME})
_BODIES = frozenset({Kind.BODY})
_BY_NAME = frozenset({Kind.ARTICLE_BY_NAME, Kind.MAIN_BY_NAME})
_TITLES = frozenset({"h1", "h2"})
_MENU_LINKS = 3
_MENU_SHARE = 0.7
_SEPARATORS = 3  # characters a link
_ASIDE_SHARE = 0.3
_SHELTERED = 4  # passages that no share bar, menu or notice has
_NAMED = 2  # passages: a note may be called «nota» too
_PASSAGES = 3  # that tell where the text of a page without structure stands
_RIVAL = 200  # characters of prose that no pointer to another article has
_TOO_MUCH = 300  # characters of prose outside, several times what is inside: the structure is not to be trusted
_TIMES = 4


@dataclass(frozen=True, slots=True)
class Article:
    """The pieces of an article, those of its title among them, and what the page says up to its end."""

    pieces: list[Piece]
    title: list[Piece]
    fields: list[Field]


def article_of(page: Page) -> Article:
    """The article of a page."""
    survey = _Survey(page)
    choice = _choose(survey)
    left_out = survey.noise + survey.left_out(choice.core)
    cuts = _cuts(left_out)
    pieces = [piece for span in choice.spans for piece in _without(page.pieces, span, cuts)]
    inside = (t for t in survey.titles if t.name == "h1" and any(a <= t.begin < b for a, b in choice.spans))
    title = next(inside, None)
    return Article(
        pieces,
        page.pieces[title.begin : title.end] if title else [],
        [field for field in page.fields if field.name == JSON_LD or _is_said(field, choice, cuts)],
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """An element to leave out, and what comes in its place."""

    element: Element
    instead: tuple[Piece, ...]


def _cuts(left_out: list[Element]) -> list[_Cut]:
    """The cuts that leave elements out, in order and none within another."""
    cuts: list[_Cut] = []
    for element in sorted(left_out, key=attrgetter("order")):
        if not cuts or element.order >= cuts[-1].element.stop:
            cuts.append(_Cut(element, _in_place_of(element)))
    return cuts


def _in_place_of(element: Element) -> tuple[Piece, ...]:
    if element.block:
        return (Mark.BLOCK,)
    return () if element.kind is Kind.MUTED else (" ",)


def _without(pieces: Sequence[Piece], span: tuple[int, int], cuts: Sequence[_Cut]) -> Iterator[Piece]:
    at, end = span
    yield Mark.BLOCK
    for cut in cuts:
        if at <= cut.element.begin < end:
            yield from pieces[at : cut.element.begin]
            yield from cut.instead
            at = cut.element.end
    yield from pieces[at:end]


def _is_said(field: Field, choice: "_Choice", cuts: Sequence[_Cut]) -> bool:
    """Whether a field is of the article: neither after it nor in what is left out."""
    k = bisect_right(cuts, field.within.order, key=lambda cut: cut.element.order)
    return field.at <= choice.spans[-1][1] and not (k and field.within.order < cuts[k - 1].element.stop)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The spans to read, and the element in them (none in a page by sections) that is read whole but for noise."""

    spans: tuple[tuple[int, int], ...]
    core: Element | None = None


class _Survey:
    """What stands on a page outside of its noise."""

    def __init__(self, page: Page) -> None:
        """Find the noise, and the elements that may be or hold the article."""
        self.whole, *self.elements = page.elements
        self.noise = _noise(self.whole, self.elements)
        self._orders = [element.order for element in self.noise]
        self._own = list(accumulate((element.own for element in self.noise), initial=0))
        self._prose = list(accumulate((element.prose for element in self.noise), initial=0))
        self.content: list[Element] = []
        self.titles: list[Element] = []
        for element in self.elements:
            if (element.kind in _CONTENT or element.name in _TITLES) and not self._in_noise(element):
                (self.titles if element.name in _TITLES else self.content).append(element)

    def _in_noise(self, element: Element) -> bool:
        k = bisect_right(self._orders, element.order)
        return k > 0 and element.order < self.noise[k - 1].stop

    def own(self, element: Element) -> int:
        """The characters of an element that are no links and no noise."""
        return element.own - self._inside(element, self._own)

    def prose(self, element: Element) -> int:
        """The characters of an element's prose that are no noise."""
        return element.prose - self._inside(element, self._prose)

    def _inside(self, element: Element, sums: Sequence[int]) -> int:
        first, stop = bisect_left(self._orders, element.order), bisect_left(self._orders, element.stop)
        return sums[stop] - sums[first]

    def trusts(self, element: Element) -> bool:
        """Whether an element holds enough of the page to be its article, as it says."""
        if element.kind in _BY_NAME:
            return element.passages >= _NAMED and self.own(element) * 2 >= self.own(self.whole)
        inside = self.prose(element)
        outside = self.prose(self.whole) - inside
        return outside < _TOO_MUCH or inside * _TIMES >= outside

    def left_out(self, core: Element | None) -> list[Element]:
        """Menus, and what calls itself another article, around the core."""
        titled = [title.order for title in self.titles if title.name == "h1"]
        found = []
        for element in self.elements:
            if core is not None:
                if element is core or core.holds(element) or element.holds(core):
                    continue
                if element.kind is Kind.ARTICLE:
                    found.append(element)
            if _is_menu(element) and not _holds_any(element, titled):
                found.append(element)
        return found


def _noise(whole: Element, elements: Sequence[Element]) -> list[Element]:
    """What is no part of any article, the outermost elements of it."""
    titles = [element for element in elements if element.name == "h1"]
    shelters = [element.order for element in elements if element.kind in {Kind.MAIN, Kind.BODY}]
    titled = sorted([*shelters, *(title.order for title in titles)])
    articled = sorted([*titled, *(element.order for element in elements if element.kind is Kind.ARTICLE)])
    kept = {Kind.CHROME: shelters, Kind.NOISE: titled, Kind.MUTED: articled}
    found: list[Element] = []
    inside: list[Element] = []
    for element in elements:
        while inside and inside[-1].stop <= element.order:
            inside.pop()
        if element.kind in _CONTENT:
            inside.append(element)
        if element.kind not in kept or (found and element.order < found[-1].stop):
            continue
        if _holds_any(element, kept[element.kind]) or _is_text(element, whole, titles, inside=bool(inside)):
            continue
        found.append(element)
    return found


def _is_text(element: Element, whole: Element, titles: Sequence[Element], *, inside: bool) -> bool:
    """Whether what calls itself something else is, by where it stands and what it holds, text all the same."""
    if element.kind is Kind.MUTED:
        return False
    if element.kind is Kind.NOISE:
        return element.passages >= _SHELTERED and element.prose * 2 > whole.prose
    if element.name == "header":
        return inside or (element.link_share < _ASIDE_SHARE and len(titles) == 1 and element.holds(titles[0]))
    return inside and element.name in {"aside", "footer"} and element.passages > 0 and element.link_share < _ASIDE_SHARE


def _holds_any(element: Element, orders: Sequence[int]) -> bool:
    """Whether any of the elements, told by their orders, stands inside."""
    k = bisect_right(orders, element.order)
    return k < len(orders) and orders[k] < element.stop


def _is_menu(element: Element) -> bool:
    """Whether an element is a list of links, or a block of links with no more than separators between them."""
    if (
        not (element.block or element.name == "td")
        or element.kind
        or element.anchors < _MENU_LINKS
        or element.link_share <= _MENU_SHARE
    ):
        return False
    return element.name in LISTS or element.own <= _SEPARATORS * element.anchors


# ---- The choice ----------------------------------------------------------------------------------------------------


def _choose(survey: _Survey) -> _Choice:
    for kinds in (_BODIES, _ARTICLES, _MAINS):
        found = [element for element in survey.content if element.kind in kinds]
        best = max(found, key=lambda element: (survey.prose(element), survey.own(element)), default=None)
        if best is None or not survey.trusts(best):
            continue
        rivals = _rivals(survey, best, found)
        if rivals:
            return _read(survey, _around(best, rivals))
        if kinds is _MAINS:
            return _read(survey, best)
        article, scope = _scope(survey, best)
        if survey.prose(best) * 2 >= survey.prose(scope):
            return _read(survey, scope, article, best)
    return _read(survey, _dense(survey))


def _rivals(survey: _Survey, best: Element, found: Sequence[Element]) -> list[Element]:
    """Elements of the same kind that hold too much text to be pointers to other articles."""
    least = max(_RIVAL, survey.prose(best) // _TIMES)
    return [
        element
        for element in found
        if survey.prose(element) >= least
        and element.link_share < _ASIDE_SHARE
        and not (element is best or element.holds(best) or best.holds(element))
    ]


def _around(inner: Element, others: Sequence[Element]) -> Element:
    """The smallest element that holds all."""
    first = min(element.order for element in (inner, *others))
    stop = max(element.stop for element in (inner, *others))
    while inner.parent and not (inner.order <= first and stop <= inner.stop):
        inner = inner.parent
    return inner


def _scope(survey: _Survey, core: Element) -> tuple[Element, Element]:
    """The article that a text stands in, and what holds its title too: what says so, else the smallest element."""
    enclosing = [element for element in reversed(survey.content) if element.holds(core)]
    article = core
    if core.kind not in _ARTICLES:
        article = next((element for element in enclosing if element.kind in _ARTICLES), core)
    before = [title for title in survey.titles if title.name == "h1" and title.begin < core.end]
    titled = [title.order for title in before]
    for element in (article, *enclosing):
        if _holds_any(element, titled) and (element is article or element.holds(article)):
            return article, element
    outer = [element for element in enclosing if element.holds(article)]
    return article, (outer[0] if outer else _around(article, before[-1:]))


def _read(survey: _Survey, scope: Element, article: Element | None = None, core: Element | None = None) -> _Choice:
    """The scope, up to the end of the article in it, with the page's title."""
    span = (scope.begin, (article or scope).end)
    if any(scope.holds(title) for title in survey.titles):
        return _Choice((span,), core)
    outside = [title for title in survey.titles if title.name == "h1" and title.end <= scope.begin]
    return _Choice((*((title.begin, title.end) for title in outside[-1:]), span), core)


def _dense(survey: _Survey) -> Element:
    """Where all the prose of a page stands, with its title and what is written beside it; the page if it has little."""
    total = survey.prose(survey.whole)
    passages = survey.whole.passages - sum(element.passages for element in survey.noise)
    if passages < _PASSAGES or any(element.kind not in _BY_NAME for element in survey.content):
        return survey.whole
    noise = Counter[int]()
    for element in survey.noise:
        if element.parent and element.name in FLOWING:
            noise[element.parent.order] += element.own
    scope = next((e for e in reversed(survey.elements) if survey.prose(e) == total), survey.whole)
    element = scope
    while element.parent:
        inside = element.own if element.name in FLOWING else 0
        element = element.parent
        if element.flowing - inside - noise[element.order] > 0:
            scope = element
    before = [title for title in survey.titles if title.begin < scope.end]
    return scope if any(map(scope.holds, before)) else _around(scope, before[-1:])
