"""Words and numbers that PDF pages break, and characters that no person reads."""

import pytest
from pdf_writing import lines, pdf

from imss_facts.readers.formats.pdf import read_pdf
from imss_facts.readers.formats.pdf.characters import BROKEN, plain, raised
from imss_facts.readers.formats.pdf.words import Words, settled


def joined(left, right, *others):
    words = Words([left, right, *others])
    cut, between = words.join(left, right)
    return left[: len(left) - cut] + between + right


@pytest.mark.parametrize("hyphen", ["-", BROKEN, "\u00ad", "\u2010"])
@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Los hospi", "tales", "Los hospitales"),
        ("Insti", "tuto Mexicano", "Instituto Mexicano"),
        ("hospitali", "zación, dijo", "hospitalización, dijo"),
        ("rápida", "mente", "rápidamente"),
        ("dígan", "selo", "díganselo"),
    ],
)
def test_words_broken_by_layout(hyphen, left, right, whole):
    assert joined(left + hyphen, right) == whole


@pytest.mark.parametrize("hyphen", ["-", BROKEN])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("COVID", "19"),
        ("de 2019", "2020"),
        ("estrategia 2-30", "100"),
        ("IMSS", "Bienestar"),
        ("IMSS", "BIENESTAR"),
        ("el HGZ", "que abrió"),
        ("médico", "quirúrgico"),
        ("teórico", "práctico"),
        ("médico", "administrativo"),
        ("cuotas obrero", "patronales"),
        ("Hospital Materno", "infantil"),
        ("octubre", "noviembre"),
        ("Lunes", "viernes"),
        ("miércoles", "sábado"),
    ],
)
def test_hyphens_that_are_written(hyphen, left, right):
    assert joined(left + hyphen, right) == f"{left}-{right}"


def test_the_rest_of_the_document_tells_what_is_a_word():
    assert joined("costo-", "beneficio") == "costobeneficio"
    assert joined("costo-", "beneficio", "Un análisis de costo-beneficio.") == "costo-beneficio"
    assert joined("SEGURI-", "DAD") == "SEGURI-DAD"
    assert joined("SEGURI-", "DAD", "la seguridad social") == "SEGURIDAD"


def test_a_layout_with_hyphens_of_its_own_draws_no_others():
    assert joined("costo-", "beneficio", "otros hospi\u2010", "tales") == "costo-beneficio"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("15 mil", "340 camas", "15 mil 340 camas"),
        ("1,234,", "567 dosis", "1,234,567 dosis"),
        ("$212,480,", "000.00 M.N.", "$212,480,000.00 M.N."),
        ("12", ",345 dosis", "12,345 dosis"),
        ("en 2017, 2018,", "250 casos", "en 2017, 2018, 250 casos"),
        ("fueron 120,", "340 y 500", "fueron 120, 340 y 500"),
        ("1,234,", "5678 dosis", "1,234, 5678 dosis"),
        ("sumaron $", "340", "sumaron $340"),
        ("Boletín No. 123/", "2024", "Boletín No. 123/2024"),
        ("de 2019–", "2020", "de 2019–2020"),
        ("una tasa de -", "1.7 por ciento", "una tasa de -1.7 por ciento"),
        ("la obra -", "340 camas-", "la obra - 340 camas-"),
        ("dijo (", "IMSS)", "dijo (IMSS)"),
        ("dijo “", "Vamos”", "dijo “Vamos”"),
        ("la Presidenta", "—, dijo", "la Presidenta—, dijo"),
        ("disponer —", "sólo aquí— de", "disponer —sólo aquí— de"),
        ("pensiones—", "de cada mes", "pensiones— de cada mes"),
        ("el 46", "% de las camas", "el 46 % de las camas"),
        ("Hay 7 camas.", "Son 12", "Hay 7 camas. Son 12"),
        ("https://fotos.example.org/d/", "b118?x=30", "https://fotos.example.org/d/b118?x=30"),
        ("https://fotos.example.org/d?", "usp=compartir", "https://fotos.example.org/d?usp=compartir"),
        ("https://fotos.example.org/d/vac-", "50700-c26", "https://fotos.example.org/d/vac-50700-c26"),
        ("https://fotos.example.org/d", "340 camas", "https://fotos.example.org/d 340 camas"),
        ("https://fotos.example.org/", "Para más", "https://fotos.example.org/ Para más"),
    ],
)
def test_what_goes_on_with_or_without_a_space(left, right, whole):
    assert joined(left, right) == whole


def test_a_hyphen_at_the_end_of_a_text_is_one():
    assert [settled(f"costo{hyphen}") for hyphen in ("-", BROKEN, "\u00ad", "\u2010")] == ["costo-"] * 4


def test_a_number_and_a_word_broken_on_a_page():
    page = lines("Los hospi-", "tales tienen 15 mil", "340 camas, COVID-", "19, 1,234,", "567 en 2019-", "2020.")
    assert read_pdf(pdf(page)).text == "Los hospitales tienen 15 mil 340 camas, COVID-19, 1,234,567 en 2019-2020."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Hay 7 camas.", "Hay 7 camas."),
        ("o\ufb01cial, \ufb02ujo, e\ufb03caz, a\ufb00, \ufb04", "oficial, flujo, efficaz, aff, ffl"),
        ("15\u00a0mil\u202f340\u2009camas\u3000más\tsí", "15 mil 340 camas más sí"),
        ("22\u00a0643\u00a0638 casos", "22\u00a0643\u00a0638 casos"),
        ("2020\u00a022 casos", "2020 22 casos"),
        ("ca\u200bmas\ufeff\u2060 y\u200d\u200e", "camas y"),
        ("ca\u00admas", "camas"),
        ("hospi\u00ad", "hospi\u00ad"),
        ("IMSS\u2010Bienestar y COVID\u201119", "IMSS-Bienestar y COVID-19"),
        ("\x00ca\x01mas\x7f\x85", "camas "),
        ("\uf0b7 camas", "• camas"),
        ("\ud83d\ude00 \ud83d", "😀 \ufffd"),
        ("1º, 2ª, m², ½, niñas", "1º, 2ª, m², ½, niñas"),
    ],
)
def test_characters(text, read):
    assert plain(text) == read


@pytest.mark.parametrize(
    ("text", "before", "read"),
    [
        ("1", "0", "¹"),
        ("12", "s", "¹²"),
        ("2", "m", "²"),
        ("o", "1", "º"),
        ("a", "2", "ª"),
        ("o", "n", "o"),
        ("er", "1", "er"),
    ],
)
def test_raised_characters(text, before, read):
    assert raised(text, before) == read
