"""The console's screens at both widths, as pictures: `python -m tests.browser.staff.screenshots [folder]`."""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.staff.cases import Cases
from tests.browser.staff.desk import LARGE, SMALL, StaffAtTheDesk
from tests.browser.stage import ROOT, chromium, context, running_town

STORIES = ("twins", "other_home", "hongkong_child", "low_rent", "wrong_certificate", "grandparents_home")

SUPERVISED = (
    ("season", r"^(看看会影响谁|What would change)$", "[data-effects]"),
    ("publication", r"^(预演|Rehearse)$", "[data-rehearsal]"),
    ("exports", r"^(申请|Ask)$", "[data-export]"),
)
"""Screen, the button that fills it, and what then appears."""


@dataclass(frozen=True)
class Look:
    """One way to see every screen; the pictures are `<width>-<language>-<scheme>-<screen>.png`."""

    browser: Browser
    cases: Cases
    folder: Path
    size: dict[str, int]
    language: str
    scheme: str

    def desk(self, sub: str) -> StaffAtTheDesk:
        page = context(self.browser, self.size, language=self.language).new_page()
        page.emulate_media(color_scheme="dark" if self.scheme == "dark" else "light")
        return StaffAtTheDesk(page, self.cases.town, sub)

    def keep(self, desk: StaffAtTheDesk, screen: str, *, whole: bool = False) -> None:
        desk.page.wait_for_load_state("networkidle")
        name = f"{self.size['width']}-{self.language}-{self.scheme}-{screen}.png"
        desk.page.screenshot(path=self.folder / name, full_page=whole)


def main(folder: Path) -> None:
    """Fills the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_town() as town, sync_playwright() as playwright:
        cases = Cases(town, town.population())
        first, *_ = [cases.submitted(story) for story in STORIES]
        _, duplicate = cases.duplicates()
        browser = chromium(playwright)
        for size in (SMALL, LARGE):
            for language, scheme in (("zh-CN", "light"), ("zh-CN", "dark"), ("en", "light")):
                look = Look(browser, cases, folder, size, language, scheme)
                _reviewer(look, first, duplicate)
                _supervisor(look)
                _auditor(look)
        browser.close()


def _reviewer(look: Look, case: str, duplicate: str) -> None:
    clerk = look.desk("reviewer")
    expect(clerk.rows.first).to_be_visible()
    look.keep(clerk, "queue")
    clerk.go(f"case/{case}")
    clerk.at_case(case)
    expect(clerk.page.locator(".glass img")).to_be_visible()
    look.keep(clerk, "case")
    clerk.press("r")
    clerk.mode("refused")
    look.keep(clerk, "refusing")
    clerk.press("Escape", "?")
    expect(clerk.page.get_by_role("dialog")).to_be_visible()
    look.keep(clerk, "keys")
    clerk.press("Escape")
    clerk.go(f"case/{duplicate}")
    clerk.at_case(duplicate)
    clerk.press("d")
    expect(clerk.page.locator("[data-beside]")).to_be_visible()
    look.keep(clerk, "beside")
    for screen in ("registrations", "dashboard"):
        clerk.open(screen)
        expect(clerk.page.locator("main table, main canvas").first).to_be_visible()
        look.keep(clerk, screen, whole=True)


def _supervisor(look: Look) -> None:
    supervisor = look.desk("supervisor")
    for screen, button, answer in SUPERVISED:
        supervisor.open(screen)
        supervisor.page.wait_for_load_state("networkidle")
        supervisor.button(button).click()
        expect(supervisor.page.locator(answer).first).to_be_visible()
        look.keep(supervisor, screen, whole=True)


def _auditor(look: Look) -> None:
    auditor = look.desk("auditor")
    expect(auditor.page.locator("tr[data-act]").first).to_be_visible()
    auditor.button("^(校验|Verify)$").click()
    expect(auditor.page.locator("[data-intact]")).to_be_visible()
    look.keep(auditor, "audit")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "web" / "screenshots" / "staff")
