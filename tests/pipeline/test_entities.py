"""What figures are of, construction by construction."""

import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor


@pytest.fixture(scope="module")
def read():
    """The first fact of a text with a given quantity."""
    extractor = Extractor()

    def _read(text, quantity):
        facts = map(json.loads, extractor(Bulletin("text", text)).facts)
        return next(fact for fact in facts if fact["quantity"] == quantity)

    return _read


SHARES = [
    ("El 54 por ciento de los 24 mil derechohabientes acudió.", "54 por ciento", "derechohabientes"),
    ("Acudió 54% de un total de 24 mil pensionadas.", "54%", "pensionadas"),
    ("EL 12 POR CIENTO DE LAS MÁS DE 300 ENFERMERAS.", "12 POR CIENTO", "ENFERMERAS"),
    ("El 54 por ciento de las y los derechohabientes acudió.", "54 por ciento", "derechohabientes"),
    ("El 54 por ciento de los/las pensionados acudió.", "54 por ciento", "pensionados"),
    ("De las 200 camas, el 5 por ciento es nuevo.", "5 por ciento", "camas"),
    ("De los más de 628 mil empleos, el 87.3% son permanentes.", "87.3%", "empleos"),
    ("Hay 30 niños. Sólo 15 por ciento de ellos estudia.", "15 por ciento", "niños"),
    ("Hay 30 enfermeras en 12 centros. El 15% de éstas es de base.", "15%", "enfermeras"),
    (
        "Los niños y niñas en lista crecen y diez por ciento de ellos espera.",
        "diez por ciento",
        "niños y niñas en lista",
    ),
    ("Hay 30 niños. La mitad de ellos (51.0%) estudia.", "51.0%", "niños"),
    ("El 86% de los empleos son permanentes y el 14% son eventuales.", "14%", "empleos"),
    ("Cerca de 65% de las pensiones es por vejez; 15% por invalidez.", "15%", "pensiones"),
    ("El 60 por ciento de la población cotiza, contra 44 por ciento en el campo.", "44 por ciento", "población"),
    ("Da recetas resurtibles, válidas por tres meses.", "tres meses", "recetas resurtibles"),
    ("Se abrieron 40 camas de cuidados, es decir el 12.7%.", "12.7%", "camas de cuidados"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), SHARES)
def test_a_share_is_of_the_base_that_the_sentence_names(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("La tasa creció 3.7%\n\nDe los 628 mil empleos se sabe poco.", "3.7%"),
        ("El 60% de las camas se ocupó. Subió 4 por ciento.", "4 por ciento"),
        ("Pagó una reserva, constituidas por el 40 por ciento.", "40 por ciento"),
    ],
)
def test_a_share_takes_no_base_of_another_sentence_or_participle(read, text, quantity):
    assert read(text, quantity)["entity"] not in ("empleos", "camas", "constituidas")
