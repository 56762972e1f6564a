"""A supervisor sees that the SMS account is blocked, releases it, and what was held goes."""

from playwright.sync_api import expect

from local.demo.client import Person
from local.demo.family import Family
from local.demo.more import asked_by

from .cases import Cases
from .conftest import NewStaff

ARREARS = "AuthorizationError"


def _asked_while_the_account_is_blocked(cases: Cases) -> Family:
    """A family that staff ask for a paper, of which no SMS goes."""
    family = cases.from_abroad()
    case = cases.submit(family)
    clerk = Person(cases.town, "reviewer")
    check = next(one["id"] for one in cases.seen(case)["checks"] if one["state"] == "manual_review")
    cases.town.local("PUT", "sms", {"refuse": ARREARS})
    asked_by(clerk, case, {"check": check, "reason": "paper_needed", "words": ["owner"]})
    cases.town.settle()
    return family


def test_a_supervisor_releases_a_blocked_account_and_what_was_held_goes(
    staff: NewStaff, cases: Cases
) -> None:
    town = cases.town
    try:
        family = _asked_while_the_account_is_blocked(cases)
        before = len(town.sms_to(family.phone))
        supervisor = staff("supervisor")
        supervisor.open("work")
        blocked = supervisor.page.locator("[data-blocked='sns']")
        expect(blocked).to_contain_text(ARREARS)
        expect(blocked).to_contain_text("1 条")
        assert supervisor.faults_of_axe() == []
        town.local("PUT", "sms", {"refuse": ""})
        blocked.get_by_role("button").click()
        supervisor.said("已恢复")
        expect(blocked).to_have_count(0)
        expect(supervisor.page.locator("[data-sms-held]")).to_contain_text("1 条")
    finally:
        town.local("PUT", "sms", {"refuse": ""})
    town.advance(minutes=11)
    town.settle()
    assert len(town.sms_to(family.phone)) == before + 1
    again = staff("supervisor")
    again.open("work")
    expect(again.page.locator("[data-sms-goes]")).to_be_visible()
