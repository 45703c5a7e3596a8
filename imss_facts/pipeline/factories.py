"""The components as spaCy factories, and the tokenizer; found by entry point after ``pip install``.

A component learns its patterns when it is first used, so a saved pipeline brings its own along and needs no
pattern folder where it is loaded.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from imss_facts.language.tokens import Tokens
from imss_facts.model.bulletin import Bulletin
from imss_facts.pipeline.facts import left_out
from imss_facts.pipeline.reading import Reading, begin
from imss_facts.pipeline.workers import WORKERS, Worker
from imss_facts.rules.library import Library, library_of, restore

KEY = "imss_facts.reading"
BULLETIN = "imss_facts.bulletin"  # set by who knows the name or the date of a text
RESULT = "imss_facts"


def reading_of(doc: Doc) -> Reading:
    """The reading of a document, begun if no component was here before."""
    reading = doc.user_data.get(KEY)
    if not isinstance(reading, Reading):
        reading = doc.user_data[KEY] = begin(Bulletin("text", doc.text))
    reading.bulletin = doc.user_data.get(BULLETIN, reading.bulletin)
    return reading


class Component:
    """A pipeline component: learns its patterns on first use and saves them with the pipeline."""

    def __init__(self, make: type[Worker], folders: list[str]) -> None:
        """Remember how to make the worker."""
        self._make = make
        self._folders = folders
        self._library: Library | None = None
        self._worker: Worker | None = None

    @property
    def worker(self) -> Worker:
        """The worker, made on first use."""
        if self._worker is None:
            self._library = self._patterns()
            self._worker = self._library.shared(self._make)
        return self._worker

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_worker": None}  # it is learned again

    def _patterns(self) -> Library:
        """The saved patterns, or those of the folders."""
        return self._library or library_of(map(Path, self._folders))

    def __call__(self, doc: Doc) -> Doc:
        """Do one component's work."""
        self.worker(reading_of(doc))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The patterns as JSON."""
        return json.dumps(self._patterns().dump(self._make.subjects), ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Component":
        """Take the patterns from JSON."""
        self._library, self._worker = restore(json.loads(data)), None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the patterns."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Component":
        """Load the patterns."""
        return self.from_bytes(Path(path).read_bytes())


class FactComponent(Component):
    """The last component: facts and exclusions as span groups and as JSON lines in ``doc.user_data``."""

    def __call__(self, doc: Doc) -> Doc:
        """Make the facts; the reading is let go."""
        reading = reading_of(doc)
        self.worker(reading)
        tokens = reading.tokens
        places = tokens.places if len(doc) == len(tokens.pieces) else None
        doc.spans["facts"] = [
            _span(doc, tokens, places, (q.i, q.j), f.kind, f.rules[-1])
            for q, f in zip(reading.quantities, reading.facts, strict=True)
        ]
        doc.user_data[RESULT] = {
            "facts": [fact.to_json() for fact in reading.facts],
            "exclusions": [list(row) for row in left_out(reading)],
        }
        doc.user_data.pop(BULLETIN, None)
        del doc.user_data[KEY]
        return doc


def _span(doc: Doc, tokens: Tokens, places: list[int] | None, place: tuple[int, int], label: str, rule: str) -> Span:
    """The document's tokens that a fact covers; ``places`` are those of our own tokens, where the document has them."""
    i, j = place
    if places is not None:
        return Span(doc, places[i], places[j - 1] + 1, label=label, span_id=rule)
    start, end = tokens.starts[i], tokens.ends[j - 1]
    span = doc.char_span(start, end, label=label, span_id=rule, alignment_mode="expand")
    return span if span is not None else Span(doc, 0, 0, label=label, span_id=rule)


class FigureTokenizer:
    """A tokenizer that keeps ``2,500``, ``mdp``, ``94.2`` and ``%`` apart, as figures need it."""

    def __init__(self, vocab: Vocab) -> None:
        """Share the pipeline's vocabulary."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text; the tokens stay with the document for the components."""
        reading = begin(Bulletin("text", text))
        words, spaces = reading.tokens.spaces()
        doc = Doc(self.vocab, words, spaces)
        doc.user_data[KEY] = reading
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "FigureTokenizer":
        """Nothing to load."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to save."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "FigureTokenizer":
        """Nothing to load."""
        return self


@registry.tokenizers("imss_facts.tokenizer.v1")  # type: ignore[untyped-decorator]
def tokenizer() -> Callable[[Language], FigureTokenizer]:
    """The tokenizer for a pipeline's config."""
    return lambda nlp: FigureTokenizer(nlp.vocab)


_CONFIG: dict[str, Any] = {"patterns": []}


@Language.factory("imss_numerals", default_config=_CONFIG)
def numerals(nlp: Language, name: str, patterns: list[str]) -> Component:
    """Every numeral with its exact value."""
    return Component(WORKERS["imss_numerals"], patterns)


@Language.factory("imss_exclusions", default_config=_CONFIG)
def exclusions(nlp: Language, name: str, patterns: list[str]) -> Component:
    """Numerals that are no figures."""
    return Component(WORKERS["imss_exclusions"], patterns)


@Language.factory("imss_quantities", default_config=_CONFIG)
def quantities(nlp: Language, name: str, patterns: list[str]) -> Component:
    """Numbers with their units."""
    return Component(WORKERS["imss_quantities"], patterns)


@Language.factory("imss_dates", default_config=_CONFIG)
def dates(nlp: Language, name: str, patterns: list[str]) -> Component:
    """Calendar expressions."""
    return Component(WORKERS["imss_dates"], patterns)


@Language.factory("imss_measures", default_config=_CONFIG)
def measures(nlp: Language, name: str, patterns: list[str]) -> Component:
    """What is counted."""
    return Component(WORKERS["imss_measures"], patterns)


@Language.factory("imss_context", default_config=_CONFIG)
def context(nlp: Language, name: str, patterns: list[str]) -> Component:
    """How exactly, whether a change or a plan, and for when."""
    return Component(WORKERS["imss_context"], patterns)


@Language.factory("imss_facilities", default_config=_CONFIG)
def facilities(nlp: Language, name: str, patterns: list[str]) -> Component:
    """Hospitals and units mentioned by name."""
    return Component(WORKERS["imss_facilities"], patterns)


@Language.factory("imss_facts", default_config=_CONFIG, assigns=["doc.spans"])
def facts(nlp: Language, name: str, patterns: list[str]) -> FactComponent:
    """The facts and the exclusions."""
    return FactComponent(WORKERS["imss_facts"], patterns)
