"""What nobody mended until the amendment deadline goes to people: nothing is pending that nobody sees (R39)."""

from collections.abc import Iterator
from datetime import datetime

from functions.registration.checks import TO_AMEND, Check
from functions.registration.registration import Action, Registration
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import in_time

from .patience import DECIDABLE_STATUSES


def unmended(registration: Registration, season: Season, now: datetime) -> Iterator[Check]:
    """The checks that the family can no longer put right and that staff do not have yet."""
    if registration.status not in DECIDABLE_STATUSES or now < season.opens_at:
        return
    if in_time(registration, Action.AMEND, season, now):
        return
    for check in registration.checks.values():
        if check.state in TO_AMEND and not check.is_unmended:
            yield check


def given_to_staff(check: Check, now: datetime) -> Check:
    """The check in staff's queue, as it was found."""
    return check.model_copy(update={"unmended_at": now})
