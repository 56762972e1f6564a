"""Who answers the telephone: the case that the family reads out, or the number by which an engineer finds it."""

from playwright.sync_api import Route, expect

from .cases import Cases
from .conftest import NewStaff
from .desk import StaffAtTheDesk

CANNOT_BE_READ = "01JZK3W4Q8X5N7V2B6C9D0E1F2"


def look_for(clerk: StaffAtTheDesk, value: str) -> None:
    clerk.open("registrations")
    tile = clerk.page.locator("[data-search]")
    tile.locator("input.value").fill(value)
    tile.locator(".el-select").last.click()
    clerk.page.get_by_role("option", name="家长来电").click()
    clerk.button("^查找$").click()


def test_a_family_on_the_telephone_is_found_by_its_reference_and_opened_with_the_reason_that_was_said(
    staff: NewStaff, cases: Cases
) -> None:
    case = cases.submit(cases.from_abroad())
    clerk = staff("reviewer")
    look_for(clerk, cases.seen(case)["reference"])
    clerk.page.locator(f"[data-hit='{case}'] a").click()
    expect(clerk.page.locator(f"main[data-case='{case}']")).to_be_visible()


def test_a_registration_that_cannot_be_read_is_told_by_the_number_that_an_engineer_needs(
    staff: NewStaff,
) -> None:
    clerk = staff("reviewer")

    def damaged(route: Route) -> None:
        route.fulfill(json={"hits": [], "more": False, "unreadable": [CANNOT_BE_READ]})

    clerk.page.route("**/searches", damaged)
    look_for(clerk, "26-7K2Q-4X8")
    expect(clerk.page.locator("[data-unreadable]")).to_contain_text(f"请把编号告诉工程师：{CANNOT_BE_READ}")
    expect(clerk.page.locator("[data-none]")).to_have_count(0)
    assert clerk.faults_of_axe() == []
