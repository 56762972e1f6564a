"""What stands around a submitted registration: deadlines, calendar, receipt."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Town

from .conftest import NewFamily
from .family import FamilyAtThePage

pytestmark = pytest.mark.browser
PRINTED = "window.print = () => { document.body.dataset.printed = 'yes' }"


def test_deadlines_are_told_with_the_days_that_are_left_and_go_into_the_calendar(family: NewFamily) -> None:
    parents = family("old_numbers")
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    expect(parents.page.locator("[data-date=amendment_deadline]")).to_contain_text(
        re.compile("还剩 2[45] 天")
    )
    expect(parents.page.locator("[data-date=publication_at]")).to_contain_text(re.compile("还剩 (29|30) 天"))
    with parents.page.expect_download() as taken:
        parents.page.get_by_role("button", name="加入手机日历").click()
    file = Path(taken.value.path()).read_text("utf-8")
    assert taken.value.suggested_filename == "报名日程.ics"
    assert file.count("BEGIN:VEVENT") == 2
    assert parents.story.account.name not in file


def test_the_receipt_is_a_page_that_prints_and_becomes_a_picture(family: NewFamily) -> None:
    parents = family("address_on_table")
    parents.page.add_init_script(PRINTED)
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    parents.page.get_by_role("link", name="查看回执").click()
    receipt = parents.page.locator("article.receipt")
    expect(receipt).to_contain_text("不是录取通知")
    expect(receipt).to_contain_text("报名编号")
    parents.page.get_by_role("button", name="打印").click()
    expect(parents.page.locator("body")).to_have_attribute("data-printed", "yes")
    parents.page.emulate_media(media="print")
    expect(parents.page.locator(".top")).to_be_hidden()
    expect(receipt).to_be_visible()
    parents.page.emulate_media(media="screen")
    parents.page.get_by_role("button", name="存为图片").click()
    picture = parents.page.locator("figure img")
    expect(picture).to_be_visible()
    assert str(picture.get_attribute("src")).startswith("data:image/png")
    assert picture.evaluate("image => image.naturalWidth") == 1080


def test_wechat_is_offered_the_picture_and_no_file_that_it_cannot_keep(family: NewFamily) -> None:
    parents = family("address_off_table")
    wechat = "Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 MicroMessenger/8.0' })"
    parents.page.add_init_script(wechat)
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    expect(parents.page.get_by_role("button", name="加入手机日历")).to_have_count(0)
    parents.page.get_by_role("link", name="查看回执").click()
    expect(parents.page.get_by_role("button", name="存为图片")).to_be_visible()
    expect(parents.page.get_by_role("button", name="下载回执")).to_have_count(0)


def test_what_the_server_words_is_read_in_the_language_that_is_chosen_without_a_reload(
    new_context: Callable[..., BrowserContext], other_town: Town
) -> None:
    story = other_town.population().stories["ordinary"]
    parents = FamilyAtThePage(new_context().new_page(), other_town, story)
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    page = parents.page
    english = page.get_by_role("button", name="English")
    expect(page.locator("main")).to_contain_text("提交报名")
    english.click()
    expect(page.locator("main")).to_contain_text("Submitted")
    expect(page.locator("main")).not_to_contain_text("提交报名")
    page.get_by_role("link", name="My data").click()
    expect(page.locator("main h1")).to_have_text("My data")
    kept = page.locator("main section.card").first
    in_english = kept.inner_text()
    page.get_by_role("button", name="中文").click()
    expect(page.locator("main h1")).to_have_text("我的数据")
    expect(kept).to_contain_text("年")
    assert kept.inner_text() != in_english
