"""A result that changed after publication, confirmed by a person who did not decide it (R43, R44)."""

from datetime import datetime

from functions.registration.errors import NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import is_published
from functions.registration.placing.results import result_of
from functions.registration.registration import Moment, Notice, NoticeKind, NoticeState, Registration
from functions.registration.requests import ReviewResult
from functions.registration.season.season import Season

from .queues import words_of

FIRST_WORD = "outcome"
"""Id of the notice that results are out: a registration takes it once, from whoever is first."""


def confirm(
    registration: Registration, result: str, *, by: Keyed, season: Season, now: datetime
) -> Registration:
    """The registration with `result` as what its family sees; it is dated, and told by one SMS.

    A family without a result any more (it gave up its place) is told nothing. Raises NotPossibleNow (not published,
    the season's results are over, it is confirmed already, or it is another result by now), NotAllowed for a person
    who decided what is confirmed.
    """
    if not is_published(season, now):
        raise NotPossibleNow(code="not_published_yet")
    if now >= season.results_until:
        raise NotPossibleNow(code="results_over")
    if registration.confirmed_result == result:
        raise NotPossibleNow(code="confirmed_already")
    if result_of(registration, season) != result:
        raise NotPossibleNow(code="result_changed")
    since = registration.result_confirmed_at
    words = (*words_of(registration), *registration.withdrawals)
    if any(by.names(word.by) and (since is None or word.at > since) for word in words):
        raise NotAllowed(code="own_decision")
    confirmed = registration.model_copy(update={"confirmed_result": result, "result_confirmed_at": now})
    if not result:
        return confirmed
    notice = _notice(registration, result, now)
    return confirmed.model_copy(
        update={
            "notices": registration.notices | {notice.id: notice},
            "timeline": (*registration.timeline, Moment(at=now, what="result_confirmed")),
        }
    )


def _notice(registration: Registration, result: str, now: datetime) -> Notice:
    """The family's first word of its result, where the clock has not queued it yet; else that it changed, and how."""
    if FIRST_WORD not in registration.notices:
        return Notice(id=FIRST_WORD, kind=NoticeKind.OUTCOME, state=NoticeState.PENDING, since=now)
    review = registration.review
    if review is not None and review.result == result and review.ended is ReviewResult.CHANGED:
        by_review = NoticeKind.REVIEW_CHANGED
        if by_review.value not in registration.notices:
            return Notice(id=by_review.value, kind=by_review, state=NoticeState.PENDING, since=now)
    changes = sum(notice.kind is NoticeKind.OUTCOME_CHANGED for notice in registration.notices.values())
    return Notice(
        id=f"outcome_changed-{changes + 1}",
        kind=NoticeKind.OUTCOME_CHANGED,
        state=NoticeState.PENDING,
        since=now,
    )
