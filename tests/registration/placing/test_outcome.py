"""R21, R29: what was decided, and from which instant on people see it."""

from datetime import UTC, datetime, timedelta
from itertools import combinations_with_replacement

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import SETTLED, Check, CheckState
from functions.registration.placing.outcome import (
    Outcome,
    is_published,
    outcome_as_it_stands,
    outcome_of,
    published_outcome,
    refused_for,
    shown_state,
    shown_status,
)
from functions.registration.registration import Decision, Status
from seasons import siming_2022
from tests.registration.submitting.test_transitions import registration

SEASON = siming_2022()
INSTANT = SEASON.publication_at
BEFORE = INSTANT - timedelta(microseconds=1)


def check(state: CheckState) -> Check:
    return Check(
        id="student-0",
        kind=CheckKind.STUDENT_IDENTITY,
        state=state,
        version=1,
        covers="1:x",
        since=datetime(2022, 7, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(CheckState, 2)), ids=str)
def test_one_refusal_refuses_nothing_open_admits_and_all_else_is_pending(
    one: CheckState, other: CheckState
) -> None:
    outcome = outcome_of([check(one), check(other)])
    if CheckState.REFUSED in {one, other}:
        assert outcome is Outcome.REFUSED
    elif {one, other} <= SETTLED:
        assert outcome is Outcome.ADMITTED
    else:
        assert outcome is Outcome.PENDING


def test_without_checks_nobody_is_admitted() -> None:
    assert outcome_of([]) is Outcome.PENDING


def test_whoever_is_amending_is_pending_and_nothing_is_told_of_drafts_and_of_what_was_withdrawn() -> None:
    told = {
        status: outcome_as_it_stands(registration(status, checks={"student-0": check(CheckState.PASSED)}))
        for status in Status
    }
    assert told == {
        Status.DRAFT: None,
        Status.SUBMITTED: Outcome.ADMITTED,
        Status.AMENDING: Outcome.PENDING,
        Status.DECIDED: Outcome.ADMITTED,
        Status.WITHDRAWN: None,
    }


def test_the_clock_alone_publishes_unless_staff_hold_it_back() -> None:
    assert not is_published(SEASON, BEFORE)
    assert is_published(SEASON, INSTANT)
    assert not is_published(SEASON.model_copy(update={"publication_held": True}), INSTANT)


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
def test_each_status_has_its_outcome_at_the_instant_and_none_before(
    status: Status, outcome: Outcome | None
) -> None:
    one = registration(status, checks={"student-0": check(CheckState.PASSED)})
    assert published_outcome(one, SEASON, BEFORE) is None
    assert published_outcome(one, SEASON, INSTANT) == outcome


@pytest.mark.parametrize("state", CheckState)
def test_what_staff_decided_shows_as_manual_review_until_the_instant(state: CheckState) -> None:
    by_staff = {CheckState.ACCEPTED, CheckState.REFUSED}
    assert shown_state(check(state), SEASON, BEFORE) == (
        CheckState.MANUAL_REVIEW if state in by_staff else state
    )
    assert shown_state(check(state), SEASON, INSTANT) == state


@pytest.mark.parametrize("status", Status)
def test_that_a_decision_exists_is_hidden_until_the_instant(status: Status) -> None:
    one = registration(status)
    hidden = {Status.DECIDED: Status.SUBMITTED}
    shown = {Status.SUBMITTED: Status.DECIDED}
    assert shown_status(one, SEASON, BEFORE) == hidden.get(status, status)
    assert shown_status(one, SEASON, INSTANT) == shown.get(status, status)


def decision(result: str, reason: str, of: str = "student-0") -> Decision:
    return Decision(check=of, result=result, reason=reason, by="1:c", at=BEFORE)


def test_r41_the_last_refusal_of_the_check_gives_the_reason() -> None:
    one = registration(
        Status.DECIDED,
        decisions=(
            decision("refused", "documents_insufficient"),
            decision("refused", "not_entitled"),
            decision("accepted", "documents_sufficient"),
            decision("refused", "documents_contradict", "property"),
        ),
    )
    assert refused_for(one, check(CheckState.REFUSED)) == "not_entitled"
    assert refused_for(registration(Status.DECIDED), check(CheckState.REFUSED)) is None
    assert refused_for(one, check(CheckState.ACCEPTED)) is None
