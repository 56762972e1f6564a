"""What the district decided, and from which instant on it may be seen (R29, R44)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from functions.registration.checks import SETTLED, Check, CheckState
from functions.registration.errors import NotPossibleNow
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
    """The same instant for everyone, and only once two supervisors confirmed what then appears (R44)."""
    return now >= season.publication_at and not season.publication_held


TOO_NEAR = timedelta(minutes=2)
"""So close before the instant nothing is moved any more: some process might publish by the old one."""


def is_settled(season: Season, now: datetime) -> bool:
    """Whether it is published, or about to be: no family's result may be moved any more."""
    near = not season.publication_held and now >= season.publication_at - TOO_NEAR
    return near or is_published(season, now)


def refuse_when_published(season: Season, now: datetime) -> None:
    """Raises NotPossibleNow once it is published, or about to be."""
    if is_settled(season, now):
        raise NotPossibleNow(code="published_already")


def is_late(season: Season, now: datetime) -> bool:
    """The date has come and nobody confirmed the results: nothing is published (R44)."""
    return season.publication_held and season.publication_at <= now < season.results_until


def outcome_as_it_stands(registration: Registration) -> Outcome | None:
    """What would be published now; None for what was never submitted or was withdrawn, which nothing is told of."""
    if registration.status in {Status.DRAFT, Status.WITHDRAWN}:
        return None
    if registration.status is Status.AMENDING:
        return Outcome.PENDING
    outcome = outcome_of(registration.checks.values())
    # A child whom somebody else claims too is admitted by nobody's registration until people have looked (R35).
    return outcome if registration.dispute is None or outcome is Outcome.REFUSED else Outcome.PENDING


def refused_for(registration: Registration, check: Check) -> str | None:
    """The coded reason for which people refused it (R41); None where they did not. Never before publication."""
    if check.state is not CheckState.REFUSED:
        return None
    refusals = [
        decision
        for decision in registration.decisions
        if (decision.check, decision.result) == (check.id, check.state)
    ]
    return refusals[-1].reason if refusals else None
