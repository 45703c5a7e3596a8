"""Several places in one sentence: lists before a figure, units in clauses of their own, towns in a unit's name."""

import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor


@pytest.fixture(scope="module")
def places():
    """The places of the figures and facilities of a text, dates left out."""
    extractor = Extractor()

    def _places(text):
        facts = map(json.loads, extractor(Bulletin("text", text)).facts)
        return [f["place"] for f in facts if f["kind"] != "date"]

    return _places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("En Sonora y Sinaloa hay 300 camas.", ["Sonora y Sinaloa"]),
        ("En el caso de Sonora, Nayarit e Hidalgo serán 40 plazas.", ["Sonora, Nayarit e Hidalgo"]),
        ("En Torreón, Mina Vieja, Saltillo y Jerez se dieron 40 citas.", ["Torreón, Mina Vieja, Saltillo y Jerez"]),
        ("En Sonora hay 30 camas y Sinaloa suma 12.", ["Sonora", "Sinaloa"]),
    ],
)
def test_a_figure_of_several_places_has_them_all(places, text, told):
    assert places(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Dijo que el hospital de Jerez tendrá 90 camas y 12 quirófanos; el de Saltillo, con obra nueva, "
                "tendrá 60; y la clínica de Los Cabos contará con 30 consultorios."
            ),
            ["Jerez", "Jerez", "Saltillo", "Los Cabos"],
        ),
        (
            "En Nayarit operan las clínicas de Tuxpan y Tepic; se amplía el hospital de Compostela con 20 camas.",
            ["Compostela"],
        ),
    ],
)
def test_each_clause_has_the_seat_of_its_unit(places, text, told):
    assert places(text) == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Cerró el HGR No. 1 Vicente Guerrero de Acapulco.", "Acapulco"),
        ("Cerró el HGR No. 1 Vicente Guerrero, en Acapulco.", "Acapulco"),
        ("Abrió el Hospital General de Zona No. 4 Julio Montaño de Torreón.", "Torreón"),
        ("Abrió el Hospital General de Autlán “Dra. Elodia Zamudio”.", "Autlán"),
        ("Abrió el HGZ No. 21 Tepic.", "Tepic"),
    ],
)
def test_the_town_of_a_unit_with_a_name_of_its_own(places, text, place):
    assert places(text) == [place]
