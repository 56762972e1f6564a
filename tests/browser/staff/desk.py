"""A member of the staff at the console: signs in, presses keys, reads what stands there."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from local.demo.client import Town
from tests.browser.stage import context

SMALL = {"width": 1280, "height": 800}
LARGE = {"width": 1600, "height": 900}


class StaffAtTheDesk:
    """`sub` signed in, in a browser of their own; `broken` collects what the browser complained of."""

    def __init__(
        self, browser: Browser, town: Town, sub: str, *, size: dict[str, int] = SMALL, language: str = "zh-CN"
    ) -> None:
        self.town = town
        self.page: Page = context(browser, size, language=language).new_page()
        self.broken: list[str] = []
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", lambda said: self.broken.append(said.text) if said.type == "error" else None)
        self.page.goto(f"{town.site}/staff/")
        self.page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()
        self.page.locator(f"button[value='{sub}']").click()
        self.page.wait_for_url(f"{town.site}/staff/**")
        expect(self.page.locator("header .name")).to_be_visible()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, screen: str) -> None:
        self.page.locator(f"nav a[href='#/{screen}']").click()
        expect(self.page.locator(f"nav a[href='#/{screen}']")).to_have_attribute("aria-current", "page")
        expect(self.page.locator("main h1")).to_be_visible()

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

    def said(self, words: str) -> None:
        expect(self.page.locator("[data-said]")).to_contain_text(words)

    def faults_of_axe(self, source: str) -> list[Any]:
        """What axe finds on the page as it stands: (rule, where)."""
        self.page.evaluate(source)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            (one["id"], [node["target"] for node in one["nodes"]][:5], one["nodes"][0]["failureSummary"])
            for one in found["violations"]
        ]
