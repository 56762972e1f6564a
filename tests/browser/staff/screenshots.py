"""The console's screens at both widths, as pictures: `python -m tests.browser.staff.screenshots [folder]`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.screenshots import with_chinese_fonts
from tests.browser.staff.cases import Cases
from tests.browser.staff.desk import LARGE, SMALL, StaffAtTheDesk
from tests.browser.stage import ROOT, chromium, context, people, running_town

STORIES = ("twins", "other_home", "hongkong_child", "low_rent", "wrong_certificate", "grandparents_home")

SUPERVISED = (
    ("season", "看看会影响谁", "[data-effects]"),
    ("publication", "^预演$", "[data-rehearsal]"),
    ("exports", "^申请$", "[data-export]"),
)
"""Screen, the button that fills it, and what then appears."""


def main(folder: Path) -> None:
    """Fills the folder; each file is `<width>-<screen>.png`."""
    with_chinese_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    with running_town() as town, sync_playwright() as playwright:
        cases = Cases(town, people())
        first, *_ = [cases.submitted(story) for story in STORIES]
        browser = chromium(playwright)
        for size in (SMALL, LARGE):
            _reviewer(browser, cases, first, size, folder)
            _others(browser, cases, size, folder)
        browser.close()


def _desk(browser: Browser, cases: Cases, sub: str, size: dict[str, int], language: str) -> StaffAtTheDesk:
    return StaffAtTheDesk(context(browser, size, language=language).new_page(), cases.town, sub)


def _reviewer(browser: Browser, cases: Cases, case: str, size: dict[str, int], folder: Path) -> None:
    for language in ("zh-CN", "en"):
        clerk = _desk(browser, cases, "reviewer", size, language)
        name = f"{size['width']}-{language}"
        expect(clerk.rows.first).to_be_visible()
        clerk.page.screenshot(path=folder / f"{name}-queue.png")
        clerk.go(f"case/{case}")
        clerk.at_case(case)
        clerk.page.wait_for_load_state("networkidle")
        clerk.page.screenshot(path=folder / f"{name}-case.png")
        clerk.press("r")
        clerk.mode("refused")
        clerk.page.screenshot(path=folder / f"{name}-refusing.png")
        clerk.press("Escape")
        for screen in ("registrations", "dashboard"):
            clerk.open(screen)
            expect(clerk.page.locator("main table, main canvas").first).to_be_visible()
            clerk.page.screenshot(path=folder / f"{name}-{screen}.png", full_page=True)


def _others(browser: Browser, cases: Cases, size: dict[str, int], folder: Path) -> None:
    supervisor = _desk(browser, cases, "supervisor", size, "zh-CN")
    for screen, button, answer in SUPERVISED:
        supervisor.open(screen)
        supervisor.page.wait_for_load_state("networkidle")
        supervisor.button(button).click()
        expect(supervisor.page.locator(answer)).to_be_visible()
        supervisor.page.screenshot(path=folder / f"{size['width']}-{screen}.png", full_page=True)
    auditor = _desk(browser, cases, "auditor", size, "zh-CN")
    expect(auditor.page.locator("tr[data-act]").first).to_be_visible()
    auditor.button("校验").click()
    expect(auditor.page.locator("[data-intact]")).to_be_visible()
    auditor.page.screenshot(path=folder / f"{size['width']}-audit.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "web" / "screenshots" / "staff")
