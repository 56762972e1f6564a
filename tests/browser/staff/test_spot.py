"""R37: what passed by itself and was drawn is looked at by a person, who says by one key that all is right."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from local.demo.client import Person
from local.demo.family import Family

from .cases import Cases
from .conftest import NewStaff
from .test_relief import Office


@pytest.fixture
def drawn(cases: Cases) -> Iterator[str]:
    """All passed by itself; the season draws every one, and the clock brought it to staff."""
    office = Office(cases)
    office.put(office.before | {"limits": office.before["limits"] | {"spot_check_percent": 100}})
    case = cases.submit(Family(cases.town, cases.city.stories["new_home"], cases.season))
    cases.town.advance(minutes=16)
    yield case
    office.put(office.before)


def test_r37_a_spot_check_is_passed_by_one_key_by_whom_no_colleague_is_before(
    staff: NewStaff, cases: Cases, drawn: str
) -> None:
    claim = f"/staff/registrations/{drawn}/claim"
    colleague = Person(cases.town, "reviewer2")
    colleague.ok("POST", claim)
    clerk = staff("reviewer")
    clerk.go(f"case/{drawn}")
    clerk.at_case(drawn)
    bar = clerk.page.locator("[data-spot]")
    expect(bar).to_contain_text("各项核查均已自动通过")
    expect(bar.get_by_role("button", name="没有问题")).to_be_disabled()
    clerk.press("y")
    colleague.ok("DELETE", claim)
    assert cases.seen(drawn)["queues"] == ["spot"]

    clerk.go("queue")
    clerk.left(drawn)
    clerk.go(f"case/{drawn}")
    clerk.at_case(drawn)
    expect(bar.get_by_role("button", name="没有问题")).to_be_enabled()
    expect(clerk.button("^不通过")).to_be_enabled()
    assert clerk.faults_of_axe() == []
    clerk.press("y")
    clerk.said("抽查没有问题")
    clerk.left(drawn)
    seen = cases.seen(drawn)
    assert (seen["queues"], seen["outcome"], seen["decisions"]) == ([], "admitted", [])
