"""A review as its family's page shows it (R42): what can be asked, whom it waits for, what came of it."""

from collections.abc import Iterable
from datetime import datetime

from functions.registration.placing.reviewing import ReviewStanding, grounds_now, review_standing
from functions.registration.registration import Registration
from functions.registration.requests import ReviewGround
from functions.registration.season.season import Season
from functions.registration.staff.by_two.reviews import upheld_for
from functions.registration.texts import text
from functions.submit.guardian_answers import GroundAnswer, ReviewAnswer


def review_view(
    registration: Registration, season: Season, language: str, now: datetime
) -> ReviewAnswer | None:
    """None where none can be asked for and none was."""
    state = review_standing(registration, season, now)
    if state is None:
        return None
    review = registration.review
    reason = None if review is None else upheld_for(review)
    code = f"review_upheld_{reason}" if state is ReviewStanding.UPHELD else f"review_{state.value}"
    until = season.local(season.reviews_until if review is None else season.results_until)
    grounds = grounds_now(registration, season, now) if review is None else (review.ground,)
    view: ReviewAnswer = {
        "state": state,
        "detail": text(code, language, until=f"{until:%Y-%m-%d %H:%M}", phone=season.contacts.support_phone),
        "until": until,
        "grounds": _grounds(grounds, language),
    }
    if review is not None:
        view["asked_at"] = review.at
    return view


def _grounds(grounds: Iterable[ReviewGround], language: str) -> list[GroundAnswer]:
    return [{"ground": ground, "detail": text(f"ground_{ground}", language)} for ground in grounds]
