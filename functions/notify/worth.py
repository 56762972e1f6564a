"""Whether a notice is still worth sending when its turn comes."""

from collections.abc import Mapping
from datetime import datetime

from functions.registration.checks import TO_AMEND
from functions.registration.registration import Notice, NoticeKind, Registration, Status
from functions.registration.season.season import Season

SUBMITTED_ONCE = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})

STATUSES: Mapping[NoticeKind, frozenset[Status]] = {
    NoticeKind.CODE: frozenset({Status.DRAFT, Status.AMENDING}),
    NoticeKind.SUBMITTED: SUBMITTED_ONCE,
    NoticeKind.ABNORMAL: frozenset({Status.SUBMITTED}),
    NoticeKind.AMENDMENT_REMINDER: frozenset({Status.SUBMITTED, Status.AMENDING}),
    NoticeKind.DRAFT_REMINDER: frozenset({Status.DRAFT}),
    NoticeKind.OUTCOME: SUBMITTED_ONCE,
}
"""In which statuses each kind still says something true."""

ASKS_TO_AMEND = frozenset({NoticeKind.ABNORMAL, NoticeKind.AMENDMENT_REMINDER})


def amend_until(registration: Registration, season: Season) -> datetime:
    """R28: the season's deadline, or this family's own where it is later."""
    own = registration.amendment_extended_to
    return season.amendment_deadline if own is None else max(own, season.amendment_deadline)


def why_not(registration: Registration, notice: Notice, season: Season, now: datetime) -> str | None:
    """A stable reason why it must not go out any more, or None."""
    if registration.status not in STATUSES[notice.kind]:
        return "outdated"
    if notice.kind is NoticeKind.CODE:
        return _why_no_code(registration, notice, now)
    if notice.kind in ASKS_TO_AMEND:
        to_amend = any(check.state in TO_AMEND for check in registration.checks.values())
        if not to_amend and registration.status is not Status.AMENDING:
            return "outdated"
        return "expired" if now >= amend_until(registration, season) else None
    if notice.kind is NoticeKind.DRAFT_REMINDER and now >= season.closes_at:
        return "expired"
    return None


def _why_no_code(registration: Registration, notice: Notice, now: datetime) -> str | None:
    code = registration.code
    if code is None or notice.id != f"code-{code.id}":
        return "outdated"
    return "expired" if now >= code.expires_at else None
