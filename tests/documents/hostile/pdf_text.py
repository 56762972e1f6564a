"""PDFs written by hand, so that they can be wrong in any way."""

import zlib
from collections.abc import Sequence


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", shift: int = 0) -> bytes:
    """Objects 1, 2, 3, ...; the first is the catalogue. `shift` makes the cross-reference table wrong."""
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written) + shift)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(written) + shift
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1,
        trailer,
        table,
    )
    return bytes(written)


def one_page(
    content: bytes = b"0.8 0 0 rg 100 500 300 200 re f",
    *more: bytes,
    resources: bytes = b"",
    page: bytes = b"",
    catalog: bytes = b"",
    filters: bytes = b"",
    box: bytes = b"0 0 595 842",
) -> bytes:
    """A page of `content` (object 4) with the objects 5, 6, ... of `more`."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>%b>>"
            % (box, resources, page),
            stream(content, filters),
            *more,
        ]
    )


def drawn_picture(entries: bytes, data: bytes) -> bytes:
    """A page with one picture over all of it."""
    picture = stream(data, b"/Type/XObject/Subtype/Image%b" % entries)
    return one_page(b"q 595 0 0 842 0 0 cm /I Do Q", picture, resources=b"/XObject<</I 5 0 R>>")


def repeated(unit: bytes, total: int) -> bytes:
    """`unit` again and again, about `total` bytes, deflated without ever lying in memory."""
    press = zlib.compressobj(9)
    block = unit * max(1, 1_000_000 // len(unit))
    pressed = [press.compress(block) for _ in range(total // len(block))]
    return b"".join([*pressed, press.flush()])


def form(inner: bytes, resources: bytes = b"") -> bytes:
    return stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b>>" % resources)


def laughing(deep: int) -> bytes:
    """Ten of ten of ten ... squares: a few hundred bytes that take for ever to draw."""
    forms = [form(b"/F Do " * 10, b"/XObject<</F %d 0 R>>" % (number + 1)) for number in range(5, 5 + deep)]
    return one_page(b"/F Do", *forms, form(b"0 0 9 9 re f " * 10), resources=b"/XObject<</F 5 0 R>>")


def answered(value: str, *, own: bytes = b"", needs: bool = True, kind: bytes = b"/FT/Tx") -> bytes:
    """A form of one field that says `value`, with `own` as its appearance; object 6 is the field."""
    look = b"/AP<</N 7 0 R>>" if own else b""
    words = b"<feff%b>" % value.encode("utf-16-be").hex().encode()
    field = b"<</Type/Annot/Subtype/Widget%b/T(name)/V%b/DA(/Helv 12 Tf 0 g)/F 4/Rect[100 100 300 150]%b>>"
    return one_page(
        b"0.8 0 0 rg 100 500 300 200 re f",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        field % (kind, words, look),
        *([stream(own, b"/Type/XObject/Subtype/Form/BBox[0 0 200 50]")] if own else []),
        page=b"/Annots[6 0 R]",
        catalog=b"/AcroForm<</Fields[6 0 R]/NeedAppearances %b/DR<</Font<</Helv 5 0 R>>>>>>"
        % (b"true" if needs else b"false"),
    )
