"""Whose check an authority held up for longer than the season allows (R28)."""

from datetime import datetime, timedelta

from functions.registration.checks import OPEN, Check
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season

AFFECTED = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})


def held_up(check: Check, submitted_at: datetime, now: datetime) -> timedelta:
    """For how long the authority kept it waiting: until its answer, or until now where none came.

    A check that was answered at the first try was not held up, however long the queue was.
    """
    if check.state in OPEN:
        return now - check.since
    return check.since - submitted_at if check.attempts > 1 else timedelta(0)


def is_affected(registration: Registration, season: Season, now: datetime) -> bool:
    """Whether staff may give this family its own deadline."""
    submitted = registration.submitted_at
    if submitted is None or registration.status not in AFFECTED:
        return False
    limit = timedelta(hours=season.limits.authority_outage_hours)
    return any(held_up(check, submitted, now) > limit for check in registration.checks.values())
