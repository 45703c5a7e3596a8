"""The publication date: from a file's name, and from the dateline."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.readers.dates import date_in_name
from imss_facts.readers.header import claim_of_header

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def date_in_text(text):
    return claim_of_header(text).date


def iso(date):
    return date.isoformat() if date else None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2020-10-24_asamblea.txt", "2020-10-24"),
        ("asamblea-20201024.md", "2020-10-24"),
        ("b.2020.10.24.txt", "2020-10-24"),
        ("2020_10_24", "2020-10-24"),
        ("boletin2020-10-24v2.txt", "2020-10-24"),
        ("2020-02-30 2020-03-01.txt", "2020-03-01"),
        ("2020-13-24.txt", None),
        ("12020-10-24.txt", None),
        ("2020-10-241.txt", None),
        ("2020-1024.txt", None),
        ("1820-10-24.txt", None),
        ("24-10-2020.txt", None),
        ("asamblea.txt", None),
        ("", None),
    ],
)
def test_names(name, date):
    assert iso(date_in_name(name)) == date


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_in_a_name_and_in_a_dateline(day):
    assert date_in_name(f"x_{day.isoformat()}_y.txt") == day
    assert date_in_name(f"x_{day:%Y%m%d}.txt") == day
    written = f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"
    assert date_in_text(f"Título\n\nCiudad de México, a {written}.\n\nTexto") == day
    assert date_in_text(f"{written.upper()}.- El Instituto") == day
    assert date_in_text(f"México, {day.day}/{day.month}/{day.year}\n") == day


@pytest.mark.parametrize(
    "line",
    [
        "24 de octubre de 2020",
        "Ciudad de México, 24 de octubre de 2020",
        "Ciudad de México a 24 de octubre de 2020.",
        "CIUDAD DE MÉXICO, A 24 DE OCTUBRE DE 2020",
        "**México, D.F., 24 de octubre del 2020.**",
        "Toluca, Edo. Méx., sábado, 24 de octubre de 2020",
        "Sábado 24 de octubre de 2020.- El Instituto atendió a 7.",
        "México, 24 de octubre del año 2020 – Texto",
        "Xalapa, Ver., a 24 de octubre, 2020",
        "Tijuana, B.C., 24/10/2020.-Texto",
        "Fecha: 24-10-2020",
        "Boletín 123/2019 | México, 24 de octubre de 2020",
        "Ciudad de México, 24 de octubre de 2020. El Instituto atendió a 7.",
        "> 24 de octubre de 2020",
    ],
)
def test_datelines(line):
    assert iso(date_in_text(f"BOLETÍN\n\n{line}\n\nEl 3 de mayo de 2019 abrió.")) == "2020-10-24"


@pytest.mark.parametrize(
    "line",
    [
        "El 24 de octubre de 2020.",
        "El programa inició el 24 de octubre de 2020.",
        "ASAMBLEA DEL 24 DE OCTUBRE DE 2020",
        "en Toluca, a 24 de octubre de 2020.",
        "México, 24 de octubre de 2020 con nuevas reglas",
        "Ciudad de México, 24 de octubre de 2020. y sigue",
        "Ciudad de México, 31 de febrero de 2020",
        "Del 3 al 24 de octubre de 2020",
        "24 de octubre",
        "octubre de 2020",
        "24 de octubre de 2020-2021",
        "México, 13/13/2020",
        "México, 24 de abrıl de 2020",
        "MÉXICO, 24 DE ABRİL DE 2020",
        "México, 24 de ſeptiembre de 2020",
        "",
    ],
)
def test_what_is_no_dateline(line):
    assert date_in_text(line) is None


def test_the_first_of_september_in_its_other_spelling():
    assert iso(date_in_text("México, 1º de setiembre de 2020")) == "2020-09-01"
    assert iso(date_in_text("México, 1o. de septiembre de 2020")) == "2020-09-01"


def test_the_first_dateline_counts():
    assert (
        iso(date_in_text("México, 30 de febrero de 2020\nMéxico, 2 de mayo de 2020\nMéxico, 3 de mayo de 2020"))
        == "2020-05-02"
    )


def test_a_dateline_stands_at_the_top():
    date = "México, 24 de octubre de 2020"
    assert date_in_text("Línea\n\n" * 19 + date) is not None
    assert date_in_text("Línea\n\n" * 20 + date) is None
    assert date_in_text("x" * 4000 + "\n" + date) is None
