"""Handing a case on: a supervisor takes it from a colleague who is away, and may give it to another."""

from datetime import datetime, timedelta

from functions.registration.errors import Fault, InvalidInput, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration

from .queues import queues_of, without_work

HANDED_FOR = timedelta(hours=4)
"""Longer than a claim: whoever is given a case finds it there after a meeting. Then it is anyone's."""


def refuse_handing(registration: Registration, to: Keyed | None, now: datetime) -> None:
    """`to`: None where it is only taken back.

    Raises NotPossibleNow (nothing waits, nobody holds it), InvalidInput (`to` has decided).
    """
    if not queues_of(registration):
        raise NotPossibleNow(code="nothing_to_decide")
    until = registration.claimed_until
    if to is None and (until is None or until <= now):
        raise NotPossibleNow(code="claimed_by_nobody")
    if to is not None and any(to.names(mac) for mac in without_work(registration)):
        raise InvalidInput(Fault("to", "has_decided"))
