"""Papers in the hand: a sample, the camera, the viewer, turned and cropped."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from local.demo.client import Town
from local.population import Population

from . import photos
from .conftest import NewFamily
from .family import FamilyAtThePage
from .stage import PATIENCE

pytestmark = pytest.mark.browser


def at_the_papers(parents: FamilyAtThePage) -> FamilyAtThePage:
    parents.begun()
    parents.number()
    parents.go("documents")
    return parents


def test_each_paper_shows_a_sample_that_is_drawn_by_us(family: NewFamily) -> None:
    parents = at_the_papers(family("taiwan_child"))
    slot = parents.slot("birth_certificate", 0)
    slot.get_by_text("看样张").click()
    expect(slot.get_by_role("img")).to_have_accessible_name("出生医学证明的样张，内容为虚构")


def test_a_paper_opens_large_is_made_larger_and_closes_by_the_keyboard(family: NewFamily) -> None:
    parents = at_the_papers(family("hongkong_child"))
    parents.upload("other")
    see = parents.slot("other").get_by_role("button", name="查看")
    see.click()
    viewer = parents.page.get_by_role("dialog")
    before = viewer.get_by_role("img").bounding_box()
    expect(viewer.get_by_role("button", name="关闭")).to_be_focused()
    viewer.get_by_role("button", name="放大").click()
    after = viewer.get_by_role("img").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"] * 1.4
    for _ in range(8):
        parents.page.keyboard.press("Tab")
        assert viewer.evaluate("box => box.contains(document.activeElement)")
    parents.page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(see).to_be_focused()


def test_a_photo_is_turned_and_cropped_before_it_is_sent(family: NewFamily) -> None:
    parents = at_the_papers(family("foreign_child"))
    parents.upload("other", None, photos.sideways())
    parents.page.get_by_role("button", name="旋转或裁剪").click()
    editor = parents.page.get_by_role("group", name="旋转和裁剪")
    canvas = editor.locator("canvas")
    expect(canvas).to_be_visible()
    tall = canvas.evaluate("one => one.height > one.width")
    editor.get_by_role("button", name="向右转").click()
    assert canvas.evaluate("one => one.height > one.width") is not tall
    whole = canvas.evaluate("one => one.height")
    editor.get_by_label("上边裁去").fill("0.3")
    assert canvas.evaluate("one => one.height") < whole * 0.8
    editor.get_by_role("button", name="用这张").click()
    expect(parents.slot("other")).to_contain_text("已上传")


def test_a_photo_that_was_sent_is_turned_after_all_and_takes_its_own_place(family: NewFamily) -> None:
    parents = at_the_papers(family("macao_child"))
    parents.upload("other")
    slot = parents.slot("other")
    expect(slot).to_contain_text("已上传")
    slot.get_by_role("button", name="旋转或裁剪").click()
    slot.get_by_label("左边裁去").fill("0.1")
    slot.get_by_role("button", name="用这张").click()
    expect(parents.page.locator("[data-stage]")).to_have_count(0)
    expect(slot.get_by_role("button", name="查看")).to_have_count(1)


def test_a_phone_has_a_camera_button_of_its_own_and_still_takes_files(
    browser: Browser, town: Town, city: Population
) -> None:
    context: BrowserContext = browser.new_context(has_touch=True, is_mobile=True, locale="zh-CN")
    context.set_default_timeout(PATIENCE * 1000)
    parents = at_the_papers(FamilyAtThePage(context.new_page(), town, city.stories["macao_child"]))
    camera = parents.slot("other").locator("input[capture=environment]")
    expect(camera).to_have_attribute("accept", "image/*")
    expect(parents.slot("other").locator("input[type=file]:not([capture])")).to_have_attribute(
        "accept", "image/*,application/pdf"
    )
    camera.set_input_files(files=[{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photos.good(7)}])
    expect(parents.slot("other")).to_contain_text("已上传")
    context.close()
