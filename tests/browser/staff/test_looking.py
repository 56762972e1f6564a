"""Whoever does not hold a case says once why they look at it, by one key."""

from playwright.sync_api import Route, expect

from local.demo.client import Person

from .cases import Cases
from .conftest import NewStaff


def grounds(cases: Cases, registration: str) -> set[str]:
    path = f"/staff/seasons/{cases.season}/audit?registration={registration}"
    events = Person(cases.town, "auditor").ok("GET", path)["events"]
    return {one["details"]["ground"] for one in events if "ground" in one["details"]}


def test_a_reason_is_asked_once_by_one_key_and_goes_with_papers_and_history(
    staff: NewStaff, cases: Cases
) -> None:
    case = cases.submit(cases.from_abroad())
    clerk = staff("reviewer")
    clerk.go(f"case/{case}")
    expect(clerk.door).to_contain_text("请先领取，或说明查看原因")
    expect(clerk.page.locator("main[data-case]")).to_have_count(0)
    assert clerk.faults_of_axe() == []
    assert grounds(cases, case) == set()
    clerk.press("5")
    expect(clerk.page.locator(f"main[data-case='{case}']")).to_be_visible()
    expect(clerk.page.locator(".glass img")).to_be_visible()
    clerk.press("h")
    expect(clerk.page.locator("details[open] .events").first).to_be_visible()
    assert grounds(cases, case) == {"complaint"}
    clerk.go("queue")
    clerk.go(f"case/{case}")
    expect(clerk.door).to_be_visible()


def test_a_claim_opens_a_case_and_the_second_person_meets_no_door(staff: NewStaff, cases: Cases) -> None:
    case = cases.submit(cases.from_abroad())
    first, second = staff("reviewer"), staff("reviewer2")
    first.go(f"case/{case}")
    expect(first.door).to_be_visible()
    first.press("c")
    expect(first.page.locator("[data-claim].success")).to_be_visible()
    first.press("r", "1", "Enter")
    first.said("等待第二人确认")
    second.go(f"case/{case}")
    expect(second.page.locator(f"main[data-case='{case}']")).to_be_visible()
    assert grounds(cases, case) == {"claim", "second_person"}


def test_a_paper_that_cannot_be_shown_is_asked_for_once_and_again_with_each_claim(
    staff: NewStaff, cases: Cases
) -> None:
    case = cases.submit(cases.from_abroad())
    clerk = staff("reviewer")
    asked: list[str] = []

    def refused(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, json={})

    clerk.page.route("**/documents/*", refused)
    clerk.go(f"case/{case}")
    clerk.at_case(case)
    expect(clerk.page.locator(".glass [role=alert]")).to_be_visible()
    assert len(asked) == 1
    clerk.press("c")
    expect(clerk.page.locator("[data-claim].success")).to_be_visible()
    clerk.press("h")
    expect(clerk.page.locator("details[open] .events").first).to_be_visible()
    assert len(asked) == 2
    clerk.page.unroute("**/documents/*")
    clerk.press("c")
    expect(clerk.page.locator("[data-claim].success")).to_have_count(0)
    clerk.press("c")
    expect(clerk.page.locator(".glass img")).to_be_visible()
