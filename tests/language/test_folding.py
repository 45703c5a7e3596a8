"""Words compare without case and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.folding import FoldCache, fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Millón", "millon"),
        ("MILLON", "millon"),
        ("pingüino", "pinguino"),
        ("AÑO", "año"),
        ("año", "año"),
        ("ª", "ª"),
        ("´", "´"),
        ("  dos ", "dos"),
        ("\u00a0", ""),
    ],
)
def test_fold(word, folded):
    assert fold(word) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(word):
    assert fold(fold(word)) == fold(word)


@given(st.text(alphabet="áéíóúüabcñÑÁÉ", max_size=12))
def test_case_makes_no_difference(word):
    assert fold(word.upper()) == fold(word.lower()) == fold(word)


@pytest.mark.parametrize("noise", ["*", "_", " ", "\n", "\u200b", "\u00ad", "\u200e", "\ufeff"])
def test_noise_is_stepped_over(noise):
    assert FoldCache()[noise] == ""


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr("imss_facts.language.folding._CACHE_LIMIT", 10)
    cache = FoldCache()
    for number in range(100):
        assert cache[f"W{number}"] == f"w{number}"
        assert len(cache) <= 11
