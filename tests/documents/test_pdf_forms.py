"""A filled form is shown as it was sent, or refused with what to do; never as something else."""

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from functions.inspect_document.inspection import inspect
from functions.inspect_document.inspection_result import Clean, Refused

from .hostile.pdf_text import answered, form, one_page

PDF = "application/pdf"
BLUE = b"0 0 1 rg 0 0 200 50 re f"


def shown(content: bytes) -> Image.Image:
    """The first page of the clean copy, a pixel a point."""
    verdict = inspect(content, PDF)
    assert isinstance(verdict, Clean), verdict
    image = pypdfium2.PdfDocument(verdict.content)[0].render().to_pil().convert("RGB")
    assert isinstance(image, Image.Image)
    return image


def is_blue(image: Image.Image) -> bool:
    red, green, blue = image.getpixel((200, 842 - 125))  # type: ignore[misc]
    return red < 20 and green < 20 and blue > 235


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    return sum(1 for grey in image.crop(box).convert("L").tobytes() if grey < 128)


@pytest.mark.parametrize("value", ["林知夏", "Anne"])
@pytest.mark.parametrize("needs", [False, True])
def test_an_answer_without_an_appearance_is_refused_with_what_to_do(value: str, *, needs: bool) -> None:
    assert inspect(answered(value, needs=needs), PDF) == Refused("pdf_form")


@pytest.mark.parametrize("needs", [False, True])
def test_an_appearance_of_its_own_is_kept(*, needs: bool) -> None:
    assert is_blue(shown(answered("林知夏", own=BLUE, needs=needs)))


def test_a_field_that_nobody_filled_in_hides_nothing() -> None:
    assert not is_blue(shown(answered("")))


def test_an_answer_that_its_field_inherits_is_found() -> None:
    content = one_page(
        b"",
        b"<</FT/Tx/T(name)/V(Anne)/Kids[6 0 R]>>",
        b"<</Type/Annot/Subtype/Widget/Parent 5 0 R/F 4/Rect[100 100 300 150]>>",
        page=b"/Annots[6 0 R]",
        catalog=b"/AcroForm<</Fields[5 0 R]>>",
    )

    assert inspect(content, PDF) == Refused("pdf_form")


def test_a_hidden_field_hides_nothing_that_was_seen() -> None:
    content = answered("Anne").replace(b"/F 4/Rect", b"/F 2/Rect")

    assert isinstance(inspect(content, PDF), Clean)


def test_a_tick_without_an_appearance_is_refused() -> None:
    content = answered("", kind=b"/FT/Btn/AS/Yes").replace(b"/V<feff>", b"/V/Yes  ")

    assert inspect(content, PDF) == Refused("pdf_form")


def test_a_mark_on_a_page_without_a_form_is_seen() -> None:
    content = one_page(
        b"",
        form(BLUE),
        page=b"/Annots[<</Type/Annot/Subtype/Stamp/F 4/Rect[100 100 300 150]/AP<</N 5 0 R>>>>]",
    ).replace(b"/BBox[0 0 595 842]", b"/BBox[0 0 200 50]")

    assert is_blue(shown(content))


SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
    ),
    (
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 800]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 800/StemV 80>>"
    ),
)


def test_a_chinese_font_that_the_file_names_and_does_not_carry_is_drawn() -> None:
    words = "林知夏".encode("utf-16-be").hex().encode()
    image = shown(
        one_page(b"BT /F 60 Tf 100 600 Td <%b> Tj ET" % words, *SONG, resources=b"/Font<</F 5 0 R>>")
    )

    for index in range(3):
        assert ink(image, (100 + 60 * index, 190, 160 + 60 * index, 260)) > 200


def test_a_page_without_words_is_still_a_page() -> None:
    assert ink(shown(one_page(b"")), (0, 0, 595, 842)) == 0


def marked(kind: bytes, entries: bytes, flags: bytes = b"4") -> bytes:
    return one_page(
        b"", page=b"/Annots[<</Type/Annot/Subtype/%b/F %b/Rect[100 100 300 150]%b>>]" % (kind, flags, entries)
    )


DRAWN_BY_READERS = {
    "words": (b"FreeText", b"/DA(/Helv 24 Tf 0 g)/Contents<feff679777e5590f>"),
    "Latin words": (b"FreeText", b"/DA(/Helv 24 Tf 0 g)/Contents(Anne)"),
    "stamp": (b"Stamp", b"/Name/Approved"),
    "line": (b"Line", b"/C[1 0 0]/L[110 110 290 140]"),
    "polygon": (b"Polygon", b"/C[1 0 0]/Vertices[110 110 290 140 110 140]"),
    "polyline": (b"PolyLine", b"/C[1 0 0]/Vertices[110 110 290 140 110 140]"),
}


@pytest.mark.parametrize("mark", DRAWN_BY_READERS)
def test_a_mark_that_each_reader_would_draw_in_its_own_way_is_refused_with_what_to_do(mark: str) -> None:
    assert inspect(marked(*DRAWN_BY_READERS[mark]), PDF) == Refused("pdf_form")


@pytest.mark.parametrize("mark", DRAWN_BY_READERS)
def test_such_a_mark_that_no_reader_shows_hides_nothing(mark: str) -> None:
    assert isinstance(inspect(marked(*DRAWN_BY_READERS[mark], flags=b"2"), PDF), Clean)


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        (b"Square", b"/C[0 0 1]/IC[0 0 1]"),
        (b"Ink", b"/C[0 0 1]/BS<</W 60>>/InkList[[100 125 300 125]]"),
        (b"Highlight", b"/C[0 0 1]/QuadPoints[100 150 300 150 100 100 300 100]"),
    ],
)
def test_a_mark_that_every_reader_draws_alike_is_seen(kind: bytes, entries: bytes) -> None:
    assert is_blue(shown(marked(kind, entries)))
