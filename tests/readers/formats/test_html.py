"""HTML: the text of a page as its reader sees it, and of the page the article alone."""

import html
import json
import re
from pathlib import Path

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.dates import date_in_name
from imss_facts.readers.formats.html import read_html

PAGES = Path(__file__).parent / "pages"
PROSE = "El Instituto otorgó {} mil consultas en el primer trimestre del año, de acuerdo con su informe más reciente."


def text(page):
    return read_html(page.encode()).text


def prose(*figures):
    return "".join(f"<p>{PROSE.format(figure)}</p>" for figure in figures)


def figures(page):
    return [int(figure) for figure in re.findall(r"\d+", text(page))]


# ---- Whole pages


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("gob-mx.html", "gob-mx.txt"),
        ("gob-mx.mht", "gob-mx.txt"),  # the same page, saved by Chromium
        ("imss-drupal.html", "imss-drupal.txt"),
    ],
)
def test_a_page_of_the_press_room(page, expected):
    assert read_html((PAGES / page).read_bytes()).text == (PAGES / expected).read_text(encoding="utf-8")


# ---- Layout

LAYOUT = {
    "paragraphs": ("<p>Uno</p><p>Dos</p>", "Uno\n\nDos"),
    "paragraphs left open": ("<p>Uno<p>Dos", "Uno\n\nDos"),
    "text alone": ("Hay 7 camas", "Hay 7 camas"),
    "inline elements break nothing": ("<p>$1,<b>234</b>.<span>5</span></p>", "$1,234.5"),
    "an unknown element is inline": ("1,<x-y>2</x-y>00", "1,200"),
    "blocks break": ("Uno<div>Dos</div>Tres", "Uno\n\nDos\n\nTres"),
    "a span shown as a block breaks": ('Uno<span style="display: block">Dos</span>', "Uno\n\nDos"),
    "a line break": ("Uno<br>Dos<br/>Tres", "Uno\nDos\nTres"),
    "two line breaks": ("Uno<br>\n<br>Dos", "Uno\n\nDos"),
    "no more than one blank line": ("Uno<br><br><br>\n<p></p><div><br></div>Dos", "Uno\n\nDos"),
    "white space is folded": ("<p>\n  Hay\t7\n camas </p>\n", "Hay 7 camas"),
    "across elements": ("<p>Hay <b> 7</b> <i>camas </i>.</p>", "Hay 7 camas ."),
    "but not when verbatim": ("<pre>\n Hay  7\n   camas</pre>", " Hay  7\n   camas"),
    "a space that may not break": ("15&nbsp;mil&nbsp;", "15 mil"),
    "unless it groups thousands": ("1&nbsp;<b>234</b>&nbsp;567", "1\u00a0234\u00a0567"),
    "an empty paragraph of Word": ("<p>Uno</p><p>&nbsp;</p><p>&nbsp; Dos &nbsp; y</p>", "Uno\n\nDos y"),
    "what takes no room": ("co&shy;misión 1&#8203;0&zwj;0\ufeff<p>&#8203;</p>", "comisión 100"),
    "an ordinal": ("1<sup>o</sup> de mayo", "1o de mayo"),
    "a note is no digit of the figure": ("1,234<sup><a href='#n'>1</a></sup> camas", "1,234¹ camas"),
    "a note in brackets": ("1,234<sup>[1]</sup> camas", "1,234[1] camas"),
    "a power": ("30 m<sup>2</sup>", "30 m²"),
    "an index": ("CO<sub>2</sub>", "CO₂"),
    "what was taken back": ("<del>45</del><ins>47</ins> y <s>8</s>9", "47 y 9"),
    "a quotation": ("dijo <q>son 7</q>.", "dijo “son 7”."),
    "a list": ("<p>Hay:</p><ul><li>7 camas</li><li>8 pisos</ul>Fin", "Hay:\n\n• 7 camas\n• 8 pisos\n\nFin"),
    "a numbered list": ("<ol><li>Uno<li>Dos</ol>", "1. Uno\n\n2. Dos"),
    "numbered otherwise": ("<ol start=3><li>Uno<li value=9>Dos<li>Tres</ol>", "3. Uno\n\n9. Dos\n\n10. Tres"),
    "lists in lists": (
        "<ul><li>Uno<ul><li>Dos<ol><li>Tres</ol></ul><li>Cuatro</ul>",
        "• Uno\n  • Dos\n\n    1. Tres\n• Cuatro",
    ),
    "an item of paragraphs": ("<ul><li><p>Uno</p><p>Dos</p></li></ul>", "• Uno\n\nDos"),
    "an empty item": ("<ul><li></li><li>Uno</li><li> </li></ul>Dos", "• Uno\n\nDos"),
    "an item without a list": ("<li>Uno", "• Uno"),
    "definitions": ("<dl><dt>Camas<dd>7</dl>", "Camas\n7"),
    "a table": (
        "<table><caption>Cuadro</caption><tr><th>Estado<th>Puestos<br>hoy<tr><td><p>Jalisco</p><td>1,234<tr><td>Yucatán<td></table>",
        "Cuadro\n\nEstado\tPuestos hoy\n\nJalisco\t1,234\n\nYucatán",
    ),
    "cells merged across and down": (
        "<table><tr><td rowspan=2>A<td colspan=2>B<td rowspan=' 2 '>C<tr><td>1<td>2<tr><td>D<td>3<td>4<td>5</table>",
        "A\tB\t\tC\n\n\t1\t2\n\nD\t3\t4\t5",
    ),
    "cells merged by no number": (
        "<table><tr><td rowspan=0 colspan=two>A<td>1<tr><td rowspan=-2>B<td colspan=0>2</table>",
        "A\t1\n\nB\t2",
    ),
    "cells merged beyond the page": (
        "<table><tr><td colspan=999 rowspan=999>A<td>1<tr><td>B<td>2</table>",
        "A" + 99 * "\t" + "1\n\n" + 99 * "\t" + "B\t2",
    ),
    "a table without rows": ("<table><td>Camas<td>7</table>", "Camas\n\n7"),
    "rows of something else": (
        "<table><tr><td>A<td>1<tr><td>B<td>2<tr><td>C<td><p>3<p>4<tr><td>D<td><ul><li>5<li>6</ul></table>",
        "A\t1\n\nB\t2\n\nC\n\n3\n\n4\n\nD\n\n• 5\n• 6",
    ),
    "a table for layout": ("<table><tr><td>Menú<td><p>Uno<p>Dos<tr><td>Tres</table>", "Menú\n\nUno\n\nDos\n\nTres"),
    "a heading in a table": (
        "<table><tr><td>Puebla, 5 de enero de 2024<td>No. 7</table>",
        "Puebla, 5 de enero de 2024\n\nNo. 7",
    ),
    "a table in a table": (
        "<table><tr><td>Uno<td><table><tr><td>A<td>1<tr><td>B<td>2</table></table>",
        "Uno\n\nA\t1\n\nB\t2",
    ),
    "cells without a table": ("<td>Uno</td><td>Dos</td>", "Uno\nDos"),
    "entities": ("&aacute;&eacute &#241; &#x2d; &ntilde &#150; a&b 5<6 &bogus;", "áé ñ - ñ – a&b 5<6 &bogus;"),
    "composed": ("nin\u0303as", "niñas"),
    "ends of elements that were not open": ("uno</br>15 mil</p>dos</b></div>tres", "uno\n15 mil\n\ndostres"),
    "misnested": ("<b>1<p>2</b>3</p>4", "1\n\n23\n\n4"),
}


@pytest.mark.parametrize(("page", "expected"), LAYOUT.values(), ids=LAYOUT)
def test_layout(page, expected):
    assert text(page) == f"{expected}\n"


def test_no_line_ends_in_a_blank():
    assert re.findall(r"[ \u00a0]+$", text("<p>Uno &nbsp;<br>Dos <ul><li>Tres </ul><pre>x  </pre>"), re.MULTILINE) == []


# ---- What is not shown

HIDDEN = {
    "script": "<script>99</script>",
    "a script left open": "<script>document.write('<p>99</p>')",
    "style": "<style>p { width: 99px }</style>",
    "template": "<template><p>99</p></template>",
    "noscript": "<noscript><p>99</p></noscript>",
    "comment": "<!-- 99 --><!--[if IE]><p>99</p><![endif]-->",
    "processing instruction": "<?php echo 99 ?>",
    "drawing": "<svg><title>99</title><text>99</text></svg>",
    "form fields": "<select><option>99</select><textarea>99</textarea><input value=99>",
    "button": "<button>99</button>",
    "picture": "<img alt=99 src='99.png'>",
    "frame": "<iframe src=99>99</iframe>",
    "hidden": "<div hidden><p>99</p></div>",
    "aria-hidden": "<span aria-hidden=true>99</span>",
    "style none": "<p style='color: red; display : none'>99</p>",
    "invisible": "<span style=visibility:hidden>99</span>",
    "hidden by Word": "<span style='mso-hide:all'>99</span>",
    "by class": "<p class='sr-only'>99</p><div class='a hidden b'>99</div><h2 class=element-invisible>99</h2>",
    "a closed dialog": "<dialog><p>99</p></dialog>",
    "title": "<title>99</title>",
}


@pytest.mark.parametrize("page", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_shown_is_not_read(page):
    assert text(f"<body><p>Hay 7 camas.</p>{page}") == "Hay 7 camas.\n"


@pytest.mark.parametrize("hidden", ["hidden", "aria-hidden=true", "class=sr-only"])
def test_what_is_hidden_leaves_no_gap(hidden):
    assert text(f"<p>1,<span {hidden}> 99 </br></span>200</p>") == "1,200\n"


def test_what_is_left_out_of_a_line_leaves_a_gap():
    assert text("<p>Hay 7<span class=compartir>99</span>8</p>") == "Hay 7 8\n"


@pytest.mark.parametrize(
    "page",
    [
        "<h2><button>Hay 7 camas</button></h2>",  # as accordions have it
        "<dialog open>Hay 7 camas</dialog>",
        "<div class='d-none d-md-block'>Hay 7 camas</div>",
        "<div class='hidden-print'>Hay 7 camas</div>",
        "<body class=hidden hidden>Hay 7 camas</body>",
        "<div aria-hidden=true><main>Hay 7 camas</main></div>",  # behind a dialog
        "<div aria-hidden=false>Hay 7 camas</div>",
    ],
)
def test_what_is_shown_all_the_same(page):
    assert text(page) == "Hay 7 camas\n"


# ---- The article

AROUND = {
    "article": "<nav>99</nav><article>{}</article><div>99</div>",
    "main": "<div>99</div><main>{}</main><div>99</div>",
    "role main": "<div>99</div><div role=main>{}</div><div>99</div>",
    "article body": "<div>99</div><div itemprop=articleBody>{}</div><div>99</div>",
    "class": "<div>99</div><div class='col article-body x'>{}</div><div>99</div>",
    "id": "<div>99</div><div id=contenido-nota>{}</div><div>99</div>",
    "node of Drupal": "<div>99</div><div class='node node-boletin'>{}</div><div>99</div>",
    "block called content": "<div>99</div><div id=contenido>{}</div><div>99</div>",
    "a table for layout": "<table><tr><td><a href=1>9</a> <a href=2>9</a> <a href=3>9</a><td>{}</table>",
    "a footer in the article": "<article>{}<footer><a href=x>99</a></footer></article>",
    "an aside in the article": "<article>{}<aside><h3>Más</h3><a href=x>99</a></aside></article>",
    "navigation in the article": "<article>{}<nav>99</nav></article>",
    "share buttons": "<article>{}<div class='post_share-bar'><p>Compartir 99</p></div></article>",
    "share links in a line": "<article>{}<p>Fin <span class=compartir>99</span></p></article>",
    "related articles": "<main><article>{}</article><article><a href=x>Otra nota: 99</a></article></main>",
    "related text": "<article>{}</article><section class=relacionadas><p>" + PROSE.format(99) + "</p></section>",
    "cookies": "<div>{}</div><div id=aviso-cookies><p>" + PROSE.format(99) + "</p></div>",
    "dialog": "<div>{}</div><div role=dialog>99</div>",
    "navigation with a division left open": "<nav><div>99</nav>{}",
    "a list left open in navigation": "<nav><ul><li><div>99</nav>{}",
    "menu": "<div>{}</div><ul><li><a href=1>99</a><li><a href=2>99</a><li><a href=3>99</a></ul>",
    "breadcrumbs": "<main><div class=breadcrumb>99 » 99</div>{}</main>",
    "tail of a table": "<main><h1>T</h1><table><tr><td><div class=article-body>{}</div><td>99</table></main>",
    "tail of the page": "<main><div class=article-body>{}</div><p>Encuesta: 99</p></main>",
}


@pytest.mark.parametrize("page", AROUND.values(), ids=AROUND)
def test_what_stands_around_the_article_is_left_out(page):
    assert figures(page.format(prose(1, 2))) == [1, 2]


@pytest.mark.parametrize(
    "page",
    [
        "<div>99</div><div><h2>Más visto</h2><a href=x>99</a></div><div><h2>T</h2>{}</div><div>99</div>",
        "<div>99</div><div><div><h1>T</h1></div><div>{}</div></div><div>99</div>",
        "<p class=cookies>99</p><div><div><h1>T</h1><div>{}</div></div></div><div>99 grados</div>",
    ],
)
def test_without_structure_the_article_is_where_the_prose_is(page):
    assert figures(page.format(prose(1, 2, 3))) == [1, 2, 3]


KEPT = {
    "page without structure": "<h1>Abren 12</h1>{}<p>Hay 7.</p><div>13</div>",
    "two articles of one text": "<main><article>{}</article><article>" + prose(12, 7, 13) + "</article></main>",
    "two bodies": "<main><div class=entry-content>{}</div><div class=entry-content>"
    + prose(12, 7, 13)
    + "</div></main>",
    "a title before the text": "<main><h1>Abren 12</h1><p>No. 7</p>13<div class=entry-content>{}</div></main>",
    "a title beside an article": "<header><h1>Abren 12 de 7 y 13</h1></header><article>{}</article>",
    "a header in the article": "<article><header><h1>Abren 12</h1><p>7 y 13</p></header>{}</article>",
    "more of the article": "<article><div class=entry-content>{}</div><div>12 y 7</div><p>13</p></article>",
    "prose in an aside": "<article>{}<aside><p>" + PROSE.format("12, 7 y 13") + "</p></aside></article>",
    "a note called nota": "<p>12</p><div class=nota>7</div>{}<p>13</p>",
    "a small article": "<article><p>12</p></article><div>{}</div>" + prose(4, 7, 13),
    "links in the text": "<p><a href=1>12</a> <a href=2>7</a> <a href=3>13</a></p>{}",
    "a list of links": "<article>{}<ul><li><a href=1>12</a><li><a href=2>7</a><li><a href=3>13</a></ul></article>",
    "a menu that holds the page": "<div class=menu-page><main>{}<p>12, 7 y 13</p></main></div>",
    "a title apart": "<div>99</div><div><div><h1>12, 7 y 13</h1></div><div>{}</div></div>",
    "text beside the prose": "<div><h1>T</h1></div><div>{}</div><p>12</p><ul><li>7</li></ul><p>13</p>",
}


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_no_text_of_the_article_is_lost(page):
    found = set(figures(page.format(prose(1, 2, 3))))
    assert {1, 2, 3, 7, 12, 13} <= found


def test_what_is_called_a_note_is_no_article_for_that():
    assert text("<p>Hay 7.</p><div class=nota>Cifras preliminares.</div>") == "Hay 7.\n\nCifras preliminares.\n"


@pytest.mark.parametrize(
    "page",
    [
        "<nav>Menú</nav><header>IMSS</header><p>Hay 7 camas.</p><aside>Más</aside><footer>Pie</footer>",
        "<main><p>Hay 7 camas.</p></main><div>Síguenos y comparte con tus contactos esta nota y muchas más</div>",
        "<article><p>Hay 7 camas.</p></article><section>Otras notas</section>",
    ],
)
def test_a_short_page(page):
    assert text(page) == "Hay 7 camas.\n"


def test_a_page_of_links_alone():
    assert (
        text("<ul><li><a href=1>14 camas</a><li><a href=2>15</a><li><a href=3>16</a></ul>")
        == "• 14 camas\n• 15\n• 16\n"
    )


# ---- Facts


@pytest.mark.parametrize("name", ["2020-10-24_asamblea.txt", "2021-10-19_cancer.txt", "2024-01-05_empleo.txt"])
def test_a_bulletin_gives_the_same_facts_as_a_page(name, corpus, extractor):
    plain = (corpus / name).read_text(encoding="utf-8")
    paragraphs = [html.escape(paragraph).replace("\n", "<br>\n") for paragraph in re.split(r"\n\s*\n", plain)]
    page = f"<main>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</main>"
    assert _facts(extractor, name, text(page)) == _facts(extractor, name, plain)


def _facts(extractor, name, read):
    facts = [json.loads(line) for line in extractor(Bulletin(name, read, date_in_name(name))).facts]
    return [
        {key: " ".join(said.split()) if isinstance(said, str) else said for key, said in fact.items() if key in FIELDS}
        for fact in facts
    ]


FIELDS = (
    "kind category measure value low high unit period entity place speaker status modifier change quantity sentence"
).split()


def test_a_table_gives_each_figure_to_its_row(extractor):
    rows = "".join(
        f"<tr><td>{what}<td>{number}" for what, number in [("Camas", "33 mil"), ("Hospitales", 270), ("Médicos", 8)]
    )
    page = f"<p>Recursos</p><table><tr><th>Concepto<th>Total{rows}</table>"
    facts = _facts(extractor, "b", text(page))
    assert [(fact["value"], fact["entity"]) for fact in facts] == [
        (33000, "Camas"),
        (270, "Hospitales"),
        (8, "Médicos"),
    ]


def test_the_numbers_of_a_list_are_no_figures(extractor):
    facts = _facts(
        extractor, "b", text("<p>Requisitos</p><ol><li>Tener 18 años<li>Contar con 3 hijos<li>Pagar 500 pesos</ol>")
    )
    assert [fact["value"] for fact in facts] == [18, 3, 500]
