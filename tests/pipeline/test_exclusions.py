"""Numerals that are no figures, and those that only look like none."""

import pytest
from told import excluded, told


@pytest.mark.parametrize("text", ["Se sumaron a las 5 de la tarde.", "Estas salas se suman a las 5 horas."])
def test_an_hour_that_is_said_to_be_one_stays_one(extractor, text):
    assert excluded(extractor, text)["5"] == "clock_time"


@pytest.mark.parametrize("name", ["Cuatro Ciénegas", "CUATRO CIENEGAS", "Dos Bocas", "Tres Valles"])
def test_a_number_word_that_begins_a_place_counts_nothing(extractor, name):
    assert excluded(extractor, f"Llegaron 30 médicos a {name}.")[name.split()[0]] == "name"
    assert told(extractor, f"Llegaron 30 médicos a {name}.", "value") == [30]


def test_all_of_a_path_is_left_out(extractor):
    path = "/sitio/fotos/4711/Foto_2021-05-04_a_las_10.11.12.jpeg"
    assert told(extractor, f"Abrió una sala.\n\n{path}\n\nCostó 3 millones de pesos.", "value") == [3000000]
    assert set(excluded(extractor, path).values()) == {"url"}


@pytest.mark.parametrize("mark", [".", ")", ".-"])
@pytest.mark.parametrize("heading", ["", "Avances del mes\n", "Avances:\n\n"])
def test_numbered_lines_without_full_stops_are_a_list(extractor, heading, mark):
    text = f"{heading}1{mark} Se abrieron salas\n2{mark} 13 hospitales\n3{mark}\tOtros 7"
    assert told(extractor, text, "value") == [13, 7]
    assert {excluded(extractor, text)[marker] for marker in "123"} == {"list_marker"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Se abrieron 11 salas en un total de\n12. Además, hay camas.", [11, 12]),
        ("11. Se abrieron salas en un total de\n12. Además, hay camas.", [12]),
        ("1. Se abrieron salas\n3. Camas", [3]),
        ("1. Se abrieron salas\n2) Camas", [2]),
    ],
)
def test_a_number_at_the_beginning_of_a_line_may_end_a_sentence(extractor, text, values):
    assert told(extractor, text, "value") == values
