"""A browser's one window, as a hand and an eye use it: each look waits until what it looks for is there."""

from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

from .webdriver import ELEMENT, LOOK, RefusedError, Wire

LOOKS = int(PATIENCE / LOOK)
WATCH = """
window.wrong = []
addEventListener('error', event => window.wrong.push(String(event.message)))
addEventListener('unhandledrejection', event => window.wrong.push(String(event.reason)))
document.addEventListener('securitypolicyviolation', event => window.wrong.push(event.blockedURI))
"""

INTO_VIEW = "(arguments[0].closest('select') || arguments[0]).scrollIntoView({ block: 'center' })"
PICKED = """
const [field, day] = arguments
field.value = day
field.dispatchEvent(new Event('input', { bubbles: true }))
field.dispatchEvent(new Event('change', { bubbles: true }))
"""


def button(words: str) -> str:
    return f"//button[contains(., '{words}')]"


def link(words: str) -> str:
    return f"//a[contains(., '{words}')]"


def of_id(name: str) -> str:
    return f"//*[@id='{name}']"


class Window:
    """Everything is found by XPath."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def open(self, address: str) -> None:
        self._wire("Navigate", url=address)

    def watch(self) -> None:
        """From now on, until the page is left, what goes wrong on it is kept."""
        self._script(WATCH)

    def wrong(self) -> list[str]:
        kept: list[str] = self._script("return window.wrong")
        return kept

    def see(self, xpath: str) -> str:
        """The element, as soon as it is there. Raises RefusedError, with what is there, where it never comes."""
        for _ in range(LOOKS):
            try:
                found: str = self._wire("FindElement", using="xpath", value=xpath)[ELEMENT]
            except RefusedError:
                continue
            return found
        raise RefusedError(
            f"{xpath} is not on {self._script('return location.href + document.body.innerText')}"
        )

    def gone(self, xpath: str) -> None:
        """Until nothing is there. Raises RefusedError where it stays."""
        self.see(f"/html[not(.{xpath})]")

    def all(self, xpath: str, attribute: str) -> list[str]:
        """An attribute of each that is there now."""
        found = self._wire("FindElements", using="xpath", value=xpath)
        return [self._script(f"return arguments[0].getAttribute('{attribute}')", one) for one in found]

    def press(self, xpath: str) -> None:
        """WebKit's driver does not scroll to what is a little below the window's edge."""
        found = self.see(xpath)
        self._script(INTO_VIEW, {ELEMENT: found})
        self._wire("ElementClick", id=found)

    def choose(self, name: str, value: str) -> None:
        """An option of the list, or a button of the group, of that id."""
        self.press(f"{of_id(name)}//*[@value='{value}']")

    def write(self, xpath: str, words: str) -> None:
        self._wire("ElementClear", id=self.see(xpath))
        self._wire("ElementSendKeys", id=self.see(xpath), text=words)

    def date(self, xpath: str, day: str) -> None:
        """As a calendar does; keys mean something else in each engine and language."""
        self._script(PICKED, {ELEMENT: self.see(xpath)}, day)

    def attach(self, xpath: str, file: Path) -> None:
        self._wire("ElementSendKeys", id=self.see(xpath), text=str(file))

    def _script(self, script: str, *arguments: Any) -> Any:
        return self._wire("ExecuteScript", script=script, args=list(arguments))
