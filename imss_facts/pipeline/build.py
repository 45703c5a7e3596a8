"""The whole pipeline, put together."""

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from imss_facts.pipeline import factories

COMPONENTS = (
    "imss_numerals",
    "imss_exclusions",
    "imss_quantities",
    "imss_dates",
    "imss_measures",
    "imss_context",
    "imss_facilities",
    "imss_facts",
)


def build(patterns: Sequence[Path] = ()) -> Language:
    """A blank Spanish pipeline with all components; ``patterns`` are folders laid over the built-in ones.

    Raises PatternError where a pattern file is broken.
    """
    folders = [str(folder) for folder in patterns]
    factories.library_of(folders)
    nlp = spacy.blank("es", config={"nlp": {"tokenizer": {"@tokenizers": "imss_facts.tokenizer.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"patterns": folders})
    return nlp
