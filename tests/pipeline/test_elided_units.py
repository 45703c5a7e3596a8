"""Numbers that leave their unit out, and numbers that have none to leave out."""

import pytest
from told import told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Crecieron transportes con 6.9 por ciento; construcción, 5.3, y comercio, 4.5 por ciento.", "5.3"),
        ("Destacan Tabasco con 12.9%, Morelos 10.5 y Nayarit con 9.5%.", "10.5"),
        ("DESTACAN TABASCO CON 12 POR CIENTO, MORELOS 10 Y NAYARIT CON 9 POR CIENTO", "10"),
        ("Tabasco con doce por ciento, Morelos diez y Nayarit con nueve por ciento.", "diez"),
    ],
)
def test_a_number_among_percentages_is_one(extractor, text, number):
    assert (number, "%") in told(extractor, text, "quantity", "unit")


def test_the_difference_of_two_percentages_is_in_points(extractor):
    text = "La proporción pasó de 1.38% a 1.54%, un incremento de 0.16."
    assert told(extractor, text, "quantity", "unit", "change")[2] == ("0.16", "pp", "increase")


@pytest.mark.parametrize(
    "text",
    [
        "Creció 5.2 por ciento con 1.4 médicos en cada turno.",
        "El 60 por ciento son mujeres; acudieron 40.",
        "Llegó al 60 por ciento en Tabasco, donde hay 40 y 30 salas.",
    ],
)
def test_what_has_a_noun_or_stands_apart_stays_a_count(extractor, text):
    assert told(extractor, text, "kind")[1:] == ["count"] * (len(told(extractor, text, "kind")) - 1)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Son 2 mil 451 millones de pesos, de los cuales, 1 mil 160 van al aguinaldo.", 1160000000, "MXN"),
        ("Son 2 mil 451 millones de pesos, de los cuales se han ejercido ya 659.", 659000000, "MXN"),
        ("Juntó mil litros de leche, de los que se entregaron 659.", 659, "L"),
        ("SE JUNTARON MIL LITROS, DE LOS CUALES SE ENTREGARON SEISCIENTOS", 600, "L"),
        ("La media es de 5 mil pesos, pero hay quienes ganan apenas 900.", 900, "MXN"),
    ],
)
def test_a_part_of_an_amount_is_in_its_unit(extractor, text, value, unit):
    assert told(extractor, text, "value", "unit")[1] == (value, unit)


def test_what_patients_received_of_litres_is_no_litre(extractor):
    text = "Se aplicaron mil litros, de los cuales 659 pacientes recibieron la mitad."
    assert told(extractor, text, "value", "entity", "unit")[1] == (659, "pacientes", None)


def test_millions_count_nothing_of_the_next_line(extractor):
    text = "El sur gastó 400 millones de pesos; el norte más de 435 millones\nSólo la Unidad de Torres pagó 7 pesos."
    assert told(extractor, text, "value", "unit")[1] == (435000000, "MXN")
