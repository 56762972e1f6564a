"""How a screen is looked at: by axe in every light and width, and by a ruler."""

import os
import random
import re
from itertools import product
from typing import Any, NamedTuple

from playwright.sync_api import Page

from .stage import DESK, PHONE, ROOT

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
NARROW = {"width": 320, "height": 640}
LETTERS = ("100%", "200%")
DIGITS = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
"""A day as programs write it: people read days in words, in one form."""
OUTSIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
  .slice(-3).concat(`${document.documentElement.scrollWidth} px`)"""


class Light(NamedTuple):
    """What a person's device asks for, and how wide it is."""

    size: dict[str, int]
    scheme: Any
    forced: Any

    def __str__(self) -> str:
        return f"{self.size['width']} {self.scheme}, forced colours {self.forced}"


LIGHTS = tuple(
    Light(size, scheme, forced)
    for size, scheme, forced in product((NARROW, PHONE, DESK), ("light", "dark"), ("none", "active"))
)
EVERY = os.environ.get("RUXUE_LOOKS") == "every"
"""`make looks`: each screen in all of them. The suite takes one for each screen, another for the next."""


def faults(page: Page) -> list[str]:
    """What axe finds. Its script is evaluated, not loaded: the page's policy stays as strict as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


class Looker:
    """Looks at one screen after another; `wrong` says what was found where."""

    def __init__(self, tour: str) -> None:
        self.wrong: dict[str, list[str]] = {}
        self._turns = random.Random(tour).sample(LIGHTS, len(LIGHTS))
        self._seen = 0

    def look(self, screen: str, page: Page) -> None:
        lights = LIGHTS if EVERY else (self._turns[self._seen % len(LIGHTS)],)
        self._seen += 1
        for light in lights:
            self._put(page, light)
            self._note(f"{screen} at {light}", faults(page))
        self._note(f"{screen}: days in digits", DIGITS.findall(page.locator("main").inner_text()))
        self._put(page, LIGHTS[0])
        for letters in LETTERS:
            page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
            self._note(f"{screen} at {letters}", list(page.evaluate(OUTSIDE)))
        page.evaluate("document.documentElement.style.fontSize = ''")
        self._put(page, Light(PHONE, "light", "none"))

    def _put(self, page: Page, light: Light) -> None:
        page.set_viewport_size(light.size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=light.scheme, forced_colors=light.forced)

    def _note(self, where: str, found: list[str]) -> None:
        if found:
            self.wrong[where] = found
