"""What staff's page sends again, because it read no answer, is the deed that was done: one event, the same answer."""

from datetime import timedelta

import time_machine

from functions.registration.registration import Registration
from tests.aws import Cloud

from .conftest import CASE
from .jobs import rehearse
from .staff import AUDITOR, CLERK
from .test_publication import LATER, propose

ONE = f"/staff/registrations/{CASE}"
AUDIT = "/staff/seasons/siming-2022/audit"


def told(act: str) -> int:
    return sum(event["act"] == act for event in AUDITOR.get(AUDIT, act=act).body["events"])


def test_a_claim_that_comes_again_within_a_minute_is_the_one_that_is_held(
    opened: Cloud, case: Registration, clock: time_machine.Traveller
) -> None:
    first = CLERK.call("POST", f"{ONE}/claim")
    clock.shift(timedelta(seconds=59))
    assert CLERK.call("POST", f"{ONE}/claim").body == first.body
    assert told("claimed") == 1
    clock.shift(timedelta(seconds=2))
    assert CLERK.call("POST", f"{ONE}/claim").body["until"] > first.body["until"]
    assert told("claimed") == 2


def test_what_nobody_holds_is_not_given_back_again(opened: Cloud, case: Registration) -> None:
    CLERK.call("POST", f"{ONE}/claim")
    assert [CLERK.call("DELETE", f"{ONE}/claim").status for _ in range(2)] == [204, 204]
    assert told("released") == 1


def test_what_is_proposed_already_is_not_proposed_again(opened: Cloud, case: Registration) -> None:
    rehearsed = rehearse(opened)
    first = propose(LATER, rehearsed)
    assert (propose(LATER, rehearsed), told("publication_proposed")) == (first, 1)
    assert propose(LATER + timedelta(hours=1), rehearsed).status == 200
    assert told("publication_proposed") == 2
