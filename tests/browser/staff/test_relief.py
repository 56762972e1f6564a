"""What a district gives: more time after an outage, and seats where there are too few."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from local.demo.client import Person

from .cases import Cases
from .conftest import NewStaff


@pytest.fixture
def office(cases: Cases) -> Iterator["Office"]:
    """The season in a supervisor's hands; afterwards it is what it was, and the registry answers again."""
    made = Office(cases)
    yield made
    cases.town.local("PUT", "authorities/property", {"mode": "ok"})
    made.put(made.before)


class Office:
    def __init__(self, cases: Cases) -> None:
        self._member = Person(cases.town, "supervisor")
        self._path = f"/staff/seasons/{cases.season}"
        self.before: dict[str, Any] = self.season()

    def season(self) -> dict[str, Any]:
        found: dict[str, Any] = self._member.ok("GET", self._path)
        return found

    def put(self, season: dict[str, Any]) -> None:
        etag = self._member.call("GET", self._path).headers["ETag"]
        self._member.ok("PUT", self._path, season, If_Match=etag)


DISTRICT_CLOCK = timezone(timedelta(hours=8))


def moment(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(DISTRICT_CLOCK)


def typed(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def test_more_time_is_given_to_whom_an_outage_held_up_and_then_to_all(
    staff: NewStaff, cases: Cases, office: Office
) -> None:
    deadline = moment(office.before["amendment_deadline"])
    office.put(office.before | {"limits": office.before["limits"] | {"authority_outage_hours": 1}})
    untouched = cases.submit(cases.from_abroad())
    cases.town.local("PUT", "authorities/property", {"mode": "down"})
    held_up = cases.submit(cases.from_abroad())
    cases.town.advance(minutes=62)
    cases.town.local("PUT", "authorities/property", {"mode": "ok"})

    supervisor = staff("supervisor")
    supervisor.open("season")
    until = supervisor.page.get_by_label("延长到")
    until.fill(typed(deadline + timedelta(hours=5)))
    supervisor.page.get_by_label("只限被登记部门停机耽误的家庭").check()
    supervisor.button("^延长$").click()
    supervisor.said("已为 1 户延长")
    assert moment(cases.seen(held_up)["amendment_extended_to"]) == deadline + timedelta(hours=5)
    assert cases.seen(untouched).get("amendment_extended_to") is None
    assert moment(office.season()["amendment_deadline"]) == deadline

    until.fill(typed(deadline + timedelta(hours=6)))
    supervisor.page.get_by_label("所有家庭").check()
    supervisor.button("^延长$").click()
    supervisor.said("已为所有家庭延长")
    assert moment(office.season()["amendment_deadline"]) == deadline + timedelta(hours=6)


def test_what_comes_late_moves_nothing_away_under_a_hand_that_presses(staff: NewStaff) -> None:
    supervisor = staff("supervisor")
    page = supervisor.page
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    page.route(re.compile(r"/staff/seasons/[^/]+$"), keep)
    supervisor.open("season")
    button = supervisor.button("^延长$")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    assert before
    assert late
    with page.expect_request(lambda request: request.url.endswith("/extension")):
        page.mouse.move(before["x"] + 5, before["y"] + 5)
        page.mouse.down()
        for one in late:
            one.continue_()
        expect(page.locator("[data-versions] tbody tr").first).to_be_visible()
        assert button.bounding_box() == before
        page.mouse.up()


def test_who_gets_no_seat_is_confirmed_by_hand_and_taken_back_when_there_are_seats_again(
    staff: NewStaff, cases: Cases, office: Office
) -> None:
    case = cases.submitted("collective")
    school = cases.seen(case)["school"]["id"]
    seats = [one | {"seats": 0} if one["id"] == school else one for one in office.before["schools"]]
    kinds = [
        ["parents_purchase", "grandparents_purchase"],
        ["public_rental", "low_rent", "collective", "other"],
    ]
    doors = [
        {"id": f"any-{number}", "name": {"zh-CN": "任何住房", "en": "Any home"}, "homes": homes}
        for number, homes in enumerate(kinds)
    ]
    rules = {"placing": [{"doors": doors}]}
    office.put(office.before | rules | {"schools": seats})

    supervisor = staff("supervisor")
    supervisor.open("publication")
    supervisor.button("^预演$").click()
    proposed = supervisor.page.locator(f"[data-school='{school}']")
    expect(proposed).to_contain_text(case[-6:])
    assert cases.seen(case)["school"]["id"] == school
    confirm = supervisor.button("确认这个方案")
    confirm.click()
    expect(confirm).to_have_count(0)
    supervisor.said("已确认")
    assert cases.seen(case)["school"] is None
    expect(proposed.locator("[data-standing='full']")).not_to_have_count(0)
    expect(confirm).to_have_count(0)

    office.put(office.before | rules)
    supervisor.button("^预演$").click()
    confirm.click()
    expect(confirm).to_have_count(0)
    assert cases.seen(case)["school"]["id"] == school
