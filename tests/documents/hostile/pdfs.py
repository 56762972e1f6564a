"""PDFs that are odd, broken or made to hurt; pikepdf writes those that must be right but for one thing."""

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.documents.files import blank_pdf, jpeg_with_metadata, saved, script

from .pdf_text import drawn_picture, form, one_page, pdf, repeated, stream

GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"


def locked(**passwords: str) -> bytes:
    return saved(blank_pdf(), encryption=pikepdf.Encryption(**passwords))


def hidden_script() -> bytes:
    """In an object stream, its name escaped."""
    content = blank_pdf()
    content.Root.OpenAction = content.make_indirect(script())
    packed = saved(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    return packed


def escaped_script() -> bytes:
    return one_page(catalog=b"/OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>")


def on_page(annotation: bytes) -> bytes:
    return one_page(page=b"/Annots[<</Type/Annot/Rect[0 0 50 50]%b>>]" % annotation)


def portfolio() -> bytes:
    content = blank_pdf()
    content.attachments["canary.txt"] = b"canary"
    content.Root.Collection = Dictionary(View=Name.D)
    return saved(content)


def with_photo() -> bytes:
    """How a phone's scanning app makes a PDF: the photo as it came, its place in it."""
    return drawn_picture(
        b"/Width 640/Height 480/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        jpeg_with_metadata(),
    )


def fetching(url: bytes) -> bytes:
    return drawn_picture(b"/Width 9/Height 9%b/F<</FS/URL/F(%b)>>/FFilter/DCTDecode" % (GREY, url), b"")


def huge_pictures(count: int, side: int) -> bytes:
    data = repeated(b"\x80" * 1000, side * side)
    picture = stream(
        data, b"/Type/XObject/Subtype/Image/Width %d/Height %d%b/Filter/FlateDecode" % (side, side, GREY)
    )
    names = b"".join(b"/I%d %d 0 R" % (number, 5 + number) for number in range(count))
    drawn = b"".join(b"q 90 0 0 90 %d 9 cm /I%d Do Q " % (number, number) for number in range(count))
    return one_page(drawn, *[picture] * count, resources=b"/XObject<<%b>>" % names)


def unpacking(unit: bytes, total: int) -> bytes:
    return one_page(repeated(unit, total), filters=b"/Filter/FlateDecode")


def packed_again_and_again() -> bytes:
    content = b" " * 3_000_000
    for _ in range(12):
        content = zlib.compress(content)
    return one_page(content, filters=b"/Filter[%b]" % (b"/FlateDecode" * 12))


def painting_itself() -> bytes:
    return one_page(b"/F Do", form(b"/F Do", b"/XObject<</F 5 0 R>>"), resources=b"/XObject<</F 5 0 R>>")


def tiled(step: bytes) -> bytes:
    pattern = stream(
        b"0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep %b/YStep %b/Resources<<>>"
        % (step, step),
    )
    return one_page(b"/Pattern cs /P scn 0 0 595 842 re f", pattern, resources=b"/Pattern<</P 5 0 R>>")


def family_tree_in_a_circle() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def far_down(deep: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 2 + deep)]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 99 99]>>"])


def claims_many_pages() -> bytes:
    return one_page().replace(b"/Count 1>>", b"/Count 999999>>")


def nested_arrays() -> bytes:
    return one_page(page=b"/Odd%b%b" % (b"[" * 20_000, b"]" * 20_000))


def drawing_its_letters_for_ever() -> bytes:
    """A letter of a Type 3 font whose shape is that letter."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>"
        b"/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    letter = stream(b"9 0 d0 BT /F 9 Tf (a) Tj ET")
    return one_page(b"BT /F 9 Tf 99 99 Td (a) Tj ET", font, letter, resources=b"/Font<</F 5 0 R>>")


def unseen_layer() -> bytes:
    content = blank_pdf()
    layer = content.make_indirect(Dictionary(Type=Name.OCG, Name=String("canary")))
    content.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return saved(content)


def attached_to_nothing() -> bytes:
    """An object that no page uses."""
    return one_page(b"", stream(b"canary-unused"))
