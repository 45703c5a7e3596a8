"""Figures in tables: what the heads of their columns and rows say of them."""

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor
from imss_facts.pipeline.reading import Reading, begin


@pytest.fixture(scope="module")
def read():
    """The last reading of a text."""
    extractor = Extractor()

    def last(text: str) -> Reading:
        return list(extractor.steps(Bulletin("a", text)))[-1][1]

    return last


def told(reading, *fields):
    """What was read of the figures that are no dates."""
    return [tuple(getattr(f, field) for field in ("quantity", *fields)) for f in reading.facts if f.kind != "date"]


def cells(text):
    """Each cell under a head, with its heads."""
    reading = begin(Bulletin("a", text))
    found = {reading.cell(i) for i in range(len(reading.tokens.words))} - {None}
    words = reading.tokens.slice
    ordered = sorted(found, key=lambda cell: cell.span)
    return [(words(*cell.span), *(words(*head) for head in cell.heads)) for cell in ordered]


GRID = {
    "tabs": "Estado\tCamas\nSonora\t7",
    "tabs and blank lines": "Estado\tCamas\n\nSonora\t7",
    "bars": "| Estado | Camas |\n|:---|---:|\n| Sonora | 7 |",
    "bars between": "Estado | Camas\nSonora | 7",
}


@pytest.mark.parametrize("text", GRID.values(), ids=GRID)
def test_a_cell_has_a_column_and_a_row(text):
    assert cells(text) == [("Sonora", "Estado"), ("7", "Camas", "Sonora")]


def test_heads_stand_one_under_another():
    assert cells("\tCamas\tCamas\nEstado\t2022\t2023\nSonora\t7\t9")[1:] == [
        ("7", "2022", "Camas", "Sonora"),
        ("9", "2023", "Camas", "Sonora"),
    ]


def test_a_head_may_stand_over_several():
    assert cells("Estado\tCamas\t\tSalas\n\t2022\t2023\nSonora\t7\t9\t8")[1:] == [
        ("7", "2022", "Camas", "Sonora"),
        ("9", "2023", "Camas", "Sonora"),
        ("8", "Salas", "Sonora"),
    ]


def test_a_head_between_rows_goes_on_for_those_below():
    assert cells("Estado\tCamas\nSonora\t7\nEstado\tSalas\nColima\t9")[-1] == ("9", "Salas", "Colima")


def test_the_line_above_is_the_caption():
    assert cells("Cuadro de camas\n\nEstado\tTotal\nSonora\t7")[-1] == ("7", "Total", "Sonora", "Cuadro de camas")
    assert cells("Sigue el cuadro.\n\nEstado\tTotal\nSonora\t7")[-1] == ("7", "Total", "Sonora")


def test_empty_cells_keep_their_place():
    assert cells("Estado\tCamas\tSalas\nSonora\t\t7")[-1] == ("7", "Salas", "Sonora")


def test_rows_go_on_after_a_short_line():
    text = "Salas\nEstado\t2022\nSonora\t7\nRegión Sur\nOaxaca\t9\nZona Sur\tCamas\nTabasco\t8"
    assert cells(text)[-3:] == [
        ("9", "2022", "Oaxaca", "Región Sur", "Salas"),
        ("Tabasco", "Zona Sur", "Región Sur", "Salas"),
        ("8", "Camas", "Tabasco", "Región Sur", "Salas"),
    ]


def test_another_table_has_its_own_caption():
    text = "Salas de 2022\nEstado\tTotal\nSonora\t7\n\nCamas\n\nEstado\tTotal\nOaxaca\t9"
    assert cells(text)[-1] == ("9", "Total", "Oaxaca", "Camas")


NO_TABLE = {
    "no head": "Sonora\t7\nColima\t9",
    "text between": "Estado\tCamas\nHay más.\nSonora\t7",
    "more cells than heads": "Estado\tCamas\nSonora\t7\t9",
    "fewer cells than heads": "Estado\tCamas\tSalas\nSonora\t7",
    "two figures in a cell": "Estado\tCamas\nSonora\t7 9",
    "a figure in the head of a row": "Estado\tCamas\nSonora 1,300\t7",
    "figures in the line between": "Estado\tCamas\nSonora 7 9\nColima\t7",
    "a list with tabs": "1.\tSe abrieron salas\n2.\tHay 7 camas",
    "sentences in columns": "Nota\tSe abrieron muchas salas nuevas.\nOtra\t7",
    "a bar in a line": "Lunes | martes\n\nHay 7 camas.",
}


@pytest.mark.parametrize("text", NO_TABLE.values(), ids=NO_TABLE)
def test_what_is_no_table(text):
    assert cells(text) == []


def test_what_is_counted_stands_above_or_at_the_left_or_in_the_caption(read):
    fields = ("measure", "entity", "place")
    assert told(read("Estado\tCamas\nSonora\t7"), *fields) == [("7", "hospital_beds", "Camas", "Sonora")]
    assert told(read("Rubro\tSonora\nCamas\t7"), *fields) == [("7", "hospital_beds", "Camas", "Sonora")]
    assert told(read("Camas\n\nEstado\tTotal\nSonora\t7"), *fields) == [("7", "hospital_beds", "Camas", "Sonora")]
    assert told(read("Rubro\tSonora\nTotal\t7 camas"), *fields) == [("7", "hospital_beds", "camas", "Sonora")]


def test_the_time_stands_above_or_at_the_left_or_in_the_caption(read):
    above = "Rubro\t2022\tDiciembre de 2023\nCamas\t7\t9"
    assert told(read(above), "period") == [("7", "2022"), ("9", "2023-12")]
    assert told(read("Año\tCamas\n2022\t7\n2023\t9"), "period") == [("7", "2022"), ("9", "2023")]
    assert told(read("Cuadro de 2022\nEstado\tCamas\nSonora\t7"), "period") == [("7", "2022")]


UNITS = {
    "in brackets": ("Monto (mdp)", "7.5", 7_500_000, "MXN"),
    "a magnitude in brackets": ("Inversión (miles de pesos)", "7.5", 7_500, "MXN"),
    "two magnitudes": ("Inversión, miles de millones de pesos", "7.5", 7_500_000_000, "MXN"),
    "a sign": ("Variación %", "7.5", 7.5, "%"),
    "a sign in front": ("% de avance", "7.5", 7.5, "%"),
    "a word": ("PORCENTAJE DE AVANCE", "7.5", 7.5, "%"),
    "the whole head": ("Pesos", "7.5", 7.5, "MXN"),
    "after a preposition": ("Estancia en días", "7", 7, "day"),
    "thousands of what is counted": ("Miles de camas", "7.5", 7_500, None),
    "thousands in brackets": ("Camas (miles)", "7.5", 7_500, None),
    "a currency at the figure": ("Monto (millones de pesos)", "$7.5", 7_500_000, "MXN"),
    "a magnitude at the figure": ("Monto (millones de pesos)", "7.5 mil", 7_500, "MXN"),
    "a unit at the figure": ("Monto (millones de pesos)", "7.5%", 7.5, "%"),
    "weight": ("Peso", "7.5", 7.5, None),
    "inside a head": ("Bolsas de pesos mexicanos antiguos", "7", 7, None),
}


@pytest.mark.parametrize(("head", "figure", "value", "unit"), UNITS.values(), ids=UNITS)
def test_units_of_a_column(read, head, figure, value, unit):
    found = read(f"Área\t{head}\nAulas\t{figure}").facts
    assert [(float(fact.value), fact.unit) for fact in found] == [(value, unit)]


def test_the_unit_may_stand_at_the_head_of_the_row(read):
    assert [(fact.value, fact.unit) for fact in read("Rubro\tSonora\nMonto (mdp)\t7").facts] == [(7_000_000, "MXN")]


def test_the_unit_may_stand_in_the_caption(read):
    text = "Gasto (miles de pesos)\nRubro\tAprobado\tCamas\tAvance %\nObra\t7\t8\t9"
    assert [(fact.value, fact.unit) for fact in read(text).facts] == [(7_000, "MXN"), (8, None), (9, "%")]


def test_years_take_no_unit(read):
    assert [fact.kind for fact in read("Años\tCamas\n2022\t7").facts] == ["date", "count"]


def test_a_share_and_an_amount_are_of_what_the_heads_name(read):
    text = "Rubro\tMonto\tVariación\nSalario base\t$7\t9%"
    assert told(read(text), "entity", "measure") == [("$7", "Salario base", "wage"), ("9%", "Salario base", "wage")]
