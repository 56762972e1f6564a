"""Lists and figures on paper: what can only be pressed is not there, and the sheet says whose it is and when."""

import re

import pytest
from playwright.sync_api import expect

from .cases import Cases
from .conftest import NewStaff

pytestmark = pytest.mark.browser


def test_a_list_prints_as_a_sheet_that_says_its_season_and_who_printed_it(
    staff: NewStaff, cases: Cases, waiting: str
) -> None:
    clerk = staff("reviewer")
    clerk.open("registrations")
    row = clerk.page.locator("main .list tbody tr").first
    expect(row).to_be_visible()
    expect(clerk.page.locator(".printed")).to_be_hidden()
    clerk.page.emulate_media(media="print")
    expect(row).to_be_visible()
    for unprinted in ("header nav", "[data-print]", ".filters", ".unprinted"):
        expect(clerk.page.locator(unprinted).first).to_be_hidden()
    sheet = clerk.page.locator(".printed")
    expect(sheet).to_contain_text("思明区")
    expect(sheet).to_contain_text(re.compile(r"\d\d:\d\d 由.+打印"))


def test_figures_print_as_tables(staff: NewStaff, waiting: str) -> None:
    clerk = staff("reviewer")
    clerk.open("dashboard")
    table = clerk.page.locator(".graph .list").first
    expect(clerk.page.locator(".plot").first).to_be_visible()
    expect(table).to_be_hidden()
    clerk.page.emulate_media(media="print")
    clerk.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(table).to_be_visible()
    expect(clerk.page.locator(".plot").first).to_be_hidden()
    clerk.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(table).to_be_hidden()
