"""Several dates in one sentence: every figure holds for its own."""

import datetime as dt
import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor


@pytest.fixture(scope="module")
def periods():
    """The periods of the figures of a text that came out on 15 June 2025, dates left out."""
    extractor = Extractor()

    def _periods(text):
        facts = map(json.loads, extractor(Bulletin("text", text, date=dt.date(2025, 6, 15))).facts)
        return [f["period"] for f in facts if f["kind"] != "date"]

    return _periods


TWO_CLAUSES = [
    "En 2014 se atendieron 640 partos, en 2019 bajaron a 512.",
    "En 2014 se atendieron 640 partos; en 2019, 512.",
    "En 2014 se atendieron 640 partos, en 2019 512.",
    "En 2014 se atendieron 640 partos, durante 2019 la cifra llegó a 512.",
    "EN 2014 SE ATENDIERON SEISCIENTOS PARTOS, EN 2019 BAJÓ A QUINIENTOS",
    "En 2014 se ejercieron 640 millones de pesos; en 2019, 512 millones.",
    "En 2014 la cobertura fue de 64%, en 2019 subió a 71%.",
]
FROM_TO = [
    "De 2014 a 2019 los partos pasaron de 640 a 512.",
    "Los partos pasaron de 640 a 512 de 2014 a 2019.",
    "Entre 2014 y 2019 la cobertura subió de 64% a 71%.",
    "La cobertura creció de 64 a 71 por ciento entre 2014 y 2019.",
    "DESDE 2014 HASTA 2019 LAS CAMAS PASARON DE QUINIENTAS A SEISCIENTAS",
    "Recordó que de 2014 a 2019 el gasto bajó de 640 millones de pesos a 512 millones.",
]


@pytest.mark.parametrize("text", TWO_CLAUSES + FROM_TO)
def test_each_figure_has_the_year_of_its_own_clause(periods, text):
    assert periods(text) == ["2014", "2019"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("De 2014 a 2019 se sumaron de 12 a 15 camas.", ["2014/2019"]),
        ("En el trimestre de enero a marzo de 2020 se abrieron 12 camas.", ["2020-01/2020-03"]),
        ("Se destinaron 20 millones de pesos, en este 2025.", ["2025"]),
        ("Hubo 640 partos menos que en 2014 (cuando, en total, fueron 700).", [None, "2014"]),
        ("Hubo 640 partos menos que en 2014, cuando fueron 700.", [None, "2014"]),
        ("Las brigadas del 7 y 19 de mayo de 2024 dieron 640 consultas.", ["2024-05-07/2024-05-19"]),
        ("Los días 3, 10 y 17 de mayo de 2024 se dieron 640 consultas.", ["2024-05-03/2024-05-17"]),
        ("Hubo 480 pesos de gasto en 2020, y se abrieron 30 camas.", ["2020", None]),
    ],
)
def test_a_date_of_one_figure_stays_with_it(periods, text, told):
    assert periods(text) == told
