"""Two figures near each other: levels, ranges, or nothing to do with one another."""

from decimal import Decimal

import pytest
from told import told

LEVELS = [
    "La plantilla pasó de 20 camas a 35.",
    "La plantilla aumentó de 20 camas en 2018 a 35 en 2024.",
    "LA PLANTILLA AUMENTO DE 20 CAMAS EN 2018 A MAS DE 35 EN 2024.",
    "La plantilla subió de veinte camas que había a casi treinta y cinco camas.",
    "El hospital sumó 15 camas (de 20 a 35).",
]
DIFFERENCES = [
    "Hubo incremento de 20 camas. Se atendió a 300 pacientes.",
    "Hubo un aumento de 20 camas, y este año se operan 300.",
    "Hubo un aumento de veinte camas para dar servicio a 300 niñas.",
    "HUBO INCREMENTO DE 20 CAMAS\n\nA 300 PACIENTES SE LES ATENDIÓ",
]


@pytest.mark.parametrize("text", LEVELS)
def test_figures_from_one_level_to_another_are_two_without_change(extractor, text):
    figures = [row for row in told(extractor, text, "value", "change", "kind") if row[0] in (20, 35)]
    assert figures == [(20, None, "count"), (35, None, "count")]


@pytest.mark.parametrize("text", DIFFERENCES)
def test_a_difference_stays_one_whatever_figure_comes_next(extractor, text):
    assert told(extractor, text, "value", "change")[:2] == [(20, "increase"), (300, None)]


def test_a_range_in_brackets_is_no_pair_of_levels(extractor):
    assert told(extractor, "Atendió a 15 niños (de 3 a 8 años).", "low", "high")[1] == (3, 8)


def test_the_first_of_two_levels_may_leave_the_unit_to_the_second(extractor):
    text = "El gasto se incrementó de 32 millones a casi 40 millones de pesos."
    assert told(extractor, text, "value", "change") == [(32000000, None), (40000000, None)]


@pytest.mark.parametrize(
    "text",
    ["Subirá al menos un 10% la cobertura.", "POR LO MENOS UN 10 POR CIENTO", "Cuando menos un diez por ciento."],
)
def test_an_article_before_a_figure_counts_nothing(extractor, text):
    assert told(extractor, text, "value", "unit") == [(10, "%")]


def test_articles_stand_inside_a_range(extractor):
    assert told(extractor, "Bajó entre un 5 y un 10 por ciento.", "low", "high", "unit") == [(5, 10, "%")]


@pytest.mark.parametrize(
    "text", ["Se sumaron 2 a las 5 que había.", "Se agregan dos a las cinco del norte.", "SE SUMAN 2 A LAS 5 QUE HABIA"]
)
def test_what_is_added_to_others_is_no_range_and_no_hour(extractor, text):
    assert told(extractor, text, "value") == [2, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Hay 388 (trecientos ochenta y ocho) camas.",
        "HAY 388 (TRECIENTAS OCHENTA Y OCHO) CAMAS",
        "Hay 388 (trescientas ochenta y nueve) camas.",
    ],
)
def test_words_in_brackets_say_the_digits_again_even_misspelt_or_wrong(extractor, text):
    value, entity = told(extractor, text, "value", "entity")[0]
    assert (value, entity.lower()) == (388, "camas")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("El porcentaje creció 0.13 puntos.", "pp"),
        ("La cobertura subió cinco puntos porcentuales, contra dos puntos en el sur.", "pp"),
        ("El porcentaje se alza con 3 puntos de atención.", None),
        ("El avance es de 80% y el índice bajó a 31 puntos.", None),
        ("El equipo ganó por 3 puntos.", None),
    ],
)
def test_points_are_of_percentages_where_these_are_spoken_of(extractor, text, unit):
    assert told(extractor, text, "unit")[-1] == unit


@pytest.mark.parametrize(
    "text", ["Son cuotas $90 de cada $100.", "Son cuotas 90 pesos de cada 100.", "NOVENTA PESOS DE CADA CIEN"]
)
def test_money_of_other_money_is_a_ratio(extractor, text):
    assert told(extractor, text, "kind", "value", "low", "high") == [("ratio", Decimal("0.9"), 90, 100)]


@pytest.mark.parametrize("text", ["Vale los seis primeros meses.", "Vale los últimos seis meses."])
def test_adjectives_may_stand_on_either_side_of_a_duration(extractor, text):
    assert told(extractor, text, "value", "unit") == [(6, "month")]
