"""The two ends of a change between two dates: ``de 2013 a 2018 pasaron de 300 a 400``, each figure its own year."""

from itertools import takewhile

from imss_facts.pipeline.reading import Quantity, Reading

LEADS = frozenset({"de", "a"})  # the words before the ends: no need to look elsewhere
_SPANNING = frozenset({"de", "del", "entre", "desde"})
_APART = 5  # words from the first figure to the second: «de 300 camas censables a 400»
_BESIDE = 3  # words from the second figure to the date after it
_CLAUSE = 14  # words from a date that opens the clause to the first figure
_STOPS = frozenset({",", ";", "y", "que"})
_ENDS = frozenset(".;:")
_OPENERS = frozenset({",", ";", ":", "y", "e", "que", "(", "“"})


def end_of(reading: Reading, k: int) -> str | None:
    """The period of quantity ``k`` where it is one end of a change and the sentence says from when to when."""
    quantities, folded = reading.quantities, reading.tokens.folded
    i = quantities[k].i
    first = k if folded[i - 1] == "de" else k - 1
    if not i or first < 0 or not _changes(quantities[first : first + 2], folded):
        return None
    date = _before(reading, first) or _after(reading, first + 1)
    if date is None:
        return None
    begin, _, end = (date.period or "").partition("/")
    return (begin if first == k else end).strip(".") or None


def _changes(pair: list[Quantity], folded: list[str]) -> bool:
    """Whether two figures are what something changed from and to."""
    if len(pair) < 2 or pair[0].kind != pair[1].kind or folded[pair[0].i - 1] != "de":
        return False
    one, other = pair
    between = folded[one.after : other.i]
    return 0 < len(between) <= _APART and between[-1] == "a" and _STOPS.isdisjoint(between)


def _before(reading: Reading, k: int) -> Quantity | None:
    """The last date before quantity ``k`` in its sentence, where it goes from one to another."""
    sentence = reading.sentence_index(reading.quantities[k])
    inside = takewhile(lambda q: reading.sentence_index(q) == sentence, reading.earlier(k))
    date = next((q for q in inside if q.kind == "date"), None)
    if date is None or not _spans(reading, date):
        return None
    tokens = reading.tokens
    between = tokens.words[date.j : reading.quantities[k].i]
    opens = date.i == reading.sentence_tokens(sentence)[0] or tokens.folded[date.i - 1] in _OPENERS
    return date if opens and len(between) <= _CLAUSE and _ENDS.isdisjoint(between) else None


def _after(reading: Reading, k: int) -> Quantity | None:
    """The date right after quantity ``k``, where it goes from one to another."""
    if k + 1 >= len(reading.quantities):
        return None
    one, date = reading.quantities[k], reading.quantities[k + 1]
    end = one.entity[1] if one.own and one.entity else one.after
    beside = date.kind == "date" and date.i - end <= _BESIDE and reading.tokens.same_block(end, date.i)
    return date if beside and _spans(reading, date) else None


def _spans(reading: Reading, date: Quantity) -> bool:
    """``de 2013 a 2018``, ``entre enero y mayo``; not the quarter or the months that a figure holds for."""
    return "/" in (date.period or "") and reading.tokens.folded[date.i] in _SPANNING
