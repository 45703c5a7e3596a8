"""How far the name of a hospital or a unit reaches, and where a list of them ends."""

import pytest
from told import told


def names(extractor, text):
    return [name for kind, name in told(extractor, text, "kind", "quantity") if kind == "facility"]


@pytest.mark.parametrize(
    "name",
    [
        "Unidad Médica de Alta Especialidad (UMAE) Hospital de Especialidades (HE) No. 71 Torreón",
        "UMAE Hospital de Traumatología y Ortopedia Puebla",
        "UMAE HE No. 2 Altavista",
        "Hospital de Ginecología y Obstetricia (HGO) No. 4 “Dra. Eulalia Ponce”",
        "HOSPITAL DE GINECOLOGIA Y OBSTETRICIA NUMERO 4",
        "Hospital de Gineco-Obstetricia No. 23",
        "HGP No. 48",
        "Hospital Oncológico para la Mujer",
        "Hospital General Evaristo O’Lomelí",
        "UMF No. 61 de Laguna del Maguey",
        "UMF No. 93 de La Ceiba",
        "Hospital General de Zona (HGZ) de Santa Eduviges",
    ],
)
def test_a_name_is_given_whole(extractor, name):
    assert names(extractor, f"Se visitó {name}, donde hay 20 camas.") == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("El HGZ No. 2 en Irapuato; No. 3 en Salamanca, y No. 21 en León.", ["HGZ No. 2", "No. 3", "No. 21"]),
        ("El HGZ Núm. 2 y Núm. 3 de Saltillo.", ["HGZ Núm. 2", "Núm. 3"]),
        ("Los HGZ No. 3, 4 y 5 de León.", ["HGZ No. 3", "4", "5"]),
        ("Los HGZ No. 3 en León, 300 en total.", ["HGZ No. 3"]),
        ("El HGZ No. 3, 4 médicos y 5 camas.", ["HGZ No. 3"]),
        ("En el HGZ No. 5 Autoridades de salud dieron 3 pláticas.", ["HGZ No. 5"]),
        ("Es Hospital Amigo de la Niñez, con 3 salas.", []),
        ("La UMAE HE del Centro Médico Nacional Las Torres.", ["UMAE HE", "Centro Médico Nacional Las Torres"]),
    ],
)
def test_a_list_of_facilities_ends_where_other_things_begin(extractor, text, found):
    assert names(extractor, text) == found


def test_each_facility_of_a_list_has_its_town(extractor):
    text = "El HGZ No. 2 en Irapuato; No. 3 en Salamanca, y No. 21 en León."
    assert told(extractor, text, "place") == ["Irapuato", "Salamanca", "León"]
    assert told(extractor, "El HGZ No. 2 y No. 3 de Saltillo.", "place") == ["Saltillo", "Saltillo"]
