from datetime import timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import InvalidInput, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.staff.handing import refuse_handing

from .cases import SUBMITTED_AT, check, refusal, submitted

NOW = SUBMITTED_AT + timedelta(hours=1)
HOME = check("property", CheckKind.PROPERTY, CheckState.MANUAL_REVIEW)
TO = Keyed(("2:b", "1:b"))


def test_what_waits_is_given_to_anybody_with_work_on_it_and_what_is_held_is_taken_back() -> None:
    refuse_handing(submitted(HOME), TO, NOW)
    refuse_handing(submitted(HOME, claimed_by="1:a", claimed_until=NOW + timedelta(seconds=1)), None, NOW)


def test_what_waits_for_nobody_is_handed_to_nobody() -> None:
    passed = check("property", CheckKind.PROPERTY, CheckState.PASSED)
    with pytest.raises(NotPossibleNow, match="nothing_to_decide"):
        refuse_handing(submitted(passed), TO, NOW)


def test_a_claim_that_is_not_there_or_has_ended_is_not_taken_back() -> None:
    for held in ({}, {"claimed_by": "1:a", "claimed_until": NOW}):
        with pytest.raises(NotPossibleNow, match="claimed_by_nobody"):
            refuse_handing(submitted(HOME, **held), None, NOW)


def test_whoever_decided_first_is_given_no_second_word() -> None:
    once = submitted(HOME, decisions=(refusal("1:b", NOW, waits=True),))
    with pytest.raises(InvalidInput) as refused:
        refuse_handing(once, TO, NOW)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("to", "has_decided")]
    refuse_handing(once, Keyed(("2:c",)), NOW)
