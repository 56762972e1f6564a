"""A member of the staff at the console: signs in, presses keys, reads what stands there."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from local.demo.client import Town
from tests.browser.stage import ROOT

SMALL = {"width": 1280, "height": 800}
LARGE = {"width": 1600, "height": 900}
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


class StaffAtTheDesk:
    """`sub` signed in; `page` is a fresh browser's."""

    def __init__(self, page: Page, town: Town, sub: str) -> None:
        self.town = town
        self.page = page
        page.goto(f"{town.site}/staff/")
        page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()
        page.locator(f"button[value='{sub}']").click()
        page.wait_for_url(f"{town.site}/staff/**")
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

    def at_case(self, registration: str) -> None:
        expect(self.page.locator("main")).to_have_attribute("data-case", registration)

    @property
    def case(self) -> str:
        """The id of the case that is shown, once one is."""
        expect(self.page.locator("main[data-case]")).to_be_visible()
        return str(self.page.locator("main").get_attribute("data-case"))

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
