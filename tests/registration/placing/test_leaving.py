"""R43, R45: how what was submitted can be ended, and what is said of it."""

from datetime import timedelta

import pytest

from functions.registration.checks import CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.placing.leaving import left_by, way_out
from functions.registration.placing.results import result_of
from functions.registration.registration import Action, NoticeKind, Registration, Status
from functions.registration.values.code import Purpose
from seasons import siming_2022
from tests.registration.submitting.test_transitions import OPEN, finding, registration

SEASON = siming_2022().model_copy(update={"publication_held": False})
BEFORE = SEASON.publication_at - timedelta(seconds=1)


def placed(**more: object) -> Registration:
    one = registration(Status.SUBMITTED, checks={"property": finding(CheckState.PASSED)}, **more)
    return one.model_copy(update={"confirmed_result": result_of(one, SEASON)})


def test_r45_until_results_are_out_it_is_withdrawn_and_then_its_place_is_declined() -> None:
    assert way_out(placed(), SEASON, BEFORE) is Purpose.WITHDRAW
    assert way_out(placed(), SEASON, SEASON.publication_at) is Purpose.DECLINE


@pytest.mark.parametrize("result", ["", "refused", "admitted another-school"])
def test_r43_a_result_that_is_not_the_confirmed_one_declines_nothing(result: str) -> None:
    one = placed().model_copy(update={"confirmed_result": result})
    with pytest.raises(NotPossibleNow):
        way_out(one, SEASON, SEASON.publication_at)


@pytest.mark.parametrize(
    ("action", "moment", "notice"),
    [
        (Action.DISCARD, "withdrawn", None),
        (Action.WITHDRAW, "withdrawn", NoticeKind.WITHDRAWN),
        (Action.DECLINE, "declined", NoticeKind.DECLINED),
    ],
)
def test_r45_guardian_1_is_told_of_the_end_of_what_was_submitted(
    action: Action, moment: str, notice: NoticeKind | None
) -> None:
    leaving = left_by(registration(Status.SUBMITTED), action, OPEN)
    assert leaving.moment.what == moment
    assert (leaving.notice and leaving.notice.kind) == notice
