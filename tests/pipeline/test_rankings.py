"""Lists that rank rises and falls give every item its change, and sectors as what grew."""

import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor


@pytest.fixture(scope="module")
def rates():
    """Figure, change and entity of each percentage of a text."""
    extractor = Extractor()

    def _rates(text):
        facts = map(json.loads, extractor(Bulletin("text", text)).facts)
        return [(f["value"], f["change"], f["entity"]) for f in facts if f["kind"] == "percent"]

    return _rates


UP, DOWN = "increase", "decrease"
LISTS = [
    (
        (
            "Los sectores con mayor crecimiento son el de transportes y comunicaciones con 11.0%, extractivo con 8.1% "
            "y construcción con 6.8%."
        ),
        [(11.0, UP, "transportes y comunicaciones"), (8.1, UP, "extractivo"), (6.8, UP, "construcción")],
    ),
    (
        (
            "El comercio destacó, con un alza de 6.4%; seguido de la construcción, con el 5.5%; servicios a empresas, "
            "del 4.1%, así como pesca, con el 3.6%."
        ),
        [(6.4, UP, "comercio"), (5.5, UP, "construcción"), (4.1, UP, "servicios a empresas"), (3.6, UP, "pesca")],
    ),
    (
        "LA MAYOR CAÍDA SE REGISTRÓ EN PESCA CON 3 POR CIENTO Y COMERCIO, 2 POR CIENTO.",
        [(3, DOWN, None), (2, DOWN, "COMERCIO")],
    ),
    (
        (
            "Jalisco ocupó el primer lugar con un alza de 13%. En segundo lugar, estuvo Baja California, con el 10.1% "
            "y en tercero Colima, con el ocho por ciento."
        ),
        [(13, UP, None), (10.1, UP, None), (8, UP, None)],
    ),
    (
        "Destacan Jalisco con un alza anual de 12.9 por ciento, Baja California 10 por ciento y Colima con 9.5%.",
        [(12.9, UP, None), (10, UP, None), (9.5, UP, None)],
    ),
    (
        "Los estados con mayor caída fueron Colima (3%), Jalisco (2%) y Sonora (1%).",
        [(3, DOWN, None), (2, DOWN, None), (1, DOWN, None)],
    ),
    ("La mayor reducción fue en quejas con 12%.", [(12, DOWN, "quejas")]),
    (
        "El menor crecimiento se registra en Colima con 0.3%, Morelos 0.7% y Jalisco 0.8%.",
        [(0.3, UP, None), (0.7, UP, None), (0.8, UP, None)],
    ),
]


@pytest.mark.parametrize(("text", "found"), LISTS)
def test_every_item_of_a_ranking_has_its_change_and_its_sector(rates, text, found):
    have = rates(text)
    assert [rate[:2] for rate in have] == [rate[:2] for rate in found]
    assert all(entity is None or entity == have[k][2] for k, (_, _, entity) in enumerate(found))


@pytest.mark.parametrize(
    "text",
    [
        "Destaca Jalisco con un alza de 13%, donde el hospital tiene 30% de las camas.",
        "Destaca Jalisco con un alza de 13%, con 30 por ciento de ocupación.",
        "La matrícula tuvo un alza del 6%; la nómina, con el 30%.",
        "Destaca Jalisco con un alza de 13%. En segundo lugar, se revisó el 30% de las camas.",
    ],
)
def test_a_share_after_a_rise_is_no_item(rates, text):
    assert rates(text)[1][:2] == (30, None)


GAPPED = [
    ("El comercio avanzó 6.4% y la pesca, 6.1%.", [(6.4, UP, None), (6.1, UP, "pesca")]),
    (
        "El turismo cayó 3 por ciento; el comercio, 2.1, y la minería, 1.5 por ciento.",
        [(3, DOWN, "turismo"), (2.1, DOWN, "comercio"), (1.5, DOWN, "minería")],
    ),
    ("Jalisco creció 5%, Colima 4% y Nayarit 3%.", [(5, UP, None), (4, UP, None), (3, UP, None)]),
    ("LAS CONSULTAS SUBIERON 5% Y LAS CIRUGÍAS 7%", [(5, UP, None), (7, UP, "CIRUGÍAS")]),
    ("Las quejas bajaron 5% anual y las multas, siete por ciento.", [(5, DOWN, None), (7, DOWN, "multas")]),
]


@pytest.mark.parametrize(("text", "found"), GAPPED)
def test_a_verb_left_out_is_that_of_the_figure_before(rates, text, found):
    have = rates(text)
    assert [rate[:2] for rate in have] == [rate[:2] for rate in found]
    assert all(entity is None or entity == have[k][2] for k, (_, _, entity) in enumerate(found))


@pytest.mark.parametrize(
    "text",
    [
        "La nómina creció 5% y los patrones son el 30%.",
        "La nómina creció 5%, y los patrones, 30% del total.",
        "La ocupación subió 5%, con 300 camas, y el abasto es de 30%.",
        "La ocupación es de 5% y el abasto, 30%.",
    ],
)
def test_a_share_beside_a_rise_is_none(rates, text):
    assert rates(text)[-1][:2] == (30, None)
