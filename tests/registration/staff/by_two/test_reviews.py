"""R42: who decides a review, how many, and what it changes."""

from datetime import timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.results import result_of
from functions.registration.registration import Evidence, NoticeKind, Registration, Status
from functions.registration.requests import Review, ReviewGround, ReviewResult
from functions.registration.staff.by_two.reviews import (
    REVIEW_REASONS,
    Reviewed,
    Said,
    decide_review,
    upheld_for,
)
from functions.registration.staff.late_results import confirm
from functions.registration.staff.queues import REVIEW, may_review, queues_of, waiting_since, without_work
from tests.registration.placing.test_outcome import INSTANT, SEASON
from tests.registration.staff.cases import check, refusal, submitted

NOW = INSTANT + timedelta(hours=1)
ONE, TWO, THREE = (Keyed((f"1:{who}",)) for who in ("one", "two", "three"))
REFUSER = Keyed(("1:refuser",))
EVIDENCE = Evidence(answers="1:x", papers=(), digest="1:d")
UPHELD = Said(ReviewResult.UPHELD, "not_shown", ONE)
CHANGED = Said(ReviewResult.CHANGED, "judged_wrongly", ONE)


def asked(*states: CheckState, **more: Any) -> Registration:
    kinds = (CheckKind.PROPERTY, CheckKind.STUDENT_IDENTITY)
    checks = [
        check(f"{name}", kind, state)
        for name, kind, state in zip(("property", "student-0"), kinds, states, strict=True)
    ]
    review = Review(ground=ReviewGround.ENTITLED, at=INSTANT, asked_as="1:asked")
    decisions = (refusal(REFUSER, INSTANT - timedelta(days=1), waits=False),)
    fields = {
        "status": Status.DECIDED,
        "review": review,
        "decisions": decisions,
        "notices": {"outcome": OUTCOME},
    }
    one = submitted(*checks, **fields | more)
    return one.model_copy(update={"confirmed_result": result_of(one, SEASON)})


OUTCOME = {"id": "outcome", "kind": "outcome", "state": "sent", "since": INSTANT}
REFUSED = asked(CheckState.REFUSED, CheckState.PASSED)
ADMITTED = asked(CheckState.ACCEPTED, CheckState.PASSED)


def decided(one: Registration, said: Said, by: Keyed = ONE) -> Reviewed:
    return decide_review(one, said._replace(by=by), evidence=lambda _: EVIDENCE, season=SEASON, now=NOW)


def test_r42_it_stands_in_a_queue_of_its_own_for_whoever_decided_nothing() -> None:
    assert queues_of(REFUSED) == {REVIEW}
    assert waiting_since(REFUSED) == INSTANT
    assert without_work(REFUSED) == {REFUSER}
    assert may_review(REFUSED, ONE)
    assert not may_review(REFUSED, REFUSER)


def test_r42_one_upholds_it_and_the_family_is_told_at_once() -> None:
    after, waits = decided(REFUSED, UPHELD)
    assert not waits
    assert after.review is not None
    assert (after.review.ended, after.review.result, upheld_for(after.review)) == (
        "upheld",
        "refused",
        "not_shown",
    )
    assert after.checks == REFUSED.checks
    assert [notice.kind for notice in after.notices.values()][1:] == [NoticeKind.REVIEW_UPHELD]
    assert after.timeline[-1].what == "review_upheld"
    assert queues_of(after) == frozenset()


def test_r42_two_change_it_and_the_family_is_told_once_it_is_confirmed() -> None:
    first, waits = decided(REFUSED, CHANGED)
    assert waits
    assert first.checks == REFUSED.checks
    assert without_work(first) == {REFUSER, ONE}
    second, waits = decided(first, CHANGED, TWO)
    assert not waits
    assert second.checks["property"].state is CheckState.ACCEPTED
    assert [(one.by, one.waits_for_second) for one in second.decisions[1:]] == [(ONE, True), (TWO, False)]
    assert second.notices == REFUSED.notices
    result = result_of(second, SEASON)
    for who in (ONE, TWO):
        with pytest.raises(NotAllowed):
            confirm(second, result, by=who, season=SEASON, now=NOW)
    told = confirm(second, result, by=THREE, season=SEASON, now=NOW)
    assert [notice.kind for notice in told.notices.values()][1:] == [NoticeKind.REVIEW_CHANGED]
    again = told.model_copy(update={"confirmed_result": "pending"})
    kinds = [
        notice.kind for notice in confirm(again, result, by=THREE, season=SEASON, now=NOW).notices.values()
    ]
    assert kinds[2:] == [NoticeKind.OUTCOME_CHANGED]


def test_r42_the_first_word_for_a_change_can_be_overruled_by_one_who_upholds_it() -> None:
    first, _ = decided(REFUSED, CHANGED)
    after, waits = decided(first, UPHELD, TWO)
    assert not waits
    assert after.checks == REFUSED.checks


@pytest.mark.parametrize("said", [UPHELD, CHANGED])
def test_r42_who_decided_something_of_the_case_or_said_the_first_word_says_no_more(said: Said) -> None:
    with pytest.raises(NotAllowed, match="uninvolved_person_needed"):
        decided(REFUSED, said, REFUSER)
    first, _ = decided(REFUSED, CHANGED)
    with pytest.raises(NotAllowed, match="second_person_needed"):
        decided(first, said, ONE)


def test_r42_every_refused_check_is_accepted_and_nothing_else() -> None:
    both = asked(CheckState.REFUSED, CheckState.REFUSED)
    after, _ = decided(decided(both, CHANGED)[0], CHANGED, TWO)
    assert {one.state for one in after.checks.values()} == {CheckState.ACCEPTED}
    one_open = asked(CheckState.REFUSED, CheckState.MANUAL_REVIEW)
    after, _ = decided(decided(one_open, CHANGED)[0], CHANGED, TWO)
    assert after.checks["student-0"].state is CheckState.MANUAL_REVIEW
    assert after.status is Status.SUBMITTED


def test_r42_an_admitted_family_gets_another_school_and_no_refusal() -> None:
    school = SEASON.schools[1].id
    said = CHANGED._replace(school=school)
    after, _ = decided(decided(ADMITTED, said)[0], said, TWO)
    assert after.school == school
    assert after.checks == ADMITTED.checks
    for who in (ONE, TWO):
        with pytest.raises(NotAllowed, match="own_decision"):
            confirm(after, result_of(after, SEASON), by=who, season=SEASON, now=NOW)
    for wrong in (None, "no-such-school"):
        with pytest.raises(InvalidInput):
            decided(ADMITTED, CHANGED._replace(school=wrong))


@pytest.mark.parametrize("said", [UPHELD, CHANGED])
def test_r42_a_refusal_is_not_turned_into_a_school(said: Said) -> None:
    with pytest.raises(InvalidInput):
        decided(REFUSED, said._replace(school=SEASON.schools[1].id))


def test_r42_reasons_are_coded_for_each_result() -> None:
    for result, reasons in REVIEW_REASONS.items():
        other = next(iter(set().union(*REVIEW_REASONS.values()) - reasons))
        with pytest.raises(InvalidInput):
            decided(REFUSED, Said(result, other, ONE))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"review": None}, "no_review_open"),
        ({"confirmed_result": "pending"}, "result_unconfirmed"),
        ({"claimed_by": "1:another", "claimed_until": NOW + timedelta(minutes=1)}, "claimed_by_another"),
        ({"status": Status.WITHDRAWN}, "not_possible_now"),
    ],
)
def test_r42_what_stands_against_deciding_it_is_said(change: dict[str, Any], code: str) -> None:
    with pytest.raises(NotPossibleNow, match=code):
        decided(REFUSED.model_copy(update=change), UPHELD)


def test_r42_what_became_pending_meanwhile_can_be_upheld_and_not_changed() -> None:
    pending = asked(CheckState.MANUAL_REVIEW, CheckState.PASSED)
    with pytest.raises(NotPossibleNow, match="nothing_to_change"):
        decided(pending, CHANGED)
    assert not decided(pending, UPHELD).waits_for_second


def test_r42_nobody_decides_once_results_are_over() -> None:
    with pytest.raises(NotPossibleNow):
        decide_review(REFUSED, UPHELD, evidence=lambda _: EVIDENCE, season=SEASON, now=SEASON.results_until)
