"""What a family reads of its own data, and what it takes away or has erased (R49)."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from local.demo.client import Person

from .conftest import NewFamily

pytestmark = pytest.mark.browser


def test_a_family_sees_when_staff_read_it_takes_a_copy_away_and_the_copy_closes_in_its_time(
    family: NewFamily,
) -> None:
    parents = family("mothers_parents_home")
    parents.page.clock.install()
    parents.prepared("review", documents=True)
    parents.submit()
    Person(parents.town, "reviewer").ok("GET", f"/staff/registrations/{parents.id}?reason=family_called")
    parents.status()
    parents.page.get_by_role("link", name="我的数据").click()
    expect(parents.page.get_by_text("领取纸质副本")).to_be_visible()
    expect(parents.page.locator("[data-part=readings]")).to_have_count(0)
    parents.opens_the_copy()
    readings = parents.page.locator("[data-part=readings]")
    expect(readings).to_contain_text("审核人员查阅了报名内容")
    expect(parents.page.locator("[data-part=questions]")).to_contain_text("获取验证码前核对户籍登记")
    with parents.page.expect_download() as taken:
        parents.page.get_by_role("button", name="下载副本").click()
    copy = json.loads(Path(taken.value.path()).read_text("utf-8"))
    assert taken.value.suggested_filename == "我的报名数据.json"
    assert copy["registration"]["id"] == parents.id
    assert parents.form["guardians"][1]["identity_document"]["number"] not in json.dumps(copy)
    parents.page.clock.fast_forward("14:00")
    expect(readings).to_be_visible()
    parents.town.advance(minutes=15)
    parents.page.clock.fast_forward("01:30")
    expect(parents.page.locator("[data-part=code]")).to_be_visible()
    expect(readings).to_have_count(0)


def test_a_draft_is_erased_where_its_family_asks_twice(family: NewFamily) -> None:
    parents = family("two_accounts_father")
    parents.begin()
    draft = parents.id
    parents.page.goto(f"{parents.town.site}/#/r/{draft}/data")
    parents.page.get_by_role("button", name="立即删除").click()
    expect(parents.page.locator("main")).to_contain_text("不能恢复")
    parents.page.get_by_role("button", name="确定删除").click()
    expect(parents.page.get_by_role("heading", level=1)).to_have_text(re.compile("我的报名"))
    assert (
        Person(parents.town, parents.story.account.sub).call("GET", f"/registrations/{draft}").status == 404
    )
