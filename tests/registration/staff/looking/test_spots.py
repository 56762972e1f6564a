"""R37: which of what passed by itself a person looks at, and that no outcome waits for it."""

from datetime import timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.registration import Status
from functions.registration.requests import SpotCheck, SpotEnd
from functions.registration.staff.looking.spots import all_right, drawn, to_look_at
from functions.registration.staff.queues import queues_of, waiting_since
from tests.registration.staff.cases import SUBMITTED_AT, check, submitted

NOW = SUBMITTED_AT + timedelta(hours=1)
PASSED = check("property", CheckKind.PROPERTY, CheckState.PASSED)
DRAWN = SpotCheck(drawn=True)


def test_r37_a_share_is_drawn_the_same_each_time_and_none_or_all_at_the_ends() -> None:
    macs = [f"1.sha256:{number}" for number in range(20_000)]
    found = [mac for mac in macs if drawn(mac, 2)]
    assert found == [mac for mac in macs if drawn(mac, 2)]
    assert 300 < len(found) < 500
    assert not any(drawn(mac, 0) for mac in macs)
    assert all(drawn(mac, 100) for mac in macs)


def test_r37_what_was_drawn_comes_to_staff_once_all_of_it_passed_by_itself() -> None:
    looked = to_look_at(submitted(PASSED, spot=DRAWN), NOW)
    assert looked is not None
    assert (queues_of(looked), waiting_since(looked)) == ({"spot"}, NOW)
    assert to_look_at(looked, NOW) is None
    assert to_look_at(submitted(PASSED, spot=SpotCheck()), NOW) is None
    assert to_look_at(submitted(PASSED), NOW) is None
    for state in set(CheckState) - {CheckState.PASSED, CheckState.NOT_REQUIRED}:
        waits = submitted(PASSED, check("student-0", CheckKind.STUDENT_IDENTITY, state), spot=DRAWN)
        assert to_look_at(waits, NOW) is None, state
    assert to_look_at(submitted(PASSED, status=Status.AMENDING, spot=DRAWN), NOW) is None


def test_r37_its_outcome_waits_for_no_spot_check() -> None:
    looked = to_look_at(submitted(PASSED, spot=DRAWN), NOW)
    assert looked is not None
    assert outcome_as_it_stands(looked) is Outcome.ADMITTED


def test_r37_a_spot_check_that_found_nothing_leaves_the_queue_and_is_made_once() -> None:
    looked = to_look_at(submitted(PASSED, spot=DRAWN), NOW)
    assert looked is not None
    after = all_right(looked)
    assert after.spot is not None
    assert after.spot.ended is SpotEnd.ALL_RIGHT
    assert queues_of(after) == frozenset()
    with pytest.raises(NotPossibleNow, match="no_spot_check"):
        all_right(after)
