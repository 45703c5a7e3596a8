"""Characters that are not written as such: those of symbol fonts (``w:sym``)."""

_PRIVATE = range(0xE000, 0xF900)
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x44: "Δ", 0x6D: "μ",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "•", 0x6E: "▪", 0x71: "▪", 0x76: "•", 0x9F: "•", 0xA7: "▪", 0xA8: "▪", 0xD8: "•", 0xE0: "→", 0xFC: "✓",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``; none where the font's own is not known."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    table = _SYMBOL if font.casefold() == "symbol" else _WINGDINGS if font.casefold() == "wingdings" else None
    if table is not None:
        return table.get(point & 0xFF if point in _PRIVATE else point, "")
    if point in _PRIVATE or point < 0x20 or not 0 < point < 0x110000 or 0xD800 <= point < 0xE000:
        return ""
    return chr(point)
