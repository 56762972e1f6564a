"""A member of the staff at the console: signs in, presses keys, reads what stands there."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from local.demo.client import Town
from tests.browser.entering import enter
from tests.browser.stage import ROOT

SMALL = {"width": 1280, "height": 800}
LARGE = {"width": 1600, "height": 900}
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


class StaffAtTheDesk:
    """`sub` signed in; `page` is a fresh browser's."""

    def __init__(self, page: Page, town: Town, sub: str) -> None:
        self.town = town
        self.page = page
        enter(page, town, sub, "/staff/")
        expect(page.locator("header .name")).to_be_visible()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, screen: str) -> None:
        link = self.page.locator(f"nav a[href='#/{screen}']")
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(self.page.locator("main h1")).to_be_visible()

    def go(self, to: str) -> None:
        self.page.evaluate("to => { location.hash = to }", f"#/{to}")

    @property
    def rows(self) -> Locator:
        return self.page.locator("tr[data-case]")

    @property
    def door(self) -> Locator:
        """What stands before a case that this member does not hold."""
        return self.page.locator("[data-door]")

    def at_case(self, registration: str, *, looks_for: str = "supervision") -> None:
        """That case is shown; where it asks why, for this reason."""
        shown = self.page.locator(f"main[data-case='{registration}']")
        door = self.page.locator(f"[data-door='{registration}']")
        expect(shown.or_(door)).to_be_visible()
        if door.is_visible():
            door.locator(f"[data-reason='{looks_for}']").click()
        expect(self.page.locator("main")).to_have_attribute("data-case", registration)

    @property
    def case(self) -> str:
        """The id of the case that is shown, or before whose door it is, once one is."""
        found = self.page.locator("main[data-case], [data-door]")
        expect(found).to_be_visible()
        return str(found.get_attribute("data-case") or found.get_attribute("data-door"))

    def left(self, registration: str) -> None:
        """Neither that case nor its door is shown any more."""
        at = f"main[data-case='{registration}'], [data-door='{registration}']"
        expect(self.page.locator(at)).to_have_count(0)

    def mode(self, mode: str) -> None:
        expect(self.page.locator("[data-mode]")).to_have_attribute("data-mode", mode)

    def said(self, words: str) -> None:
        expect(self.page.locator("[data-notification]")).to_contain_text(words)

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(words))

    def faults_of_axe(self) -> list[Any]:
        """What axe finds on the page as it stands: rule, where, and why."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            (one["id"], [node["target"] for node in one["nodes"]][:5], one["nodes"][0]["failureSummary"])
            for one in found["violations"]
        ]
