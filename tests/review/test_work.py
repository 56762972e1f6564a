"""A supervisor sees what waits, who decided how much and who holds what, and hands cases on."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.registration import Registration
from functions.registration.staff.handing import HANDED_FOR
from functions.registration.staff.queues import CLAIM_FOR
from tests.aws import Cloud

from .conftest import CASE
from .staff import AUDITOR, OTHER_SUPERVISOR, SUPERVISOR, Answer, Member

WORK = "/staff/seasons/siming-2022/work"
ONE = f"/staff/registrations/{CASE}"
WANG, CHEN = Member("w.clerk", name="王审核"), Member("c.clerk", name="陈审核")


@pytest.fixture
def known(opened: Cloud, case: Registration) -> Registration:
    """Both clerks are in the roster: each looked at something."""
    for clerk in (WANG, CHEN):
        assert clerk.get(ONE).status == 200
    return case


def seen() -> dict[str, tuple[int, int, int]]:
    clerks = SUPERVISOR.get(WORK).body["clerks"]
    return {one["name"]: (one["today"], one["week"], one["holds"]) for one in clerks if one["name"]}


def held() -> list[tuple[str, str]]:
    return [(one["registration"], one["name"]) for one in SUPERVISOR.get(WORK).body["held"]]


def key_of(clerk: Member) -> str:
    found = SUPERVISOR.get(WORK).body["clerks"]
    return next(str(one["key"]) for one in found if one["name"] == clerk.name)


def hand_over(to: str | None, who: Member = SUPERVISOR) -> Answer:
    return who.call("POST", f"{ONE}/handover", {"to": to})


def test_decisions_count_for_who_made_them_by_the_seasons_day_and_week(
    known: Registration, opened: Cloud, clock: time_machine.Traveller
) -> None:
    assert WANG.decide(CASE, "refused").status == 202
    assert CHEN.decide(CASE, "refused").status == 200
    opened.put(known)
    assert WANG.decide(CASE).status == 200
    assert (seen()["王审核"], seen()["陈审核"]) == ((2, 2, 0), (1, 1, 0))
    clock.shift(timedelta(days=1))
    assert seen()["王审核"] == (0, 2, 0)
    clock.shift(timedelta(days=7))
    assert seen()["王审核"] == (0, 0, 0)


def test_a_repeated_decision_counts_once_and_a_refused_one_never(known: Registration) -> None:
    tag = WANG.get(ONE).etag
    for _ in range(2):
        assert WANG.decide(CASE, etag=tag, key="once").status == 200
    assert CHEN.decide(CASE, "refused", etag='"1"').status == 412
    assert (seen()["王审核"][0], seen()["陈审核"][0]) == (1, 0)


def test_a_case_is_held_since_it_was_claimed_first_until_it_is_given_back_decided_or_over(
    known: Registration, clock: time_machine.Traveller
) -> None:
    WANG.call("POST", f"{ONE}/claim")
    clock.shift(timedelta(minutes=5))
    WANG.call("POST", f"{ONE}/claim")
    [one] = SUPERVISOR.get(WORK).body["held"]
    assert (one["name"], one["reference"]) == ("王审核", known.reference)
    assert one["since"].startswith("2022-07-05T02:00")
    assert one["until"].startswith("2022-07-05T02:20")
    assert seen()["王审核"] == (0, 0, 1)
    WANG.call("DELETE", f"{ONE}/claim")
    assert held() == []
    CHEN.call("POST", f"{ONE}/claim")
    assert held() == [(CASE, "陈审核")]
    clock.shift(CLAIM_FOR)
    assert held() == []
    WANG.call("POST", f"{ONE}/claim")
    assert held() == [(CASE, "王审核")], "since now, though another's claim stood there before"
    WANG.decide(CASE)
    assert held() == []


def test_a_claim_that_a_familys_step_ended_is_held_by_nobody(known: Registration, opened: Cloud) -> None:
    WANG.call("POST", f"{ONE}/claim")
    opened.put(known)
    assert held() == []


def test_a_supervisor_takes_a_case_back_and_anybody_may_have_it(known: Registration) -> None:
    WANG.call("POST", f"{ONE}/claim")
    assert CHEN.call("POST", f"{ONE}/claim").code == "claimed_by_another"
    assert hand_over(None).status == 204
    assert held() == []
    assert CHEN.call("POST", f"{ONE}/claim").status == 200
    assert WANG.decide(CASE).code == "claimed_by_another"


def test_a_supervisor_gives_a_colleagues_case_to_another_for_some_hours(
    known: Registration, clock: time_machine.Traveller
) -> None:
    WANG.call("POST", f"{ONE}/claim")
    assert hand_over(key_of(CHEN)).status == 204
    assert held() == [(CASE, "陈审核")]
    assert WANG.call("POST", f"{ONE}/claim").code == "claimed_by_another"
    told = Member(CHEN.account, name=CHEN.name, looks_for="").get(ONE)
    assert told.body["claim"]["mine"], "it is open to whom it was given, as if claimed"
    clock.shift(HANDED_FOR)
    assert WANG.call("POST", f"{ONE}/claim").status == 200


def test_handing_over_is_one_event_that_says_from_whom_to_whom(known: Registration) -> None:
    WANG.call("POST", f"{ONE}/claim")
    hand_over(key_of(CHEN))
    events = AUDITOR.get("/staff/seasons/siming-2022/audit", act="handed_over").body["events"]
    assert [one["details"] for one in events] == [{"from": WANG.key, "to": CHEN.key}]
    assert [one["by"] for one in events] == [SUPERVISOR.key]


def test_a_case_that_changed_hands_meanwhile_is_not_handed_over(
    known: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    WANG.call("POST", f"{ONE}/claim")
    table = composition.decision_table()
    load = table.load

    def then_decided(registration: str) -> object:
        item = load(registration)
        monkeypatch.setattr(table, "load", load)
        assert WANG.decide(CASE, "refused").status == 202
        return item

    monkeypatch.setattr(table, "load", then_decided)
    assert hand_over(key_of(CHEN)).status == 412
    assert held() == []


def test_nobody_but_a_reviewer_of_the_district_is_given_a_case(known: Registration) -> None:
    OTHER_SUPERVISOR.get("/staff/seasons/siming-2022/colleagues")
    for nobody in (OTHER_SUPERVISOR.key, "1.sha256:nobody", CASE):
        told = hand_over(nobody)
        assert (told.status, told.body["errors"][0]["field"]) == (422, "to")
    assert hand_over(None).code == "claimed_by_nobody"
    assert hand_over(None, WANG).status == 403
