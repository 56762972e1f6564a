"""Whether the account at the SMS provider sends: blocked by the provider's answer, tried out by the clock, released."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, get_args

from functions.cloud.settings import SmsProvider
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, at_most, equals
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.values.model import Model

TRIAL_EVERY = timedelta(minutes=5)
"""While it is blocked one SMS is tried this often: paying a bill or a new key needs nobody to tell Ruxue."""


class Gate(StrEnum):
    OPEN = "open"
    TRIAL = "trial"
    """Blocked, and this SMS is the one that tries whether it still is."""
    CLOSED = "closed"


class Block(Model):
    """That an account sends nothing until somebody puts it in order."""

    code: str
    """The provider's own."""
    since: datetime
    tried_at: datetime
    """When an SMS tried it last."""


_RELEASED = tuple(Block.model_fields)


class SmsBlocks:
    """One account. Each method says its AWS calls."""

    def __init__(self, table: Table, provider: str) -> None:
        self._table = table
        self._key = keys.sms_block(provider)

    def gate(self, now: datetime) -> Gate:
        """1 call, and 1 more while it is blocked."""
        if "code" not in (self._table.get(self._key) or {}):
            return Gate.OPEN
        try:
            due = at_most("tried_at", items.instant(now - TRIAL_EVERY))
            self._table.update(self._key, Update().set("tried_at", items.instant(now)), condition=due)
        except ConditionFailedError:
            return Gate.CLOSED
        return Gate.TRIAL

    def block(self, code: str, now: datetime) -> None:
        """By the provider's own code: 1 call."""
        at = items.instant(now)
        self._table.update(
            self._key, Update().set("code", code).set("tried_at", at).set_if_absent("since", at)
        )

    def release(self) -> None:
        """What is held comes back by itself within minutes: 1 call."""
        self._table.update(self._key, Update().remove(*_RELEASED))


class SmsAccounts:
    """The accounts at all providers, whichever of them the settings name today."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def blocked(self) -> Mapping[SmsProvider, Block]:
        """Those that send nothing: 1 call."""
        named = {keys.sms_block(provider): provider for provider in get_args(SmsProvider)}
        return {
            named[key]: Block.model_validate({name: item[name] for name in _RELEASED})
            for key, item in self._table.get_many(list(named)).items()
            if "code" in item
        }

    def releasing(self, provider: SmsProvider, code: str) -> dict[str, Any]:
        """Of the block that was seen, and of no later one by another code."""
        change = Update().remove(*_RELEASED)
        return {"Update": self._table.update_request(keys.sms_block(provider), change, equals("code", code))}
