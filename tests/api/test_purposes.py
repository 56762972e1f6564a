"""R45: a code is for one thing: at each door where one is handed in, a code for any other purpose is refused."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.checks import CheckState
from functions.registration.requests import Request, RequestReason
from functions.registration.season.season import Season
from functions.registration.submitting.purposes import PURPOSES
from functions.registration.values.code import Purpose
from tests.confirmed import stamp_as_it_stands

from .client import Answer
from .household import Household
from .test_life import decided

Clock = time_machine.Traveller


def ready(family: Household, season: Season, clock: Clock) -> None:
    family.ready()


def amending(family: Household, season: Season, clock: Clock) -> None:
    family.amending().may_have_another_code()


def submitted(family: Household, season: Season, clock: Clock) -> None:
    family.checked().may_have_another_code()


def admitted(family: Household, season: Season, clock: Clock) -> None:
    decided(family.checked())
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at + timedelta(minutes=1))


def submission(family: Household, code: str) -> Answer:
    return family.submit(code)


def withdrawal(family: Household, code: str) -> Answer:
    return family.withdraw(code)


def asked(family: Household, season: Season, clock: Clock) -> None:
    family.checked().may_have_another_code()
    stored = family.stored()
    home = stored.checks["property"].model_copy(update={"state": CheckState.MANUAL_REVIEW})
    request = Request(
        number=1,
        check="property",
        reason=RequestReason.ANSWER_UNCLEAR,
        by="1:clerk",
        at=stored.updated_at,
        until=season.amendment_deadline,
    )
    checks = stored.checks | {home.id: home}
    family.cloud.put(stored.model_copy(update={"checks": checks, "request": request}))


def answer_to_staff(family: Household, code: str) -> Answer:
    return family.client.call("POST", f"{family.path}/requests/1/answer", {"code": code})


def copy(family: Household, code: str) -> Answer:
    return family.open_copy(code)


class Door(NamedTuple):
    purpose: Purpose
    """The one that opens it."""
    comes_to: Callable[[Household, Season, Clock], None]
    hands_in: Callable[[Household, str], Answer]


DOORS: Mapping[str, Door] = {
    "a first submission": Door(Purpose.SUBMIT, ready, submission),
    "a resubmission": Door(Purpose.AMEND, amending, submission),
    "a withdrawal": Door(Purpose.WITHDRAW, submitted, withdrawal),
    "a withdrawal while it is amended": Door(Purpose.WITHDRAW, amending, withdrawal),
    "a place declined": Door(Purpose.DECLINE, admitted, withdrawal),
    "an answer to staff": Door(Purpose.ANSWER, asked, answer_to_staff),
    "a copy": Door(Purpose.COPY, submitted, copy),
}


def becomes(family: Household, purpose: Purpose) -> None:
    """The code that was sent, as if it had been asked for to do that."""
    change = Update().set(("code", "purpose"), purpose.value)
    composition.table().update(keys.registration(family.id), change)


@pytest.mark.parametrize("name", DOORS)
def test_r45_at_each_door_a_code_for_any_other_purpose_is_refused(
    family: Household, season: Season, clock: Clock, name: str
) -> None:
    door = DOORS[name]
    door.comes_to(family, season, clock)
    code = family.code(door.purpose.value)
    before = family.stored()
    for other in set(Purpose) - {door.purpose}:
        becomes(family, other)
        answer = door.hands_in(family, code)
        assert answer.status in {409, 422}
        assert answer.code == "code_for_another_purpose"
    becomes(family, door.purpose)
    assert family.stored() == before
    assert door.hands_in(family, code).status == 200


def test_r45_each_purpose_has_its_door() -> None:
    assert {door.purpose for door in DOORS.values()} == set(Purpose) == set(PURPOSES)
