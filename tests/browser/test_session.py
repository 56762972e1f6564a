"""The end of a session: told ahead, renewed on the same screen, and never a reason to lose what was typed."""

import pytest
from playwright.sync_api import Page, expect

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
