"""Numbers and texts as people read them, for tables only."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from imss_facts.model.fact import plain_number
from imss_facts.operations.facts.values import plain_text

if TYPE_CHECKING:
    from imss_facts.operations.facts.figures import Figure

_SIGNS = {"approximate": "≈ ", "more_than": "> ", "less_than": "< ", "at_least": "≥ ", "at_most": "≤ "}
_CHANGES = {"increase": "+", "decrease": "−"}
_SCALES = {
    "MXN": ((10**9, "mmdp"), (10**6, "mdp")),
    "USD": ((10**6, "mdd"),),
    None: ((10**12, "billones"), (10**6, "millones"), (10**3, "mil")),
}
_SHORT_DIGITS = 3
_SAID = ("value", "low", "high", "unit", "modifier", "change", "period")


def number(value: Decimal | float, unit: str | None = None, *, short: bool = False) -> str:
    """``22,643,638``; short: ``22.6 millones``, ``6.09 mmdp``."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    if short:
        for scale, said in _SCALES.get(unit, ()):
            if abs(exact) >= scale:
                return f"{_rounded(exact / scale)} {said}"
    digits = plain_number(exact)
    whole, point, decimals = digits.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole != "-0" else digits


def _rounded(value: Decimal) -> str:
    """Three digits, or all before the point."""
    places = max(0, _SHORT_DIGITS - len(str(int(abs(value)))))
    return f"{float(round(value, places)):,.{places}f}".rstrip("0").rstrip(".") if places else f"{round(value):,}"


def figure(fact: Mapping[str, Any], *, short: bool = False) -> str:
    """What a fact says in figures: ``≈ 22,643,638``, ``10 to 15 %``, ``2020-07``."""
    unit = fact["unit"]
    if fact["value"] is not None:
        said = number(fact["value"], unit, short=short)
    elif fact["low"] is not None and fact["high"] is not None:
        said = f"{number(fact['low'], unit, short=short)} to {number(fact['high'], unit, short=short)}"
    else:
        return cell(fact["period"])
    scaled = said[-1].isalpha()
    shown = f" {unit}" if unit and not scaled else ""
    return f"{_SIGNS.get(fact['modifier'], '')}{_CHANGES.get(fact['change'] or '', '')}{said}{shown}"


def figure_of(figure_compared: "Figure", *, short: bool = False) -> str:
    """What a figure says that is compared with others."""
    return figure({name: getattr(figure_compared, name) for name in _SAID}, short=short)


def signed(value: Decimal | None, unit: str | None = None, *, short: bool = False) -> str | None:
    """A difference with its sign."""
    if value is None:
        return None
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value), unit, short=short)


def cell(value: object, *, short: bool = False) -> str:
    """A value on one line, without characters that steer a terminal."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return number(value, short=short)
    said = " ".join(plain_text(value).split())
    return said if said.isprintable() else "".join("�" if unicodedata.category(c) in _STEERING else c for c in said)


_STEERING = ("Cc", "Cf", "Cs")
