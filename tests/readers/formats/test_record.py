"""Records of JSON lines and tables: by what names they tell of a bulletin."""

import json

import pytest

from imss_facts.readers.formats.record import read_record

TEXT = "El Instituto sumó 12 hospitales."


def read(**fields):
    return read_record(json.dumps(fields).encode())


@pytest.mark.parametrize("name", ["number", "numero", "número", "boletin", "boletín", "comunicado", " Comunicado "])
def test_the_number_has_the_names_it_has_in_front_matter(name):
    assert read(**{"text": TEXT, name: "123/2021"}).claims[0].number == "123/2021"


def test_the_best_name_of_the_number_counts():
    assert read(text=TEXT, comunicado="Comunicado de prensa", número=45).claims[0].number == "45"


@pytest.mark.parametrize("name", ["text", "texto", "body", "contenido", "cuerpo", "Texto"])
def test_the_text_has_several_names(name):
    assert read(**{name: TEXT, "title": "Abren 12 hospitales"}).text == TEXT
