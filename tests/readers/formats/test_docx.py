"""Word documents: what of them is text, in which order, and what is no Word document."""

import datetime as dt
import io
import json
import random
import re
import zipfile
from pathlib import Path

import docx
import pytest

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.formats.docx import markup, package, read_docx, story

FILES = Path(__file__).parent / "files"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def t(text):
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def math(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def p(content, properties=""):
    content = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def row(*cells):
    cells = (cell if cell.startswith("<") else p(cell) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def box(content):
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    drawn = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{drawn}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def item(text, number=1, level=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def complex_field(code, result):
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return step("begin") + code + step("separate") + r(result) + step("end")


def relationships(**targets):
    lines = (
        f'<Relationship Id="{id_}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def archive(files, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def pack(body, core="", **parts):
    """A package: its body, and the contents of other parts by their kinds."""
    files = {
        "_rels/.rels": relationships(
            main=("officeDocument", "word/document.xml"), core=("core-properties", "core.xml")
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    targets = {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr"}.get(kind, kind)
        targets[name] = kind, f"{name}.xml"
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    if core:
        names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        files["core.xml"] = f"<coreProperties {names}>{core}</coreProperties>"
    return archive(files | {"word/_rels/document.xml.rels": relationships(**targets)})


def text(body, **parts):
    return read_docx(pack(body, **parts)).text


def refusal(data):
    with pytest.raises(InputError) as caught:
        read_docx(data)
    return str(caught.value)


# What a paragraph says


STYLES = (
    '<w:style w:type="character" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="hidden"><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:tblStylePr><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>'
    '<w:style w:type="character" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
)
CONTENTS = {
    "runs": (r("1,2") + '<w:proofErr w:type="spellStart"/>' + r("50 camas"), "1,250 camas"),
    "line break": (r("84 mil") + "<w:r><w:br/></w:r>" + r("500"), "84 mil\n500"),
    "carriage return": (f"<w:r>{t('84 mil')}<w:cr/>{t('500')}</w:r>", "84 mil\n500"),
    "tab": (f"<w:r>{t('a')}<w:tab/>{t('b')}<w:ptab/>{t('c')}</w:r>", "a\tb\tc"),
    "line end in the XML": ("<w:r><w:t>84\nmil</w:t></w:r>", "84 mil"),
    "hyphens": (f"<w:r>{t('CO')}<w:noBreakHyphen/>{t('19 hos')}<w:softHyphen/>{t('pital')}</w:r>", "CO-19 hospital"),
    "symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>' + r("5"), "±5"),
    "symbol of an ordinary font": ('<w:r><w:sym w:font="Arial" w:char="00BD"/></w:r>' + r(" hora"), "½ hora"),
    "symbol unknown": ('<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>' + r("5"), "5"),
    "symbol broken": ('<w:r><w:sym w:font="Arial" w:char="zz"/></w:r>' + r("5"), "5"),
    "hyperlink": (f'<w:hyperlink r:id="x">{r("12 sedes")}</w:hyperlink>' + r(" más"), "12 sedes más"),
    "smart tag": (f'<w:smartTag w:element="x">{r("12 sedes")}</w:smartTag>', "12 sedes"),
    "content control": (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('12')}</w:sdtContent></w:sdt>", "12"),
    "placeholder": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Clic')}</w:sdtContent></w:sdt>" + r("7 camas"),
        "7 camas",
    ),
    "bookmark": ('<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + r("7") + '<w:bookmarkEnd w:id="0"/>', "7"),
    "field": (complex_field("REF n \\h", "7 camas") + r("."), "7 camas."),
    "field in a code": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + complex_field("REF n", "1")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "7",
    ),
    "field in a result": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("7 ") + complex_field("REF n", "camas") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("."),
        "7 camas.",
    ),
    "field end alone": ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("7"), "7"),
    "page number": (r("a") + complex_field(" page ", "3") + complex_field("NUMPAGES", "9") + r("b"), "ab"),
    "simple field": (f'<w:fldSimple w:instr=" DATE ">{r("7")}</w:fldSimple>' + r(" de mayo"), "7 de mayo"),
    "simple page number": (f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>' + r("a"), "a"),
    "insertion": (f"<w:ins>{r('12')}</w:ins><w:del><w:r><w:delText>7</w:delText>{t('8')}</w:r></w:del>", "12"),
    "move": (f"<w:moveTo>{r('12')}</w:moveTo><w:moveFrom>{r('13')}</w:moveFrom>", "12"),
    "hidden": (r("7", "<w:vanish/>") + r("8", '<w:vanish w:val="true"/>') + r("9", '<w:vanish w:val="0"/>'), "9"),
    "hidden before": (r("9", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "9"),
    "hidden by a style": (r("7", '<w:rStyle w:val="hidden"/>') + r("8", '<w:rStyle w:val="t"/>'), "8"),
    "shown in spite of a style": (r("7", '<w:rStyle w:val="hidden"/><w:vanish w:val="false"/>'), "7"),
    "style without end": (r("7", '<w:rStyle w:val="loop"/>'), "7"),
    "ruby": (f"<w:r><w:ruby><w:rt>{r('tō')}</w:rt><w:rubyBase>{r('東')}</w:rubyBase></w:ruby></w:r>", "東"),
    "raised": (r("1,200") + r("1", '<w:vertAlign w:val="superscript"/>') + r(" camas"), "1,200¹ camas"),
    "raised by a style": (r("1,200") + r("12", '<w:rStyle w:val="mark"/>') + r(" camas"), "1,200¹² camas"),
    "lowered": (r("CO") + r("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "formula": (f"<m:oMath>{math('x = 3')}</m:oMath>", "x = 3"),
    "formula, fraction": (
        f"<m:f><m:fPr><m:ctrlPr/></m:fPr><m:num>{math('3')}</m:num><m:den>{math('4')}</m:den></m:f>",
        "3/4",
    ),
    "formula, power": (
        f"{math('2')}<m:sSup><m:e>{math('10')}</m:e><m:sup>{math('6')}</m:sup></m:sSup>{math('a')}",
        "2 10⁶a",
    ),
    "formula, brackets": (
        f"<m:d><m:e>{math('3+4')}</m:e></m:d><m:sSub><m:e>{math('a')}</m:e><m:sub>{math('2')}</m:sub></m:sSub>",
        "(3+4)a₂",
    ),
    "comment": (r("7") + '<w:r><w:commentReference w:id="0"/></w:r>', "7"),
    "normal form": (r("nin\u0303as"), "niñas"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), CONTENTS.values(), ids=CONTENTS)
def test_the_text_of_a_paragraph(content, said):
    assert text(p(content), styles=STYLES) == said


def test_a_paragraph_hidden_by_its_style_but_for_a_run():
    style = '<w:pStyle w:val="secret"/>'
    shown = r("9", '<w:vanish w:val="0"/>')
    assert text(p(r("7") + "<w:r><w:t>8</w:t></w:r>" + shown, style) + p("10"), styles=STYLES) == "9\n\n10"


def test_tab_stops_are_no_tabs():
    assert text(p("7", '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>')) == "7"


def test_a_field_without_end_hides_no_other_paragraph():
    assert text(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("7")) + p("8")) == "8"


# How paragraphs follow one another


def test_paragraphs_are_parted_by_a_blank_line_and_empty_ones_left_out():
    assert text(p("Uno.") + p("") + p("  ") + p(" Dos. ") + "<w:p/>" + p("Tres.")) == "Uno.\n\nDos.\n\nTres."


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>", '<w:framePr w:dropCap="drop"/>'])
def test_a_paragraph_whose_mark_is_gone_goes_on_in_the_next(mark):
    properties = mark if "framePr" in mark else f"<w:rPr>{mark}</w:rPr>"
    assert text(p("Hay 1,", properties) + p("250 camas.") + p("Fin", properties)) == "Hay 1,250 camas.\n\nFin"


def test_a_frame_is_a_paragraph():
    assert text(p("Boletín 7", '<w:framePr w:w="5"/>') + p("Hay 8.")) == "Boletín 7\n\nHay 8."


def test_a_text_box_comes_once_and_after_the_paragraph_it_is_anchored_in():
    assert text(p(r("Hay 7 ") + box(p("Boletín") + table(["a", "1"])) + r("camas.")) + p("Fin.")) == (
        "Hay 7 camas.\n\nBoletín\n\na\t1\n\nFin."
    )


def test_a_text_box_of_an_older_word():
    drawn = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Boletín 7')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert text(p(drawn)) == "Boletín 7"


def test_a_hidden_text_box():
    assert text(p(box(p("7")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)) + p("8")) == "8"


def test_a_fallback_where_there_is_no_choice():
    assert text(f"<mc:AlternateContent><mc:Fallback>{p('7')}</mc:Fallback></mc:AlternateContent>") == "7"


def test_content_controls_around_paragraphs_and_rows():
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    assert text(wrap(p("Uno.")) + f"<w:tbl>{wrap(row('a', '1'))}</w:tbl>") == "Uno.\n\na\t1"


# Lists


def level(format_, depth=0, shown="%1.", start=1):
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{shown}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level("bullet", shown="·")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level("decimal")}{level("lowerLetter", 1)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level("none")}{level("decimal", 1, "")}'
    f"{level('bullet', 2, ' ')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="roman"/></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="roman"/>{level("upperRoman", start=4)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/>'
    f'<w:lvlOverride w:ilvl="0">{level("bullet")}</w:lvlOverride></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="9"/></w:num>'
)
ITEMS = {
    "bullets": ([("a", 1), ("b", 1)], "• a\n• b"),
    "numbers": ([("a", 2), ("b", 2)], "1. a\n\n2. b"),
    "levels": ([("a", 2), ("b", 2, 1), ("c", 2, 1), ("d", 2), ("e", 2, 1)], "1. a\n\n1. b\n\n2. c\n\n2. d\n\n1. e"),
    "bullets and numbers": ([("a", 1), ("b", 2), ("c", 1), ("d", 1)], "• a\n\n1. b\n\n• c\n• d"),
    "an empty item counts": ([("a", 2), ("", 2), ("b", 2)], "1. a\n\n3. b"),
    "no number": ([("a", 3), ("b", 3, 1), ("b", 3, 2), ("c", 0), ("d", 8), ("e", 7)], "a\n\nb\n\nb\n\nc\n\nd\n\ne"),
    "defined by a style": ([("a", 4), ("b", 4)], "4. a\n\n5. b"),
    "begun again": ([("a", 2), ("b", 5), ("c", 5), ("d", 2)], "1. a\n\n1. b\n\n2. c\n\n3. d"),
    "a level its own way": ([("a", 6), ("b", 6)], "• a\n• b"),
}


@pytest.mark.parametrize(("items", "said"), ITEMS.values(), ids=ITEMS)
def test_automatic_marks_are_written(items, said):
    assert text("".join(item(*each) for each in items), numbering=NUMBERING) == said


def test_a_number_that_would_read_as_a_figure_is_not_written():
    said = text("".join(item(f"Punto {chr(97 + k % 26)}.", 2) for k in range(101)), numbering=NUMBERING)
    assert said.endswith("\n\n99. Punto u.\n\n• Punto v.\n• Punto w.")


def test_a_list_by_the_style_of_its_paragraphs_and_one_taken_out_of_it():
    styles = (
        '<w:style w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="mine"><w:basedOn w:val="list"/></w:style>'
    )
    style = '<w:pStyle w:val="mine"/>'
    taken_out = style + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert text(p("a", style) + p("b", taken_out), styles=styles, numbering=NUMBERING) == "• a\n\nb"


def test_a_list_before_a_tracked_change_is_none():
    before = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert text(p("a", before), numbering=NUMBERING) == "a"


# Tables


LONG = "La obra empleará a 300 personas. " * 5
TABLES = {
    "rows": (table(["Estado", "Camas"], ["Jalisco", "120"]), "Estado\tCamas\n\nJalisco\t120"),
    "between paragraphs": (p("a") + table(["b", "1"]) + p("c"), "a\n\nb\t1\n\nc"),
    "empty cells": (table(["", "a", ""], ["1", "", "2"], ["", "", ""]), "a\n\n1\t\t2"),
    "an empty cell before others": (table(["", "a", "b"]), "\ta\tb"),
    "a cell of several lines": (table([p("Camas") + p("nuevas"), p(r("1") + "<w:r><w:br/><w:tab/></w:r>" + r("2"))]),
                                "Camas nuevas\t1 2"),
    "cells that lay out text": (table([p(LONG) + p(LONG), "7"]), f"{LONG.strip()}\n\n{LONG.strip()}\n\n7"),
    "one cell": (table([p("Uno.") + item("a") + item("b")]), "Uno.\n\n• a\n• b"),
    "a table in a cell": (table([p("a") + table(["b", "1"], ["c", "2"]), "d"]), "a\n\nb\t1\n\nc\t2\n\nd"),
    "merged across": (
        table(['<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("a"), "1"], ["b", "2", "3"]),
        "a\t\t1\n\nb\t2\t3",
    ),
    "merged across by no number": (table(['<w:tcPr><w:gridSpan w:val="two"/></w:tcPr>' + p("a"), "1"]), "a\t1"),
    "merged across beyond the page": (
        table(['<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + p("a"), "1"], ["b", "2"]),
        "a" + 100 * "\t" + "1\n\nb\t2",
    ),
    "merged across, as of old": (table(["a", '<w:tcPr><w:hMerge w:val="continue"/></w:tcPr>' + p("b"), "1"]), "a\t\t1"),
    "merged down": (
        table(['<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("a"), "1", "2"],
              ["<w:tcPr><w:vMerge/></w:tcPr>" + p("a"), "3", "4"]),
        "a\t1\t2\n\n\t3\t4",
    ),
    "a row deleted": (
        table(["a", "1"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + p("Fin."),
        "Fin.",
    ),
    "a row inserted": (table(["a", "1"]).replace("<w:tr>", "<w:tr><w:trPr><w:ins/></w:trPr>"), "a\t1"),
    "a hidden row": (table(["a", "1"]).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>") + p("Fin."), "Fin."),
    "a cell deleted": (table(["<w:tcPr><w:cellDel/></w:tcPr>" + p("7"), "a", "1"]), "\ta\t1"),
    "a cell without a row": (f"<w:tc>{p('7')}</w:tc>", "7"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "said"), TABLES.values(), ids=TABLES)
def test_the_text_of_a_table(body, said):
    assert text(body, numbering=NUMBERING) == said


def test_each_figure_of_a_table_goes_with_the_words_of_its_row(extractor):
    body = table(["Concepto", "Cantidad"], ["Camas", "120"], ["Consultorios", "32"]) + table(["15", "quirófanos"])
    facts = map(json.loads, extractor(Bulletin("b", text(p("Cifras de la obra:") + body))).facts)
    assert [(fact["quantity"], fact["entity"]) for fact in facts] == [
        ("120", "Camas"), ("32", "Consultorios"), ("15", "quirófanos"),
    ]  # fmt: skip


def test_numbers_of_items_are_no_figures(extractor):
    body = p("Se abrirán:") + item("500 camas en Jalisco", 2) + item("Tres hospitales", 2) + item("40 consultorios", 2)
    facts = map(json.loads, extractor(Bulletin("b", text(body, numbering=NUMBERING))).facts)
    assert [fact["quantity"] for fact in facts] == ["500", "Tres", "40"]


# Notes and headers


def note(kind, id_, said, properties=""):
    return f'<w:{kind} w:id="{id_}"{properties}>{p(said)}</w:{kind}>'


def reference(kind, id_):
    return f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>'


def test_notes_come_at_the_end_in_the_order_of_their_references():
    body = p(r("Hay 7") + reference("endnote", 2) + reference("footnote", 4) + r(" camas") + reference("footnote", 3))
    footnotes = (
        note("footnote", -1, "x", ' w:type="separator"') + note("footnote", 3, "Dos.") + note("footnote", 4, "Uno.")
    )
    said = text(body + p("Fin."), footnotes=footnotes, endnotes=note("endnote", 2, "Tres."))
    assert said == "Hay 7 camas\n\nFin.\n\nUno.\n\nDos.\n\nTres."


def test_notes_whose_reference_is_deleted_or_hidden_are_none():
    gone = f"<w:del>{reference('footnote', 2)}</w:del>"
    hidden = reference("footnote", 3).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    notes = note("footnote", 2, "8") + note("footnote", 3, "9")
    assert text(p(r("7") + gone + hidden), footnotes=notes) == "7"


def section(*kinds, first=False):
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="header{k}"/>' for k, kind in enumerate(kinds, 1))
    return f"<w:sectPr>{references}{'<w:titlePg/>' * first}</w:sectPr>"


HEADERS = {
    "default": (section("default"), "Boletín No. 123/2024"),
    "first page": (section("default", "first", first=True), "México, 7 de mayo de 2024"),
    "first page, not asked for": (section("default", "first"), "Boletín No. 123/2024"),
    "first page without words": (section("default", "even", "first", first=True), "Boletín No. 123/2024"),
    "a date": (section("even", "even", "even", "default"), "07/05/2024"),
    "even pages": (section("even"), None),
    "none": ("", None),
    "not there": (section("even", "even", "even", "even", "default"), None),
}


@pytest.mark.parametrize(("sections", "said"), HEADERS.values(), ids=HEADERS)
def test_the_header_of_the_first_page_stands_before_the_text(sections, said):
    headers = {
        "header1": p("Boletín No. 123/2024"),
        "header2": p("México, 7 de mayo de 2024"),
        "header3": p(complex_field("PAGE", "1") + r("— 3 —")),
        "header4": p("07/05/2024") + p("12"),
    }
    expected = f"{said}\n\nTexto." if said else "Texto."
    assert text(p("Texto.") + sections, **headers) == expected


def test_the_header_is_that_of_the_first_section():
    body = p("Uno.", section("default")) + p("Dos.") + section("even", "default")
    assert text(body, header1=p("Boletín A"), header2=p("Boletín B")) == "Boletín A\n\nUno.\n\nDos."


# What the properties claim


def created(time):
    return f"<dcterms:created>{time}</dcterms:created>"


DATES = {
    "2024-05-07T18:00:00Z": dt.date(2024, 5, 7),
    "2024-05-07T05:59:59Z": dt.date(2024, 5, 6),
    "2024-05-07T06:00:00Z": dt.date(2024, 5, 7),
    "2024-05-07T00:30:00-06:00": dt.date(2024, 5, 7),
    "2024-05-07": dt.date(2024, 5, 7),
    "2013-12-23T23:15:00Z": None,
    "1999-12-31T23:00:00Z": None,
    "2000-01-01T05:00:00Z": None,
    "1601-01-01T00:00:00Z": None,
    "0001-01-01T00:00:00Z": None,
    "9999-12-31T23:59:59Z": None,
    "ayer": None,
    "": None,
}


@pytest.mark.parametrize(("time", "date"), DATES.items(), ids=DATES)
def test_the_day_a_document_was_created_in_mexico_city(time, date):
    claims = read_docx(pack(p("7"), core=created(time))).claims
    assert claims == ((Claim(Origin.PROPERTIES, date),) if date else ())


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (" Abren\n 12  hospitales ", "Abren 12 hospitales"),
        ("nin\u0303as", "niñas"),
        ("Word Document", None),
        ("a" * 301, None),
        ("", None),
    ],
)
def test_the_title_of_a_document(title, said):
    claims = read_docx(pack(p("7"), core=f"<dc:title>{title}</dc:title><dc:creator>x</dc:creator>")).claims
    assert [claim.title for claim in claims] == ([said] if said else [])


@pytest.mark.parametrize("core", ["<dc:title>Doce", "<!DOCTYPE x>", "<dc:title>&unknown;</dc:title>"])
def test_broken_properties_say_nothing(core):
    assert read_docx(pack(p("7"), core=core)).claims == ()


# Packages as others write them


def test_a_document_made_by_python_docx():
    made = docx.Document()
    made.core_properties.title = "Doce hospitales"
    made.sections[0].header.paragraphs[0].text = "Boletín No. 123/2024"
    made.sections[0].footer.paragraphs[0].text = "Página 1"
    made.add_heading("Doce hospitales")
    made.add_paragraph("Se abrirán:")
    for name, words in (("List Bullet", "500 camas"), ("List Bullet", "tres salas"), ("List Number", "fin")):
        made.add_paragraph(words, style=name)
    grid = made.add_table(2, 3)
    for k, cell in enumerate("abcdef"):
        grid.cell(k // 3, k % 3).text = cell
    grid.cell(0, 0).merge(grid.cell(1, 0))
    data = io.BytesIO()
    made.save(data)
    read = read_docx(data.getvalue())
    assert read.text == (
        "Boletín No. 123/2024\n\nDoce hospitales\n\nSe abrirán:\n\n"
        "• 500 camas\n• tres salas\n\n1. fin\n\na d\tb\tc\n\n\te\tf"
    )
    assert read.claims == (Claim(Origin.PROPERTIES, title="Doce hospitales"),)


def test_a_document_made_by_libreoffice_gives_the_facts_of_its_specimen(corpus, extractor):
    name, date = "2025-02-11_pensiones", dt.date(2025, 2, 11)
    specimen = (corpus / f"{name}.txt").read_text(encoding="utf-8")
    document = read_docx((FILES / f"{name}.docx").read_bytes())
    assert "\n• Ocho de cada diez" in document.text
    assert "2025\tNo. 058\n" in document.text
    typed = specimen.replace("· ", "• ").replace("[bookmark: _GoBack]", "")  # automatic bullets, a real bookmark
    found = []
    for each in (typed, document.text):
        facts = [json.loads(line) for line in extractor(Bulletin(name, each, date)).facts]
        found.append([{key: fact[key] for key in fact if key not in {"id", "start", "end"}} for fact in facts])
    assert found[1] == found[0]
    assert len(found[0]) > 50


def with_namespace(data, before, after):
    files = zipfile.ZipFile(io.BytesIO(data))
    return archive({name: files.read(name).replace(before.encode(), after.encode()) for name in files.namelist()})


def test_the_strict_namespaces():
    data = pack(p(r("7") + "<m:oMath><m:r><m:t>=3</m:t></m:r></m:oMath>") + item("a"), numbering=NUMBERING)
    strict = with_namespace(data, TRANSITIONAL, STRICT)
    strict = with_namespace(strict, RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    strict = with_namespace(strict, "http://schemas.openxmlformats.org/office", "http://purl.oclc.org/ooxml/office")
    strict = with_namespace(strict, "officeDocument/2006/math", "officeDocument/math")
    assert read_docx(strict).text == "7=3\n\n• a"


def test_macros_are_not_touched():
    files = zipfile.ZipFile(io.BytesIO(pack(p("7"))))
    parts = {name: files.read(name) for name in files.namelist()}
    assert read_docx(archive(parts | {"word/vbaProject.bin": b"\xff" * 9})).text == "7"


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("word/document2.xml", "/word/document2.xml"),
        ("word/document2.xml", "../../word/./document2.xml"),
        ("Word\\Document2.xml", "word/document2.xml"),
        ("word/document.xml", "elsewhere.xml"),
    ],
)
def test_where_the_main_part_is(part, target):
    body = f"<w:document {NAMESPACES}><w:body>{p('7')}</w:body></w:document>"
    assert read_docx(archive({part: body, "_rels/.rels": relationships(a=("officeDocument", target))})).text == "7"


def test_a_part_outside_of_the_package_is_not_looked_for():
    data = with_namespace(pack(p("7") + section("default")), "</Relationships>", (
        f'<Relationship Id="header1" Type="{RELATIONS}/header" Target="file:///etc/hostname" TargetMode="External"/>'
        "</Relationships>"
    ))  # fmt: skip
    assert read_docx(data).text == "7"


def test_utf_16():
    body = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{p("niñas")}</w:body></w:document>'
    assert read_docx(archive({"word/document.xml": body.encode("utf-16")})).text == "niñas"


# What is no Word document


def main(content):
    return archive({"word/document.xml": content})


def application(part):
    return archive({"_rels/.rels": relationships(a=("officeDocument", part)), part: "<x/>"})


ENTITIES = '<!DOCTYPE w [<!ENTITY a "7"><!ENTITY b "&a;&a;">]>'
AGAIN = "; get the file again, or open it in Word and save it"
SAVE = "; open it in Word and save it again"
BAD = {
    "nothing": (b"", "is empty; nothing to extract"),
    "plain text": (b"Hay 7 camas.", "is no Word document (.docx); save it as one"),
    "RTF": (b"{\\rtf1 7 camas}", "is RTF, whatever its name; save it as .docx"),
    "PDF": (b"%PDF-1.4", "is PDF, whatever its name; save it as .docx"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "is an old Word document (.doc); save it as .docx"),
    "old Word with a locked file in it": (
        OLE + "EncryptedPackage WordDocument".encode("utf-16-le"),
        "is an old Word document (.doc); save it as .docx",
    ),
    "locked": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password; save it as .docx without one",
    ),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "is an old Office file; save it as .docx"),
    "spreadsheet": (application("xl/workbook.xml"), "is a spreadsheet (.xlsx), no Word document; save it as .docx"),
    "presentation": (application("ppt/x.xml"), "is a presentation (.pptx), no Word document; save it as .docx"),
    "OpenDocument": (
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "is an OpenDocument text (.odt), no Word document; save it as .docx",
    ),
    "archive": (archive({"a.txt": "7"}), "is a ZIP archive, no Word document; save it as .docx"),
    "other XML": (main("<x/>"), "is no Word document: word/document.xml holds something else; save it as .docx"),
    "broken XML": (main("<a>\n<b>\n</a>"), f"is damaged: word/document.xml, line 3, column 3: mismatched tag{SAVE}"),
    "XML cut off": (main("<a>\n<b>"), f"is damaged: word/document.xml, line 2, column 4: no element found{SAVE}"),
    "no XML": (main(""), f"is damaged: word/document.xml, line 1, column 1: no element found{SAVE}"),
    "unknown encoding": (
        main('<?xml version="1.0" encoding="x-none"?><a/>'),
        f"is damaged: word/document.xml, line 1, column 1: unknown encoding{SAVE}",
    ),
    "broken lists": (
        pack(p("7"), numbering="<w:num>"),
        f"is damaged: word/numbering.xml, line 1, column 430: mismatched tag{SAVE}",
    ),
    "entities": (
        main(f"{ENTITIES}<w>&b;</w>"),
        "is not read: word/document.xml declares a document type, as no document does; save it as .docx again",
    ),
    "a file outside": (
        main('<!DOCTYPE w SYSTEM "file:///etc/hostname"><w/>'),
        "is not read: word/document.xml declares a document type, as no document does; save it as .docx again",
    ),
    "no text": (
        pack(p("<w:r><w:drawing/></w:r>") + p(" ")),
        "has no text, at most pictures of it; extract the text first",
    ),
    "a file inserted": (
        pack(p("7") + '<w:altChunk r:id="x"/>'),
        "has another file inserted that is no part of it yet; open it in Word and save it again",
    ),
    "packed otherwise": (
        archive({"word/document.xml": "<x/>"}, zipfile.ZIP_LZMA),
        f"is cut off or damaged: word/document.xml is packed as no document is{AGAIN}",
    ),
    "deep": (
        main("<a>" * 2000),
        "is no ordinary document: word/document.xml has elements nested more than 1,000 deep",
    ),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_what_is_no_bulletin(data, message):
    assert refusal(data) == message


def test_an_archive_cut_off():
    assert refusal(pack(p("7"))[:-30]) == f"is cut off or damaged: the archive's directory cannot be read{AGAIN}"


def test_an_archive_with_a_password():
    data = bytearray(main("<x/>"))
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + at] |= 1
    assert refusal(bytes(data)) == "is protected by a password; save it as .docx without one"


def test_an_archive_with_a_part_that_cannot_be_unpacked():
    data = bytearray(main("<x>7 camas</x>"))
    data[data.index(b"document.xml") + 14] ^= 255
    assert refusal(bytes(data)) == f"is cut off or damaged: word/document.xml cannot be unpacked{AGAIN}"


def test_names_of_parts_keep_a_message_on_its_line():
    parts = {"a\nb.xml": "<a>", "_rels/.rels": relationships(a=("officeDocument", "a&#10;b.xml"))}
    assert refusal(archive(parts)) == f"is damaged: 'a\\nb.xml', line 1, column 4: no element found{SAVE}"


def test_an_archive_that_unpacks_without_end(monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED", 5_000_000)
    bomb = main(f"<w:document {NAMESPACES}>{' ' * 6_000_000}</w:document>")
    assert len(bomb) < 10_000
    assert refusal(bomb) == "unpacks to more than 5,000,000 bytes, too many for one bulletin"


def test_the_bound_is_of_all_parts_that_are_read_and_of_no_other(monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED", 1_000_000)
    files = zipfile.ZipFile(io.BytesIO(pack(p("7"), styles=f"<!--{'x' * 600_000}-->")))
    parts = {name: files.read(name) for name in files.namelist()} | {"word/media/image1.png": b"x" * 2_000_000}
    assert read_docx(archive(parts)).text == "7"
    parts["word/document.xml"] += b" " * 600_000
    assert refusal(archive(parts)) == "unpacks to more than 1,000,000 bytes, too many for one bulletin"


@pytest.mark.parametrize(
    "content",
    [f'<a b="{"x" * 9_000_000}"/>', f"<!--{'x' * 9_000_000}-->", "".join(f"<a{k}/>" for k in range(200_000))],
    ids=["an attribute", "a comment", "names"],
)
def test_tags_without_end(content):
    assert refusal(main(f"<x>{content}</x>")) == "is no ordinary document: word/document.xml has tags without end"


@pytest.mark.parametrize(
    "body", [p("7 camas. " * 30) * 20, "<w:p/>" * 5000, "<w:tbl><w:tr>" + "<w:tc/>" * 5000 + "</w:tr></w:tbl>"]
)
def test_a_text_without_end_is_refused_before_all_of_it_is_read(body, monkeypatch):
    monkeypatch.setattr(story, "_MOST", 4000)
    assert refusal(pack(body)) == "has far more than the 2,000,000 characters of one bulletin; split it"


@pytest.mark.parametrize(
    "parts",
    [
        {"styles": '<w:style w:styleId="s{}"/>'},
        {"numbering": '<w:num w:numId="{}"/>'},
        {"footnotes": note("footnote", "{}", "7")},
    ],
    ids=["styles", "lists", "notes"],
)
def test_definitions_without_end(parts, monkeypatch):
    monkeypatch.setattr(markup, "_MOST_DEFINED", 100)
    parts = {kind: "".join(map(defined.format, range(101))) for kind, defined in parts.items()}
    data = pack(p(reference("footnote", 1)) + p("7"), **parts)
    assert refusal(data) == "is no ordinary document: it has more than 100 styles, lists, notes or parts"


def test_a_text_that_is_too_long():
    assert re.fullmatch(r"has 2,\d{3},\d{3} characters, more than the 2,000,000 of one bulletin; split it",
                        refusal(pack(p("7 camas. " * 250_000))))  # fmt: skip


def test_a_hundred_thousand_paragraphs():
    said = text("".join(f"<w:p><w:r><w:t>Hay {k} camas.</w:t></w:r></w:p>" for k in range(100_000)))
    assert said.count("\n\n") == 99_999
    assert said.endswith("\n\nHay 99999 camas.")


# Damage of any kind


def outcome(data):
    try:
        read_docx(data)
    except InputError as error:
        return "one line" if "\n" not in str(error) else str(error)
    return "text"


def test_whatever_is_cut_off_there_is_a_text_or_an_error():
    good = (FILES / "2025-02-11_pensiones.docx").read_bytes()
    assert {outcome(good[:length]) for length in range(0, len(good), 37)} == {"one line"}


def test_whatever_bit_is_turned_there_is_a_text_or_an_error():
    good = (FILES / "2025-02-11_pensiones.docx").read_bytes()
    outcomes = set()
    for place in range(0, len(good), 29):
        data = bytearray(good)
        data[place] ^= 1 << place % 8
        outcomes.add(outcome(bytes(data)))
    assert outcomes == {"text", "one line"}


def test_whatever_stands_in_the_xml_there_is_a_text_or_an_error():
    files = zipfile.ZipFile(FILES / "2025-02-11_pensiones.docx")
    parts = {name: files.read(name) for name in files.namelist() if name.endswith((".xml", ".rels"))}
    chance = random.Random(7)  # noqa: S311
    names = [*re.findall(rb"w:[a-zA-Z]+", b"".join(parts.values())), b"w:txbxContent", b"w:del", b"w:fldChar"]
    outcomes = set()
    for _ in range(200):
        damaged = dict(parts)
        for _ in range(3):
            name = chance.choice(sorted(parts))
            old = chance.choice(names)
            new = chance.choice([*names, b"&", b"<", b"\xff", b""])
            damaged[name] = damaged[name].replace(old, new, chance.choice([-1, 1]))
        outcomes.add(outcome(archive(damaged, zipfile.ZIP_STORED)))
    assert outcomes == {"text", "one line"}
