"""Every screen for every eye: axe finds nothing, in both languages, at both widths; guardians load none of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import ROOT

from .conftest import NewStaff
from .desk import LARGE, SMALL


@pytest.mark.parametrize(("size", "language"), [(SMALL, "zh-CN"), (LARGE, "en")])
def test_axe_finds_nothing_on_the_reviewers_screens(
    staff: NewStaff, waiting: str, size: dict[str, int], language: str
) -> None:
    clerk = staff("reviewer", size, language=language)
    expect(clerk.page.locator("main h1")).to_be_visible()
    assert clerk.faults_of_axe() == []
    clerk.go(f"case/{waiting}")
    clerk.at_case(waiting)
    expect(clerk.page.locator(".glass img")).to_be_visible()
    assert clerk.faults_of_axe() == []
    clerk.press("r")
    clerk.mode("refused")
    assert clerk.faults_of_axe() == []
    clerk.press("Escape", "?")
    expect(clerk.page.get_by_role("dialog")).to_be_visible()
    assert clerk.faults_of_axe() == []
    clerk.press("Escape")
    expect(clerk.page.get_by_role("dialog")).to_be_hidden()
    for screen in ("registrations", "dashboard"):
        clerk.open(screen)
        expect(clerk.page.locator("main table, main canvas").first).to_be_visible()
        assert clerk.faults_of_axe() == [], screen


def test_axe_finds_nothing_on_the_supervisors_and_auditors_screens(staff: NewStaff, waiting: str) -> None:
    supervisor = staff("supervisor")
    for screen in ("season", "publication", "exports"):
        supervisor.open(screen)
        assert supervisor.faults_of_axe() == [], screen
    supervisor.open("publication")
    supervisor.button("^预演$").click()
    expect(supervisor.page.locator("[data-rehearsal]")).to_contain_text(waiting[-6:])
    assert supervisor.faults_of_axe() == []
    auditor = staff("auditor")
    expect(auditor.page.locator("tr[data-act]").first).to_be_visible()
    assert auditor.faults_of_axe() == []


def test_guardians_load_nothing_of_the_console() -> None:
    dist = ROOT / "web" / "dist"
    staff_files = set(re.findall(r"/assets/([\w.-]+)", (dist / "staff" / "index.html").read_text()))
    guardian_files = set(re.findall(r"/assets/([\w.-]+)", (dist / "index.html").read_text()))
    assert staff_files
    assert guardian_files
    assert not any("el-select" in (dist / "assets" / name).read_text() for name in guardian_files)
    assert any("el-select" in (dist / "assets" / name).read_text() for name in staff_files)
