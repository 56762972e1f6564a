"""Asking a family for more (R40): by the clerk whose case it is, for a check that is to be decided, one at a time."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from functions.registration.documents import DOCUMENT_KINDS
from functions.registration.errors import Fault, InvalidInput, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import (
    Action,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
    Status,
)
from functions.registration.requests import Asked, AskedPaper, Request, RequestEnd, RequestReason
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import after, asked_now

from .queues import claimed_by_another, may_decide

SOONEST = timedelta(days=2)
LATEST = timedelta(days=30)
"""Between which days from today a family can be asked for something."""


class Wanted(NamedTuple):
    """What a clerk asks for; `until` is the last day, in the season's zone."""

    check: str
    reason: RequestReason
    papers: tuple[AskedPaper, ...]
    words: tuple[Asked, ...]
    until: date


def ask(
    registration: Registration, wanted: Wanted, *, by: Keyed, season: Season, now: datetime
) -> Registration:
    """The registration with its request and the SMS that tells of it; it leaves the queue until answered or due.

    Raises NotPossibleNow (too late, another's case, nothing to decide of it, asked already), InvalidInput.
    """
    status = after(registration, Action.REQUEST, season, now)
    if claimed_by_another(registration, by, now):
        raise NotPossibleNow(code="claimed_by_another")
    if asked_now(registration) is not None:
        raise NotPossibleNow(code="request_open")
    check = registration.checks.get(wanted.check)
    if check is None:
        raise InvalidInput(Fault("check", "unknown_check"))
    if not may_decide(registration, check, by):
        raise NotPossibleNow(code="nothing_to_decide")
    until = _until(wanted, registration, season, now)
    free = registration.without_request(RequestEnd.NOT_NEEDED, now)
    number = len(free.past_requests) + 1
    request = Request(
        number=number,
        check=check.id,
        reason=wanted.reason,
        papers=wanted.papers,
        words=wanted.words,
        by=by,
        at=now,
        until=until,
    )
    notice = Notice(id=request.notice_id, kind=NoticeKind.MORE_ASKED, state=NoticeState.PENDING, since=now)
    return free.model_copy(
        update={
            "status": status,
            "request": request,
            "notices": registration.notices | {notice.id: notice},
            "timeline": (*registration.timeline, Moment(at=now, what="more_asked")),
            "claimed_by": None,
            "claimed_until": None,
        }
    )


def call_off(registration: Registration, *, by: Keyed, now: datetime) -> Registration:
    """The registration back in the queue with nothing asked of its family. Raises NotPossibleNow."""
    if claimed_by_another(registration, by, now):
        raise NotPossibleNow(code="claimed_by_another")
    if registration.status is Status.WITHDRAWN or asked_now(registration) is None:
        raise NotPossibleNow(code="nothing_asked")
    free = registration.without_request(RequestEnd.CALLED_OFF, now)
    return free.model_copy(
        update={"timeline": (*registration.timeline, Moment(at=now, what="more_called_off"))}
    )


def _until(wanted: Wanted, registration: Registration, season: Season, now: datetime) -> datetime:
    """The instant at which the last day ends. Raises InvalidInput."""
    faults = [
        Fault(f"papers.{place}.student", "unknown_student")
        for place, paper in enumerate(wanted.papers)
        if not _is_right(paper, registration.student_count)
    ]
    if not wanted.papers and not wanted.words:
        faults.append(Fault("papers", "need_something_asked"))
    today = season.local(now).date()
    zone = ZoneInfo(season.zone)
    ends = datetime.combine(wanted.until + timedelta(days=1), time(), zone)
    if not today + SOONEST <= wanted.until <= today + LATEST or ends > season.results_until:
        faults.append(Fault("until", "out_of_range"))
    if faults:
        raise InvalidInput(*faults)
    return ends


def _is_right(paper: AskedPaper, students: int) -> bool:
    if not DOCUMENT_KINDS[paper.kind].of_one_student:
        return paper.student is None
    return paper.student is not None and 0 <= paper.student < students
