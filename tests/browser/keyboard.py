"""A guardian without a mouse: Tab, Enter, Space and arrows; the focus is seen at every stop and never lost."""

from playwright.sync_api import FilePayload, Locator, Page, expect

from local.demo.client import Town
from local.population import Story

from .family import FamilyAtThePage

STOPS = 150
"""Nobody needs more of them on a screen; the sign-in of a whole town is the longest."""

AT = """one => {
  const here = document.activeElement
  const group = one.closest('fieldset')
  return one === here || (here !== document.body && one.contains(here)) || (group !== null && group.contains(here))
}"""
FAULT = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return 'the focus is lost'
  if (here.tabIndex < 0) return ''
  const seen = [here, here.closest('label')].filter(one => one)
  const ringed = seen.some(one => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)
  })
  const what = here.outerHTML.slice(0, 160)
  if (!ringed) return `no ring: ${what}`
  const box = seen[seen.length - 1]
  const { left, right, top, bottom } = box.getBoundingClientRect()
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const under = document.querySelector('header.top')?.getBoundingClientRect().bottom ?? 0
  const covered = bottom <= under && !box.contains(over)
  return covered || bottom <= 0 || top >= innerHeight ? `out of sight: ${what}` : ''
}"""
"""What is wrong with where the focus is: a heading, or what held a thing that is gone, is a place to read from."""


class FamilyAtTheKeyboard(FamilyAtThePage):
    """The same journey; only how a hand does things differs."""

    def __init__(self, page: Page, town: Town, story: Story) -> None:
        super().__init__(page, town, story)
        page.on(
            "filechooser", lambda _chooser: None
        )  # Choosers are caught all the time: switching it is a race.

    def press(self, target: Locator) -> None:
        self._to(target)
        self._key("Enter")

    def pick(self, target: Locator) -> None:
        self._to(target)
        if target.get_attribute("type") == "checkbox":
            self._key("Space")
        else:
            self._pick_of_several(target)
        expect(target).to_be_checked()

    def write(self, target: Locator, value: str) -> None:
        self._to(target)
        if target.get_attribute("type") == "date":
            self._date(target, value)
        else:
            self._key("Control+a")
            self.page.keyboard.type(value)

    def select(self, target: Locator, value: str) -> None:
        self._to(target)
        while target.input_value() != value:
            before = target.input_value()
            self._key("ArrowDown")
            assert target.input_value() != before, f"no {value} to go down to"

    def attach(self, target: Locator, file: FilePayload) -> None:
        self._to(target)
        with self.page.expect_file_chooser() as chooser:
            self._key("Enter")
        chooser.value.set_files(files=[file])

    def at(self, screen: str) -> None:
        super().at(screen)
        expect(self.page.locator("main h1")).to_be_focused()

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)

    def _to(self, target: Locator) -> None:
        """Goes on by Tab until the focus is there, or in its group, and looks at every stop on the way."""
        expect(target).to_be_attached()
        for _ in range(STOPS):
            if target.evaluate(AT):
                return
            self._key("Tab")
            assert not (fault := self.page.evaluate(FAULT)), fault
        raise AssertionError(f"{target} is not to be reached by Tab")

    def _pick_of_several(self, target: Locator) -> None:
        """A group of radio buttons is one stop; arrows go round in it."""
        if not self.page.evaluate("document.activeElement.checked"):
            self._key("Space")
        for _ in range(STOPS):
            if target.is_checked():
                return
            self._key("ArrowDown")

    def _date(self, target: Locator, value: str) -> None:
        """A date is typed part by part, in the order of the language that the browser itself has."""
        year, month, day = value.split("-")
        for order in (year + month + day, month + day + year):
            for _ in range(3):
                self._key("ArrowLeft")
            self.page.keyboard.type(order)
            if target.input_value() == value:
                return
        raise AssertionError(f"{value} cannot be typed: {target.input_value()}")
