"""Freeing a child by two of staff (R35): from the registration that holds it, and for the family that it kept out."""

from datetime import datetime
from typing import NamedTuple

from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration, Status
from functions.registration.requests import Release
from functions.registration.season.season import Season
from functions.registration.staff.queues import claimed_by_another, waiting_release
from functions.registration.submitting.disputes import given_back, given_day, lost

RELEASE_REASONS = frozenset({"not_the_guardian", "other_guardian_shown", "by_mistake", "registry_was_silent"})
"""Coded reasons, which the audit trail keeps."""

HOLDING = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})


class Asked(NamedTuple):
    """One person's word, as it was sent."""

    student: int
    children: frozenset[str]
    """Keyed MACs of that student."""
    reason: str
    favours: Registration | None
    by: Keyed


class Freed(NamedTuple):
    """What both registrations are after one person's word."""

    registration: Registration
    favoured: Registration | None
    children: frozenset[str]
    """Keyed MACs that are free now; none while it waits."""
    returned: bool = False
    """Whether the favoured one, which was displaced, holds them again."""

    @property
    def waits_for_second(self) -> bool:
        return not self.children


def free_child(registration: Registration, asked: Asked, *, season: Season, now: datetime) -> Freed:
    """The first word waits; the same word by a second person frees the child, and the family that it favours.

    Another word than the first person's stands in its place and waits in turn. It frees the case for the next one.
    Raises NotPossibleNow, InvalidInput, NotAllowed where the same person says it twice.
    """
    if now >= season.results_until:
        raise NotPossibleNow(code="results_over")
    if claimed_by_another(registration, asked.by, now):
        raise NotPossibleNow(code="claimed_by_another")
    if asked.reason not in RELEASE_REASONS:
        raise InvalidInput(Fault("reason", "invalid_choice"))
    held = asked.children.intersection(registration.claims)
    if registration.status not in HOLDING or not held:
        raise NotPossibleNow(code="child_not_held")
    favours = asked.favours
    if favours is not None and (favours.id == registration.id or favours.status is Status.WITHDRAWN):
        raise InvalidInput(Fault("favours", "unknown_registration"))
    word = Release(
        student=asked.student,
        reason=asked.reason,
        favours=None if favours is None else favours.id,
        by=asked.by,
        at=now,
        waits_for_second=True,
    )
    first = waiting_release(registration)
    done = tuple(word for word in registration.releases if not word.waits_for_second)
    if first is None or (first.student, first.favours) != (word.student, word.favours):
        return Freed(registration.model_copy(update={"releases": (*done, word)}), None, frozenset())
    if asked.by.names(first.by):
        raise NotAllowed(code="second_person_needed")
    both = tuple(said.model_copy(update={"waits_for_second": False}) for said in (first, word))
    freed = lost(registration, held, season, now).model_copy(update={"releases": (*done, *both)})
    if favours is None:
        return Freed(freed, None, held)
    returned = given_back(favours, asked.children, now)
    if returned is not None:
        return Freed(freed, returned, held, returned=True)
    return Freed(freed, given_day(favours, season, now), held)
