"""What a family hands in when staff asked for more (R40): the papers, or why there are none, and its words."""

from collections.abc import Mapping
from datetime import datetime

from functions.registration.checks import Check, CheckState
from functions.registration.documents import Document
from functions.registration.errors import Fault, Incomplete, NotPossibleNow
from functions.registration.registration import Action, Moment, Registration
from functions.registration.requests import Asked, AskedPaper, Request, RequestEnd
from functions.registration.season.season import Season

from .objections import papers_for
from .transitions import after, asked_now


def given(registration: Registration, request: Request, paper: AskedPaper) -> Document | None:
    """What was uploaded for it since it was asked for, and can be looked at."""
    uploaded = papers_for(registration, request.check).values()
    return next(
        (
            document
            for document in uploaded
            if (document.kind, document.student) == (paper.kind, paper.student) and not document.handed_in
        ),
        None,
    )


def to_hand_in(registration: Registration, request: Request) -> tuple[str, ...]:
    """Ids of the papers that an answer hands in: those of earlier ones are in staff's hands already."""
    papers = papers_for(registration, request.check)
    return tuple(sorted(key for key, paper in papers.items() if not paper.handed_in))


def answerable(registration: Registration, season: Season, now: datetime) -> Request:
    """What can be answered now. Raises NotPossibleNow (nothing is asked, or too late)."""
    after(registration, Action.ANSWER, season, now)
    request = asked_now(registration)
    if request is None:
        raise NotPossibleNow(status=registration.status, action=Action.ANSWER)
    return request


def refuse_wanting(
    registration: Registration, request: Request, words: Mapping[Asked, str], explanation: str | None
) -> None:
    """Raises Incomplete with each paper and each word that is wanting; who says why may bring no paper."""
    lacking = [
        Fault(f"papers.{place}", "need_asked_paper")
        for place, paper in enumerate(request.papers)
        if explanation is None and given(registration, request, paper) is None
    ]
    silent = [Fault(f"words.{about}", "need_asked_words") for about in request.words if about not in words]
    if lacking or silent:
        raise Incomplete(*lacking, *silent)


def answered(
    registration: Registration,
    number: int,
    words: Mapping[Asked, str],
    explanation: str | None,
    season: Season,
    now: datetime,
) -> Registration:
    """The registration with this request answered; the case goes back to staff, its papers stay from now on.

    A family that cannot bring a paper says why instead. Raises NotPossibleNow (too late, called off, another request
    by now), Incomplete with what is wanting.
    """
    request = answerable(registration, season, now)
    if request.number != number:
        raise NotPossibleNow(status=registration.status, action=Action.ANSWER)
    refuse_wanting(registration, request, words, explanation)
    handed = handed_in(registration, request).without_request(RequestEnd.ANSWERED, now)
    return handed.model_copy(
        update={
            "status": after(registration, Action.ANSWER, season, now),
            "version": registration.version + 1,
            "timeline": (*registration.timeline, Moment(at=now, what="more_answered")),
            "updated_at": now,
        }
    )


def missed(registration: Registration, now: datetime) -> Registration:
    """The registration once the day of its request has passed: staff decide on what is there, uploads included.

    The same one where nothing is asked of its family, or it has time.
    """
    request = asked_now(registration)
    if request is None or now < request.until:
        return registration
    ended = handed_in(registration, request).without_request(RequestEnd.MISSED, now)
    return ended.model_copy(update={"timeline": (*registration.timeline, Moment(at=now, what="more_missed"))})


def handed_in(registration: Registration, request: Request) -> Registration:
    papers = papers_for(registration, request.check)
    handed = {key: document.model_copy(update={"handed_in": True}) for key, document in papers.items()}
    return registration.model_copy(update={"documents": registration.documents | handed})


def resubmitted(registration: Registration, checks: Mapping[str, Check], now: datetime) -> Registration:
    """The registration as it is submitted again: what was asked stands only where people still look at that check."""
    asked = registration.request
    left = None if asked is None else checks.get(asked.check)
    if left is not None and (left.state is CheckState.MANUAL_REVIEW or left.is_handed_over):
        return registration
    return registration.without_request(RequestEnd.NOT_NEEDED, now)
