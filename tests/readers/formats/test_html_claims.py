"""HTML: what a page says of its bulletin."""

import datetime as dt
import json

import pytest

from imss_facts.readers.document import Claim, Origin
from imss_facts.readers.formats.html import read_html


def claims(head, body="<p>Hay 7 camas.</p>"):
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode()).claims


def said(head, body="<p>Hay 7 camas.</p>"):
    (claim,) = claims(head, body)
    assert claim.origin is Origin.METADATA
    return claim


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


DATES = {
    "published": '<meta property="article:published_time" content="2024-01-05T10:00:00-06:00">',
    "date": '<meta name="date" content="2024-01-05">',
    "fecha": '<meta name="fecha" content="5 de enero de 2024">',
    "with bars": '<meta name="date" content="05/01/2024">',
    "dc.date": '<META NAME="DC.Date" CONTENT="2024-01-05">',
    "dc.date.issued": '<meta name="DC.date.issued" content="2024-01-05">',
    "dcterms.created": '<meta name="dcterms.created" content="2024-01-05">',
    "dcterms.issued": '<meta name="dcterms.issued" content="2024-01-05">',
    "microdata": '<meta itemprop="datePublished" content="2024-01-05">',
    "rdfa": '<meta property="dc:date dc:created" content="2024-01-05T00:00:00-06:00">',
    "json": ld({"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2024-01-05"}),
    "json graph": ld({"@graph": [{"@type": "Organization"}, {"@type": ["Article"], "datePublished": "2024-01-05"}]}),
    "as written": '<meta name="date" content="2024-01-05T23:10:00-06:00">',
    "as written elsewhere": '<meta name="date" content="2024-01-05T23:10:00+09:00">',
    "UTC is the day in Mexico": '<meta name="date" content="2024-01-06T05:59:59.000Z">',
    "UTC in figures": '<meta name="date" content="2024-01-06T01:00:00+00:00">',
    "UTC later": '<meta name="date" content="2024-01-05T06:00Z">',
    "the first that can be read": '<meta name="date" content="hoy"><meta name="date" content="2024-01-05">',
    "the better field": '<meta name="date" content="2024-02-05"><meta itemprop="datePublished" content="2024-01-05">',
}


@pytest.mark.parametrize("head", DATES.values(), ids=DATES)
def test_the_day_of_publication(head):
    assert said(head) == Claim(Origin.METADATA, date=dt.date(2024, 1, 5))


@pytest.mark.parametrize(
    "body",
    [
        "<article><time datetime='2024-01-05' pubdate>hoy</time><p>Hay 7 camas.</p></article>",
        "<article><time datetime='2024-01-05T20:00' itemprop=datePublished></time><p>Hay 7 camas.</p></article>",
        "<article><time datetime='2024-01-05' class='entry-date published'></time><p>Hay 7 camas.</p></article>",
        "<article><meta itemprop=datePublished content=2024-01-05><div class=share>x</div>Hay 7 camas.</article>",
        "<article><span property='dc:date' content='2024-01-05'></span><p>Hay 7 camas.</p></article>",
        f"<article><p>Hay 7 camas.</p></article>{ld({'@type': 'NewsArticle', 'datePublished': '2024-01-05'})}",
    ],
)
def test_the_day_in_the_body(body):
    assert said("", body).date == dt.date(2024, 1, 5)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="">',
        '<meta name="date" content="2024-13-45">',
        '<meta name="date" content="2024-02-30T10:00Z">',
        '<meta name="date" content="0001-01-01">',
        '<meta name="date" content="ayer">',
        f'<meta name="date" content="{"x" * 200} 2024-01-05">',
        '<meta property="article:modified_time" content="2024-01-05">',
        '<meta name="viewport" content="2024-01-05">',
        ld({"@type": "Event", "datePublished": "2024-01-05"}),
        ld({"@type": "NewsArticle", "datePublished": 5}),
        '<script type="application/ld+json">{</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        f'<script type="application/ld+json">{"1" * 10_000}</script>',
        "<template><meta name=date content='2024-01-05'></template>",
        "<time datetime=2024-01-05>hoy</time>",
    ],
)
def test_what_says_no_day(head):
    assert claims(head) == ()


def test_the_day_of_another_article_is_none_of_this():
    other = "<section class=related><time datetime=2024-01-05 pubdate></time>x</section>"
    assert claims("", f"{other}<article><p>Hay 7 camas.</p></article>{other}") == ()


TITLES = {
    "og:title": ('<meta property="og:title" content="Abren 12"><title>Otro</title>', "<h1>Más</h1>", "Abren 12"),
    "h1": ("<title>Otro</title>", "<h1>Abren <b>12</b>\n hospitales</h1>", "Abren 12 hospitales"),
    "h1 after another heading": ("", "<h2>Boletín</h2><h1>Abren 12</h1>", "Abren 12"),
    "h1 without the site": ("", "<h1>Abren 12 | Mi sitio</h1>", "Abren 12"),
    "title": ("<title>Abren &quot;12&quot;</title>", "", 'Abren "12"'),
    "title before a bar": ("<title>Abren 12 | El Sol | México</title>", "", "Abren 12"),
    "title before the institute": (
        "<title>Abren 12 - Instituto Mexicano del Seguro Social - gob.mx</title>",
        "",
        "Abren 12",
    ),
    "title before the site": (
        '<meta property="og:site_name" content="El Sol"><title>Abren 12 – El Sol</title>',
        "",
        "Abren 12",
    ),
    "a dash of the title": ("<title>Abren 12 - 5 en Jalisco</title>", "", "Abren 12 - 5 en Jalisco"),
    "the name of the site is no title": ("<meta property=og:title content=gob.mx>", "<h1>Abren 12</h1>", "Abren 12"),
}


@pytest.mark.parametrize(("head", "body", "title"), TITLES.values(), ids=TITLES)
def test_the_title(head, body, title):
    assert said(head, f"{body}<p>Hay 7 camas.</p>").title == title


@pytest.mark.parametrize("head", ["<title></title>", "<title> IMSS </title>", "<title>IMSS | gob.mx</title>"])
def test_what_is_no_title(head):
    assert claims(head) == ()


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ('<link rel="canonical" href="http://www.imss.gob.mx/prensa/archivo/202012/836">', "836/2020"),
        ('<meta property="og:url" content="https://imss.gob.mx/prensa/archivo/202401/007?x=1">', "007/2024"),
        ("<!-- saved from url=(0051)http://www.imss.gob.mx/prensa/archivo/202012/836 -->", "836/2020"),
        ('<meta name="boletin" content="836/2020">', "836/2020"),
    ],
)
def test_the_number(head, number):
    assert said(head).number == number


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://www.imss.gob.mx/prensa/archivo/202012">',
        '<link rel="stylesheet" href="/prensa/archivo/202012/836">',
        '<meta name="boletin" content="sin número">',
        "<!-- /prensa/archivo/202012/836 -->",
    ],
)
def test_what_is_no_number(head):
    assert claims(head) == ()


def test_a_page_that_says_nothing():
    assert claims("") == ()
