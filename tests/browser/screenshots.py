"""Every screen at both widths, as pictures: `python -m tests.browser.screenshots [folder]`."""

import sys
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from .family import FamilyAtThePage
from .more_screens import more
from .rare_screens import rare
from .stage import DESK, PHONE, ROOT, chromium, context, running_town
from .tour import tour


def main(folder: Path) -> None:
    """Fills the folder; each file is `<width>-<screen>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in {"phone": PHONE, "desk": DESK}.items():
        with running_town() as town, running_town() as beyond, sync_playwright() as playwright:
            browser, city = chromium(playwright), town.population()

            def look(screen: str, family: FamilyAtThePage, name: str = name) -> None:
                family.page.evaluate("window.scrollTo(0, 0)")
                family.page.screenshot(path=folder / f"{name}-{screen}.png", full_page=True)

            tour(context(browser, size), town, city, look)
            more(browser, size, town, city, look)
            rare(partial(context, browser, size), beyond, beyond.population(), look)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "web" / "screenshots")
