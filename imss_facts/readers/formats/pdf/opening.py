"""Opening a PDF: its pages, its title, and what is wrong with it where it cannot be read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from imss_facts.errors import InputError

MAX_PAGES = 2_000
_END = 2_048  # bytes among which a PDF's end is told
_NO_TITLE = re.compile(
    r"Microsoft (?:Word|PowerPoint|Excel|Publisher)\b|https?:|file:|www\."
    r"|(?:untitled|sin t[ií]tulo|documento?|presentaci[óo]n|print|full page)(?: document| page)?[\s\d()_.-]*\Z"
    r"|.*\.(?:docx?|odt|rtf|txt|pdf|html?|aspx?|php|indd|pub|pptx?|xlsx?|pages|tmp|qxd|ai|cdr|dotx?)\Z",
    re.IGNORECASE,
)
_DAMAGED = "damaged; download it again, or print it to PDF anew"
_CUT_OFF = "is cut off, as its end is missing; download it again"


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of a file's bytes, closed at the end; InputError says why there is none."""
    if not data:
        raise InputError("is empty; nothing to extract")
    import pypdfium2  # noqa: PLC0415  only who reads PDF waits for it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(_reason(data, getattr(error, "err_code", None), pypdfium2.raw)) from None
    try:
        if _is_cut_off(data):
            raise InputError(_CUT_OFF)
        if len(document) > MAX_PAGES:
            raise InputError(f"has {len(document):,} pages, more than the {MAX_PAGES:,} of one bulletin; split it")
        yield document
    finally:
        document.close()


def _reason(data: bytes, code: int | None, pdfium: Any) -> str:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return "needs a password; save it without one first"
    if code == pdfium.FPDF_ERR_SECURITY:
        return "is encrypted in a way that cannot be read; print it to PDF anew"
    if b"%PDF-" not in data[:1024]:
        return "is no PDF; name it by what it is"
    return _CUT_OFF if _is_cut_off(data) else f"is {_DAMAGED}"


def _is_cut_off(data: bytes) -> bool:
    return b"startxref" not in data[-_END:] and b"%%EOF" not in data[-_END:]


@contextmanager
def page_of(document: Any, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text, closed at the end."""
    import pypdfium2  # noqa: PLC0415

    page = textpage = None
    try:
        page = document[index]
        textpage = page.get_textpage()
        yield page, textpage
    except pypdfium2.PdfiumError:
        raise InputError(f"page {index + 1} is {_DAMAGED}") from None
    finally:
        for each in textpage, page:
            if each is not None:
                each.close()


def title_of(document: Any) -> str | None:
    """The title among the document's properties, where a person wrote it."""
    try:
        title = " ".join(document.get_metadata_value("Title").split())
    except UnicodeDecodeError:
        return None
    if len(title.split()) < 2 or not title.isprintable() or "\ufffd" in title or _NO_TITLE.match(title):
        return None
    return title
