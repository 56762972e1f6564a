"""The front page's pictures, of the pages as they are: `python -m tests.browser.front_page`, in `make screenshots`."""

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from local.demo.client import Town
from local.population import Population

from .family import FamilyAtThePage
from .staff.cases import Cases
from .staff.desk import SMALL, StaffAtTheDesk
from .stage import PHONE, ROOT, chromium, context, running_town

FOLDER = ROOT / "docs" / "pictures"
SUBMITTED = ("twins", "other_home", "hongkong_child", "low_rent", "grandparents_home", "public_rental")
STICKY = 90
"""Pixels of the page's head, which covers what is scrolled under it."""


def main() -> None:
    """Renews them."""
    with running_town() as town, sync_playwright() as playwright:
        browser, city = chromium(playwright), town.population()
        _phone(browser, town, city)
        _desk(browser, Cases(town, city))
        browser.close()


def _phone(browser: Browser, town: Town, city: Population) -> None:
    family = FamilyAtThePage(context(browser, PHONE).new_page(), town, city.stories["wrong_certificate"])
    family.prepared("home", documents=True)
    number = family.field("property.number")
    number.focus()
    expect(family.page.get_by_text("识别为")).to_be_visible()
    _keep(family, family.page.locator("[id='property.proof']"), "home-390")
    family.go("review")
    family.submit()
    family.status()
    family.word("abnormal")
    _keep(family, family.page.locator("section.card:has([data-check])"), "status-390")


def _keep(family: FamilyAtThePage, top: Locator, name: str) -> None:
    """The screen as a phone shows it, with that at its top."""
    top.evaluate("(one, head) => scrollTo(0, one.getBoundingClientRect().top + scrollY - head)", STICKY)
    family.page.screenshot(path=FOLDER / f"{name}.png")


def _desk(browser: Browser, cases: Cases) -> None:
    for story in SUBMITTED:
        cases.submitted(story)
    clerk = StaffAtTheDesk(context(browser, SMALL).new_page(), cases.town, "reviewer")
    clerk.open("dashboard")
    expect(clerk.page.locator("main canvas").first).to_be_visible()
    clerk.page.wait_for_load_state("networkidle")
    clerk.page.screenshot(path=FOLDER / "desk-1280.png", full_page=True)


if __name__ == "__main__":
    main()
