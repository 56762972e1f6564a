"""A PDF of nothing but pictures, written by us: no name, no date, no object that was in the family's file."""

from collections.abc import Iterator, Sequence

from .drawing.answer import Picture

FIRST = 3
"""Objects 1 and 2 are the catalogue and the list of pages; each page takes three."""


def pdf_of(pictures: Sequence[Picture]) -> bytes:
    """One page for each picture, as large as its paper. Equal pictures make equal bytes."""
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(_objects(pictures), start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(written)


def _objects(pictures: Sequence[Picture]) -> Iterator[bytes]:
    yield b"<</Type/Catalog/Pages 2 0 R>>"
    pages = b" ".join(b"%d 0 R" % (FIRST + 3 * index) for index in range(len(pictures)))
    yield b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pictures), pages)
    for index, picture in enumerate(pictures):
        page = FIRST + 3 * index
        width, height = picture.points
        yield (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
            % (width, height, page + 1, page + 2)
        )
        yield _stream(b"", b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (width, height))
        yield _stream(
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
            % (picture.width, picture.height),
            picture.jpeg,
        )


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)
