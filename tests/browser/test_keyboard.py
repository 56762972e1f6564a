"""The whole journey without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Town
from local.population import Population

from .conftest import NewFamily
from .keyboard import FamilyAtTheKeyboard
from .stage import unanswered

pytestmark = pytest.mark.browser
FRAMES = """async () => {
  for (let frame = 0; frame < 40; frame += 1) await new Promise(requestAnimationFrame)
}"""
"""Longer than a screen on a good network is waited for."""


@pytest.mark.journey
def test_the_whole_journey_goes_by_keyboard_alone_and_the_focus_is_seen_at_every_stop(
    new_context: Callable[..., BrowserContext], town: Town, city: Population
) -> None:
    parents = FamilyAtTheKeyboard(new_context().new_page(), town, city.stories["private_use_name"])
    parents.begin()
    parents.fill()
    parents.submit()
    parents.press(parents.page.get_by_role("link", name="查看报名状态"))
    expect(parents.page.locator("main h1")).to_be_focused()
    parents.press(parents.page.get_by_role("link", name="查看回执"))
    parents.at("receipt")


def test_what_was_prefilled_is_changed_without_a_mouse(
    new_context: Callable[..., BrowserContext], town: Town, city: Population
) -> None:
    parents = FamilyAtTheKeyboard(new_context().new_page(), town, city.stories["ordinary"])
    parents.begin()
    parents.number()
    for path in ("students.0.name", "students.0.sex"):
        parents.press(parents.field(path).get_by_role("button"))
        field = parents.field(path)
        expect(field.or_(field.locator("input:checked")).last).to_be_focused()


def test_the_focus_stays_with_what_held_a_button_that_went_away(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.go("guardians")
    for button in ("不填监护人 2", "恢复监护人 2", "不填监护人 2", "添加监护人 2"):
        parents.page.get_by_role("button", name=button).press("Enter")
        expect(parents.page.locator("#guardian-2")).to_be_focused()


def test_a_screen_that_a_slow_network_brings_late_still_gives_its_heading_the_focus(
    family: NewFamily,
) -> None:
    parents = family("ordinary")
    parents.begin()
    with unanswered(parents.page):
        parents.page.evaluate("to => { location.hash = to }", f"#/r/{parents.id}/data")
        expect(parents.page.locator("main h1")).to_have_count(0)
        parents.page.evaluate(FRAMES)
    expect(parents.page.locator("main h1")).to_be_focused()
