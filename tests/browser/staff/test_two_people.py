"""What takes two clerks: against the registry's word each names the paper that shows it."""

from playwright.sync_api import expect

from local.demo.family import Family

from .cases import Cases
from .conftest import NewStaff
from .desk import StaffAtTheDesk


def accepting(clerk: StaffAtTheDesk, case: str) -> None:
    clerk.go(f"case/{case}")
    clerk.at_case(case)
    clerk.press("a", "Enter")
    expect(clerk.page.get_by_text("请选择材料")).to_be_visible()
    clerk.page.locator("[data-papers]").get_by_label("产权证").check()
    assert clerk.faults_of_axe() == []
    clerk.press("Enter")


def test_r37_two_clerks_name_the_paper_against_the_registry_s_word(staff: NewStaff, cases: Cases) -> None:
    case = cases.submit(Family(cases.town, cases.city.stories["unrecorded_home"], cases.season))
    first = staff("reviewer")
    accepting(first, case)
    first.said("已提出通过，等待第二人确认")
    second = staff("reviewer2")
    accepting(second, case)
    expect(second.page.locator(f"[data-case='{case}']")).to_have_count(0)
    assert [one["waits_for_second"] for one in cases.seen(case)["decisions"]] == [True, False]


def test_r30_two_clerks_withdraw_for_a_family_that_called(staff: NewStaff, cases: Cases) -> None:
    case = cases.submit(cases.from_abroad())
    first = staff("reviewer")
    first.go(f"case/{case}")
    first.at_case(case)
    panel = first.page.locator("[data-withdrawal]")
    panel.locator("summary").click()
    expect(panel).to_contain_text("核对来电人")
    assert first.faults_of_axe() == []
    panel.get_by_role("button", name="提出撤回").click()
    first.said("等待第二位同事确认")
    expect(panel.get_by_role("button", name="不撤回，取消")).to_be_visible()
    second = staff("reviewer2")
    second.go(f"case/{case}")
    second.at_case(case)
    assert second.faults_of_axe() == []
    second.page.locator("[data-withdrawal]").get_by_role("button", name="确认撤回").click()
    second.said("已撤回")
    expect(second.page.locator(f"[data-case='{case}']")).to_have_count(0)
