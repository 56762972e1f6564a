"""The one table of a registration's life (docs/life.md, R27, R28, R30)."""

from datetime import datetime
from enum import StrEnum

from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Action, Registration, Status
from functions.registration.season.season import Season


class Until(StrEnum):
    """What ends an action's time, beside the state."""

    CLOSING = "closing"
    AMENDMENT_DEADLINE = "amendment_deadline"
    PUBLICATION = "publication"


TRANSITIONS: dict[tuple[Status, Action], tuple[Status, Until]] = {
    (Status.DRAFT, Action.EDIT): (Status.DRAFT, Until.CLOSING),
    (Status.DRAFT, Action.SUBMIT): (Status.SUBMITTED, Until.CLOSING),
    (Status.DRAFT, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.SUBMITTED, Action.AMEND): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.SUBMITTED, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.SUBMITTED, Action.DECIDE): (Status.DECIDED, Until.PUBLICATION),
    (Status.AMENDING, Action.EDIT): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.AMENDING, Action.SUBMIT): (Status.SUBMITTED, Until.AMENDMENT_DEADLINE),
    (Status.AMENDING, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    # As for what is submitted, and in its order: what may be done must not tell that somebody decided (R21, R27).
    (Status.DECIDED, Action.AMEND): (Status.AMENDING, Until.AMENDMENT_DEADLINE),
    (Status.DECIDED, Action.WITHDRAW): (Status.WITHDRAWN, Until.PUBLICATION),
    (Status.DECIDED, Action.DECIDE): (Status.DECIDED, Until.PUBLICATION),
}


def _over(until: Until, registration: Registration, season: Season) -> datetime:
    if until is Until.CLOSING:
        return season.closes_at
    published = season.results_until if season.publication_held else season.publication_at
    if until is Until.PUBLICATION:
        return published
    # A family's own deadline may stand behind a publication that was set earlier since: what is seen stays.
    own = registration.amendment_extended_to or season.amendment_deadline
    return min(published, max(season.amendment_deadline, own))


def possible(registration: Registration, action: Action, season: Season, now: datetime) -> bool:
    """Whether `action` may be done now: the state allows it and its time is not over."""
    found = TRANSITIONS.get((registration.status, action))
    return found is not None and season.opens_at <= now < _over(found[1], registration, season)


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
