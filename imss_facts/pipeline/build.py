"""The whole pipeline, put together."""

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from imss_facts.pipeline import factories  # noqa: F401  registers the components
from imss_facts.pipeline.workers import WORKERS
from imss_facts.rules.library import library_of

COMPONENTS = tuple(WORKERS)


def build(patterns: Sequence[Path] = ()) -> Language:
    """A blank Spanish pipeline with all components; ``patterns`` are folders laid over the built-in ones.

    Raises PatternError where a pattern file is broken.
    """
    library_of(patterns)
    folders = [str(folder) for folder in patterns]
    nlp = spacy.blank("es", config={"nlp": {"tokenizer": {"@tokenizers": "imss_facts.tokenizer.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"patterns": folders})
    return nlp
