"""One try of a code: what it is called, whether it may be made, and why one was not counted (R24, R45)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.code_tries import TryNotCountedError
from functions.cloud.table.registrations import Loaded
from functions.registration.errors import KeyReused, NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Registration
from functions.registration.submitting.codes import refuse_try, refuse_wrong
from functions.registration.submitting.purposes import purpose_of
from functions.registration.values.code import Code, Purpose

Done = TypeVar("Done")


class Tries(Protocol):
    def count(self, registration: Registration, code: Code, *, tried: str, now: datetime) -> None: ...


class Tried(NamedTuple):
    """A try's names, the current key's first; none without an Idempotency-Key."""

    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""

    def isdisjoint(self, tried: Iterable[str]) -> bool:
        return set(self.names).isdisjoint(tried)


def name_of_try(registration: Registration, key: str, body: Keyed, macs: Macs) -> Tried:
    """What a try is called under an Idempotency-Key, by each key that is held; without one it has no name."""
    if not key or registration.code is None:
        return Tried(())
    code = registration.code.id
    return Tried(tuple(macs.of("try", code, key, mac, like=mac) for mac in body.every))


def code_to_try(
    registration: Registration, tried: Tried, purpose: Purpose | None, covers: Keyed, now: datetime
) -> Code:
    """The code that may be compared now; the same try again, under its key, is none of the five any more."""
    counted = registration.code_tries - (not tried.isdisjoint(registration.tried))
    return refuse_try(registration.code, counted, purpose, covers, now)


def answered(registration: Registration, key: str, body: Keyed) -> bool:
    """Whether this very request was accepted before. Raises KeyReused."""
    receipt = registration.receipt
    if receipt is None or not key or receipt.key != key:
        return False
    if not body.names(receipt.body_digest):
        raise KeyReused
    return True


class Attempt(NamedTuple):
    """One request that brings a code, for one action."""

    action: Action
    code: Code
    typed: str
    tried: Tried
    key: str
    body: Keyed
    now: datetime


def once(
    deed: Callable[[], Done],
    registration: Registration,
    attempt: Attempt,
    *,
    tries: Tries,
    load: Callable[[], Loaded],
    macs: Macs,
) -> Done | None:
    """One try, counted before it is compared; then the deed. None where this very request was answered before.

    Raises CodeRefused, KeyReused, NotPossibleNow, StaleVersion, TooMany, and what the deed raises.
    """
    key, body = attempt.key, attempt.body
    try:
        if attempt.tried.isdisjoint(registration.tried):
            tries.count(registration, attempt.code, tried=attempt.tried.name, now=attempt.now)
        refuse_wrong(registration.id, attempt.code, attempt.typed, macs)
        return deed()
    except TryNotCountedError as refused:
        _why_not_counted(refused.registration, attempt.action, key=key, body=body, now=attempt.now)
    except StaleVersion:
        if not answered(load().registration, key, body):
            raise
    return None


def _why_not_counted(
    registration: Registration, action: Action, *, key: str, body: Keyed, now: datetime
) -> None:
    """Why no try was counted: somebody else was faster, with another key, or used the tries up.

    Nothing is raised where this very request was answered before. Raises NotPossibleNow, CodeRefused, TooMany,
    StaleVersion.
    """
    if answered(registration, key, body):
        return
    purpose = purpose_of(action, registration.status)
    if purpose is None:
        raise NotPossibleNow(status=registration.status, action=action)
    covers = Keyed((registration.code.covers if registration.code else "",))
    refuse_try(registration.code, registration.code_tries, purpose, covers, now)
    raise StaleVersion
