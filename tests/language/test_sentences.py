"""Where sentences begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.sentences import Sentences

TEXT = st.text(alphabet=st.sampled_from("aB1.!?…\n\t -•”)ª"), max_size=60) | st.text(max_size=60)


def cut(text):
    sentences = Sentences(text)
    return [sentences.folded(k) for k in range(len(sentences.starts))]


@given(TEXT)
def test_sentences_tile_the_text(text):
    sentences = Sentences(text)
    spans = [sentences.span(k) for k in range(len(sentences.starts))]
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans) or text == ""


@given(TEXT)
def test_every_offset_has_its_sentence(text):
    sentences = Sentences(text)
    for offset in range(len(text)):
        start, end = sentences.span(sentences.index(offset))
        assert start <= offset < end


@given(TEXT)
def test_folded_is_the_text_with_single_spaces(text):
    sentences = Sentences(text)
    spans = [sentences.span(k) for k in range(len(sentences.starts))]  # «cuidado.De» has no space between two
    assert cut(text) == [" ".join(text[a:b].split()) for a, b in spans]
    assert "".join(cut(text)).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "El Dr. Juan Pérez y la DRA. Ana Ruiz.",
        "El Lic. Robledo y el Mtro. Zoé.",
        "Visitó el HGZ No. 36 y el HGR núm. 1.",
        "Conforme al art. 15 y al artículo 5.",
        "Llame al tel. 55 o a la ext. 12.",
        "Vive en la col. Juárez, C.P. 06600.",
        "El presidente B. Juárez.",
        "La 13a. Asamblea y la 2ª. Jornada.",
        "Cuesta 1,234.50 pesos.",
        "De 8 a. m. a 5 p. m. abre.",
        "Dijo… que sí.",
        "Preguntó ¿cuántos? y siguió.",
        "Son Dr.\nJuan.",
        "Dos espacios: Dr.  Juan.",
        "Llegó al S.A.T. hoy.",
        "Atiende el Dr.Juan Pérez.",
        "Está en Q.Roo y en S.A.De.",
        "Abre a las 5 p.m.Cada día.",
        "Consulte www.imss.gob.mx.Prensa hoy.",
        "Escriba a juan.Perez@imss.gob.mx hoy.",
        "Lea http://imss.gob.mx/sala.Prensa hoy.",
        "Es la versión 1.2 y el archivo.pdf.",
    ],
)
def test_one_sentence(text):
    assert cut(text) == [" ".join(text.split())]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Uno. Dos.", ["Uno.", "Dos."]),
        ("¿Uno? ¡Dos! Tres… Cuatro", ["¿Uno?", "¡Dos!", "Tres…", "Cuatro"]),
        ("“Uno.” Dos.", ["“Uno.”", "Dos."]),
        ("Subió (mucho.) Bajó.", ["Subió (mucho.)", "Bajó."]),
        ("Subió 5. 36 hospitales.", ["Subió 5.", "36 hospitales."]),
        ("Dijo que no. Luego calló.", ["Dijo que no.", "Luego calló."]),
        ("Camas, equipo, etc. El IMSS.", ["Camas, equipo, etc.", "El IMSS."]),
        ("Cierra a las 10 hrs. El IMSS.", ["Cierra a las 10 hrs.", "El IMSS."]),
        ("Ciudad de México, 5 de mayo.- El IMSS.", ["Ciudad de México, 5 de mayo.-", "El IMSS."]),
        ("Título sin punto\n\nTexto.", ["Título sin punto", "Texto."]),
        ("Título\n \t\nminúscula.", ["Título", "minúscula."]),
        ("Consta de:\n• uno\n• dos", ["Consta de:", "• uno", "• dos"]),
        ("Consta de:\n1. uno\n2) dos", ["Consta de:", "1. uno", "2) dos"]),
        ("Del Dr.\n\nPérez", ["Del Dr.", "Pérez"]),
        ("Es la S.A.\n- dos", ["Es la S.A.", "- dos"]),
        ("Es la S. A. El otro.", ["Es la S. A. El otro."]),
        ("Sí... El otro.", ["Sí...", "El otro."]),
        ("Uno.\nDos.", ["Uno.", "Dos."]),
        ("Renglón\ncortado.", ["Renglón cortado."]),
        ("Uno.\n", ["Uno."]),
        ("Faltó cuidado.De acuerdo con él, no.", ["Faltó cuidado.", "De acuerdo con él, no."]),
        ("“Falta capacidad”.Agregó que no.", ["“Falta capacidad”.", "Agregó que no."]),
        ("“Falta capacidad.”Agregó que no.", ["“Falta capacidad.”", "Agregó que no."]),
        ("¿Cuántas camas?Son 300.", ["¿Cuántas camas?", "Son 300."]),
        ("Abrió en 2019.A partir de hoy.", ["Abrió en 2019.", "A partir de hoy."]),
        ("Subió 5%.El resto bajó (poco).¿Por qué?", ["Subió 5%.", "El resto bajó (poco).", "¿Por qué?"]),
        ("", [""]),
    ],
)
def test_several_sentences(text, sentences):
    assert cut(text) == sentences


@pytest.mark.parametrize("row", ["." * 200_000, "\n" * 200_000, ".)" * 100_000, " " * 200_000 + "."])
def test_long_rows_are_read_in_one_pass(row):
    assert len(Sentences(row).starts) <= 201  # quadratic work would take minutes


@pytest.mark.parametrize(
    ("word", "ends"),
    [("cama; ", ";"), ("cama y cuna, ", ","), ("cama y cuna\n", "cuna"), ("cama ", "cama"), ("cama", "m")],
)
def test_what_goes_on_without_a_stop_is_cut_at_a_comma_a_line_or_a_space(word, ends):
    parts = cut(word * 1200)
    assert all(part.endswith(ends) for part in parts[:-1]) or ends == "m"
    assert all(900 < len(part) <= 2000 for part in parts[:-1])
    assert len(parts) >= 2
