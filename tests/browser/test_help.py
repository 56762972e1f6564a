"""Questions and answers, the statement of accessibility, large type."""

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily
from .looks import faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "link", "words"),
    [
        ("zh-CN", "常见问题", "双胞胎要报两份吗？"),
        ("en", "Questions and answers", "Do twins need two registrations?"),
    ],
)
def test_questions_and_answers_are_the_seasons_own(
    family: NewFamily, language: str, link: str, words: str
) -> None:
    parents = family("ordinary", language=language)
    parents.page.goto(parents.town.site)
    parents.page.get_by_role("link", name=link).click()
    parents.page.get_by_text(words).click()
    expect(parents.page.locator("details[open] p")).to_be_visible()
    assert faults(parents.page) == []


@pytest.mark.parametrize(("language", "link", "unmet"), [
    ("zh-CN", "无障碍声明", "还没有做到"), ("en", "Accessibility", "What does not hold yet"),
])  # fmt: skip
def test_the_statement_of_accessibility_says_what_is_not_met_and_whom_to_call(
    family: NewFamily, language: str, link: str, unmet: str
) -> None:
    parents = family("ordinary", language=language)
    parents.page.goto(parents.town.site)
    parents.page.get_by_role("link", name=link).click()
    expect(parents.page.get_by_role("heading", name=unmet)).to_be_visible()
    expect(parents.page.locator("main a[href^='tel:']")).to_be_visible()
    assert faults(parents.page) == []


def test_large_type_is_kept_on_the_device_and_nothing_else_is(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.page.goto(parents.town.site)
    expect(parents.page.locator("main h1")).to_be_visible()
    size = "parseFloat(getComputedStyle(document.querySelector('main h1')).fontSize)"
    before = parents.page.evaluate(size)
    parents.page.get_by_role("button", name="大字").click()
    assert parents.page.evaluate(size) > before * 1.25
    parents.page.reload()
    expect(parents.page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    expect(parents.page.locator("main h1")).to_be_visible()
    assert parents.page.evaluate("JSON.stringify(localStorage)") == '{"ruxue.large":"yes"}'
    parents.page.get_by_role("button", name="大字").click()
    assert parents.page.evaluate(size) == before
