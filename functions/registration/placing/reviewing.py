"""Reviews 复核: what a family may ask once its outcome is out, and where that stands for its own eyes (R42)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from functions.registration.documents import Document, DocumentState
from functions.registration.errors import Fault, Incomplete, InvalidInput
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Moment, Registration, Status
from functions.registration.requests import Review, ReviewGround, ReviewResult
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import after

from .outcome import Outcome
from .results import Standing, published_outcome, refuse_closed, result_of, standing

GROUNDS: Mapping[Outcome, tuple[ReviewGround, ...]] = {
    Outcome.ADMITTED: (ReviewGround.ANOTHER_SCHOOL, ReviewGround.JUDGED_WRONGLY, ReviewGround.NEW_PAPER),
    Outcome.REFUSED: (ReviewGround.NEW_PAPER, ReviewGround.JUDGED_WRONGLY, ReviewGround.ENTITLED),
    Outcome.PENDING: (),
}
"""What a review can rest on, by what the family was told."""


def grounds_now(registration: Registration, season: Season, now: datetime) -> tuple[ReviewGround, ...]:
    """Those that its family may give now; none while nothing is decided in its eyes."""
    outcome = published_outcome(registration, season, now)
    return () if outcome is None else GROUNDS[outcome]


def review_papers(registration: Registration) -> dict[str, Document]:
    """What was brought for it and can be looked at."""
    return {
        key: document
        for key, document in registration.documents.items()
        if document.for_review and document.state is DocumentState.ACCEPTED
    }


def review_asked(
    registration: Registration, ground: ReviewGround, *, asked_as: Keyed, season: Season, now: datetime
) -> Registration:
    """The registration in the queue of reviews; its result stays as it is shown, its papers stay from now on.

    Raises NotPossibleNow (too early, too late, asked before, nothing decided), InvalidInput (a ground that is none of
    this outcome), Incomplete (a new paper that was not brought).
    """
    refuse_closed(registration, Action.REVIEW, season, now)
    status = after(registration, Action.REVIEW, season, now)
    if ground not in grounds_now(registration, season, now):
        raise InvalidInput(Fault("ground", "invalid_choice"))
    papers = review_papers(registration)
    if ground is ReviewGround.NEW_PAPER and not papers:
        raise Incomplete(Fault("documents", "need_review_paper"))
    handed_in = {key: paper.model_copy(update={"handed_in": True}) for key, paper in papers.items()}
    return registration.model_copy(
        update={
            "status": status,
            "version": registration.version + 1,
            "review": Review(ground=ground, at=now, asked_as=asked_as),
            "documents": registration.documents | handed_in,
            "timeline": (*registration.timeline, Moment(at=now, what="review_asked")),
            "updated_at": now,
        }
    )


class ReviewStanding(StrEnum):
    """Each has words of its own, `review_` and the code."""

    POSSIBLE = "possible"
    ASKED = "asked"
    UPHELD = "upheld"
    CONFIRMING = "confirming"
    """Changed; the result that comes of it waits to be confirmed (R44)."""
    CHANGED = "changed"
    DONE = "done"
    """Decided, and the result that shows is another one by now."""
    OVER = "over"
    """The season's results are over and nobody had decided it, or confirmed what came of it."""


def review_standing(registration: Registration, season: Season, now: datetime) -> ReviewStanding | None:
    """None where there is nothing to be said of a review: none was asked for and none can be."""
    review = registration.review
    if registration.status is Status.WITHDRAWN:
        return None
    if review is None:
        may = grounds_now(registration, season, now) and now < season.reviews_until
        return ReviewStanding.POSSIBLE if may else None
    over = now >= season.results_until
    if review.ended is None:
        return ReviewStanding.OVER if over else ReviewStanding.ASKED
    stands = standing(registration, season, now)
    if stands is Standing.SHOWN and registration.confirmed_result == review.result:
        return ENDED[review.ended]
    if stands is Standing.HELD and result_of(registration, season) == review.result:
        return ReviewStanding.OVER if over else ReviewStanding.CONFIRMING
    return ReviewStanding.DONE


ENDED: Mapping[ReviewResult, ReviewStanding] = {
    ReviewResult.UPHELD: ReviewStanding.UPHELD,
    ReviewResult.CHANGED: ReviewStanding.CHANGED,
}
