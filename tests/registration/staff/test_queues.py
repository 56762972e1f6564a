"""What waits for a person, in which queue, since when, and whose case it is."""

from datetime import timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.keyed import Keyed
from functions.registration.registration import Status
from functions.registration.requests import Release
from functions.registration.staff.queues import claimed_by_another, open_cases, queues_of, waiting_since

from .cases import SUBMITTED_AT, check, refusal, submitted

LATER = SUBMITTED_AT + timedelta(hours=1)
HOME = check("property", CheckKind.PROPERTY, CheckState.MANUAL_REVIEW, since=LATER)
CHILD = check("student-0", CheckKind.STUDENT_IDENTITY, CheckState.MANUAL_REVIEW)
PASSED = check("guardian-0", CheckKind.GUARDIAN_IDENTITY, CheckState.PASSED)


def test_each_kind_of_check_that_waits_is_a_queue_and_the_oldest_says_since_when() -> None:
    waiting = submitted(HOME, CHILD, PASSED)
    assert queues_of(waiting) == {"property", "student_identity"}
    assert waiting_since(waiting) == SUBMITTED_AT


def test_what_the_authorities_settled_waits_for_nobody() -> None:
    settled = submitted(PASSED)
    assert queues_of(settled) == frozenset()
    assert waiting_since(settled) is None


@pytest.mark.parametrize("status", [Status.DRAFT, Status.AMENDING, Status.WITHDRAWN])
def test_nothing_waits_while_nobody_may_decide(status: Status) -> None:
    assert open_cases(submitted(HOME, status=status)) == ()


def test_r35_a_first_word_that_a_child_be_freed_is_in_the_queue_also_while_its_family_amends() -> None:
    word = Release(student=0, reason="not_the_guardian", by="1:a", at=LATER, waits_for_second=True)
    said = submitted(PASSED, releases=(word,))
    for status in (Status.SUBMITTED, Status.AMENDING):
        stands = said.model_copy(update={"status": status})
        assert (queues_of(stands), waiting_since(stands)) == ({"second"}, LATER)


def test_a_refusal_waits_in_the_queue_of_its_kind_and_in_that_of_second_persons() -> None:
    once = submitted(HOME, decisions=(refusal("1:a", LATER, waits=True),))
    assert queues_of(once) == {"property", "second"}
    twice = submitted(
        HOME.model_copy(update={"state": CheckState.REFUSED}),
        decisions=(refusal("1:a", LATER, waits=True), refusal(Keyed(("1:b",)), LATER, waits=False)),
    )
    assert queues_of(twice) == frozenset()


def test_a_refusal_of_what_was_submitted_before_is_over() -> None:
    before = refusal("1:a", SUBMITTED_AT - timedelta(days=1), waits=True)
    assert queues_of(submitted(HOME, decisions=(before,))) == {"property"}


def test_a_claim_ends_by_the_clock_and_is_never_ones_own_hindrance() -> None:
    taken = submitted(HOME, claimed_by="1:a", claimed_until=LATER)
    assert claimed_by_another(taken, Keyed(("1:b",)), LATER - timedelta(seconds=1))
    assert not claimed_by_another(taken, Keyed(("1:b",)), LATER)
    assert not claimed_by_another(taken, Keyed(("1:a",)), SUBMITTED_AT)
    assert not claimed_by_another(submitted(HOME), Keyed(("1:b",)), SUBMITTED_AT)
