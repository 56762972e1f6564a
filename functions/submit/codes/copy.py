"""Opening the copy of what is held, by a code that opens nothing else (R45, R49)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.days import Day
from functions.cloud.table.registrations import Loaded
from functions.registration.errors import CodeNeeded
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Receipt, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import recipient
from functions.registration.submitting.transitions import after
from functions.registration.values.code import Purpose
from functions.submit.commands import CopyCommand

from .covers import deed_covers
from .tries import Attempt, Tries, answered, code_to_try, name_of_try, once

OPEN = timedelta(minutes=15)
"""For how long a code opens the copy: time to read it and to take it away."""


class Copies(Protocol):
    def open(
        self,
        registration: Registration,
        until: datetime,
        receipt: Receipt,
        *,
        owner: Keyed,
        day: Day,
        now: datetime,
    ) -> None: ...


def open_copy(
    command: CopyCommand,
    owner: Keyed,
    *,
    key: str,
    day: Day,
    load: Callable[[], Loaded],
    tries: Tries,
    store: Copies,
    season_of: Callable[[str], Season],
    macs: Macs,
    now: datetime,
) -> None:
    """One try of the code, counted before it is compared; then the copy counts and can be read for a while: 4 calls.

    A repeated request under its Idempotency-Key opens nothing anew and counts no other copy. Raises CodeRefused,
    KeyReused, NotPossibleNow, StaleVersion, TooMany, NotFound, Unavailable.
    """
    body = macs.keyed("body", command.model_dump_json())
    registration = load().registration
    if answered(registration, key, body):
        return
    after(registration, Action.COPY, season_of(registration.season), now)
    tried = name_of_try(registration, key, body, macs)
    covers = deed_covers(Purpose.COPY, recipient(registration.form) or "", macs, registration.id)
    code = code_to_try(registration, tried, Purpose.COPY, covers, now)
    receipt = Receipt(key=key, body_digest=body, version=registration.version)
    once(
        lambda: store.open(registration, now + OPEN, receipt, owner=owner, day=day, now=now),
        registration,
        Attempt(Action.COPY, code, command.code, tried, key, body, now),
        tries=tries,
        load=load,
        macs=macs,
    )


def refuse_closed_copy(registration: Registration, season: Season, now: datetime) -> None:
    """Until a phone was proved by a code, nothing is held but what this account typed itself. Raises CodeNeeded."""
    if registration.proved_phone is None:
        return
    if registration.copy_until is None or now >= registration.copy_until:
        raise CodeNeeded(phone=season.contacts.support_phone)
