"""The text of PDF pages as a person reads it: columns, tables, paragraphs, and what pages repeat."""

import pytest
from pdf_writing import lines, pdf, text

from imss_facts.readers.formats.pdf import read_pdf

LEFT = [
    "El Instituto informó que en los", "hospitales de Sonora se abrieron", "340 camas y que otras ciento diez",
    "quedarán listas en el verano, según", "el programa de obras de este año.",
]  # fmt: skip
RIGHT = [
    "La delegación de Nayarit recibió a", "12 médicos residentes, que ya dan", "consulta en dos clínicas de la costa",
    "y en un hospital de la sierra, donde", "faltaban desde hace ocho años.",
]  # fmt: skip
READ = f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}"


def read(*pages):
    return read_pdf(pdf(*pages)).text


def interleaved(*columns):
    return [each for row in zip(*columns, strict=True) for each in row]


@pytest.mark.parametrize(
    "page",
    [
        lines(*LEFT) + lines(*RIGHT, x=320),
        lines(*RIGHT, x=320) + lines(*LEFT),
        interleaved(lines(*LEFT), lines(*RIGHT, x=320)),
        interleaved(lines(*LEFT), lines(*RIGHT, x=320, y=77)),  # baselines that do not meet
        interleaved(lines(*LEFT), lines(*RIGHT, x=290)),  # a narrow gutter
    ],
)
def test_columns_are_read_one_after_the_other(page):
    assert read(page) == READ


def test_three_columns():
    third = ["En Jalisco la cifra llegó a 99", "quirófanos, tres de cada diez", "con equipo nuevo, y se espera",
             "que antes de que acabe el año", "haya otros siete en Colima."]  # fmt: skip
    page = interleaved(*(lines(*words, x=x, size=9) for words, x in ((LEFT, 40), (RIGHT, 220), (third, 400))))
    assert read(page) == f"{READ}\n\n{' '.join(third)}"


@pytest.mark.parametrize("last", [False, True])
def test_a_title_over_columns_and_a_line_below_them(last):
    title = [text(90, 60, "Crecen los hospitales en Sonora y en Nayarit", 18)]
    columns = interleaved(lines(*LEFT, y=110), lines(*RIGHT, x=320, y=110))
    below = [text(72, 240, "---o0o---")]
    page = columns + title + below if last else title + columns + below
    assert read(page) == f"Crecen los hospitales en Sonora y en Nayarit\n\n{READ}\n\n---o0o---"


def test_a_sentence_goes_on_in_the_next_column():
    left = [*LEFT[:4], "el programa de obras. Además, hay 15 mil"]
    right = ["340 plazas nuevas para el personal de", *RIGHT[1:]]
    page = lines(*left) + lines(*right, x=320)
    assert read(page) == f"{' '.join(left)} {' '.join(right)}"


def test_columns_of_a_line_each_below_a_page_of_columns():
    first = interleaved(lines(*LEFT), lines(*RIGHT, x=320))
    second = [text(72, 72, "LIGA DE FOTOS"), text(320, 72, "https://fotos.example.org/d/vac-"), text(320, 86, "50700")]
    assert read(first, second) == f"{READ}\n\nLIGA DE FOTOS\nhttps://fotos.example.org/d/vac-50700"


TABLE = [("Estado", "Camas", "Médicos"), ("Sonora", "1,234", "560"), ("Nayarit", "340", "45"), ("Jalisco", "99", "7")]
ROWS = "\n\n".join("\t".join(row) for row in TABLE)


@pytest.mark.parametrize("by_column", [False, True])
def test_the_cells_of_a_row_stand_on_one_line(by_column):
    cells = [text(x, 100 + 16 * i, row[k]) for i, row in enumerate(TABLE) for k, x in enumerate((72, 200, 330))]
    if by_column:
        cells = [cells[3 * i + k] for k in range(3) for i in range(4)]
    before, after = text(72, 60, "Las camas y los médicos de tres entidades:"), text(72, 190, "Son cifras de mayo.")
    assert read([before, *cells, after]) == (
        f"Las camas y los médicos de tres entidades:\n\n{ROWS}\n\nSon cifras de mayo."
    )


def test_cells_of_several_lines():
    page = [
        *lines("Hospital General de Zona", "con Medicina Familiar", "de Hermosillo"), text(300, 86, "340 camas"),
        text(72, 130, "Clínica de Tepic"), text(300, 130, "12 camas"),
        *lines("Unidad de cuidados del", "hospital de Tecate", y=160), text(300, 160, "7 camas"),
    ]  # fmt: skip
    assert read(page) == (
        "Hospital General de Zona con Medicina Familiar de Hermosillo\t340 camas\n\n"
        "Clínica de Tepic\t12 camas\n\nUnidad de cuidados del hospital de Tecate\t7 camas"
    )


def test_a_tab_stop_within_a_line():
    page = [text(72, 72, "Boletín No. 123/2024"), text(330, 72, "Ciudad de México, a 3 de mayo de 2024")]
    assert read([*page, text(72, 120, "Hay 7 camas.")]) == (
        "Boletín No. 123/2024\tCiudad de México, a 3 de mayo de 2024\n\nHay 7 camas."
    )


LONG = "El Instituto abrió en el norte del país"  # as wide as lines get here


@pytest.mark.parametrize(
    ("below", "whole"),
    [
        (["340 camas y 12 salas de operaciones."], "340 camas y 12 salas de operaciones."),
        (["340 camas.", "Las obras siguen en todo el país."], "340 camas.\n\nLas obras siguen en todo el país."),
        (["con fondos propios más de", "340 camas"], "con fondos propios más de 340 camas"),
    ],
)
def test_lines_of_a_paragraph_are_one(below, whole):
    assert read(lines(LONG, *below)) == f"{LONG} {whole}"


@pytest.mark.parametrize("first", ["340 camas.", "340 camas de hospital que se usan."])
def test_paragraphs_with_a_gap_between_them(first):
    second = "Las obras siguen en todo el país, y van bien."
    assert read(lines(LONG, first) + lines(second, y=110)) == f"{LONG} {first}\n\n{second}"


def test_paragraphs_that_are_indented():
    page = [
        text(90, 72, "Se abrieron en el norte del país más de"),
        *lines("340 camas y 12 salas, de las que 7 están", "en la ciudad.", y=86),
        text(90, 114, "Las obras siguen en todo el país, dijo, y"),
        text(72, 128, "van bien."),
    ]
    assert read(page) == (
        "Se abrieron en el norte del país más de 340 camas y 12 salas, de las que 7 están en la ciudad.\n\n"
        "Las obras siguen en todo el país, dijo, y van bien."
    )


def test_short_lines_stay_lines():
    words = ["UNIDAD DE COMUNICACIÓN SOCIAL", "Avenida Juárez 12", "Tel. 55 5555 0101"]
    assert read(lines(*words)) == "\n".join(words)


def test_a_title_set_to_the_middle():
    title = [text(110, 72, "Hay en el IMSS 15 mil 340 camas y"), text(160, 86, "cuatro mil ventiladores")]
    below = f"{LONG} y el sur"
    assert (
        read([*title, *lines(below, y=130)]) == f"Hay en el IMSS 15 mil 340 camas y cuatro mil ventiladores\n\n{below}"
    )


def test_a_title_in_larger_letters():
    page = [text(72, 72, "Crecen las camas", 18), *lines(LONG, "340 camas.", y=90)]
    assert read(page) == f"Crecen las camas\n\n{LONG} 340 camas."


@pytest.mark.parametrize("mark", ["•", "·", "-", "1.", "a)"])
@pytest.mark.parametrize("leading", [14, 24])
def test_items_of_a_list(mark, leading):
    words = ["Abrir 340 camas en los hospitales del norte", "del país", "Contratar médicos"]
    page = [
        *lines("Las metas de este año son tres, dijo, y hay que", "cumplirlas:"),
        text(80, 120, mark), text(98, 120, words[0]), text(98, 134, words[1]),
        text(80, 134 + leading, mark), text(98, 134 + leading, words[2]),
    ]  # fmt: skip
    assert read(page) == (
        "Las metas de este año son tres, dijo, y hay que cumplirlas:\n\n"
        f"{mark} {words[0]} {words[1]}\n{mark} {words[2]}"
    )


def test_drawn_bullets():
    disc = "{0} {1} m {2} {1} l {2} {3} l {0} {3} l f"
    discs = [disc.format(84, 792 - y + 2.5, 88, 792 - y + 6.5).encode() for y in (72, 86)]
    page = [*discs, *lines("Abrir 340 camas", "Contratar médicos", x=98), b"72 500 m 540 500 l 540 501 l 72 501 l f"]
    assert read(page) == "• Abrir 340 camas\n• Contratar médicos"


BODIES = [["Hay 7 camas y 12 salas."], ["Son 8 médicos y 45 plazas."], ["Van 3 obras y 2 más."]]


def printed(head="", foot="", bodies=BODIES):
    """Pages with heads and feet that tell the page and the pages."""
    pages = []
    for number, body in enumerate(bodies, 1):
        page = lines(*body, y=200)
        if head:
            page += lines(*head.format(number, len(bodies)).split("\n"), y=40, size=9)
        if foot:
            page += lines(*foot.format(number, len(bodies)).split("\n"), y=740, size=9)
        pages.append(page)
    return pages


NUMBERS = [("", "Página {} de {}"), ("", "Pág. {}"), ("{}/{}", ""), ("", "- {} -"), ("", "{} de {}"), ("", "{}")]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("INSTITUTO MEXICANO\nUnidad de Comunicación Social", ""),
        ("", "Av. Juárez 12, Col. Centro. Tel. 55 5555 0101"),
        ("Comunicación Social {}", "{}"),
        ("IMSS", "IMSS\nwww.example.org | {}"),
        *NUMBERS,
    ],
)
@pytest.mark.parametrize("count", [2, 3])
def test_what_pages_repeat_is_left_out(head, foot, count):
    bodies = BODIES[:count]
    assert read(*printed(head, foot, bodies)) == "\n\n".join(body[0] for body in bodies)


@pytest.mark.parametrize(("head", "foot"), NUMBERS)
def test_the_number_of_a_single_page_is_left_out(head, foot):
    assert read(*printed(head, foot, BODIES[:1])) == BODIES[0][0]


@pytest.mark.parametrize(
    "head",
    ["Boletín No. 123/2024", "Comunicado 45", "Ciudad de México, a 3 de mayo de 2024", "México, 03/05/2024"],
)
def test_the_head_of_a_bulletin_is_kept_once(head):
    bodies = "\n\n".join(body[0] for body in BODIES)
    found = read(*printed(f"INSTITUTO MEXICANO\n{head}\nPágina {{}} de {{}}"))
    assert found == f"{head}\n\n{bodies}"


def test_left_and_right_pages_with_heads_of_their_own():
    bodies = [*BODIES, ["Queda una."]]
    pages = [
        lines(*body, y=200) + lines("Comunicación Social" if i % 2 else "Instituto Mexicano", y=40)
        for i, body in enumerate(bodies)
    ]
    assert read(*pages) == "\n\n".join(body[0] for body in bodies)


def test_a_sentence_goes_on_between_feet_and_heads():
    bodies = [[LONG, "y en el sur del mismo, 15 mil"], ["340 camas nuevas."]]
    assert read(*printed("Comunicación Social", "Página {} de {}", bodies)) == (
        f"{LONG} y en el sur del mismo, 15 mil 340 camas nuevas."
    )


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        (("11/22/26, 3:50 AM", "Boletín de prensa"), ("https://prensa.example.org/boletin?id=5", "{}/{}")),
        (("22/11/26, 15:50", "Boletín de prensa"), ("file:///C:/boletines/b5.html", "{}/{}")),
        (("22/11/2026, 3:50 p.m.", "Boletín"), ("about:blank", "{}/{}")),
        (("Boletín de prensa", "https://prensa.example.org/boletin"), ("{} de {}", "22/11/26, 15:50")),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_what_browsers_print_around_pages(top, bottom, count):
    pages = []
    for number, body in enumerate(BODIES[:count], 1):
        edges = [*zip((24, 300), (20, 20), top, strict=True), *zip((24, 560), (775, 775), bottom, strict=True)]
        pages.append(lines(*body) + [text(x, y, words.format(number, count), 8) for x, y, words in edges])
    assert read(*pages) == "\n\n".join(body[0] for body in BODIES[:count])


@pytest.mark.parametrize(
    "bodies",
    [
        [["Hay 7 camas.", "Total: 120"], ["Hay 9 camas.", "Total: 340"]],  # numbers that are not of pages
        [["Página siguiente: los 7 hospitales.", "Son 12."]],
        [["Hay 7 camas.", "24/7"]],
        [["Hay 7 camas.", "1"]],
        [["Se publicó el 22/11/26, 15:50 horas.", "Hay 7 camas."]],
        [["Hay 7 camas.", "https://fotos.example.org/d/5"]],
    ],
)
def test_what_no_page_repeats_stays(bodies):
    found = read(*(lines(*body) for body in bodies))
    for words in (words for body in bodies for words in body):
        assert words in found


def test_a_page_printed_twice_stays_twice():
    page = lines(*LEFT, *RIGHT)
    assert read(page, page).count("340 camas") == 2


def test_turned_text_is_a_watermark():
    page = [*lines(*LEFT), text(120, 500, "BORRADOR", 60, 45), text(40, 400, "Folio 99", 9, 90)]
    assert read(page) == " ".join(LEFT)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned_as_a_whole(angle):
    step = {90: (14, 0), 180: (0, -14), 270: (-14, 0)}[angle]
    page = [text(300 + step[0] * i, 400 + step[1] * i, words, 12, angle) for i, words in enumerate(LEFT)]
    assert read(page) == " ".join(LEFT)


def test_text_off_the_page_is_not_there():
    assert read([*lines("Hay 7 camas."), text(72, 900, "Hay 99 camas."), text(-400, 72, "Hay 98.")]) == "Hay 7 camas."


def test_of_clipped_letters_nothing_shows():
    clipped = b"q 72 400 400 200 re W n " + text(182, 398, "Ó") + b" Q"  # its accent alone
    assert read([*lines("Hay 7 camas."), clipped]) == "Hay 7 camas."


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([(72, 72, "Hay 340", 12), (117, 68, "1", 7), (124, 72, "camas.", 12)], "Hay 340¹ camas."),
        ([(72, 72, "Son 12 m", 12), (120, 68, "2", 7), (127, 72, "de piso.", 12)], "Son 12 m² de piso."),
        ([(72, 72, "El 1", 12), (93.5, 68, "o", 7), (101, 72, "de mayo.", 12)], "El 1º de mayo."),
    ],
)
def test_what_is_raised_is_no_digit_of_the_number_before(pieces, words):
    assert read([text(*piece) for piece in pieces]) == words
