"""R21, R29, R44: a family sees its result where it is the confirmed one, from the instant on."""

import pytest

from functions.registration.checks import CheckState
from functions.registration.placing.outcome import Outcome
from functions.registration.placing.results import (
    Standing,
    published_outcome,
    result_of,
    shown_state,
    shown_status,
    standing,
)
from functions.registration.registration import Registration, Status
from tests.registration.submitting.test_transitions import registration

from .test_outcome import BEFORE, INSTANT, SEASON, check

UNCONFIRMED = SEASON.model_copy(update={"publication_held": True})
COMMUNITY, SCHOOL = next((place, school) for place, school in SEASON.catchments.items() if school)


def family(
    status: Status, state: CheckState = CheckState.PASSED, confirmed: str | None = None
) -> Registration:
    checks = {"student-0": check(state)}
    return registration(status, checks=checks, communities=(COMMUNITY,), confirmed_result=confirmed)


def confirmed(status: Status, state: CheckState = CheckState.PASSED) -> Registration:
    return family(status, state, result_of(family(status, state), SEASON))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (Status.DRAFT, None),
        (Status.WITHDRAWN, None),
        (Status.AMENDING, Outcome.PENDING),
        (Status.SUBMITTED, Outcome.ADMITTED),
        (Status.DECIDED, Outcome.ADMITTED),
    ],
)
def test_each_status_has_its_confirmed_outcome_at_the_instant_and_none_before(
    status: Status, outcome: Outcome | None
) -> None:
    one = confirmed(status)
    assert published_outcome(one, SEASON, BEFORE) is None
    assert published_outcome(one, SEASON, INSTANT) == outcome
    assert published_outcome(one, UNCONFIRMED, INSTANT) is None


@pytest.mark.parametrize(
    "before", [None, "", "pending", "refused", "admitted", "admitted another-school"], ids=str
)
def test_r44_a_result_that_is_not_the_confirmed_one_is_held_alone(before: str | None) -> None:
    one = family(Status.DECIDED, CheckState.ACCEPTED, before)
    assert standing(one, SEASON, BEFORE) is Standing.AHEAD
    assert standing(one, SEASON, INSTANT) is Standing.HELD
    assert published_outcome(one, SEASON, INSTANT) is None
    assert shown_state(one.checks["student-0"], one, SEASON, INSTANT) is CheckState.MANUAL_REVIEW
    assert shown_status(one, SEASON, INSTANT) is Status.SUBMITTED


def test_r44_a_school_is_part_of_what_is_confirmed() -> None:
    assert result_of(family(Status.DECIDED), SEASON) == f"admitted {SCHOOL}"
    assert standing(family(Status.DECIDED, confirmed=f"admitted {SCHOOL}"), SEASON, INSTANT) is Standing.SHOWN


def test_r44_where_nobody_confirmed_the_results_are_late() -> None:
    assert standing(confirmed(Status.SUBMITTED), UNCONFIRMED, BEFORE) is Standing.AHEAD
    assert standing(confirmed(Status.SUBMITTED), UNCONFIRMED, INSTANT) is Standing.LATE


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_who_has_no_result_waits_for_none(status: Status) -> None:
    assert {standing(confirmed(status), SEASON, now) for now in (BEFORE, INSTANT)} == {None}


@pytest.mark.parametrize("state", CheckState)
def test_what_staff_decided_shows_as_manual_review_until_the_instant(state: CheckState) -> None:
    by_staff = {CheckState.ACCEPTED, CheckState.REFUSED}
    one = confirmed(Status.SUBMITTED, state)
    hidden = CheckState.MANUAL_REVIEW if state in by_staff else state
    assert shown_state(check(state), one, SEASON, BEFORE) == hidden
    assert shown_state(check(state), one, SEASON, INSTANT) == state


@pytest.mark.parametrize("status", Status)
def test_that_a_decision_exists_is_hidden_until_the_instant(status: Status) -> None:
    one = confirmed(status)
    hidden = {Status.DECIDED: Status.SUBMITTED}
    shown = {Status.SUBMITTED: Status.DECIDED}
    assert shown_status(one, SEASON, BEFORE) == hidden.get(status, status)
    assert shown_status(one, SEASON, INSTANT) == shown.get(status, status)
