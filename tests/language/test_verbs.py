"""What endings tell of verb forms."""

import pytest

from imss_facts.language.verbs import infinitive, tense


@pytest.mark.parametrize(
    "words",
    [
        "sumarán será dará habrá podrá tendremos serán CONSTRUIRÁ Abrirá abriremos",
        "contrataría serviría ofrecería atendería tendrían podríamos",
    ],
)
def test_futures_and_conditionals(words):
    assert {word: tense(word) for word in words.split()} == dict.fromkeys(words.split(), "future")


def test_past_forms():
    words = "sumó abrieron cayeron redujeron atendían trabajaban llegó redujo obtuvo propuso atrajo fue dio hubo"
    assert {tense(word) for word in words.split()} == {"past"}


def test_the_first_person_bears_no_accent():
    assert [tense(word) for word in "tenemos pasamos abrimos".split()] == ["present"] * 3
    assert [tense(word) for word in "préstamos últimos mínimos".split()] == [""] * 3


def test_nouns_and_imperfects_are_no_futures():
    words = "guardería enfermería pediatría categoría minoría abría corría requería María Irán está mamá"
    assert {word: tense(word) for word in words.split() if tense(word) == "future"} == {}


def test_infinitives():
    words = "sumar atender abrir incorporarse construirlos"
    assert all(infinitive(word) for word in words.split())
    assert not any(infinitive(word) for word in "mar camas hospital pase".split())
