"""R28: whose check an authority held up for longer than the season allows."""

from datetime import timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checking.extension import held_up, is_affected
from functions.registration.checks import CheckState
from functions.registration.registration import Status
from seasons import siming_2022
from tests.registration.staff.cases import SUBMITTED_AT, check, submitted

SEASON = siming_2022()
LIMIT = timedelta(hours=SEASON.limits.authority_outage_hours)
NOW = SUBMITTED_AT + LIMIT + timedelta(seconds=1)


def home(state: CheckState, attempts: int, since=SUBMITTED_AT):  # type: ignore[no-untyped-def]
    return check("property", CheckKind.PROPERTY, state, attempts=attempts, since=since)


def test_what_is_still_open_is_held_up_until_now() -> None:
    assert held_up(home(CheckState.AUTHORITY_UNAVAILABLE, 3), SUBMITTED_AT, NOW) == NOW - SUBMITTED_AT


def test_what_was_answered_late_was_held_up_until_the_answer() -> None:
    answered = SUBMITTED_AT + timedelta(hours=5)
    assert held_up(home(CheckState.PASSED, 4, answered), SUBMITTED_AT, NOW) == timedelta(hours=5)


def test_what_was_answered_at_the_first_try_was_not_held_up_however_long_the_queue_was() -> None:
    assert held_up(home(CheckState.PASSED, 1, NOW), SUBMITTED_AT, NOW) == timedelta(0)


@pytest.mark.parametrize("status", Status)
def test_only_who_can_still_amend_is_affected(status: Status) -> None:
    waiting = submitted(home(CheckState.AUTHORITY_UNAVAILABLE, 3), status=status)
    assert is_affected(waiting, SEASON, NOW) == (status in {"submitted", "amending", "decided"})


def test_the_limit_itself_is_still_in_time() -> None:
    waiting = submitted(home(CheckState.AUTHORITY_UNAVAILABLE, 3))
    assert not is_affected(waiting, SEASON, SUBMITTED_AT + LIMIT)
    assert is_affected(waiting, SEASON, NOW)


def test_who_never_submitted_is_not_affected() -> None:
    assert not is_affected(submitted(submitted_at=None), SEASON, NOW)
