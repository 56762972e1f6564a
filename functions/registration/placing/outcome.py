"""What the district decided, and from which instant on people see it (R21, R29)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from functions.registration.checks import SETTLED, Check, CheckState
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season


class Outcome(StrEnum):
    ADMITTED = "admitted"
    REFUSED = "refused"
    PENDING = "pending"
    """Not decided by the publication date: the page says whom to call."""


def outcome_of(checks: Iterable[Check]) -> Outcome:
    """One refused check refuses; nothing open admits; all else is pending."""
    states = {check.state for check in checks}
    if CheckState.REFUSED in states:
        return Outcome.REFUSED
    return Outcome.ADMITTED if states and states <= SETTLED else Outcome.PENDING


def is_published(season: Season, now: datetime) -> bool:
    """The clock alone publishes: the same instant for everyone, unless staff hold it back."""
    return now >= season.publication_at and not season.publication_held


def outcome_as_it_stands(registration: Registration) -> Outcome | None:
    """What would be published now; None for what was never submitted or was withdrawn, which nothing is told of."""
    if registration.status in {Status.DRAFT, Status.WITHDRAWN}:
        return None
    if registration.status is Status.AMENDING:
        return Outcome.PENDING
    return outcome_of(registration.checks.values())


def published_outcome(registration: Registration, season: Season, now: datetime) -> Outcome | None:
    """The outcome for its guardian's eyes: None before the instant."""
    return outcome_as_it_stands(registration) if is_published(season, now) else None


VEILED = frozenset({CheckState.ACCEPTED, CheckState.REFUSED})
"""What only staff's decision makes."""


def shown_state(check: Check, season: Season, now: datetime) -> CheckState:
    """A check's state for its guardian: what staff have or decided stays 待审核 until publication (R21, R32)."""
    veiled = check.state in VEILED and not is_published(season, now)
    return CheckState.MANUAL_REVIEW if veiled or check.is_handed_over else check.state


def refused_for(registration: Registration, check: Check) -> str | None:
    """The coded reason for which people refused it (R41); None where they did not. Never before publication."""
    if check.state is not CheckState.REFUSED:
        return None
    refusals = [one for one in registration.decisions if (one.check, one.result) == (check.id, check.state)]
    return refusals[-1].reason if refusals else None


def shown_status(registration: Registration, season: Season, now: datetime) -> Status:
    """The whole's status for its guardian: that a decision exists is hidden until publication too."""
    published = is_published(season, now)
    if registration.status is Status.DECIDED and not published:
        return Status.SUBMITTED
    if registration.status is Status.SUBMITTED and published:
        return Status.DECIDED
    return registration.status
