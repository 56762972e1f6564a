"""R45: each code is for one thing, and every deed that takes a code has exactly one in each state."""

import pytest

from functions.registration.registration import Action, Status
from functions.registration.sms.notices import NOTICES
from functions.registration.submitting.purposes import PURPOSES, purpose_of
from functions.registration.submitting.transitions import TRANSITIONS
from functions.registration.values.code import Purpose


@pytest.mark.parametrize("purpose", Purpose)
def test_r45_a_code_is_for_a_deed_that_its_states_know_and_its_sms_is_true_in_them(purpose: Purpose) -> None:
    use = PURPOSES[purpose]
    assert all((status, use.action) in TRANSITIONS for status in use.statuses)
    assert NOTICES[use.notice].a_secret
    assert NOTICES[use.notice].true_in == use.statuses


def test_r45_no_two_purposes_share_a_deed_in_a_state() -> None:
    uses = [(use.action, status) for use in PURPOSES.values() for status in use.statuses]
    assert len(uses) == len(set(uses))


@pytest.mark.parametrize(
    "action", [Action.SUBMIT, Action.WITHDRAW, Action.DECLINE, Action.ANSWER, Action.COPY]
)
def test_r45_what_takes_a_code_takes_one_wherever_it_can_be_done(action: Action) -> None:
    for status, possible in TRANSITIONS:
        if possible is action:
            assert purpose_of(action, status) is not None


def test_r45_what_ends_a_registration_ends_it() -> None:
    for purpose in (Purpose.WITHDRAW, Purpose.DECLINE):
        action = PURPOSES[purpose].action
        assert {TRANSITIONS[status, action][0] for status in PURPOSES[purpose].statuses} == {Status.WITHDRAWN}
