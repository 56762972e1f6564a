"""R48 at the page: the notice before the first number, each consent by itself, and a way on for who refuses."""

import re

from playwright.sync_api import expect

from .conftest import NewFamily
from .family import FamilyAtThePage


def at_the_notice(family: FamilyAtThePage) -> None:
    family.sign_in()
    family.page.get_by_role("button", name=re.compile("开始报名|新建|Begin")).first.click()
    family.page.wait_for_url(re.compile("#/notice/"))
    expect(family.page.locator("main h1")).to_be_focused()


def test_a_refused_necessary_consent_says_what_can_be_done_and_can_be_changed(family: NewFamily) -> None:
    parents = family("strangers_home")
    at_the_notice(parents)
    parents.agree(household_registry=True)
    told = parents.page.locator("[role=status].banner")
    expect(told).to_contain_text("窗口")
    expect(told).to_contain_text("0592-2684508")
    parents.agree()
    parents.at("students/0/number")


def test_a_refused_prefill_goes_on_by_hand(family: NewFamily) -> None:
    parents = family("moved_away")
    at_the_notice(parents)
    parents.agree(prefill=True)
    parents.number()
    expect(parents.page.locator("main")).to_contain_text("您选择了不自动填写")


def test_every_question_must_be_answered_and_the_keyboard_is_enough(family: NewFamily) -> None:
    parents = family("unreadable_child")
    at_the_notice(parents)
    proceed = parents.page.get_by_role("button", name="继续填写")
    proceed.press("Enter")
    expect(parents.page.locator(".summary a")).to_have_count(4)
    expect(parents.page.locator(".summary")).to_be_focused()
    parents.page.locator("summary").first.press("Enter")
    expect(parents.page.locator("details[open]")).to_have_count(1)
    for question in parents.page.locator("fieldset.field").all():
        question.locator("input[value=yes]").press("Space")
    proceed.press("Enter")
    parents.at("students/0/number")
    expect(parents.page.locator("#students\\.0\\.identity_document\\.number")).to_be_visible()
