"""A supervisor sees who does what, and hands a colleague's case on."""

import re

from playwright.sync_api import expect

from local.demo.client import Person

from .cases import Cases
from .conftest import NewStaff


def test_a_supervisor_gives_a_case_to_another_and_takes_it_back(staff: NewStaff, cases: Cases) -> None:
    first, second = cases.submit(cases.from_abroad()), cases.submit(cases.from_abroad())
    holder, other = Person(cases.town, "reviewer"), Person(cases.town, "reviewer2")
    holder.ok("POST", f"/staff/registrations/{first}/claim")
    other.ok("POST", f"/staff/registrations/{second}/claim")
    cases.town.settle()
    supervisor = staff("supervisor")
    supervisor.open("work")
    page = supervisor.page
    expect(page.locator("[data-waiting='all'] p")).to_have_text(re.compile("[1-9]"))
    assert supervisor.faults_of_axe() == []
    rows = page.locator("[data-held] [data-held-case]")
    row, another = (rows.and_(page.locator(f"[data-held-case='{one}']")) for one in (first, second))
    given_to = another.locator("td").first.inner_text()
    row.locator(".el-select").click()
    page.get_by_role("option", name=given_to).click()
    row.get_by_role("button").click()
    supervisor.said("已转交")
    expect(row.locator("td").first).to_have_text(given_to)
    expect(row.locator(".el-select")).to_have_text("收回，谁都可领取")
    assert cases.seen(first, "reviewer2")["claim"]["mine"]
    another.get_by_role("button").click()
    supervisor.said("已收回")
    expect(another).to_have_count(0)
    assert cases.seen(second, "reviewer2")["claim"] is None
