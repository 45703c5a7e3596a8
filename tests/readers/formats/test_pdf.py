"""PDF: the same facts as of the plain text, where pages begin, titles, and what cannot be read.

The specimens among the files were printed by LibreOffice Writer (riesgos, pandemia, cancer) and by Chromium (empleo,
vacunacion, guarderias).
"""

import datetime as dt
import json
import random
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from pdf_writing import lines, pdf, text

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.formats import pdf as reading
from imss_facts.readers.formats.pdf import opening, read_pdf

FILES = Path(__file__).parent / "files"
NOT_COMPARED = {"id", "bulletin", "start", "end"}


def facts(extractor, name, words):
    found = map(json.loads, extractor(Bulletin(name, words, dt.date.fromisoformat(name[:10]))).facts)
    return [
        {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in fact.items()}
        for fact in ({key: fact[key] for key in fact if key not in NOT_COMPARED} for fact in found)
    ]


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("2019-04-30_riesgos", 2),  # one column
        ("2020-07-20_pandemia", 3),  # with heads, feet and soft hyphens
        ("2021-10-19_cancer", 1),  # two columns below a title, soft hyphens
        ("2024-01-05_empleo", 2),  # with what a browser prints around pages, and drawn bullets
        ("2020-12-28_vacunacion", 2),  # justified columns, the last ones of a line each
        ("2021-09-02_guarderias", 3),  # justified, paragraphs told apart by their indent alone
    ],
)
def test_a_printed_specimen_gives_the_facts_of_its_text(corpus, extractor, name, pages):
    document = read_pdf((FILES / f"{name}.pdf").read_bytes())
    specimen = (corpus / f"{name}.txt").read_text(encoding="utf-8")
    expected = facts(extractor, name, specimen.replace("· ", "• "))
    found = facts(extractor, name, document.text.replace("· ", "• "))
    assert [fact["quantity"] for fact in found] == [fact["quantity"] for fact in expected]
    assert found == expected
    assert len(expected) > 30
    assert len(document.pages) == pages


def test_letterhead_table_cells_of_prose_list_and_signatures():
    assert read_pdf((FILES / "cuadros.pdf").read_bytes()).text == (
        "INSTITUTO MEXICANO\nDEL SEGURO SOCIAL\nUnidad de Comunicación Social\n\n"
        "Ciudad de México, a 3 de mayo de 2024\nBoletín No. 123/2024\nPágina web: imss.example\n\n"
        "Crecen las camas en cuatro estados\n\n"
        "El Instituto informó que las camas crecieron 12 por ciento en cuatro entidades, como se ve en el cuadro que"
        " sigue, elaborado por la dirección de Prestaciones Médicas con datos de mayo.\n\n"
        "Estado\tCamas\tMédicos\tInversión\n\nSonora\t1,234\t560\t120 mdp\n\n"
        "Hospital General de Zona con Medicina Familiar número 14 de la ciudad de Actopan, en el estado de Hidalgo,"
        " inaugurado\t340\t45\t85 mdp\n\nNayarit\t12\t7\t3.5 mdp\n\nJalisco\t2,450\t1,020\t340 mdp\n\n"
        "En los próximos meses se abrirán 15 mil 340 camas más, dijo el director general. Las obras siguen en todo el"
        " país y no se detendrán, agregó el funcionario ante los medios.\n\n"
        "El hospital de Celaya tendrá 144 camas y una torre de consulta externa para las familias de la región\n\n"
        "La obra del hospital de Tula avanza 61 por ciento y se entregará en noviembre, antes de lo previsto\n\n"
        "La unidad de Ticul abrió con 24 consultorios y dos quirófanos que operan todos los días\n\n"
        "Las guarderías de la península recibieron a 1,200 niñas y niños en el ciclo que comienza\n\n"
        "Entidades: Sonora\n\n"
        "1. Contratar a 340 médicos especialistas para los hospitales de la sierra y de la costa, que son los que más"
        " los necesitan\n2. Abrir 12 quirófanos\n\n"
        "Lic. Berta Colina Rus\nDirectora de Comunicación\nTel. 55 5555 0101\n\n"
        "Dr. Omar Peña Lugo\nDirector de Prestaciones\nTel. 55 5555 0102"
    )


@pytest.mark.parametrize(
    ("pages", "read", "begins"),
    [
        ([["Hay 7 camas."]], "Hay 7 camas.", ["Hay"]),
        ([["Hay 7 camas."], ["Hay 8 mesas."]], "Hay 7 camas.\n\nHay 8 mesas.", ["Hay 7", "Hay 8"]),
        ([["Se atendió a 15 mil"], ["340 personas."]], "Se atendió a 15 mil 340 personas.", ["Se", "340"]),
        ([["Hay siete hospi-"], ["tales nuevos."]], "Hay siete hospitales nuevos.", ["Hay", "tales"]),
        ([[], ["Hay 7 camas."], [], [], ["Son nuevas."], []], "Hay 7 camas.\n\nSon nuevas.", [
            "Hay", "Hay", "Son", "Son", "Son", "",
        ]),
    ],
)  # fmt: skip
def test_where_pages_begin(pages, read, begins):
    document = read_pdf(pdf(*(lines(*page) for page in pages)))
    assert document.text == read
    assert document.pages[0] == 0
    assert len(document.pages) == len(pages)
    for offset, begin in zip(document.pages, begins, strict=True):
        assert document.text[offset:].startswith(begin)
        assert begin or offset == len(document.text)


@pytest.mark.parametrize(
    ("title", "claimed"),
    [
        ("(Crece el empleo en 2024)", "Crece el empleo en 2024"),
        ("<FEFF004D00E90064006900630061007300200079002000350020006D00E10073>", "Médicas y 5 más"),
        ("(  Abren\n doce hospitales )", "Abren doce hospitales"),
        ("(Presentaci\\363n del informe)", "Presentación del informe"),
        ("()", None),
        ("(Boletin)", None),
        ("(boletin_123-2024)", None),
        ("(boletin 123 final.docx)", None),
        ("(Microsoft Word - boletin 123.docx)", None),
        ("(untitled)", None),
        ("(Untitled document)", None),
        ("(Sin t\\355tulo 1)", None),
        ("(http://prensa.example.org/nota 5)", None),
        ("<FEFFD8000020D8000041>", None),
    ],
)
def test_the_title_among_the_properties(title, claimed):
    document = read_pdf(pdf(lines("Hay 7 camas."), info=f"/Title{title}/CreationDate(D:20240503120000)"))
    assert document.claims == ((Claim(Origin.PROPERTIES, title=claimed),) if claimed else ())


def test_scripts_forms_and_attachments_are_ignored():
    catalog = (
        "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AcroForm<</Fields[4 0 R]/NeedAppearances true>>"
        "/Names<</EmbeddedFiles<</Names[(a.txt)5 0 R]>>>>"
    )
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(campo)/V(Hay 99 camas)/Rect[72 600 300 620]/F 4>>"
    attached = ("<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>", "<</Length 14>>stream\nHay 98 camas.\n\nendstream")
    data = pdf(lines("Hay 7 camas."), catalog=catalog, page="/Annots[4 0 R]", more=(field, *attached))
    assert read_pdf(data).text == "Hay 7 camas."


def test_what_may_not_be_changed_may_be_read():
    read = read_pdf((FILES / "restringido.pdf").read_bytes())
    assert read.text == "Monterrey, Nuevo León, 30 de abril de 2019\n\nHay 340 camas en Sonora."


def test_pages_of_pictures_between_others():
    picture = [b"0.5 g 72 72 300 300 re f"]
    assert read_pdf(pdf(picture, lines("Hay 7 camas."), picture)).text == "Hay 7 camas."


GOOD = pdf(lines("Hay 7 camas."))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "is empty"),
        (b"Hay 7 camas.", "is no PDF"),
        (b"%PDF-1.4\n%%EOF", "is damaged"),
        (GOOD[: len(GOOD) // 2], "is cut off"),
        (GOOD[:-20], "is cut off"),
        (pdf(), "is damaged"),
        ((FILES / "clave.pdf").read_bytes(), "needs a password"),
        (pdf([b"0.5 g 72 72 300 300 re f"]), "holds no text"),
        (pdf([]), "holds no text"),
    ],
)
def test_what_cannot_be_read(data, error):
    with pytest.raises(InputError) as raised:
        read_pdf(data)
    assert error in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_letters_that_fonts_do_not_tell_are_no_digits():
    data = (FILES / "2019-04-30_riesgos.pdf").read_bytes()
    with pytest.raises(InputError, match="do not tell"):
        read_pdf(data.replace(b"/ToUnicode", b"/ToUnicorn"))


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(opening, "MAX_PAGES", 2)
    assert read_pdf(pdf(*[lines("Hay 7 camas.")] * 2)).pages
    with pytest.raises(InputError, match="has 3 pages, more than the 2 of one bulletin"):
        read_pdf(pdf(*[lines("Hay 7 camas.")] * 3))


def test_too_many_characters_are_told_at_the_page_where_they_are(monkeypatch):
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 30)
    pages = []
    page_of = opening.page_of
    monkeypatch.setattr(reading, "page_of", lambda document, index: pages.append(index) or page_of(document, index))
    with pytest.raises(InputError, match="more than the 30 characters"):
        read_pdf(pdf(*(lines(f"Hay {i} camas más.") for i in range(20, 90, 9))))
    assert pages == [0, 1]


@pytest.mark.parametrize("data", [GOOD, pdf([]), pdf(), GOOD[:-20]])
def test_what_was_opened_is_closed(monkeypatch, data):
    left = set()
    for kind in (pypdfium2.PdfDocument, pypdfium2.PdfPage, pypdfium2.PdfTextPage):
        monkeypatch.setattr(kind, "__init__", opens(kind.__init__, left))
        monkeypatch.setattr(kind, "close", closes(kind.close, left), raising=True)
    with suppress(InputError):
        read_pdf(data)
    assert not left


def opens(begin, left):
    def beginning(self, *args, **options):
        begin(self, *args, **options)
        left.add(id(self))

    return beginning


def closes(end, left):
    def ending(self, *args, **options):
        left.discard(id(self))
        end(self, *args, **options)

    return ending


@pytest.mark.parametrize("name", ["2019-04-30_riesgos.pdf", "cuadros.pdf", None])
def test_no_damage_raises_anything_else(name):
    whole = (FILES / name).read_bytes() if name else pdf(lines("Hay 7", "camas."), [text(72, 72, "Son 12", 9, 30)])
    chance = random.Random(7)  # noqa: S311  the same damage each time
    outcomes = set()
    for i in range(120):
        data = bytearray(whole)
        if i % 3 == 0:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.choice((1, 5, 40))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            document = read_pdf(bytes(data))
        except InputError as error:
            outcomes.add(type(error))
        else:
            outcomes.add(str)
            assert document.pages[0] == 0
            assert sorted(document.pages) == list(document.pages)
    assert outcomes == {InputError, str}
