"""What all tests share: one pipeline, and the places of the checkout."""

from pathlib import Path

import pytest
from hypothesis import settings

from imss_facts.operations.extract import Extractor

settings.register_profile("default", deadline=None)
settings.load_profile("default")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def extractor():
    """The built-in pipeline, made once."""
    return Extractor()


@pytest.fixture(scope="session")
def corpus():
    """The folder of specimen bulletins."""
    folder = ROOT / "corpus"
    if not (folder / "gold").is_dir():
        pytest.skip("no corpus here")
    return folder
