"""How soon a press shows that it was felt, on the slow phone and network of `bench.first_screen`."""

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.family import FamilyAtThePage
from tests.browser.stage import PHONE, chromium, context, running_town

from .first_screen import slow_down

GOAL = 100
"""Milliseconds."""
PRESS = """() => new Promise(done => {
  const button = [...document.querySelectorAll('.actions button')].find(one => one.checkVisibility())
  new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - began)))
    .observe(document.body, { subtree: true, attributes: true, childList: true })
  const began = performance.now()
  button.click()
})"""
STEPS = ("students/0/person", "students/0/household", "guardians", "home", "review")


def press(page: Page) -> float:
    """Milliseconds from pressing the screen's button to the next frame that shows a change."""
    return float(page.evaluate(PRESS))


def main() -> None:
    """Prints each step and the slowest."""
    with running_town() as town, sync_playwright() as playwright:
        browser = chromium(playwright)
        family = FamilyAtThePage(
            context(browser, PHONE).new_page(), town, town.population().stories["ordinary"]
        )
        family.begin()
        family.number()
        slow_down(family.page)
        took = []
        for screen in STEPS:
            family.page.goto(f"{town.site}/#/r/{family.id}/{screen}")
            family.at(screen)
            expect(family.page.locator(".actions button:visible").first).to_be_visible()
            took.append(press(family.page))
            print(f"{screen}: {took[-1]:.0f} ms")
        print(f"slowest {max(took):.0f} ms (goal: under {GOAL} ms)")
        browser.close()


if __name__ == "__main__":
    main()
