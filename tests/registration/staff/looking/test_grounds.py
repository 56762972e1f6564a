"""On what ground a member looks at a case, and who has none."""

from datetime import timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import NotAllowed
from functions.registration.keyed import Keyed
from functions.registration.requests import Review, ReviewGround, ReviewResult, ReviewWord
from functions.registration.staff.looking.grounds import LookingReason, ground_of, holds
from tests.registration.staff.cases import SUBMITTED_AT, check, refusal, submitted

LATER = SUBMITTED_AT + timedelta(hours=1)
HOME = check("property", CheckKind.PROPERTY, CheckState.MANUAL_REVIEW)
FIRST, SECOND = Keyed(("2:a", "1:a")), Keyed(("2:b", "1:b"))


def test_a_claim_is_a_ground_under_every_key_until_it_ends() -> None:
    held = submitted(HOME, claimed_by="1:a", claimed_until=LATER)
    assert ground_of(held, FIRST, None, now=SUBMITTED_AT) == "claim"
    assert holds(held, FIRST, LATER - timedelta(seconds=1))
    assert not holds(held, FIRST, LATER)
    assert not holds(held, SECOND, SUBMITTED_AT)


def test_a_first_decision_is_a_ground_for_everybody_but_who_made_it() -> None:
    once = submitted(HOME, decisions=(refusal("1:a", LATER, waits=True),))
    assert ground_of(once, SECOND, None, now=LATER) == "second_person"
    with pytest.raises(NotAllowed, match="looking_reason_needed"):
        ground_of(once, FIRST, None, now=LATER)


def test_a_review_that_another_proposed_to_change_is_a_ground_for_whoever_may_still_decide_it() -> None:
    asked = Review(ground=ReviewGround.ENTITLED, at=SUBMITTED_AT, asked_as="1:asked")
    word = ReviewWord(result=ReviewResult.CHANGED, reason="judged_wrongly", by="1:a", at=LATER)
    once = submitted(review=asked.model_copy(update={"words": (word,)}))
    assert ground_of(once, SECOND, None, now=LATER) == "second_person"
    refused_it = submitted(review=once.review, decisions=(refusal("1:b", LATER, waits=False),))
    ended = once.review and once.review.model_copy(update={"ended": ReviewResult.CHANGED})
    for case, member in (
        (once, FIRST),
        (refused_it, SECOND),
        (submitted(review=asked), SECOND),
        (submitted(review=ended), SECOND),
    ):
        with pytest.raises(NotAllowed, match="looking_reason_needed"):
            ground_of(case, member, None, now=LATER)


def test_without_either_it_is_the_reason_that_was_chosen() -> None:
    for reason in LookingReason:
        assert ground_of(submitted(HOME), FIRST, reason, now=LATER) == reason
    with pytest.raises(NotAllowed, match="looking_reason_needed"):
        ground_of(submitted(HOME), FIRST, None, now=LATER)
