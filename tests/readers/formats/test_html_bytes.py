"""HTML: from bytes to characters, web archives, and what no page may do to the reader."""

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.errors import InputError
from imss_facts.readers.formats.html import parser, read_html

# ---- Encodings

TEXT = "Hay 7 niñas"
META = '<meta charset="{}"><p>Hay 7 niñas'
ENCODINGS = {
    "UTF-8 unsaid": (f"<p>{TEXT}".encode(), "utf-8"),
    "no charset said": (f"<meta http-equiv=content-type content=text/html><p>{TEXT}".encode(), "utf-8"),
    "UTF-8 said": (META.format("UTF-8").encode(), "utf-8"),
    "UTF-8 marked": (b"\xef\xbb\xbf" + META.format("latin1").encode(), "utf-8"),
    "UTF-16 marked": (META.format("utf-16").encode("utf-16"), "utf-8"),
    "a mark goes before what is asked": (b"\xef\xbb\xbf" + TEXT.encode(), "cp1252"),
    "asked": (TEXT.encode("cp1252"), "cp1252"),
    "asked goes before said": (META.format("utf-8").encode("cp1252"), "latin-1"),
    "windows-1252": (META.format("windows-1252").encode("cp1252"), "utf-8"),
    "latin1 is windows-1252": (META.format("ISO-8859-1").replace("Hay", "“Hay”").encode("cp1252"), "utf-8"),
    "iso-8859-15": (META.format("iso-8859-15").encode("iso-8859-15"), "utf-8"),
    "macintosh": (META.format("macintosh").encode("mac-roman"), "utf-8"),
    "http-equiv": (
        f"<META content='text/html; charset=windows-1252' HTTP-EQUIV=Content-Type>{TEXT}".encode("cp1252"),
        "utf-8",
    ),
    "XML": (f"<?xml version='1.0' encoding='ISO-8859-1'?><p>{TEXT}".encode("cp1252"), "utf-8"),
    "the first counts": (f"<meta charset=cp1252><meta charset=utf-8>{TEXT}".encode("cp1252"), "utf-8"),
    "a meta in a comment is none": (f"<!-- <meta charset=latin1> --><p>{TEXT}".encode(), "utf-8"),
    "a meta in an attribute is none": (f"<a title='<meta charset=latin1>'>{TEXT}</a>".encode(), "utf-8"),
    "UTF-8 that says otherwise": (META.format("windows-1252").encode(), "utf-8"),
    "utf-16 in a meta is UTF-8": (META.format("utf-16").encode(), "utf-8"),
    "an encoding nobody knows": (META.format("utf-7").encode(), "utf-8"),
}


@pytest.mark.parametrize(("data", "encoding"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(data, encoding):
    assert read_html(data, encoding).text.replace("“Hay”", "Hay") == f"{TEXT}\n"


BAD = {
    "unsaid": (
        f"<p>\n{TEXT}".encode("cp1252"),
        "utf-8",
        "line 2: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "said wrongly": (
        META.format("utf-8").encode("cp1252"),
        "utf-8",
        "line 1: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "said too late": (
        b" " * 1024 + META.format("cp1252").encode("cp1252"),
        "utf-8",
        "line 1: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "no encoding": (b"7", "latin-99", "no encoding is called «latin-99»"),
    "no encoding of text": (b"7", "rot13", "«rot13» is no encoding of text"),
    "half a character": (b"+2AA-", "utf-7", "holds what is no character in utf-7; name the right encoding"),
    "NUL": (b"<p>7\x00", "utf-8", "looks binary (it has NUL characters), not a page; save it again from the browser"),
    "empty": (b"", "utf-8", "is empty; nothing to extract"),
    "blank": (b"<html><body> <p>&nbsp;</p>\n</body></html>", "utf-8", "is empty; nothing to extract"),
    "nothing shown": (b"<title>7</title><p hidden>7</p><script>7</script>", "utf-8", "is empty; nothing to extract"),
    "a comment left open": (b"<!-- <p>7</p>", "utf-8", "is empty; nothing to extract"),
}


@pytest.mark.parametrize(("data", "encoding", "message"), BAD.values(), ids=BAD)
def test_what_is_no_page(data, encoding, message):
    with pytest.raises(InputError) as caught:
        read_html(data, encoding)
    assert str(caught.value) == message


# ---- Web archives

PAGE = "<html><body><p>Hay 7 niñas</p></body></html>"
HEAD = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html"; boundary="b"\r\n\r\n'
)


def part(body, *, kind="text/html", encoding="8bit"):
    return f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body + b"\r\n"


END = b"--b--\r\n"
ARCHIVES = {
    "quoted-printable": part(quopri.encodestring(PAGE.encode()), encoding="quoted-printable") + END,
    "base64": part(base64.encodebytes(PAGE.encode()), encoding="base64") + END,
    "plain bytes": part(PAGE.encode()) + END,
    "a charset": part(PAGE.encode("cp1252"), kind="text/html; charset=windows-1252") + END,
    "after a picture": part(b"99", kind="image/png") + part(PAGE.encode()) + END,
    "before a frame": part(PAGE.encode()) + part(b"<p>99") + END,
    "in a part": part(
        b"--c\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode() + b"\r\n--c--",
        kind="multipart/alternative; boundary=c",
    ),
    "cut off": part(PAGE.encode()),
}


@pytest.mark.parametrize("parts", ARCHIVES.values(), ids=ARCHIVES)
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_web_archives(parts, end):
    assert read_html((HEAD + parts).replace(b"\r\n", end)).text == "Hay 7 niñas\n"


def test_an_archive_of_one_part():
    assert read_html(b"MIME-Version: 1.0\nContent-Type: text/html; charset=latin1\n\n<p>7 ni\xf1as").text == "7 niñas\n"


def test_headers_alone_make_no_archive():
    assert (
        read_html(b"Content-Type: multipart/related\n\nHay 7 camas").text
        == "Content-Type: multipart/related Hay 7 camas\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        HEAD + b"--b--",
        HEAD + part(b"x", kind="image/png"),
        HEAD.replace(b'; boundary="b"', b"") + part(b"<p>7"),
        HEAD + part(b"<p>7").replace(b"text/html", b"application/pdf"),
        HEAD + part(HEAD, kind="multipart/related; boundary=b") * 50,
        b"MIME-Version: 1\n"
        + b"".join(b"Content-Type: multipart/x; boundary=%d\n\n--%d\n" % (k, k) for k in range(99)),
    ],
)
def test_an_archive_without_a_page(data):
    with pytest.raises(
        InputError, match=r"^is a web archive \(MHTML\) without a page in it; save the page again, as HTML$"
    ):
        read_html(data)


# ---- Bounds

DEEP = 100_000
MANY = 20_000
HARD = {
    "nested": "<div>" * DEEP + "7",
    "nested and closed": "<div>" * DEEP + "7" + "</div>" * DEEP,
    "nested lists": "<ul><li>" * MANY + "7",
    "nested tables": "<table><tr><td>" * (MANY // 4) + "7",
    "left open": "<b><i><p>" * MANY + "7",
    "never open": "</div></p></b>" * MANY + "7",
    "attributes": "<p " + " ".join(f"a{k}=1" for k in range(DEEP)) + ">7",
    "one attribute": f"<p class='{'x ' * MANY}' style='{'display ' * MANY}'>7",
    "fields": "<meta name=date content=x>" * MANY + "7",
    "comments": "<!--" * MANY + "-->7",
    "hidden": "<p hidden>9</p>" * MANY + "7",
    "menus": "<ul><li><a href=1>x</a><li><a href=2>x</a><li><a href=3>x</a></ul>" * (MANY // 4) + "<p>7",
    "asides": "<article>" + "<aside><a href=1>x</a></aside>" * MANY + "<p>7</article>",
    "sections closed out of turn": ("<nav>" * 300 + "<div>" * 300 + "</nav>" * 300) * 3 + "</div>" * 900 + "7",
    "a big page": "<!-- " + "x" * 15_000_000 + " --><p>7",
}


@pytest.mark.parametrize("page", HARD.values(), ids=HARD)
def test_no_page_is_too_hard(page):
    assert read_html(page.encode()).text.split()[-1] == "7"


def test_entities_without_end():
    assert read_html(("&amp;&bogus;&#x41;&aacute" * MANY).encode()).text == "&&bogus;Aá" * MANY + "\n"


def test_too_long():
    with pytest.raises(
        InputError, match=r"^has 2,400,001 characters, more than the 2,000,000 of one bulletin; split it$"
    ):
        read_html(b"Hay camas. " * 200_000 + b"x" * 200_000)


def test_too_many_elements(monkeypatch):
    monkeypatch.setattr(parser, "_MOST", 10)
    assert read_html(b"<p>7" * 8).text.startswith("7")  # with html and body
    with pytest.raises(InputError, match=r"^has more than 10 elements, too many for one bulletin; split it$"):
        read_html(b"<p>7" * 9)


def test_nested_too_deep_for_so_many_ends(monkeypatch):
    monkeypatch.setattr(parser, "_WORK", 1_000_000)
    with pytest.raises(InputError, match=r"^has more than [\d,]+ elements inside one another; save the page again$"):
        read_html(b"<span>" * 200 + b"</x>" * 10_000)


MARKUP = st.sampled_from(
    "div p b span a ul ol li table tr td article nav header footer main aside h1 br pre script style title template "
    "svg textarea select button dialog sup q section body html head x-y plaintext".split()
)
ATTRIBUTES = st.sampled_from([
    "", " class=share", " class=entry-content", " hidden", " href=x", " role=main", ' a="', " start=-3 value=99999999",
    " aria-hidden=true", " itemprop=datePublished content=2024-01-05", " type=application/ld+json", " style='display:",
])  # fmt: skip
SOUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, MARKUP, ATTRIBUTES),
        st.builds("</{}>".format, MARKUP),
        st.text(max_size=5),
        st.sampled_from(
            ["15 mil ", "&nbsp;", "&#0;", "&#xD800;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "\u200b", "<", "&"]
        ),
    ),
    max_size=40,
)


@given(SOUP)
def test_whatever_the_page_there_is_a_text_or_an_error(soup):
    check("".join(soup).encode("utf-8", "ignore"))


@given(st.binary(max_size=200), st.sampled_from([b"", HEAD, HEAD + b"--b\n", HEAD + part(b"")]))
def test_whatever_the_bytes_there_is_a_text_or_an_error(data, before):
    check(before + data)


def check(data):
    try:
        document = read_html(data)
    except InputError:
        return
    assert document.text.strip()
    assert "\r" not in document.text
    assert document.text.encode().decode() == document.text
