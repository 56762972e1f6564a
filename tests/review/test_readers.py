"""Nobody reads a season's families but whom a supervisor approved by name, from a day to a day (regulation art. 36)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.roles import Permission, roles_that_may
from functions.review.handler import ROLES
from tests.aws import Cloud
from tests.calls import counted
from tests.midseason import NOW
from tests.rotation import rotate

from .conftest import CASE
from .staff import AUDITOR, CLERK, OTHER_SUPERVISOR, STRANGER, SUPERVISOR, Answer, Member
from .test_matrix import ABSENT, ask_route

SEASON = "/staff/seasons/siming-2022"
READERS, QUEUE, ONE = f"{SEASON}/readers", f"{SEASON}/queue", f"/staff/registrations/{CASE}"
NEW = Member("newcomer", name="赵审核")
LEAD = Member("lead", "supervisor reviewer", name="李主管")
END = "2022-08-01T00:00:00+08:00"
CASES = roles_that_may(Permission.CASES)


def line(name: str = NEW.name, who: Member = SUPERVISOR) -> Any:
    return next(one for one in who.get(READERS).body["readers"] if one["name"] == name)


def approve(who: Member = SUPERVISOR, name: str = NEW.name, **more: Any) -> Answer:
    return who.call("POST", READERS, {"person": line(name)["key"], "until": END} | more)


def revoke(who: Member = SUPERVISOR, name: str = NEW.name) -> Answer:
    return who.call("DELETE", READERS, query={"person": line(name)["key"]})


@pytest.fixture
def refused(case: Registration) -> Registration:
    """Both tried once, so supervisors have their names."""
    for who in (NEW, LEAD):
        assert who.get(QUEUE).code == "approval_needed"
    return case


def test_every_route_that_shows_or_touches_a_case_is_shut_without_an_approval(case: Registration) -> None:
    shut = [route for route, roles in ROLES.items() if roles == CASES and "/statistics" not in route[1]]
    told = {route: ask_route(NEW, route, "siming-2022", CASE, ABSENT) for route in shut}
    assert {(one.status, one.code) for one in told.values()} == {(403, "approval_needed")}
    assert len(shut) >= 20
    assert NEW.get(f"{SEASON}/statistics").status == 200, "counts are nobody's data"


def test_the_refusal_names_whom_to_ask_and_puts_the_name_before_supervisors(refused: Registration) -> None:
    told = NEW.get(ONE)
    assert LEAD.name in told.body["detail"]
    assert SUPERVISOR.get(READERS).body["readers"][0]["approval"] is None, "who waits stands first"
    assert line()["seen_at"] is not None


def test_a_supervisor_is_sent_to_another_and_not_to_themself(refused: Registration) -> None:
    OTHER_SUPERVISOR.get(READERS)
    told = LEAD.get(QUEUE).body["detail"]
    assert LEAD.name not in told
    assert OTHER_SUPERVISOR.account in told


def test_the_log_tells_by_the_trails_own_mac_who_was_refused(
    case: Registration, logged: list[dict[str, Any]]
) -> None:
    NEW.get(ONE)
    [line] = [one for one in logged if one["message"] == "refused"]
    assert (line["code"], line["account"]) == ("approval_needed", NEW.key)


def test_an_approval_opens_from_the_next_request_and_a_revocation_shuts(refused: Registration) -> None:
    assert approve().status == 204
    assert NEW.get(ONE).status == NEW.get(QUEUE).status == 200
    assert NEW.call("POST", f"{ONE}/claim").status == 200
    assert revoke(OTHER_SUPERVISOR).status == 204
    assert NEW.get(ONE).code == NEW.decide(CASE, etag='"1"').code == "approval_needed"


def test_an_approval_begins_and_ends_by_the_clock(
    refused: Registration, clock: time_machine.Traveller
) -> None:
    assert approve(begins="2022-07-07T08:00:00+08:00").status == 204
    told = NEW.get(QUEUE)
    assert (told.status, told.code) == (403, "approval_begins")
    assert "July 7, 2022 at 08:00" in told.body["detail"]
    clock.move_to(NOW + timedelta(days=2))
    assert NEW.get(QUEUE).status == 200
    clock.move_to(NOW + timedelta(days=30))
    assert NEW.get(QUEUE).code == "approval_needed"
    assert line()["approval"] is None
    assert approve(until="2022-09-01T00:00:00+08:00").status == 204
    assert NEW.get(QUEUE).status == 200


@pytest.mark.parametrize("until", ["2022-07-05T10:00:00+08:00", "2099-01-01T00:00:00+08:00"])
def test_an_approval_ends_after_now_and_with_the_archive_at_the_latest(
    refused: Registration, until: str
) -> None:
    told = approve(until=until)
    assert (told.status, told.body["errors"][0]["code"]) == (422, "approval_end")


def test_nobody_approves_themselves(refused: Registration) -> None:
    assert line(LEAD.name, LEAD)["mine"]
    told = approve(LEAD, LEAD.name)
    assert (told.status, told.code) == (403, "approval_by_another")
    assert approve(SUPERVISOR, LEAD.name).status == 204
    assert LEAD.get(QUEUE).status == 200


def test_what_a_colleague_did_meanwhile_is_not_undone(refused: Registration) -> None:
    assert approve().status == 204
    assert approve(OTHER_SUPERVISOR).code == "already_approved"
    assert revoke().status == 204
    assert revoke(OTHER_SUPERVISOR).code == "nobody_approved"


def test_who_is_no_reviewer_of_the_district_cannot_be_approved(refused: Registration) -> None:
    AUDITOR.get(READERS)
    known = SUPERVISOR.get(f"{SEASON}/colleagues").body["colleagues"]
    auditor = next(one["key"] for one in known if one["roles"] == ["auditor"])
    for key in (auditor, "1.sha256:nobody"):
        told = SUPERVISOR.call("POST", READERS, {"person": key, "until": END})
        assert (told.status, told.body["errors"][0]["field"]) == (422, "person")
    told = SUPERVISOR.call("DELETE", READERS)
    assert (told.status, told.body["errors"][0]["code"]) == (422, "missing")
    assert STRANGER.call("POST", READERS, {"person": line()["key"], "until": END}).status == 404


def test_the_trail_says_who_approved_and_revoked_whom_until_when(refused: Registration) -> None:
    approve(LEAD)
    revoke(LEAD)
    acts = ("reader_approved", "reader_revoked")
    events = [one for act in acts for one in AUDITOR.get(f"{SEASON}/audit", act=act).body["events"]]
    assert [one["name"] for one in events] == [LEAD.name] * 2
    assert {one["details"]["person"] for one in events} == {NEW.key}
    assert events[0]["details"]["until"].startswith("2022-07-31T16:00")


def test_an_approval_is_of_one_season(
    refused: Registration, opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    opened.put_season(season.model_copy(update={"id": "huli-2022"}), NOW)
    clock.shift(timedelta(minutes=2))
    assert approve().status == 204
    assert NEW.get(QUEUE).status == 200
    assert NEW.get("/staff/seasons/huli-2022/queue").code == "approval_needed"


def test_a_case_is_handed_over_to_approved_colleagues_alone(refused: Registration) -> None:
    CLERK.call("POST", f"{ONE}/claim")
    told = SUPERVISOR.call("POST", f"{ONE}/handover", {"to": line()["key"]})
    assert (told.status, told.body["errors"][0]["code"]) == (422, "colleague_not_approved")
    clerks = {one["name"]: one["approved"] for one in SUPERVISOR.get(f"{SEASON}/work").body["clerks"]}
    assert (clerks[NEW.name], clerks[CLERK.account]) == (False, True)
    approve()
    assert SUPERVISOR.call("POST", f"{ONE}/handover", {"to": line()["key"]}).status == 204


def test_who_hands_cases_on_reads_nothing_and_needs_no_approval(refused: Registration) -> None:
    CLERK.call("POST", f"{ONE}/claim")
    desk = Member("desk lead", "supervisor", name="何主管")
    assert desk.call("POST", f"{ONE}/handover", {"to": None}).status == 204


def test_approvals_stand_when_the_mac_key_is_changed(refused: Registration, opened: Cloud) -> None:
    approve()
    rotate(opened)
    assert NEW.get(QUEUE).status == 200
    assert line()["approval"] is not None
    assert revoke().status == 204
    assert NEW.get(QUEUE).code == "approval_needed"
    assert approve().status == 204
    assert NEW.get(QUEUE).status == 200


def test_an_approval_costs_one_call_a_request(case: Registration) -> None:
    CLERK.get(QUEUE)
    with counted() as calls:
        assert CLERK.get(QUEUE).status == 200
    assert calls.count("BatchGetItem") == 1
    assert len(calls) <= 10
