"""R30: a family that called and cannot use the page: two of staff withdraw, guardian 1 is told, the child is free."""

from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.checks import CheckState
from functions.registration.season.season import Season
from local.population import Population
from tests.aws import Cloud
from tests.calls import just_before_the_write
from tests.midseason import NOW
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
    assert (page["status"], page["actions"]) == ("withdrawn", ["copy"])
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


def test_r30_who_decided_its_check_is_a_second_person_too_and_finds_it_in_their_queue(
    cloud: Cloud, city: Population
) -> None:
    family = Household(cloud, city.stories["public_rental"]).checked()
    assert SECOND.decide(family.id).status == 200
    assert (queued(CLERK), queued(SECOND)) == ([], [])
    assert withdraws(CLERK, family).status == 202
    assert (queued(CLERK), queued(SECOND, kind="second")) == ([], [family.id])


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


def test_r30_a_second_word_on_a_first_that_a_colleague_just_called_off_withdraws_nothing(
    called: Household,
) -> None:
    withdraws(CLERK, called)
    tag = SECOND.get(f"/staff/registrations/{called.id}").etag
    calling_off = {"method": "DELETE", "etag": tag}
    with just_before_the_write(lambda: withdraws(THIRD, called, **calling_off)):
        assert withdraws(SECOND, called, etag=tag).status == 412
    assert called.look()["status"] == "submitted"
    assert called.stored().withdrawals[-1].called_off


def test_r30_what_a_registry_gives_to_staff_while_a_word_is_called_off_stays_in_their_queue(
    called: Household,
) -> None:
    stored = called.stored()
    unread = {check.id: check.model_copy(update={"answered": None}) for check in stored.checks.values()}
    asked = unread["property"].model_copy(update={"state": CheckState.QUEUED})
    called.cloud.put(stored.model_copy(update={"checks": unread | {"property": asked}}))
    withdraws(CLERK, called)
    tag = SECOND.get(f"/staff/registrations/{called.id}").etag
    answered = asked.model_copy(update={"state": CheckState.MANUAL_REVIEW})
    with just_before_the_write(lambda: composition.result_table().record_check(called.id, answered, now=NOW)):
        withdraws(SECOND, called, method="DELETE", etag=tag)
    assert queued(SECOND, kind="property") == [called.id]
