"""The receipt shows and lets copy every name, and its QR code leads to the registration's page."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from functions.registration.texts import LANGUAGES, areas, text
from functions.submit.receipt.face import WHOLE, face_for
from functions.submit.receipt.pdf import Person, ReceiptView, receipt_pdf
from infra.receipt_face import cut
from tests.once import made_once

URL = "https://ruxue.example/registrations/01JZK3W4Q8X5N7V2B6C9D0E1F2"


def view(*names: str, **changed: Any) -> ReceiptView:
    return ReceiptView(
        reference="26-7K3M-9Q6",
        season_name="示例区 2026 年招生",
        zone="Asia/Shanghai",
        students=tuple(Person(name=name, masked="3502**********0012") for name in names or ("王示例",)),
        guardians=(Person(name="王某", masked="138****0000"), Person(name="林某")),
        submitted_at=datetime(2026, 7, 1, 17, 30, tzinfo=UTC),
        published_at=datetime(2026, 7, 20, 1, 0, tzinfo=UTC),
        support_phone="0592-2684508",
        status_url=URL,
    ).model_copy(update=changed)


def pages_of(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def words_of(content: bytes) -> str:
    return "".join(pages_of(content)).replace("\r\n", "")


@pytest.fixture(scope="module")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The face that a deployment carries."""
    return made_once(tmp_path_factory, "common-characters.otf", cut)


@cache
def receipt(shown: ReceiptView, language: str = "zh-CN") -> bytes:
    """Drawn once for all tests: the font is large."""
    return receipt_pdf(shown, language)


NAMES = {
    "extension-a": "王䶮",
    "extension-a-too": "㛃儿",
    "beyond-the-bmp": "林𬱖",
    "extension-b": "𠮷𫖯",
    "middle-dot": "阿依古丽·买买提",
    "latin": "Anne-Marie O’Neill",
    "long": "王" * 200,
}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_copied_as_it_was_typed(name: str) -> None:
    assert NAMES[name] in words_of(receipt(view(*NAMES.values())))


def test_common_names_are_set_in_the_small_face_and_look_the_same(common: Path) -> None:
    small, whole = receipt_pdf(view(), "zh-CN", common=common), receipt(view())
    assert words_of(small) == words_of(whole)
    assert darkness(small) == pytest.approx(darkness(whole), rel=0.02)


@pytest.mark.parametrize("name", ["王䶮", "林𬱖", "Anne-Marie O’Brien ø"])
def test_a_name_beyond_the_small_face_takes_the_whole_font(common: Path, name: str) -> None:
    assert face_for(name, common=common) == WHOLE
    assert name in words_of(receipt_pdf(view(name), "zh-CN", common=common))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipts_own_words_are_all_common(common: Path, language: str) -> None:
    texts = dict(areas())["documents.json"]
    said = "".join(words[language] for code, words in texts.items() if code.startswith("receipt_"))
    assert said
    assert face_for(said, common=common).file == common


def test_without_a_cut_face_the_whole_font_is_taken(tmp_path: Path) -> None:
    assert face_for("王", common=tmp_path / "none.otf") == WHOLE


def darkness(content: bytes) -> int:
    grey = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("L")
    return sum(1 for pixel in grey.get_flattened_data() if pixel < 128)


def test_a_rare_character_is_drawn_and_not_left_blank() -> None:
    assert darkness(receipt(view("王𬱖𬱖𬱖"))) > darkness(receipt(view("王"))) + 150


def test_a_character_that_no_font_here_has_is_shown_by_its_number_and_explained() -> None:
    shown = words_of(receipt(view("王𪚥"), "en"))

    assert "王〔U+2A6A5〕" in shown
    assert text("receipt_character", "en")[:30] in shown
    assert text("receipt_character", "en")[:30] not in words_of(receipt(view("王"), "en"))


def test_characters_are_drawn_as_mainland_china_writes_them() -> None:
    with pikepdf.open(BytesIO(receipt(view()))) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]

    assert names
    assert all("NotoSansCJKSC" in name for name in names)


def test_it_says_who_when_in_the_seasons_zone_and_what_comes_next() -> None:
    shown = words_of(receipt(view()))

    for expected in (
        "26-7K3M-9Q6",
        "示例区 2026 年招生",
        "2026年7月2日 01:30",
        "3502**********0012",
        "138****0000",
        "林某",
        text("receipt_results", "zh-CN", published_at="2026-07-20 09:00"),
        text("receipt_support", "zh-CN", support_phone="0592-2684508"),
    ):
        assert expected in shown


def test_without_a_publication_date_it_says_that_one_will_be_announced() -> None:
    shown = words_of(receipt(view(published_at=None)))

    assert text("receipt_results_later", "zh-CN") in shown


def test_it_speaks_english_where_asked_to() -> None:
    shown = words_of(receipt(view(), "en"))

    assert text("receipt_title", "en") in shown
    assert text("receipt_title", "zh-CN") not in shown


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_largest_ordinary_household_fits_one_page(language: str) -> None:
    assert len(pages_of(receipt(view(*["欧阳某某"] * 6), language))) == 1


def test_the_qr_code_holds_the_registrations_address_alone() -> None:
    picture = pypdfium2.PdfDocument(receipt(view()))[0].render(scale=3).to_pil()

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


def test_the_same_registration_gives_the_same_bytes() -> None:
    assert receipt_pdf(view(), "zh-CN") == receipt(view())


def test_the_files_own_properties_name_nobody() -> None:
    document = pypdfium2.PdfDocument(receipt(view()))

    assert "王" not in str(document.get_metadata_dict())
