"""Fields: the names, in small letters, by which records, front matter and pages tell of a bulletin."""

from collections.abc import Iterable

TEXT = ("text", "texto", "body", "contenido", "cuerpo")
ID = ("id",)
DATE = ("date", "fecha")
NUMBER = ("number", "numero", "número", "boletin", "boletín", "comunicado")
TITLE = ("title", "titulo", "título")


def has_texts(names: Iterable[str]) -> bool:
    """Whether some column names, or keys, have one for the text."""
    return any(name.strip().lower() in TEXT for name in names)
