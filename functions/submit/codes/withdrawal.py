"""Leaving: a draft discarded, what was submitted withdrawn by a code of its own, a place declined (R30, R43, R45)."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.registrations import Loaded
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import Leaving, left_by, way_out
from functions.registration.registration import Action, Receipt, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import recipient
from functions.registration.submitting.purposes import PURPOSES
from functions.registration.submitting.transitions import after
from functions.submit.commands import WithdrawalCommand

from .covers import deed_covers
from .tries import Attempt, Tries, answered, code_to_try, name_of_try, once


class Withdrawals(Protocol):
    def leave(self, registration: Registration, owner: Keyed, leaving: Leaving) -> None: ...


def discard(
    registration: Registration, owner: Keyed, *, season: Season, store: Withdrawals, now: datetime
) -> None:
    """Ends a draft. Raises NotPossibleNow for what was submitted, StaleVersion."""
    after(registration, Action.DISCARD, season, now)
    store.leave(registration, owner, left_by(registration, Action.DISCARD, now))


def withdraw(
    command: WithdrawalCommand,
    owner: Keyed,
    *,
    key: str,
    load: Callable[[], Loaded],
    tries: Tries,
    store: Withdrawals,
    season_of: Callable[[str], Season],
    macs: Macs,
    now: datetime,
) -> None:
    """One try of the code, counted before it is compared; then the end, told to guardian 1 by SMS: 4 calls.

    A repeated request under its Idempotency-Key changes nothing. Raises CodeRefused, KeyReused, NotPossibleNow,
    StaleVersion, TooMany, NotFound.
    """
    body = macs.keyed("body", command.model_dump_json())
    registration = load().registration
    if answered(registration, key, body):
        return
    purpose = way_out(registration, season_of(registration.season), now)
    action = PURPOSES[purpose].action
    phone = recipient(registration.form) or ""
    tried = name_of_try(registration, key, body, macs)
    covers = deed_covers(purpose, phone, macs, registration.id)
    code = code_to_try(registration, tried, purpose, covers, now)
    receipt = Receipt(key=key, body_digest=body, version=registration.version + 1)
    once(
        lambda: store.leave(registration, owner, left_by(registration, action, now, receipt=receipt)),
        registration,
        Attempt(action, code, command.code, tried, key, body, now),
        tries=tries,
        load=load,
        macs=macs,
    )
