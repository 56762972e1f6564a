"""R29, R44: what was decided, and from which instant on it may be seen."""

from datetime import UTC, datetime, timedelta
from itertools import combinations_with_replacement

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import SETTLED, Check, CheckState
from functions.registration.placing.outcome import (
    Outcome,
    is_late,
    is_published,
    outcome_as_it_stands,
    outcome_of,
    refused_for,
)
from functions.registration.registration import Decision, Status
from seasons import siming_2022
from tests.registration.submitting.test_transitions import registration

SEASON = siming_2022().model_copy(update={"publication_held": False})
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


def test_r44_a_date_that_comes_unconfirmed_publishes_nothing_and_is_late() -> None:
    unconfirmed = SEASON.model_copy(update={"publication_held": True})
    for now, published, late in ((BEFORE, False, False), (INSTANT, True, True)):
        assert (is_published(SEASON, now), is_late(SEASON, now)) == (published, False)
        assert (is_published(unconfirmed, now), is_late(unconfirmed, now)) == (False, late)
    assert not is_late(unconfirmed, SEASON.results_until)


def test_a_season_is_unconfirmed_until_somebody_confirms_it() -> None:
    assert siming_2022().publication_held


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
