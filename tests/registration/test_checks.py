"""A check's states: who still has to do something, and what two voices against each other mean (R32, R37, R39)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import (
    CONTRADICTIONS,
    DECIDED,
    OPEN,
    SETTLED,
    TO_AMEND,
    Check,
    CheckState,
    LateAnswer,
)

SINCE = datetime(2022, 7, 5, tzinfo=UTC)
LATER = SINCE + timedelta(hours=1)


def check(state: CheckState, **more: Any) -> Check:
    fields = {"id": "property", "kind": CheckKind.PROPERTY, "version": 1, "covers": "2:new", "since": SINCE}
    return Check.model_validate(fields | {"state": state} | more)


def late(state: CheckState, at: datetime = LATER) -> LateAnswer:
    return LateAnswer(state=state, at=at)


def test_every_state_waits_for_one_side_alone_or_for_nobody() -> None:
    groups = (OPEN, TO_AMEND, SETTLED, {CheckState.MANUAL_REVIEW, CheckState.REFUSED})
    assert sorted(state for group in groups for state in group) == sorted(CheckState)


@pytest.mark.parametrize("answers", ["2:new", "1:old"])
def test_answers_are_known_under_every_key_that_was_held(answers: str) -> None:
    assert check(CheckState.PASSED, covers_too=("1:old",)).is_of(answers)
    assert not check(CheckState.PASSED).is_of("1:old")


@pytest.mark.parametrize("state", sorted(CheckState))
def test_only_what_a_family_could_have_amended_is_unmended(state: CheckState) -> None:
    assert check(state, unmended_at=LATER).is_unmended == (state in TO_AMEND)
    assert not check(state).is_unmended


@pytest.mark.parametrize("state", sorted(CheckState))
def test_only_an_open_check_is_handed_over(state: CheckState) -> None:
    assert check(state, handed_over_at=LATER).is_handed_over == (state in OPEN)


@pytest.mark.parametrize("state", sorted(CheckState))
def test_an_authority_is_asked_until_it_answered_also_after_people_decided_without_it(
    state: CheckState,
) -> None:
    assert check(state, handed_over_at=LATER).is_asked == (state in OPEN | DECIDED)
    assert check(state).is_asked == (state in OPEN)
    answered = check(state, handed_over_at=SINCE, late=late(CheckState.PASSED))
    assert answered.is_asked == (state in OPEN)


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        ({"state": CheckState.ABNORMAL}, CheckState.ABNORMAL),
        ({"state": CheckState.ACCEPTED, "denied_as": CheckState.NO_RECORD}, CheckState.NO_RECORD),
        ({"state": CheckState.ACCEPTED, "late": late(CheckState.ABNORMAL)}, CheckState.ABNORMAL),
        ({"state": CheckState.ACCEPTED, "late": late(CheckState.PASSED)}, None),
        ({"state": CheckState.MANUAL_REVIEW}, None),
    ],
)
def test_an_authority_s_word_against_the_answers_is_remembered_whatever_people_made_of_it(
    told: Any, denial: CheckState | None
) -> None:
    assert check(**told).denial == denial


@pytest.mark.parametrize(("decided", "answered"), sorted(CONTRADICTIONS))
def test_a_late_answer_contradicts_until_somebody_decided_since(
    decided: CheckState, answered: CheckState
) -> None:
    assert check(decided, late=late(answered)).is_contradicted
    assert not check(decided, late=late(answered, at=SINCE)).is_contradicted
    assert not check(answered, late=late(answered)).is_contradicted


def test_a_check_of_a_person_knows_whom_and_one_of_the_home_nobody() -> None:
    fields = {"id": "student-1", "kind": CheckKind.STUDENT_IDENTITY}
    assert check(CheckState.QUEUED, **fields).index == 1
    assert check(CheckState.QUEUED).index is None
