"""A PDF is its pages and nothing else; one with a script, an attachment or a password is refused."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, String

from functions.inspect_document.inspection import inspect
from functions.inspect_document.verdict import Clean, Refused

from . import files
from .files import blank_pdf, filled_form, jpeg, pdf_with_annotation, pdf_with_catalog, saved, script

PDF = "application/pdf"


def cleaned(content: bytes) -> Clean:
    verdict = inspect(content, PDF)
    assert isinstance(verdict, Clean), verdict
    return verdict


def colour(content: bytes, x: int, y: int) -> tuple[int, ...]:
    """Of the first page as it is shown, at points from its lower left corner."""
    page = pypdfium2.PdfDocument(content)[0]
    pixel = page.render().to_pil().convert("RGB").getpixel((x, 842 - y))
    assert isinstance(pixel, tuple)
    return pixel


def test_a_pdfs_pages_stay_as_they_look() -> None:
    verdict = cleaned(saved(blank_pdf(2)))

    assert (verdict.media_type, verdict.pages) == (PDF, 2)
    assert colour(verdict.content, 200, 600) == (204, 0, 0)
    assert colour(verdict.content, 50, 50) == (255, 255, 255)


REFUSED: dict[str, Callable[[], bytes]] = {
    "script on opening": lambda: pdf_with_catalog(OpenAction=script()),
    "script by name": lambda: pdf_with_catalog(
        Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))
    ),
    "script on closing": lambda: pdf_with_catalog(AA=Dictionary(WC=script())),
    "script behind a link's jump": files.pdf_with_next_script,
    "launch": lambda: pdf_with_annotation(
        Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))
    ),
    "sends itself": lambda: pdf_with_catalog(
        OpenAction=Dictionary(S=Name.SubmitForm, F=String("https://example.org"))
    ),
    "attachment": files.pdf_with_attachment,
    "attachment on a page": lambda: pdf_with_annotation(Subtype=Name.FileAttachment),
    "film": lambda: pdf_with_annotation(Subtype=Name.RichMedia),
    "three dimensions": lambda: pdf_with_annotation(Subtype=Name("/3D")),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_with_active_content_is_refused(name: str, *, packed: bool) -> None:
    content = REFUSED[name]()
    if packed:
        with pikepdf.open(BytesIO(content)) as pdf:
            content = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert inspect(content, PDF) == Refused("pdf_active_content")


def test_an_xfa_form_is_refused_as_its_pages_are_not_its_content() -> None:
    content = pdf_with_catalog(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>")))

    assert inspect(content, PDF) == Refused("pdf_form")


def test_a_filled_plain_form_keeps_what_is_seen_and_loses_the_form() -> None:
    verdict = cleaned(filled_form())

    assert colour(verdict.content, 200, 125) == (0, 0, 255)
    with pikepdf.open(BytesIO(verdict.content)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


@pytest.mark.parametrize("owner_only", [False, True])
def test_an_encrypted_pdf_is_refused(*, owner_only: bool) -> None:
    lock = pikepdf.Encryption(owner="secret", user="" if owner_only else "secret")

    assert inspect(saved(blank_pdf(), encryption=lock), PDF) == Refused("pdf_encrypted")


def test_links_and_jumps_are_taken_away() -> None:
    pdf = blank_pdf()
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org/canary")),
    )
    pdf.pages[0].Annots = Array([link])
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    verdict = cleaned(saved(pdf))

    with pikepdf.open(BytesIO(verdict.content)) as clean:
        assert set(clean.Root.keys()) == {"/Type", "/Pages"}
        assert not {"/Annots", "/AA"} & set(clean.pages[0].obj.keys())


def test_what_is_not_seen_of_a_pdf_does_not_survive() -> None:
    pdf = blank_pdf()
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "canary-title"
    pdf.docinfo["/Author"] = "canary-author"
    image = pdf.make_stream(jpeg())
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 640, 480, 8, Name.DeviceRGB
    image.Metadata = pdf.make_stream(b"canary-picture")
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
    verdict = cleaned(saved(pdf) + b"\ncanary-tail")

    with pikepdf.open(BytesIO(verdict.content)) as clean:
        assert not clean.docinfo.keys()
        everything = [
            o.read_bytes() for o in clean.objects if isinstance(o, pikepdf.Stream) and "/Filter" not in o
        ]
        assert "/I" in clean.pages[0].Resources.XObject
        assert "/Metadata" not in clean.pages[0].Resources.XObject.I
    assert b"canary" not in verdict.content + b"".join(everything)


@pytest.mark.parametrize(("pages", "fits"), [(20, True), (21, False)])
def test_a_pdf_has_at_most_twenty_pages(pages: int, *, fits: bool) -> None:
    verdict = inspect(saved(blank_pdf(pages)), PDF)

    assert isinstance(verdict, Clean) if fits else verdict == Refused("pdf_too_many_pages")


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + files.HTML, saved(blank_pdf(0)), b"%PDF-1.4\n%%EOF" + bytes(5000)],
)
def test_a_pdf_without_readable_pages_is_refused(content: bytes) -> None:
    assert inspect(content, PDF) == Refused("pdf_damaged")


def test_a_picture_too_large_to_show_is_refused() -> None:
    pdf = blank_pdf()
    image = pdf.make_stream(b"x")
    image.Subtype, image.Width, image.Height = Name.Image, 20_000, 20_000
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))

    assert inspect(saved(pdf), PDF) == Refused("image_too_many_pixels")


def packed_pdf(padding: int) -> bytes:
    """A good PDF of one page, whose objects lie in one object stream before `padding` blanks."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    offsets = [sum(len(other) + 1 for other in objects[:index]) for index in range(3)]
    index = b" ".join(b"%d %d" % pair for pair in zip((1, 2, 3), offsets, strict=True)) + b" "
    packed = zlib.compress(index + b" ".join(objects) + b" " * padding, 9)
    head = b"%PDF-1.5\n"
    body = head + b"5 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n" % (
        len(index),
        len(packed),
    )
    body += packed + b"\nendstream endobj\n"
    rows = [(0, 0, 255), (2, 5, 0), (2, 5, 1), (2, 5, 2), (0, 0, 255), (1, len(head), 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(3) + bytes([last]) for kind, place, last in rows)
    body += b"6 0 obj\n<</Type/XRef/Size 7/W[1 3 1]/Root 1 0 R/Length %d>>stream\n" % len(table) + table
    return body + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % rows[6][1]


def test_an_object_stream_that_unpacks_without_end_is_refused() -> None:
    assert isinstance(inspect(packed_pdf(padding=1000), PDF), Clean)
    assert inspect(packed_pdf(padding=100 * 1024 * 1024), PDF) == Refused("pdf_damaged")
