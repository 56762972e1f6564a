"""Spot checks (R37): a share of what passed by itself is looked at by a person, and holds up no outcome.

It is drawn at submission from a keyed MAC of the registration and its season: who has the key can repeat the draw, and
no family can foresee it.
"""

import hashlib
from datetime import datetime

from functions.registration.checks import CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Registration
from functions.registration.requests import SpotCheck, SpotEnd
from functions.registration.staff.queues import CASES, waiting_spot

PARTS = 10_000
BY_ITSELF = frozenset({CheckState.PASSED, CheckState.NOT_REQUIRED})


def drawn(mac: str, percent: int) -> bool:
    """Whether the registration with this keyed MAC is among so many in a hundred."""
    place = int.from_bytes(hashlib.sha256(mac.encode()).digest()) % PARTS
    return place < percent * PARTS // 100


def to_look_at(registration: Registration, now: datetime) -> Registration | None:
    """The same standing in its queue, where it was drawn, everything passed by itself, and nobody was asked yet."""
    spot = registration.spot
    if spot is None or not spot.drawn or spot.since is not None or registration.status not in CASES:
        return None
    if not registration.checks or any(check.state not in BY_ITSELF for check in registration.checks.values()):
        return None
    return registration.model_copy(update={"spot": spot.model_copy(update={"since": now})})


def all_right(registration: Registration) -> Registration:
    """After a person found nothing. Raises NotPossibleNow where none waits."""
    spot = waiting_spot(registration)
    if spot is None:
        raise NotPossibleNow(code="no_spot_check")
    return registration.model_copy(update={"spot": ended(spot, SpotEnd.ALL_RIGHT)})


def ended(spot: SpotCheck, how: SpotEnd) -> SpotCheck:
    return spot.model_copy(update={"ended": how})
