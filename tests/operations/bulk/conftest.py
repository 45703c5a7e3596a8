"""A folder of small bulletins, and extraction as one process does it."""

import pytest

from imss_facts.operations.bulk.extract_all import extract_all, without_twins
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions

COUNT = 150


@pytest.fixture
def bulletins(tmp_path):
    """Bulletins of different lengths, one of which is empty and one no text."""
    folder = tmp_path / "bulletins"
    folder.mkdir()
    for k in range(COUNT):
        text = f"El hospital {k} atendió a {k * 7 + 1:,} pacientes.\n" * (1 + k % 13)
        (folder / f"{k:03}.txt").write_text(text)
    (folder / "040.txt").write_text("")
    (folder / "041.txt").write_bytes(b"Hay 7 ni\xf1as.")
    return folder


def outcomes(*paths, jobs=1, options=None):
    """The outcomes of some paths."""
    found = find_sources([str(path) for path in paths])
    return list(without_twins(extract_all(found, (), options or ReadOptions(), jobs=jobs)))


@pytest.fixture
def alone(bulletins):
    """The outcomes that one process has."""
    return outcomes(bulletins)
