"""The form at the page: its fields as a guardian fills them, with eyes and fingers, and its steps.

`press`, `pick`, `write`, `select` and `attach` are all that a hand does: whoever has no mouse does the same by keys.
"""

import re
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from local.demo.client import Town
from local.population import Story

Json = dict[str, Any]
AT_ONCE = "() => document.querySelector('[data-save=waiting]') && dispatchEvent(new Event('online'))"
"""What waits for a pause of the hand is sent now, as where a network comes back: for tests of something else."""

NEXT = re.compile("^(下一步|Continue)")


class FormAtThePage:
    """`form` is what the family knows about itself."""

    def __init__(self, page: Page, town: Town, story: Story) -> None:
        self.page = page
        self.town = town
        self.story = story
        self.form: Json = story.form
        self.touched: list[str] = []
        """Ids of fields that had to be typed or chosen."""

    @property
    def id(self) -> str:
        return re.findall(r"#/r/(\w+)", self.page.url)[0]

    def go(self, screen: str) -> None:
        self.page.evaluate("to => { location.hash = to }", f"#/r/{self.id}/{screen}")
        self.at(screen)

    def at(self, screen: str) -> None:
        """Before it: the address changes first, and the screen that was there goes only in the page's next turn."""
        expect(self.page).to_have_url(re.compile(f"/{re.escape(screen)}$"))
        self.page.evaluate("() => new Promise((done) => setTimeout(done))")
        expect(self.page.locator("main h1")).to_be_visible()

    def proceed(self, to: str | None = None) -> None:
        self.press(self.page.get_by_role("button", name=NEXT))
        if to:
            self.at(to)

    def saved(self) -> None:
        expect(self.page.locator("[data-save]")).to_have_attribute("data-save", "saved")

    def save(self) -> None:
        self.page.evaluate(AT_ONCE)
        self.saved()

    def press(self, target: Locator) -> None:
        target.click()

    def pick(self, target: Locator) -> None:
        """One choice of several, or a box to tick."""
        target.check()

    def write(self, target: Locator, value: str) -> None:
        target.fill(value)

    def select(self, target: Locator, value: str) -> None:
        target.select_option(value)

    def attach(self, target: Locator, file: FilePayload) -> None:
        target.set_input_files(files=[file])

    def field(self, path: str) -> Locator:
        return self.page.locator(f"[id='{path}']")

    def known(self, path: str) -> bool:
        return self.page.locator(f"[data-known='{path}']").count() > 0

    def type(self, path: str, value: str | None) -> None:
        """Types into a field, or only looks where the registry has filled it in rightly."""
        if value is None:
            return
        if self.known(path):
            shown = self.field(path).locator(".value").inner_text()
            if path.endswith(("birth_date", "acquired_on")) or shown == value:
                return
            self.press(self.field(path).get_by_role("button"))
        if self.field(path).input_value() == value:
            return
        self.touched.append(path)
        self.write(self.field(path), value)

    def choose(self, path: str, value: str) -> None:
        """A radio button, or an option of a list."""
        if self.known(path):
            return
        target = self.field(path)
        if target.evaluate("element => element.tagName") == "SELECT":
            if target.input_value() != value:
                self.touched.append(path)
                self.select(target, value)
            return
        radio = target.locator(f"input[value='{value}']")
        if not radio.is_checked():
            self.touched.append(path)
            self.pick(radio)

    def tick(self, element: str) -> None:
        box = self.page.locator(f"[id='{element}']")
        if not box.is_checked():
            self.touched.append(element)
            self.pick(box)

    def identity(self, path: str, document: Json) -> None:
        if self.known(f"{path}.number"):
            return
        self.choose(f"{path}.type", document["type"])
        if "country" in document:
            self.choose(f"{path}.country", document["country"])
        self.type(f"{path}.number", document["number"])
