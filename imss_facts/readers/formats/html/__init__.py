"""HTML: a saved page, or the page inside a web archive (MHTML); its article, without what stands around it."""

from imss_facts.readers.document import Document
from imss_facts.readers.formats.html.article import article_of
from imss_facts.readers.formats.html.charset import characters
from imss_facts.readers.formats.html.claims import claim_of
from imss_facts.readers.formats.html.layout import text_of
from imss_facts.readers.formats.html.mhtml import page_of
from imss_facts.readers.formats.html.parser import parse
from imss_facts.readers.formats.plain import as_read


def read_html(data: bytes, encoding: str = "utf-8") -> Document:
    """The article of a page, and what the page says of it."""
    data, said = page_of(data) or (data, None)
    page = parse(characters(data, encoding, said))
    article = article_of(page)
    text = text_of(article.pieces) or text_of(page.pieces)
    claim = claim_of(page, article.fields, text_of(article.title))
    return Document(as_read(text + "\n"), (claim,) if claim else ())
