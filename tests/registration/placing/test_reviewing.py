"""R42: what a family may ask once its outcome is out, and where that stands in its eyes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.registration.checks import CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.errors import Incomplete, InvalidInput, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import Outcome
from functions.registration.placing.reviewing import (
    GROUNDS,
    ReviewStanding,
    review_asked,
    review_standing,
)
from functions.registration.registration import Registration, Status
from functions.registration.requests import Review, ReviewGround, ReviewResult
from functions.registration.season.season import Season

from .test_outcome import BEFORE, INSTANT, SEASON
from .test_results import confirmed

ASKED_AS = Keyed(("1:asked",))
LAST = SEASON.results_until - timedelta(seconds=1)


def refused(**more: Any) -> Registration:
    return confirmed(Status.DECIDED, CheckState.REFUSED).model_copy(update=more)


def ask(
    one: Registration, ground: ReviewGround, now: datetime = INSTANT, season: Season = SEASON
) -> Registration:
    return review_asked(one, ground, asked_as=ASKED_AS, season=season, now=now)


def paper(state: DocumentState = DocumentState.ACCEPTED, *, for_review: bool | None = True) -> Document:
    return Document(
        id="paper", kind=DocumentKind.OTHER, state=state, media_type="image/jpeg", size=9, for_review=for_review,
        asked_at=INSTANT, upload_until=INSTANT,
    )  # fmt: skip


def review(ended: ReviewResult | None = None, result: str | None = None) -> Review:
    return Review(
        ground=ReviewGround.ENTITLED,
        at=INSTANT,
        asked_as=ASKED_AS,
        ended=ended,
        ended_at=INSTANT,
        result=result,
    )


def test_r42_it_waits_dated_and_the_result_stays_as_it_is_shown() -> None:
    before = refused()
    after = ask(before, ReviewGround.ENTITLED)
    assert (after.status, after.checks, after.confirmed_result) == (
        before.status,
        before.checks,
        before.confirmed_result,
    )
    assert after.version == before.version + 1
    assert [(one.what, one.at) for one in after.timeline[len(before.timeline) :]] == [
        ("review_asked", INSTANT)
    ]
    assert review_standing(after, SEASON, INSTANT) is ReviewStanding.ASKED


@pytest.mark.parametrize("state", [CheckState.MANUAL_REVIEW, CheckState.ABNORMAL])
def test_r42_nothing_is_asked_of_what_is_pending(state: CheckState) -> None:
    pending = confirmed(Status.SUBMITTED, state)
    assert review_standing(pending, SEASON, INSTANT) is None
    with pytest.raises(NotPossibleNow):
        ask(pending, ReviewGround.ENTITLED)


def test_r42_nothing_is_asked_of_a_result_that_waits_to_be_confirmed() -> None:
    held = refused(confirmed_result="pending")
    assert review_standing(held, SEASON, INSTANT) is None
    with pytest.raises(NotPossibleNow):
        ask(held, ReviewGround.ENTITLED)


def test_r42_from_the_instant_until_the_seasons_day_and_once() -> None:
    season = SEASON.model_copy(update={"review_until": INSTANT + timedelta(days=10)})
    for now in (BEFORE, season.reviews_until):
        assert review_standing(refused(), season, now) is None
        with pytest.raises(NotPossibleNow):
            ask(refused(), ReviewGround.ENTITLED, now, season)
    last = season.reviews_until - timedelta(seconds=1)
    assert review_standing(refused(), season, last) is ReviewStanding.POSSIBLE
    asked = ask(refused(), ReviewGround.ENTITLED, last, season)
    with pytest.raises(NotPossibleNow):
        ask(asked, ReviewGround.ENTITLED, last, season)


def test_r42_a_season_without_a_day_of_its_own_takes_them_as_long_as_results_are_corrected() -> None:
    season = SEASON.model_copy(update={"review_until": None})
    assert ask(refused(), ReviewGround.ENTITLED, LAST, season).review is not None
    with pytest.raises(NotPossibleNow):
        ask(refused(), ReviewGround.ENTITLED, LAST)


@pytest.mark.parametrize("outcome", [Outcome.ADMITTED, Outcome.REFUSED])
def test_r42_each_outcome_has_grounds_of_its_own(outcome: Outcome) -> None:
    state = {Outcome.ADMITTED: CheckState.PASSED, Outcome.REFUSED: CheckState.REFUSED}[outcome]
    one = confirmed(Status.DECIDED, state).model_copy(update={"documents": {"paper": paper()}})
    for ground in ReviewGround:
        if ground in GROUNDS[outcome]:
            assert ask(one, ground).review is not None
        else:
            with pytest.raises(InvalidInput):
                ask(one, ground)


@pytest.mark.parametrize(
    "documents",
    [{}, {"paper": paper(DocumentState.AWAITING_UPLOAD)}, {"paper": paper(for_review=None)}],
    ids=["none", "on its way", "another one"],
)
def test_r42_a_new_paper_is_there_before_it_is_the_ground(documents: dict[str, Document]) -> None:
    with pytest.raises(Incomplete):
        ask(refused(documents=documents), ReviewGround.NEW_PAPER)


def test_r42_the_papers_that_were_brought_stay_from_then_on() -> None:
    after = ask(refused(documents={"paper": paper()}), ReviewGround.NEW_PAPER)
    assert after.documents["paper"].handed_in


@pytest.mark.parametrize(
    ("confirmed_result", "now", "review", "stands"),
    [
        ("refused", LAST, review(), ReviewStanding.ASKED),
        ("refused", SEASON.results_until, review(), ReviewStanding.OVER),
        ("refused", LAST, review(ReviewResult.UPHELD, "refused"), ReviewStanding.UPHELD),
        ("refused", SEASON.results_until, review(ReviewResult.UPHELD, "refused"), ReviewStanding.UPHELD),
        ("refused", LAST, review(ReviewResult.UPHELD, "pending"), ReviewStanding.DONE),
        ("refused", LAST, review(ReviewResult.CHANGED, "refused"), ReviewStanding.CHANGED),
        ("refused", LAST, review(ReviewResult.CHANGED, "admitted"), ReviewStanding.DONE),
        ("pending", LAST, review(ReviewResult.CHANGED, "refused"), ReviewStanding.CONFIRMING),
        ("pending", SEASON.results_until, review(ReviewResult.CHANGED, "refused"), ReviewStanding.OVER),
        ("pending", LAST, review(ReviewResult.CHANGED, "admitted"), ReviewStanding.DONE),
    ],
)
def test_r42_where_it_stands_is_told_by_the_result_that_shows(
    confirmed_result: str, now: datetime, review: Review, stands: ReviewStanding
) -> None:
    one = refused(confirmed_result=confirmed_result, review=review)
    assert review_standing(one, SEASON, now) is stands


def test_r42_who_gave_the_place_up_reads_of_no_review() -> None:
    left = refused(review=review(), status=Status.WITHDRAWN)
    assert review_standing(left, SEASON, INSTANT) is None
