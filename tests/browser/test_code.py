"""The code, and what may go wrong with it."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily
from .stage import unanswered

pytestmark = pytest.mark.browser
SUBMIT = re.compile("^提交报名")


def test_a_wrong_code_is_told_and_the_right_one_still_submits(family: NewFamily) -> None:
    parents = family("single_parent")
    parents.prepared("review", documents=True)
    parents.pledge()
    right = parents.code()
    parents.page.locator("#code").fill("000000" if right != "000000" else "111111")
    submit = parents.page.get_by_role("button", name=SUBMIT)
    with unanswered(parents.page):
        submit.click()
        expect(submit).to_have_attribute("aria-busy", "true")
    expect(parents.page.locator("#code-fault")).to_contain_text("不正确")
    parents.page.locator("#code").fill(right)
    parents.page.get_by_role("button", name=SUBMIT).click()
    parents.at("done")


def test_an_expired_code_is_told_and_a_new_one_submits(family: NewFamily) -> None:
    parents = family("long_name")
    parents.prepared("review", documents=True)
    parents.pledge()
    old = parents.code()
    parents.town.local("POST", "clock", {"advance_seconds": 660})
    parents.page.locator("#code").fill(old)
    parents.page.get_by_role("button", name=SUBMIT).click()
    expect(parents.page.locator("#code-fault")).to_contain_text("过期")
    parents.page.reload()
    parents.page.get_by_role("button", name="获取验证码").click()
    expect(parents.page.locator("main")).to_contain_text("****")
    new = parents.code()
    assert new != old
    parents.page.locator("#code").fill(new)
    parents.page.get_by_role("button", name=SUBMIT).click()
    parents.at("done")


def test_back_and_reload_send_no_second_code_and_show_where_the_first_went(family: NewFamily) -> None:
    parents = family("taiwan_child")
    parents.prepared("review", documents=True)
    parents.pledge()
    code = parents.code()
    sent = len(parents.town.sms_to(parents.form["guardians"][0]["phone"]))
    parents.page.reload()
    expect(parents.page.locator("main")).to_contain_text("****")
    parents.page.get_by_role("button", name="上一步").click()
    parents.at("review")
    parents.pledge()
    expect(parents.page.locator("main")).to_contain_text("前有效")
    parents.town.settle()
    assert len(parents.town.sms_to(parents.form["guardians"][0]["phone"])) == sent
    parents.page.locator("#code").fill(code)
    parents.page.get_by_role("button", name=SUBMIT).click()
    parents.at("done")


def test_the_pledge_must_be_ticked(family: NewFamily) -> None:
    parents = family("macao_child")
    parents.prepared("review", documents=True)
    parents.page.get_by_role("button", name=re.compile("获取验证码")).click()
    expect(parents.page.locator("#pledge-fault")).to_be_visible()
    expect(parents.page.locator("#pledge")).to_be_focused()
