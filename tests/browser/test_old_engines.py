"""The floor, Chrome 80 and Safari 14: what is newer is taken away before the page loads, and the page still works."""

import re

import pytest
from playwright.sync_api import expect

from functions.cloud.uploads import MAX_UPLOAD

from . import photos
from .conftest import NewFamily
from .family import FamilyAtThePage

pytestmark = pytest.mark.browser

NEWER = {
    "AbortSignal.timeout": "delete AbortSignal.timeout; delete AbortSignal.any",
    "Array.at": "for (const one of [Array, String, Uint8Array]) delete one.prototype.at",
    "String.replaceAll": "delete String.prototype.replaceAll",
    "Object.hasOwn": "delete Object.hasOwn",
    "structuredClone": "delete globalThis.structuredClone",
    "crypto.randomUUID": "delete Crypto.prototype.randomUUID",
    "Intl.DisplayNames": "delete Intl.DisplayNames",
    "BroadcastChannel": "delete globalThis.BroadcastChannel",
    "OffscreenCanvas": "delete globalThis.OffscreenCanvas",
    "createImageBitmap": "delete globalThis.createImageBitmap",
    "WeakRef": "delete globalThis.WeakRef",
    "Promise.any": "delete Promise.any; delete Promise.withResolvers",
    "newer methods of arrays": """for (const one of ['findLast', 'toReversed', 'toSorted', 'toSpliced', 'with'])
        delete Array.prototype[one]""",
    "a database that refuses": "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }",
    "localStorage that refuses": """Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('no', 'SecurityError') } })""",
    "a worker that dies": """globalThis.Worker = class {
        postMessage() { this.onerror(new Event('error')) } terminate() {} }""",
}
HANGS = "globalThis.Worker = class { postMessage() {} terminate() {} }"
UNSEEN = "没能先检查照片"


def _without(parents: FamilyAtThePage, *scripts: str) -> None:
    for script in scripts:
        parents.page.context.add_init_script(f"{{ {script} }}")


def _core(parents: FamilyAtThePage) -> None:
    """Signing in, the first question, prefilled answers, a saved one and a photo."""
    parents.begin()
    parents.number()
    assert parents.known("students.0.name")
    parents.saved()
    parents.go("documents")
    parents.upload("other")
    expect(parents.slot("other")).to_contain_text("已上传")


@pytest.mark.parametrize("name", NEWER)
def test_without_what_is_newer_than_the_floor_the_core_of_the_journey_works(
    family: NewFamily, name: str
) -> None:
    parents = family("ordinary")
    _without(parents, NEWER[name])
    _core(parents)
    expect(parents.page.get_by_text(UNSEEN)).to_have_count(int(name == "a worker that dies"))


@pytest.mark.journey
def test_without_all_of_it_at_once_the_whole_journey_works(family: NewFamily) -> None:
    parents = family("hongkong_child")
    _without(parents, *NEWER.values())
    parents.begin()
    parents.fill()
    parents.submit()


def test_a_worker_that_hangs_is_given_up_and_the_photo_is_sent_as_it_is(family: NewFamily) -> None:
    parents = family("macao_child")
    _without(parents, HANGS)
    parents.begin()
    parents.go("documents")
    parents.upload("other")
    expect(parents.slot("other")).to_contain_text("已上传")
    expect(parents.page.get_by_text(UNSEEN)).to_be_visible()


NO_CANVAS = NEWER["OffscreenCanvas"], NEWER["createImageBitmap"]
"""Safari 14 and 15."""
NOTHING_DRAWS = (*NO_CANVAS, "HTMLCanvasElement.prototype.getContext = () => null")


def _at_the_papers(family: NewFamily, *scripts: str) -> FamilyAtThePage:
    parents = family("macao_child")
    _without(parents, *scripts)
    parents.begun("documents")
    return parents


def _sizes(parents: FamilyAtThePage) -> list[int]:
    """Of what an upload is asked for, in bytes, from now on."""
    sizes: list[int] = []
    parents.page.on(
        "request",
        lambda asked: (
            sizes.append(asked.post_data_json["size"])
            if asked.method == "POST" and asked.url.endswith("/documents")
            else None
        ),
    )
    return sizes


def test_where_no_worker_draws_the_page_itself_sees_that_a_photo_is_blurred(family: NewFamily) -> None:
    parents = _at_the_papers(family, *NO_CANVAS)
    parents.upload("other", None, photos.blurred())
    expect(parents.page.locator("[data-stage=flawed]")).to_contain_text("模糊")


@pytest.mark.parametrize("scripts", [NO_CANVAS, (NEWER["a worker that dies"],)], ids=["Safari 14", "dies"])
def test_a_photo_too_large_to_send_is_made_smaller_where_no_worker_does_it(
    family: NewFamily, scripts: tuple[str, ...]
) -> None:
    huge = photos.huge()
    assert len(huge) > MAX_UPLOAD
    parents = _at_the_papers(family, *scripts)
    sizes = _sizes(parents)
    parents.upload("other", None, huge)
    expect(parents.slot("other")).to_contain_text("已上传")
    assert sizes
    assert max(sizes) < MAX_UPLOAD / 2
    expect(parents.page.get_by_text(UNSEEN)).to_have_count(0)


def test_where_nothing_draws_a_photo_goes_as_it_is_with_a_word_and_one_too_large_has_a_way_on(
    family: NewFamily,
) -> None:
    parents = _at_the_papers(family, *NOTHING_DRAWS)
    slot = parents.slot("other")
    parents.upload("other", None, photos.huge())
    row = slot.locator("[data-stage=refused]")
    expect(row).to_contain_text("把相机的照片尺寸调小后重新拍")
    row.get_by_role("button", name="移除").click()
    parents.upload("other", None, photos.good())
    expect(slot).to_contain_text("已上传")
    expect(slot.get_by_text(UNSEEN)).to_be_visible()
    expect(slot.get_by_role("button", name="查看")).to_be_visible()


def test_a_part_of_the_page_that_does_not_load_is_told_with_a_way_to_load_it_again(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.begin()
    parents.page.route("**/assets/RegistrationPage*.js", lambda route: route.abort())
    parents.page.reload()
    expect(parents.page.get_by_text("没有加载完整")).to_be_visible()
    parents.page.unroute("**/assets/RegistrationPage*.js")
    parents.page.get_by_role("button", name="重新加载").click()
    expect(parents.field("students.0.identity_document.number")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "words"),
    [(429, "太频繁"), (502, "暂时没有响应"), (503, "系统正忙"), (403, "没有被接受")],
)
def test_a_fault_without_words_of_its_own_is_told_by_its_status_and_never_as_no_network(
    family: NewFamily, status: int, words: str
) -> None:
    parents = family("macao_child")
    parents.page.route(
        re.compile("/api/seasons"), lambda route: route.fulfill(status=status, body="<html>gateway</html>")
    )
    parents.page.goto(parents.town.site)
    expect(parents.page.locator(".banner.error")).to_contain_text(words)
    expect(parents.page.locator(".banner.error")).not_to_contain_text("没有网络")
