"""A review as staff see it (R42)."""

from datetime import datetime

from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.placing.results import DECIDED, is_shown
from functions.registration.registration import Registration
from functions.registration.requests import ReviewWord
from functions.registration.season.season import Season
from functions.registration.staff.queues import may_review
from functions.review.decision_answers import StaffReview, StaffReviewWord
from functions.review.staff_answers import StaffRegistration


def with_review(
    view: StaffRegistration,
    registration: Registration,
    season: Season,
    member: Keyed,
    now: datetime,
    explanation: str | None = None,
) -> StaffRegistration:
    """The same, with what its family asked to be reviewed and what colleagues said of it."""
    review = registration.review
    if review is None:
        view["review"] = None
        return view
    outcome = outcome_as_it_stands(registration)
    shown = is_shown(registration, season, now)
    asked: StaffReview = {
        "ground": review.ground,
        "at": review.at,
        "until": season.results_until,
        "to_decide": may_review(registration, member) and shown and now < season.results_until,
        "about_school": outcome is Outcome.ADMITTED,
        "can_change": outcome in DECIDED,
        "waits_for_result": not shown,
        "words": [word_view(word, member) for word in review.words],
        "ended": review.ended,
        "ended_at": review.ended_at,
    }
    if explanation is not None:
        asked["explanation"] = explanation
    view["review"] = asked
    return view


def word_view(word: ReviewWord, member: Keyed) -> StaffReviewWord:
    view: StaffReviewWord = {
        "result": word.result,
        "reason": word.reason,
        "by": word.by,
        "mine": member.names(word.by),
        "at": word.at,
    }
    if word.school is not None:
        view["school"] = word.school
    return view
