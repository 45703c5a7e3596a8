"""Case and accents folded away, so that ``Millón``, ``MILLON`` and ``millón`` compare equal."""

import unicodedata

_CACHE_LIMIT = 50_000
_ACCENTS = str.maketrans("áéíóúüÁÉÍÓÚÜ", "aeiouuaeiouu")
_KEEP = {"ñ": "ñ", "Ñ": "ñ"}


def fold(word: str) -> str:
    """Lower case without accents; ``ñ`` stays a letter of its own (RAE) and white space becomes ``""``."""
    plain = word.translate(_ACCENTS)
    if plain.isascii():
        return plain.lower().strip()
    letters = []
    for char in word:
        kept = _KEEP.get(char)
        if kept is None:
            decomposed = unicodedata.normalize("NFD", char.lower())
            kept = "".join(c for c in decomposed if not unicodedata.combining(c))
        letters.append(kept)
    return "".join(letters).strip()


class FoldCache(dict[str, str]):
    """``cache[word]`` is ``fold(word)``, remembered, ``""`` where it is stepped over; bounded against random text."""

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        stepped_over = len(word) == 1 and (word in _EMPHASIS or unicodedata.category(word) == _INVISIBLE)
        folded = self[word] = "" if stepped_over else fold(word)
        return folded


_EMPHASIS = frozenset({"*", "_"})  # Markdown emphasis is stepped over like white space
_INVISIBLE = "Cf"  # zero-width spaces, marks of direction, soft hyphens

FOLDED = FoldCache()
