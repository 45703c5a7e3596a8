"""How pages are marked up: the elements, classes and ids that tell the article from what stands around it.

Words are matched whole in a class or an id, at hyphens and underscores: ``share`` fits ``post-share_bar``, not
``shareholder``.
"""

import re

# ---- Elements ------------------------------------------------------------------------------------------------------

NEVER_SHOWN = frozenset({
    "applet", "audio", "canvas", "datalist", "embed", "iframe", "noembed", "noframes", "noscript", "object",
    "rp", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
TAKEN_BACK = frozenset({"del", "s", "strike"})  # struck out: 45̶ 47 must not read 4547
VOID = frozenset({
    "area", "base", "basefont", "br", "col", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SECTIONS = frozenset({
    "article", "aside", "details", "dialog", "dl", "fieldset", "figure", "footer", "form", "header", "main", "nav",
    "ol", "section", "ul",
})  # fmt: skip
BLOCKS = SECTIONS | HEADINGS | frozenset({
    "address", "blockquote", "body", "center", "dir", "div", "figcaption", "hgroup", "hr", "html", "legend", "listing",
    "menu", "p", "plaintext", "pre", "search", "summary", "table", "xmp",
})  # fmt: skip
LINES = frozenset({"dd", "dt"})
LISTS = frozenset({"dir", "menu", "ol", "ul"})
VERBATIM = frozenset({"listing", "plaintext", "pre", "xmp"})
FLOWING = HEADINGS | {"blockquote", "dl", "ol", "p", "pre", "table", "ul"}  # what text is written in, not laid out with
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)", re.IGNORECASE)

# ---- Roles ---------------------------------------------------------------------------------------------------------

MAIN_ROLES = frozenset({"main"})
ARTICLE_ROLES = frozenset({"article"})
CHROME_ROLES = frozenset({
    "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search",
    "toolbar", "tooltip",
})  # fmt: skip
CHROME_TAGS = frozenset({"aside", "footer", "header", "nav", "search"})

# ---- Classes and ids: words of them --------------------------------------------------------------------------------

BODY_WORDS = (
    "article-body", "articlebody", "article-content", "article-text", "article__body", "article__content", "body-text",
    "boletin-body", "boletin-texto", "contenido-articulo", "contenido-boletin", "contenido-comunicado",
    "contenido-nota", "contenido-noticia", "content-body", "cuerpo-boletin", "cuerpo-comunicado", "cuerpo-nota",
    "cuerpo-noticia", "entry-content", "field--name-body", "field-name-body", "news-body", "node-body", "nota-cuerpo",
    "nota-texto", "noticia-cuerpo", "noticia-texto", "post-body", "post-content", "story-body", "story-content",
    "texto-nota", "texto-noticia",
)  # fmt: skip
ARTICLE_NAMES = frozenset({
    "article", "articulo", "boletin", "comunicado", "entry", "h-entry", "hentry", "node", "nota", "noticia", "post",
})  # fmt: skip  # a class or an id as a whole: note-1 is none
MAIN_NAMES = frozenset({
    "content", "contenido", "contenido-principal", "content-main", "cuerpo", "main", "main-content", "main-wrapper",
    "page-content", "primary", "principal", "region-content", "site-content", "site-main",
})  # fmt: skip
NOISE_WORDS = (
    "a2a_kit", "ad-banner", "addthis", "addtoany", "ads", "advertisement", "aviso-cookies", "boletines-anteriores",
    "bread-crumb", "breadcrumb", "breadcrumbs", "comentarios", "comments", "compartir", "cookie", "cookieconsent",
    "cookies", "disqus", "etiquetas", "footer", "gdpr", "leer-mas", "links", "lo-mas-leido", "mas-leidas",
    "mas-noticias", "mas-visto", "menu", "migajas", "nav", "navbar", "navigation", "newsletter", "notas-relacionadas",
    "noticias-relacionadas", "pager", "paginacion", "pagination", "pie-de-pagina", "publicidad", "read-more",
    "redes-sociales", "relacionadas", "relacionados", "related", "share", "sharedaddy", "sharethis", "sharing",
    "sidebar", "skip-link", "skip-to-content", "social-icons", "social-links", "social-media", "social-share",
    "suscribe", "suscribete", "tabs-primary", "tags", "te-puede-interesar", "toolbar", "ver-tambien",
)  # fmt: skip
HIDDEN_NAMES = frozenset({
    "d-none", "element-hidden", "element-invisible", "hidden", "hide", "invisible", "oculto", "screen-reader-text",
    "sr-only", "visually-hidden", "visuallyhidden",
})  # fmt: skip
SHOWN_AGAIN = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):)(?:block|flex|grid|inline|table)")

# ---- Metadata ------------------------------------------------------------------------------------------------------

# Names as written without case and marks (``article:published_time`` is ``articlepublishedtime``), the best first.
JSON_LD = "json-ld"
DATE_FIELDS = (
    "articlepublishedtime", "datepublished", "schemadatepublished", JSON_LD, "ogpublishedtime", "dctermsissued",
    "dcdateissued", "dcissued", "dctermscreated", "dcdatecreated", "dctermsdate", "dcdate", "date", "fecha",
    "fechapublicacion", "pubdate", "publishdate", "publicationdate", "parselypubdate", "dccreated",
)  # fmt: skip
TITLE_FIELD = "ogtitle"
ADDRESS_FIELD = "ogurl"
SITE_FIELDS = frozenset({"ogsitename", "applicationname"})
SITE_NAMES = frozenset({
    "gob.mx", "gobierno", "gobierno de méxico", "imss", "instituto mexicano del seguro social", "sitio web imss",
    "acercando el imss al ciudadano", "prensa imss",
})  # fmt: skip
ARTICLE_TYPES = frozenset({
    "Article", "BlogPosting", "NewsArticle", "PressRelease", "Report", "ReportageNewsArticle", "WebPage",
})  # fmt: skip
# The archive of the institute's press room: /prensa/archivo/202012/836 is number 836 of 2020.
ADDRESS = re.compile(r"/prensa/archivo/(\d{4})\d{2}/(\d{1,4})(?!\d)")
