"""The value of digits as written in Mexico.

A comma groups thousands and a point is decimal (NOM-008-SCFI); one or two digits after a comma, or any after a
lone zero, are decimals; points between groups of three are thousands where there are several.
"""

from decimal import Decimal

from imss_facts.language.tokens import Tokens

MAX_DIGITS = 19  # up to 10^18; longer runs are account numbers and the like
MAX_GROUPS = 6


def too_long(form: str) -> bool:
    """Whether a digit token is too long to be a quantity."""
    return len(form) > MAX_DIGITS and sum(map(str.isdecimal, form)) > MAX_DIGITS


def digits_value(form: str) -> Decimal:
    """The exact value of a digit token."""
    if form.isdecimal():
        return Decimal(form)
    comma = form.rfind(",")
    if form.count(".") > 1:
        return Decimal(form.replace(".", "").replace(",", "."))
    if comma >= 0 and "." not in form and (len(form) - comma - 1 < 3 or (comma == 1 and form[0] == "0")):
        return Decimal(form.replace(",", "."))
    return Decimal("".join(c for c in form if c == "." or c.isdecimal()))


def value_at(tokens: Tokens, j: int) -> Decimal:
    """The exact value of the digit token at ``j``, as decimals where a point stands before it."""
    form = tokens.folded[j]
    return digits_value(f"0.{form}" if _after_point(tokens, j) else form)


def _after_point(tokens: Tokens, j: int) -> bool:
    """Whether digits are decimals without their zero: ``(.05%)``."""
    if j == 0 or tokens.words[j - 1] != "." or not tokens.glued(j) or not tokens.folded[j].isdecimal():
        return False
    return j == 1 or not (tokens.glued(j - 1) and tokens.words[j - 2][-1].isalnum())


def spaced_groups(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """The value and the end of digits grouped by plain spaces: ``22 643 638``; None for any other row of digits."""
    first = tokens.folded[i]
    if len(first) > 3 or not first.isdecimal() or first[0] == "0" or _spaced(tokens, i):
        return None
    value, j = Decimal(first), i + 1
    while j - i <= MAX_GROUPS and _spaced(tokens, j):
        whole, _, decimals = tokens.folded[j].partition(".")
        if len(whole) != 3 or not whole.isdecimal():
            return None
        value = value * 1000 + Decimal(tokens.folded[j])
        j += 1
        if decimals:
            break
    return (value, j) if j > i + 1 and not _spaced(tokens, j) else None


def zero_groups(tokens: Tokens, j: int) -> tuple[Decimal, int] | None:
    """The value and the end of ``090,584`` after a scale: groups of thousands of which the first begins with zero."""
    first = tokens.folded[j]
    if len(first) != 3 or first[0] != "0" or not first.isdecimal():
        return None
    value, k = Decimal(first), j + 1
    while k + 1 < len(tokens.words) and tokens.folded[k] == "," and tokens.glued(k) and tokens.glued(k + 1):
        group = tokens.folded[k + 1].replace(",", "")
        whole, _, decimals = group.partition(".")
        if len(whole) % 3 or not whole.isdecimal():
            return None
        value = value * 10 ** len(whole) + Decimal(group)
        k += 2
        if decimals:
            break
    return (value, k) if k > j + 1 else None


def _spaced(tokens: Tokens, j: int) -> bool:
    """Whether token ``j`` and the one before it are digits with a single space between."""
    if not 0 < j < len(tokens.words) or not tokens.folded[j][0].isdecimal():
        return False
    gap = tokens.ends[j - 1]
    return tokens.starts[j] - gap == 1 and tokens.text[gap] == " " and tokens.folded[j - 1][-1].isdecimal()
