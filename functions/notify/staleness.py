"""Staleness: whether a notice is still true and in time when its turn comes."""

from datetime import datetime

from functions.registration.registration import Notice, Registration, Status
from functions.registration.season.season import Season
from functions.registration.sms.notices import NOTICES, Until
from functions.registration.submitting.disputes import closes_at
from functions.registration.submitting.transitions import amendable_until, asked_now


def stale_reason(registration: Registration, notice: Notice, season: Season, now: datetime) -> str | None:
    """A stable reason why it must not go out any more, or None."""
    row = NOTICES[notice.kind]
    settled = (row.asks_to_amend and not _is_to_amend(registration)) or (
        row.of_dispute and registration.dispute is None
    )
    if settled or registration.status not in row.true_in:
        return "outdated"
    match row.until:
        case Until.CODE_EXPIRES:
            return _why_no_code(registration, notice, now)
        case Until.REQUEST_DUE:
            return _why_not_asked(registration, notice, now)
        case Until.NOTHING:
            return None
        case Until.AMENDMENT_ENDS:
            end = amendable_until(registration, season)
        case Until.SEASON_CLOSES:
            end = closes_at(registration, season)
        case Until.RESULTS_DUE:
            end = season.publication_at
    return _expired(now, end)


def _is_to_amend(registration: Registration) -> bool:
    return registration.status is Status.AMENDING or any(
        check.is_to_amend for check in registration.checks.values()
    )


def _expired(now: datetime, end: datetime) -> str | None:
    return "expired" if now >= end else None


def _why_not_asked(registration: Registration, notice: Notice, now: datetime) -> str | None:
    asked = asked_now(registration)
    if asked is None or notice.id != asked.notice_id:
        return "outdated"
    return _expired(now, asked.until)


def _why_no_code(registration: Registration, notice: Notice, now: datetime) -> str | None:
    code = registration.code
    if code is None or notice.id != f"code-{code.id}":
        return "outdated"
    return _expired(now, code.expires_at)
