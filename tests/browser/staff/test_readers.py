"""A supervisor approves by name who may read the season, and revokes it; the new reviewer reads whom to ask."""

from playwright.sync_api import expect

from local.city import OF_CITY, UNAPPROVED
from local.demo.client import Person

from .cases import Cases
from .conftest import NewStaff

NAME = "赵审核"


def test_a_new_reviewer_is_refused_approved_by_name_and_revoked(staff: NewStaff, cases: Cases) -> None:
    newcomer = staff(UNAPPROVED)
    newcomer.said("还没有获准")
    newcomer.said("黄主管")
    supervisor = staff("supervisor")
    supervisor.open("readers")
    row = supervisor.page.locator(f"[data-reader='{NAME}']")
    own = supervisor.page.locator("[data-reader='黄主管']")
    expect(row).to_contain_text("未获准")
    expect(own).to_contain_text("运维人员")
    assert supervisor.faults_of_axe() == []
    until = supervisor.page.get_by_label("截止")
    whole = until.input_value()
    until.fill("")
    row.get_by_role("button", name="批准").click()
    expect(supervisor.page.locator(".wrong")).to_be_visible()
    expect(row).to_contain_text("未获准")
    until.fill(whole)
    row.get_by_role("button", name="批准").click()
    expect(supervisor.page.locator(".wrong")).to_have_count(0)
    supervisor.said(f"已批准{NAME}")
    expect(row).to_contain_text("黄主管")
    queue = f"/staff/seasons/{cases.season}/queue"
    clerk = Person(cases.town, UNAPPROVED)
    assert clerk.call("GET", queue).status == 200
    newcomer.press("g")
    expect(newcomer.page.locator("[data-notification]")).to_have_count(0)
    row.get_by_role("button", name="撤销").click()
    supervisor.said(f"{NAME}已不能查看")
    assert clerk.call("GET", queue).code == "approval_needed"


def test_r37_a_reviewer_of_the_city_sees_a_season_once_and_while_the_district_borrows_them(
    staff: NewStaff, cases: Cases
) -> None:
    sub, name = OF_CITY[:2]
    lent = staff(sub)
    expect(lent.page.get_by_role("heading", name="还没有可办理的招生季")).to_be_visible()
    expect(lent.page.locator("main")).to_contain_text("市级审核员")
    supervisor = staff("supervisor")
    supervisor.open("readers")
    row = supervisor.page.locator(f"[data-reader='{name}']")
    expect(row).to_contain_text("市级")
    expect(supervisor.page.locator("[data-reader='林审核']")).not_to_contain_text("市级")
    expect(supervisor.page.locator("[data-people='enough']")).to_contain_text("其中市级 0 名")
    row.get_by_role("button", name="批准").click()
    supervisor.said(f"已批准{name}")
    expect(supervisor.page.locator("[data-people='enough']")).to_contain_text("其中市级 1 名")
    lent.page.reload()
    lent.open("queue")
    supervisor.open("season")
    expect(supervisor.page.locator("[data-season-people]")).to_contain_text("规则需要 4 名")
    supervisor.open("readers")
    row.get_by_role("button", name="撤销").click()
    supervisor.said(f"{name}已不能查看")
    assert Person(cases.town, sub).call("GET", "/staff/seasons").body == {"seasons": []}
