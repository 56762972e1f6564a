"""The photo check on the phone: each flaw by name, and a good photo without a word."""

import pytest
from playwright.sync_api import expect

from . import photos
from .conftest import NewFamily

pytestmark = pytest.mark.browser


def test_each_flaw_of_a_photo_is_told_before_anything_is_sent(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.begun()
    parents.number()
    parents.go("documents")
    flaws = {
        "太暗": photos.dark(),
        "模糊": photos.blurred(),
        "反光": photos.glaring(),
        "太小": photos.small(),
        "横的": photos.sideways(),
    }
    for words, content in flaws.items():
        parents.upload("other", None, content)
        row = parents.page.locator("[data-stage=flawed]")
        expect(row).to_contain_text(words)
        row.get_by_role("button", name="移除").click()
        expect(row).to_have_count(0)


def test_a_sideways_photo_is_turned_and_then_accepted(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.begun()
    parents.go("documents")
    parents.upload("other", None, photos.sideways())
    parents.page.get_by_role("button", name="转正").click()
    expect(parents.slot("other")).to_contain_text("已上传")


def test_a_large_photo_is_shrunk_to_what_a_reader_needs(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.begun()
    parents.go("documents")
    with parents.page.expect_request(
        lambda request: request.method == "POST" and request.url.endswith("/documents")
    ) as asked:
        parents.upload("other", None, photos.large())
    assert asked.value.post_data_json["size"] < len(photos.large()) / 2
    expect(parents.slot("other")).to_contain_text("已上传")


def test_a_file_that_is_no_photo_is_refused_with_its_reason(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.begun()
    parents.go("documents")
    parents.upload("other", None, photos.not_an_image())
    expect(parents.page.locator("[data-stage=refused]")).to_contain_text("不是图片")


@pytest.mark.parametrize(
    ("name", "media_type", "content", "words"),
    [
        ("photo.jpg", "image/jpeg", b"", "空的"),
        (
            "letter.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
            "只能上传",
        ),
        ("scan.pdf", "application/pdf", bytes(10 * 1024 * 1024 + 1), "10 MB"),
    ],
)
def test_a_file_that_cannot_be_sent_says_what_is_wrong_with_it_and_offers_another(
    family: NewFamily, name: str, media_type: str, content: bytes, words: str
) -> None:
    parents = family("macao_child")
    parents.begun()
    parents.go("documents")
    file = {"name": name, "mimeType": media_type, "buffer": content}
    parents.slot("other").locator("input[type=file]:not([capture])").set_input_files(files=[file])
    row = parents.page.locator("[data-stage=refused]")
    expect(row).to_contain_text(words)
    expect(row.get_by_role("button", name="重试")).to_have_count(0)

    with parents.page.expect_file_chooser() as chooser:
        row.get_by_role("button", name="换一个文件").click()
    chooser.value.set_files(files=[{"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photos.good()}])

    expect(parents.slot("other")).to_contain_text("已上传")
