"""On what ground staff look at a case: they hold it, it waits for their second word, or a reason that they choose.

Who holds no case and has no reason sees no child's papers (minors' regulation, article 36).
"""

from datetime import datetime
from enum import StrEnum

from functions.registration.errors import NotAllowed
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.staff.queues import (
    may_decide,
    may_review,
    needs_second,
    waiting_release,
    waiting_withdrawal,
)


class LookingReason(StrEnum):
    """What a member chooses, for a search or for a case; each has its words at the desk."""

    FAMILY_CALLED = "family_called"
    FAMILY_AT_DESK = "family_at_desk"
    PAPER_RECEIVED = "paper_received"
    OFFICE_ASKED = "office_asked"
    COMPLAINT = "complaint"
    SUPERVISION = "supervision"
    CORRECTION = "correction"
    """Of what was decided."""
    PLACING = "placing"
    """A school to be found."""
    COMPARED = "compared"
    """With a case that shares a home or a guardian."""


CLAIM = "claim"
SECOND_PERSON = "second_person"
"""The two grounds that the case itself shows."""


def ground_of(
    registration: Registration, member: Keyed, chosen: LookingReason | None, *, now: datetime
) -> str:
    """What the reading is written down with. Raises NotAllowed where nothing is: no claim, no reason."""
    if holds(registration, member, now):
        return CLAIM
    if _waits_for_second(registration, member):
        return SECOND_PERSON
    if chosen is None:
        raise NotAllowed(code="looking_reason_needed")
    return chosen.value


def holds(registration: Registration, member: Keyed, now: datetime) -> bool:
    """Whether it is this member's case at this moment."""
    until = registration.claimed_until
    return until is not None and now < until and member.names(registration.claimed_by)


def _waits_for_second(registration: Registration, member: Keyed) -> bool:
    """A decision, a review, a child to be freed, a withdrawal, a school that another began and this member may end."""
    checks = (check for check in registration.checks.values() if needs_second(registration, check))
    if any(may_decide(registration, check, member) for check in checks):
        return True
    review = registration.review
    if review is not None and review.proposed and may_review(registration, member):
        return True
    words = (
        waiting_release(registration),
        waiting_withdrawal(registration),
        registration.school_proposed,
    )
    return any(word is not None and not member.names(word.by) for word in words)
