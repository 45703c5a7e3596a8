"""Small PDFs written by hand, for what no program can be made to print."""

import math

LETTER = (612, 792)
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def text(x, y, words, size=12, angle=0):
    """Words at a place told from the upper left corner, turned by an angle against the clock."""
    turn = math.radians(angle)
    matrix = f"{math.cos(turn):.4f} {math.sin(turn):.4f} {-math.sin(turn):.4f} {math.cos(turn):.4f} {x} {LETTER[1] - y}"
    written = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F1 %g Tf %s Tm (%s) Tj ET" % (size, matrix.encode(), written)


def lines(*words, x=72, y=72, size=12, leading=14):
    """Lines below each other."""
    return [text(x, y + i * leading, each, size) for i, each in enumerate(words)]


def pdf(*pages, info="", catalog="", page="", more=(), font=_FONT):
    """A PDF of pages, each the list of its contents; ``more`` are further objects, from number 4 on."""
    objects = [b"", b"", font, *(each.encode() for each in more)]
    kids = []
    for contents in pages:
        stream = b"\n".join(contents)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>%s>>"
            % (*LETTER, len(objects), page.encode())
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<<%s>>" % info.encode())
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog.encode()
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>" % (len(objects) + 1, len(objects))
    return b"%s%s%s\nstartxref\n%d\n%%%%EOF\n" % (data, table, trailer, len(data))
