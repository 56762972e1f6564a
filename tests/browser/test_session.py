"""The end of a session: told ahead, renewed on the same screen, and never a reason to lose what was typed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import NewFamily
from .family import FamilyAtThePage

pytestmark = pytest.mark.browser
FIELD = "students.0.identity_document.number"
ENDS_SOON = """minutes => {
  const kept = JSON.parse(sessionStorage.getItem('ruxue.session'))
  kept.expires = Date.now() + minutes * 60_000
  sessionStorage.setItem('ruxue.session', JSON.stringify(kept))
}"""


def renewed_in_a_window(parents: FamilyAtThePage, button: str, account: str) -> Page:
    with parents.page.context.expect_page() as opened:
        parents.page.get_by_role("button", name=button).last.click()
    window = opened.value
    window.locator(f"button[value='{account}']").click()
    return window


def test_a_session_that_ends_is_told_ahead_and_renewed_without_leaving_the_screen(family: NewFamily) -> None:
    parents = family("single_parent")
    parents.begin()
    here = parents.page.url
    parents.page.evaluate(ENDS_SOON, 4)
    parents.page.reload()
    expect(parents.page.locator(".session")).to_contain_text("现在续期")
    parents.page.evaluate("window.stayed = true")
    parents.field(FIELD).fill("3502")
    renewed_in_a_window(parents, "继续登录", parents.story.account.sub)
    expect(parents.page.locator(".session")).to_have_count(0)
    assert parents.page.evaluate("window.stayed")
    assert parents.page.url == here
    expect(parents.field(FIELD)).to_have_value("3502")


def test_a_session_that_ended_leaves_the_form_where_it_is_and_sends_it_once_renewed(
    family: NewFamily,
) -> None:
    parents = family("long_name")
    parents.begin()
    expect(parents.field(FIELD)).to_be_visible()
    parents.page.route(
        "**/api/registrations/*",
        lambda route: route.fulfill(status=401, json={"code": "unauthorized", "detail": ""}),
    )
    parents.field(FIELD).fill(parents.form["students"][0]["identity_document"]["number"])
    expect(parents.page.locator(".session")).to_contain_text("登录已过期")
    expect(parents.field(FIELD)).to_be_visible()
    parents.page.unroute("**/api/registrations/*")
    renewed_in_a_window(parents, "登录", parents.story.account.sub)
    parents.saved()
    expect(parents.page.locator(".session")).to_have_count(0)


def test_another_account_does_not_take_the_place_of_the_one_that_was_at_work(family: NewFamily) -> None:
    parents = family("new_home")
    parents.begin()
    parents.page.evaluate(ENDS_SOON, 4)
    parents.page.reload()
    renewed_in_a_window(parents, "继续登录", "guardian-twins")
    expect(parents.page.locator(".session")).to_contain_text("不是刚才的账号")


ISSUER = "**/.well-known/openid-configuration"
AWAY = "现在连不上城市平台的登录服务，不是您的账号有问题"


def _down(route: Route) -> None:
    route.fulfill(status=503, body="busy", headers={"Access-Control-Allow-Origin": "*"})


@pytest.mark.parametrize("down", [_down, lambda route: route.abort()], ids=["503", "no answer"])
def test_an_issuer_that_is_away_is_told_as_that_and_signing_in_works_once_it_is_back(
    family: NewFamily, down: Callable[[Route], None]
) -> None:
    parents = family("ordinary")
    page = parents.page
    page.route(ISSUER, down)
    page.goto(f"{parents.town.site}/")
    page.get_by_role("button", name="用城市平台账号登录").click()
    told = page.locator(".banner.error")
    expect(told).to_contain_text(AWAY)
    expect(told).not_to_contain_text("没有网络")
    expect(page.get_by_role("link", name=re.compile("咨询电话"))).to_be_visible()
    page.unroute(ISSUER)
    parents.sign_in()
    expect(told).to_have_count(0)


def test_an_issuer_that_fails_on_the_way_back_loses_nobody_the_screen_they_were_going_to(
    family: NewFamily,
) -> None:
    parents = family("ordinary")
    parents.begun()
    page, here = parents.page, parents.page.url
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.route("**/token", _down)
    enter = page.get_by_role("button", name="用城市平台账号登录")
    enter.click()
    page.locator(f"button[value='{parents.story.account.sub}']").click()
    expect(page.locator(".banner.error")).to_contain_text(AWAY)
    page.unroute("**/token")
    enter.click()
    page.locator(f"button[value='{parents.story.account.sub}']").click()
    expect(parents.field(FIELD)).to_be_visible()
    assert page.url == here


def test_only_where_there_is_no_network_is_signing_in_told_to_lack_one(family: NewFamily) -> None:
    parents = family("ordinary")
    page = parents.page
    page.goto(f"{parents.town.site}/")
    enter = page.get_by_role("button", name="用城市平台账号登录")
    expect(enter).to_be_visible()
    page.route(ISSUER, lambda route: route.abort("internetdisconnected"))
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    enter.click()
    expect(page.locator(".banner.error")).to_contain_text("现在没有网络，请联网后再试")


@pytest.mark.parametrize("wrong", [timedelta(hours=3), timedelta(hours=-3)], ids=["fast", "slow"])
def test_a_phone_whose_clock_is_hours_wrong_signs_in(family: NewFamily, wrong: timedelta) -> None:
    parents = family("ordinary")
    parents.page.clock.set_system_time(parents.town.now + wrong)
    parents.begin()
    expect(parents.field(FIELD)).to_be_visible()
    expect(parents.page.locator(".session")).to_have_count(0)
    expired = parents.page.evaluate(
        "JSON.parse(sessionStorage.getItem('ruxue.session')).expires < Date.now()"
    )
    assert not expired


@pytest.mark.parametrize("wrong", [timedelta(minutes=15), timedelta(minutes=-15)], ids=["fast", "slow"])
def test_a_code_counts_as_long_as_it_does_whatever_the_phones_clock_says(
    family: NewFamily, wrong: timedelta
) -> None:
    """Its sending is answered for the server here: no SMS of the town's is spent, which others wait for."""
    parents = family("ordinary")
    now = parents.town.now
    times = {
        "sent_at": now,
        "next_at": now + timedelta(seconds=55),
        "expires_at": now + timedelta(minutes=9),
    }
    sent = {"phone": "138****0000", "purpose": "submit"} | {
        name: at.isoformat() for name, at in times.items()
    }
    parents.page.route("**/code", lambda route: route.fulfill(status=202, json=sent))
    parents.page.clock.set_system_time(now + wrong)
    parents.prepared("code")
    parents.page.get_by_role("button", name="获取验证码").click()
    expect(parents.page.locator("main h1 + [role=status]")).to_contain_text("前有效")
    expect(parents.page.locator("main")).not_to_contain_text("分钟后可重新获取")
