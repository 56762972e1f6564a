"""A PDF is pictures of its pages; one with a script, an attachment or a password is refused."""

import socket
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, String

from functions.inspect_document.drawing.bounds import MB, Bounds
from functions.inspect_document.drawing.jpeg import MOST_PIXELS
from functions.inspect_document.inspection import inspect
from functions.inspect_document.inspection_result import Clean, Refused

from . import files
from .files import blank_pdf, pdf_with_annotation, pdf_with_catalog, saved, script
from .hostile.pdf_text import one_page
from .hostile.pdfs import fetching, with_photo

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


def like(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Equal to the eye: a JPEG is not exact."""
    return all(abs(a - b) < 8 for a, b in zip(one, other, strict=True))


def test_a_pdfs_pages_stay_as_they_look() -> None:
    verdict = cleaned(saved(blank_pdf(2)))

    assert (verdict.media_type, verdict.pages) == (PDF, 2)
    assert like(colour(verdict.content, 200, 600), (204, 0, 0))
    assert like(colour(verdict.content, 50, 50), (255, 255, 255))


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


def test_a_password_that_only_the_owner_needs_stands_in_nobodys_way() -> None:
    lock = pikepdf.Encryption(owner="secret", user="")

    assert like(colour(cleaned(saved(blank_pdf(), encryption=lock)).content, 200, 600), (204, 0, 0))


def test_a_pdf_that_opens_only_with_a_password_is_refused() -> None:
    lock = pikepdf.Encryption(owner="secret", user="secret")

    assert inspect(saved(blank_pdf(), encryption=lock), PDF) == Refused("pdf_encrypted")


def test_what_is_kept_is_pictures_of_pages_as_large_as_they_were() -> None:
    with pikepdf.open(BytesIO(cleaned(saved(blank_pdf(2))).content)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            assert set(page.keys()) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
            assert [float(side) for side in page.MediaBox] == [0, 0, 595, 842]
            assert set(page.Resources.keys()) == {"/XObject"}
            assert page.Resources.XObject.P.Filter == "/DCTDecode"
        assert len(pdf.objects) == 2 + 2 * 3


def test_equal_files_make_equal_copies() -> None:
    content = saved(blank_pdf())

    assert cleaned(content).content == cleaned(content).content


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
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 20_000, 20_000
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /I Do Q")

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
    small = Bounds(memory=160 * MB)

    assert isinstance(inspect(packed_pdf(padding=1000), PDF, bounds=small), Clean)
    assert inspect(packed_pdf(padding=150 * MB), PDF, bounds=small) == Refused("too_heavy")


def test_a_picture_elsewhere_is_never_fetched_and_its_address_never_kept() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = b"http://127.0.0.1:%d/canary.jpg" % server.getsockname()[1]

        verdict = cleaned(fetching(address))

        with pytest.raises(BlockingIOError):
            server.accept()
    assert b"canary" not in verdict.content


def test_where_a_photo_inside_a_page_was_taken_is_gone_and_the_photo_is_not() -> None:
    assert b"canary-camera" in with_photo()

    verdict = cleaned(with_photo())

    assert b"canary" not in verdict.content
    assert b"Exif" not in verdict.content
    assert like(colour(verdict.content, 50, 800), (254, 0, 0))


def test_a_page_of_a_million_points_is_drawn_no_larger_than_any_other() -> None:
    with pikepdf.open(BytesIO(cleaned(one_page(box=b"0 0 9000 9000")).content)) as pdf:
        picture = pdf.pages[0].Resources.XObject.P
        assert int(picture.Width) * int(picture.Height) <= MOST_PIXELS + 5000
