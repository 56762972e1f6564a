"""R30: a family that called and cannot use the page: two of staff withdraw, guardian 1 is told, the child is free."""

from typing import Any

import pytest
import time_machine

from functions.registration.season.season import Season
from tests.review.staff import CLERK, SECOND, THIRD, Answer, Member
from tests.rooms.deliveries import played

from .household import Household
from .reviewing import admitted, queued


@pytest.fixture
def called(family: Household) -> Household:
    return family.checked()


def withdraws(
    who: Member, family: Household, *, method: str = "POST", etag: str = "", **command: Any
) -> Answer:
    path = f"/staff/registrations/{family.id}"
    tag = etag or who.get(path).etag
    body = None if method == "DELETE" else {"reason": "phone_lost"} | command
    return who.call(method, f"{path}/withdrawal", body, If_Match=tag)


def test_r30_two_of_staff_withdraw_guardian_1_is_told_and_the_child_is_free(
    called: Household, clock: time_machine.Traveller
) -> None:
    first = withdraws(CLERK, called)
    assert (first.status, first.body["withdrawal"]["proposed"]["mine"]) == (202, True)
    assert called.look()["status"] == "submitted"
    assert (queued(CLERK), queued(SECOND, kind="second")) == ([], [called.id])
    assert withdraws(CLERK, called).code == "second_person_needed"
    done = withdraws(SECOND, called, reason="in_writing")
    assert (done.status, done.body["status"], done.body["withdrawal"]) == (200, "withdrawn", None)
    page = called.look()
    assert (page["status"], page["actions"]) == ("withdrawn", [])
    assert "withdrawn" in [one["what"] for one in page["timeline"]]
    assert queued(SECOND) == []
    played(called.cloud)
    assert any(phone.endswith(called.phone) and "已撤回" in text for phone, text in called.cloud.sms())
    again = Household(called.cloud, called.story)
    again.agreed = True
    again.ready()
    clock.shift(61)
    assert again.submit(again.code()).status == 200
    listed = called.client.ok("GET", "/registrations")["registrations"]
    assert {one["id"]: one["status"] for one in listed} == {called.id: "withdrawn", again.id: "submitted"}


def test_r43_after_publication_two_of_staff_give_the_place_up(
    family: Household, season: Season, clock: time_machine.Traveller
) -> None:
    called = admitted(family, season, clock)
    assert CLERK.get(f"/staff/registrations/{called.id}").body["withdrawal"]["kind"] == "decline"
    assert withdraws(CLERK, called).status == 202
    assert withdraws(SECOND, called).status == 200
    assert "declined" in [one["what"] for one in called.look()["timeline"]]


def test_r30_a_colleague_who_heard_otherwise_calls_it_off(called: Household) -> None:
    withdraws(CLERK, called)
    assert withdraws(SECOND, called, method="DELETE").status == 200
    assert queued(SECOND) == []
    assert withdraws(THIRD, called).status == 202
    assert called.look()["status"] == "submitted"


def test_r30_a_step_of_the_family_since_makes_the_first_word_none(called: Household) -> None:
    withdraws(CLERK, called)
    called.client.ok("POST", f"{called.path}/amendment")
    assert queued(SECOND) == []
    assert withdraws(SECOND, called).status == 202
    assert called.look()["status"] == "amending"
    assert withdraws(THIRD, called).status == 200
    assert called.look()["status"] == "withdrawn"


def test_r30_what_was_seen_is_what_is_withdrawn(called: Household) -> None:
    tag = SECOND.get(f"/staff/registrations/{called.id}").etag
    withdraws(CLERK, called)
    assert withdraws(SECOND, called, etag=tag).status == 412


def test_r30_a_draft_is_nobodys_to_withdraw(saved: Household) -> None:
    told = CLERK.call(
        "POST", f"/staff/registrations/{saved.id}/withdrawal", {"reason": "phone_lost"}, If_Match='"1"'
    )
    assert told.status == 404
