"""Withdrawing on the telephone (R30): for a family that called and cannot use the page, by two of staff."""

from datetime import datetime
from typing import NamedTuple

from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import Leaving, left_by, way_out
from functions.registration.registration import Registration
from functions.registration.requests import WithdrawalWord
from functions.registration.season.season import Season
from functions.registration.staff.queues import claimed_by_another, waiting_withdrawal
from functions.registration.submitting.purposes import PURPOSES

WITHDRAWAL_REASONS = frozenset({"phone_lost", "cannot_use_page", "in_writing"})
"""Coded reasons, which the audit trail keeps: why the family does not do it itself."""


class Withdrawing(NamedTuple):
    registration: Registration
    leaving: Leaving | None
    """All that ending it writes, told to guardian 1; None while it waits for the second person."""


def withdraw_for(
    registration: Registration, reason: str, *, by: Keyed, season: Season, now: datetime
) -> Withdrawing:
    """The first word waits; a second person's ends it as the family's own code would: withdrawn, or its place given up.

    A word that was said before the family's last step is none any more. Raises NotPossibleNow where the family could
    not do it now either or it is another's case, InvalidInput, NotAllowed where the same person says it twice.
    """
    action = PURPOSES[way_out(registration, season, now)].action
    if claimed_by_another(registration, by, now):
        raise NotPossibleNow(code="claimed_by_another")
    if reason not in WITHDRAWAL_REASONS:
        raise InvalidInput(Fault("reason", "invalid_choice"))
    word = WithdrawalWord(reason=reason, by=by, at=now, version=registration.version)
    first = waiting_withdrawal(registration)
    said = registration.model_copy(update={"withdrawals": (*registration.withdrawals, word)})
    if first is None:
        return Withdrawing(said, None)
    if by.names(first.by):
        raise NotAllowed(code="second_person_needed")
    return Withdrawing(said, left_by(registration, action, now))


def call_off_withdrawal(registration: Registration, *, by: Keyed, now: datetime) -> Registration:
    """With the first person's word taken back, by whoever heard otherwise. Raises NotPossibleNow."""
    if claimed_by_another(registration, by, now):
        raise NotPossibleNow(code="claimed_by_another")
    word = waiting_withdrawal(registration)
    if word is None:
        raise NotPossibleNow(code="no_withdrawal_proposed")
    off = word.model_copy(update={"called_off": True})
    return registration.model_copy(update={"withdrawals": (*registration.withdrawals[:-1], off)})
