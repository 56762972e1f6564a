"""Whether staff may withdraw it for its family, and the first person's word, as staff see them (R30)."""

from datetime import datetime

from functions.registration.errors import NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import way_out
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.queues import waiting_withdrawal
from functions.review.decision_answers import StaffWithdrawal
from functions.review.staff_answers import StaffRegistration


def with_withdrawal(
    view: StaffRegistration, registration: Registration, season: Season, member: Keyed, now: datetime
) -> StaffRegistration:
    """The same; nothing of it where the family could not end it now either."""
    try:
        purpose = way_out(registration, season, now)
    except NotPossibleNow:
        view["withdrawal"] = None
        return view
    shown: StaffWithdrawal = {"kind": purpose, "proposed": None}
    word = waiting_withdrawal(registration)
    if word is not None:
        shown["proposed"] = {"reason": word.reason, "mine": member.names(word.by), "at": word.at}
    view["withdrawal"] = shown
    return view
