"""The passes of one run by the clock: what stops one of them stops no other, and the run says so."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.publish import handler as publish_room
from functions.publish.passes import run_all
from functions.registration.registration import NoticeState, Registration, Status
from functions.registration.season.season import Season
from tests.aws import Cloud

from .test_wiring import TICK

LAPSING, UNREADABLE = "01G76PAV40LLLLLLLLLLLLLLLL", "01G76PAV40ZZZZZZZZZZZZZZZZ"


def test_every_pass_runs_and_whatever_stopped_some_is_raised_at_the_end() -> None:
    ran: list[str] = []

    def broken() -> None:
        ran.append("broken")
        raise RuntimeError

    with pytest.raises(ExceptionGroup) as raised:
        run_all(broken, lambda: ran.append("whole"), broken)
    assert ran == ["broken", "whole", "broken"]
    assert [type(fault) for fault in raised.value.exceptions] == [RuntimeError, RuntimeError]
    assert run_all(lambda: ran.append("again")) is None


def test_an_amendment_that_cannot_be_read_is_counted_and_holds_back_nobody_s_results(
    opened: Cloud,
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened.put(family_submitted)
    amending = {"status": Status.AMENDING}
    for registration_id in (LAPSING, UNREADABLE):
        before = {"previous": b"sealed", "previous_form_version": 1, "previous_documents": {}}
        opened.put(family_submitted.model_copy(update=amending | {"id": registration_id}), **before)
    change = Update().set("timeline", "none")
    opened.table.update(keys.registration(UNREADABLE), change)
    clock.move_to(season.publication_at + timedelta(seconds=1))
    capsys.readouterr()
    publish_room.publish(TICK, None)
    assert '"RegistrationSetAside":[1.0]' in capsys.readouterr().out
    assert opened.get(family_submitted.id).notices["outcome"].state is NoticeState.PENDING
    assert opened.item(keys.registration(LAPSING))["status"] == Status.SUBMITTED
