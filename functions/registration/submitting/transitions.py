"""The one table of a registration's life (docs/life.md, R27, R28, R30, R38, R40, R42, R43, R45)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from functions.registration.checks import CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Action, Registration, Status
from functions.registration.requests import Request
from functions.registration.season.season import Season

from .disputes import closes_at
from .purposes import PURPOSES


class Until(StrEnum):
    """What ends an action's time, beside the state."""

    CLOSING = "closing"
    AMENDMENT_DEADLINE = "amendment_deadline"
    PUBLICATION = "publication"
    RESULTS = "results"
    REQUEST_DUE = "request_due"
    REVIEW = "review"
    ARCHIVE = "archive"


TRANSITIONS: dict[tuple[Status, Action], tuple[Status, Until]] = {
    (Status.DRAFT, Action.EDIT): (Status.DRAFT, Until.CLOSING),
    (Status.DRAFT, Action.SUBMIT): (Status.SUBMITTED, Until.CLOSING),
    (Status.DRAFT, Action.DISCARD): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.SUBMITTED, Action.AMEND): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.SUBMITTED, Action.OBJECT): (Status.SUBMITTED, Until.AMENDMENT_DEADLINE),
    (Status.SUBMITTED, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.SUBMITTED, Action.ANSWER): (Status.SUBMITTED, Until.REQUEST_DUE),
    (Status.SUBMITTED, Action.DECLINE): (Status.WITHDRAWN, Until.RESULTS),
    (Status.SUBMITTED, Action.REVIEW): (Status.SUBMITTED, Until.REVIEW),
    (Status.SUBMITTED, Action.COPY): (Status.SUBMITTED, Until.ARCHIVE),
    (Status.SUBMITTED, Action.DECIDE): (Status.DECIDED, Until.RESULTS),
    (Status.SUBMITTED, Action.REQUEST): (Status.SUBMITTED, Until.RESULTS),
    (Status.AMENDING, Action.EDIT): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.AMENDING, Action.SUBMIT): (Status.SUBMITTED, Until.AMENDMENT_DEADLINE),
    (Status.AMENDING, Action.CANCEL_AMENDMENT): (Status.SUBMITTED, Until.PUBLICATION),
    (Status.AMENDING, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.AMENDING, Action.COPY): (Status.AMENDING, Until.ARCHIVE),
    # As for what is submitted, and in its order: what may be done must not tell that somebody decided (R21, R27).
    (Status.DECIDED, Action.AMEND): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.DECIDED, Action.OBJECT): (Status.SUBMITTED, Until.AMENDMENT_DEADLINE),
    (Status.DECIDED, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.DECIDED, Action.ANSWER): (Status.DECIDED, Until.REQUEST_DUE),
    (Status.DECIDED, Action.DECLINE): (Status.WITHDRAWN, Until.RESULTS),
    (Status.DECIDED, Action.REVIEW): (Status.DECIDED, Until.REVIEW),
    (Status.DECIDED, Action.COPY): (Status.DECIDED, Until.ARCHIVE),
    (Status.DECIDED, Action.DECIDE): (Status.DECIDED, Until.RESULTS),
    (Status.DECIDED, Action.REQUEST): (Status.DECIDED, Until.RESULTS),
    (Status.WITHDRAWN, Action.COPY): (Status.WITHDRAWN, Until.ARCHIVE),
}


def _published(season: Season) -> datetime:
    return season.results_until if season.publication_held else season.publication_at


def amendable_until(registration: Registration, season: Season) -> datetime:
    """Until when this family may amend and object: what is told and what is allowed are one instant.

    A family's own deadline may stand behind a publication that was set earlier since: what is seen stays.
    """
    own = registration.amendment_extended_to or season.amendment_deadline
    return min(_published(season), max(season.amendment_deadline, own))


def _due(registration: Registration, season: Season) -> datetime:
    asked = asked_now(registration)
    return season.opens_at if asked is None else asked.until


OVER: Mapping[Until, Callable[[Registration, Season], datetime]] = {
    Until.CLOSING: closes_at,
    Until.AMENDMENT_DEADLINE: amendable_until,
    Until.PUBLICATION: lambda _, season: _published(season),
    Until.RESULTS: lambda _, season: season.results_until,
    Until.REQUEST_DUE: _due,
    Until.REVIEW: lambda _, season: season.reviews_until,
    Until.ARCHIVE: lambda _, season: season.archive_until,
}


def _over(until: Until, registration: Registration, season: Season) -> datetime:
    return OVER[until](registration, season)


def asked_now(registration: Registration) -> Request | None:
    """What its family is asked for (R40); None once its authority confirmed what was asked about.

    What passed before it was asked about is one that a spot check found something in (R37).
    """
    request = registration.request
    check = None if request is None else registration.checks.get(request.check)
    if request is None or check is None:
        return None
    confirmed_since = check.state is CheckState.PASSED and check.since >= request.at
    return None if confirmed_since else request


def in_time(registration: Registration, action: Action, season: Season, now: datetime) -> bool:
    """Whether the state allows `action` and its time is not over, whatever code was asked for."""
    transition = TRANSITIONS.get((registration.status, action))
    return transition is not None and season.opens_at <= now < _over(transition[1], registration, season)


AFTER_PUBLICATION = frozenset({Action.DECLINE, Action.REVIEW})
"""Nobody's before what it is about can be seen."""


def possible(registration: Registration, action: Action, season: Season, now: datetime) -> bool:
    """Whether `action` may be done now: in time, or with a code that was asked for in time (R38)."""
    if action in AFTER_PUBLICATION and (season.publication_held or now < season.publication_at):
        return False
    if action is Action.REVIEW and registration.review is not None:
        return False
    if action is Action.COPY and registration.proved_phone is None:
        return False
    if action is Action.OBJECT and not any(check.is_to_amend for check in registration.checks.values()):
        return False
    return in_time(registration, action, season, now) or (
        action is Action.SUBMIT and _code_in_time(registration, season, now)
    )


def _code_in_time(registration: Registration, season: Season, now: datetime) -> bool:
    """A code that is still good and was sent before the time ended; never once results are out."""
    code = registration.code
    return (
        code is not None
        and PURPOSES[code.purpose].action is Action.SUBMIT
        and in_time(registration, Action.SUBMIT, season, code.sent_at)
        and now < min(code.expires_at, _over(Until.PUBLICATION, registration, season))
    )


def lapsed(registration: Registration, season: Season, now: datetime) -> bool:
    """Whether an amendment was left unfinished: the clock then puts back what was submitted last (R38)."""
    return (
        registration.status is Status.AMENDING
        and now >= season.opens_at
        and not possible(registration, Action.SUBMIT, season, now)
    )


def actions(registration: Registration, season: Season, now: datetime) -> tuple[Action, ...]:
    """Every action that may be done now, in the table's order."""
    return tuple(
        action
        for status, action in TRANSITIONS
        if status is registration.status and possible(registration, action, season, now)
    )


def after(registration: Registration, action: Action, season: Season, now: datetime) -> Status:
    """The status that `action` leads to. Raises NotPossibleNow."""
    if not possible(registration, action, season, now):
        raise NotPossibleNow(status=registration.status, action=action)
    return TRANSITIONS[registration.status, action][0]


def refuse_late(registration: Registration, action: Action, season: Season, now: datetime) -> None:
    """Raises NotPossibleNow where the state or the time forbids it; an earlier code prolongs nothing here."""
    if not in_time(registration, action, season, now):
        raise NotPossibleNow(status=registration.status, action=action)


def before_amending(registration: Registration) -> Status:
    """What it is again where its amendment comes to nothing: decided where it was."""
    return registration.amended_from or TRANSITIONS[Status.AMENDING, Action.CANCEL_AMENDMENT][0]
