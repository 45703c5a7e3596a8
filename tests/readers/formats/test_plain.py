"""Plain text: from bytes to the text as read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.errors import Exit, InputError
from imss_facts.readers.document import Document
from imss_facts.readers.formats import plain
from imss_facts.readers.formats.plain import decode, read_plain


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"7 camas", "7 camas"),
        ("niñas\n".encode(), "niñas\n"),
        ("\ufeffniñas".encode(), "niñas"),
        (b"uno\r\ndos\rtres\n", "uno\ndos\ntres\n"),
        ("nin\u0303as".encode(), "niñas"),
        ("mil\u00a0\u2009\u2028\x85\x0bdos".encode(), "mil\u00a0\u2009\u2028\x85\x0bdos"),
        (b"  **[bookmark: _GoBack]** \t", "  **[bookmark: _GoBack]** \t"),
        ("m² ﬁn ½".encode(), "m² ﬁn ½"),
    ],
)
def test_the_text_as_read(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    "encoding", ["cp1252", "latin-1", "iso-8859-15", "mac-roman", "utf-16", "utf-16-le", "utf-8-sig"]
)
def test_another_encoding_when_named(encoding):
    assert decode("7 niñas".encode(encoding), encoding) == "7 niñas"


def test_a_byte_order_mark_is_dropped_in_every_encoding():
    assert decode("\ufeff7 camas".encode("utf-16-le"), "utf-16-le") == "7 camas"


@given(st.text(min_size=1).filter(str.strip).filter(lambda text: "\x00" not in text))
def test_text_is_read_normalised_and_nothing_else_is_changed(text):
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if lines.strip():
        assert decode(text.encode()) == unicodedata.normalize("NFC", lines)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_text_or_an_error(data):
    try:
        text = decode(data)
    except InputError:
        return
    assert text.encode().decode() == text
    assert text.strip()


BAD = {
    "empty": (b"", "utf-8", "is empty; nothing to extract"),
    "blank": (b" \r\n\t", "utf-8", "is empty; nothing to extract"),
    "only a mark": (b"\xef\xbb\xbf", "utf-8", "is empty; nothing to extract"),
    "binary": (
        b"\x89PNG\r\n\x1a\n\x00",
        "utf-8",
        "looks binary (it has NUL bytes), not text; extract the text first",
    ),
    "binary read as cp1252": (
        b"\x89PNG\r\n\x1a\n\x00",
        "cp1252",
        "looks binary (it has NUL bytes), not text; extract the text first",
    ),
    "a NUL far down": (
        b"x" * 9000 + b"\x00",
        "utf-8",
        "looks binary (it has NUL characters), not text; extract the text first",
    ),
    "cp1252 unnamed": (
        "Uno\n7 niñas".encode("cp1252"),
        "utf-8",
        "line 2: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "cut off": (
        "7 niñas".encode()[:5],
        "utf-8",
        "line 1: byte 0xc3 is not utf-8; name the encoding, as in --encoding cp1252",
    ),
    "wrongly named": (
        b"\x81",
        "cp1252",
        "line 1: byte 0x81 is not cp1252; name the encoding, as in --encoding cp1252",
    ),
    "UTF-16 unnamed": (
        "7 camas".encode("utf-16"),
        "utf-8",
        "is UTF-16; name the encoding, as in --encoding utf-16",
    ),
    "no encoding": (b"7", "latin-99", "no encoding is called «latin-99»"),
    "no encoding of text": (b"7", "rot13", "«rot13» is no encoding of text"),
    "a codec that refuses": (b"7", "undefined", "«undefined» is no encoding of text"),
    "half a character": (b"+2AA-", "utf-7", "holds what is no character in utf-7; name the right encoding"),
}


@pytest.mark.parametrize(("data", "encoding", "message"), BAD.values(), ids=BAD)
def test_what_is_no_bulletin(data, encoding, message):
    with pytest.raises(InputError) as caught:
        decode(data, encoding)
    assert str(caught.value) == message
    assert caught.value.exit_code == Exit.BAD_INPUT


def test_too_long(monkeypatch):
    monkeypatch.setattr(plain, "MAX_CHARACTERS", 5)
    assert decode("niñas".encode()) == "niñas"
    with pytest.raises(InputError, match=r"^has 6 characters, more than the 5 of one bulletin; split it$"):
        decode("niñas.".encode())


def test_a_document_of_plain_text_claims_nothing():
    document = read_plain(b"\xef\xbb\xbf---\nfecha: 2021-03-12\n---\nHay 7 camas.\r\n")
    assert document == Document("---\nfecha: 2021-03-12\n---\nHay 7 camas.\n")
