"""Whether the account at the SMS provider sends: blocked by the provider's answer, tried out by the clock, released."""

from datetime import datetime, timedelta
from enum import StrEnum

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, at_most
from functions.cloud.table.table import ConditionFailedError, Table

TRIAL_EVERY = timedelta(minutes=5)
"""While it is blocked one SMS is tried this often: paying a bill or a new key needs nobody to tell Ruxue."""


class Gate(StrEnum):
    OPEN = "open"
    TRIAL = "trial"
    """Blocked, and this SMS is the one that tries whether it still is."""
    CLOSED = "closed"


class SmsBlocks:
    """Each method says its AWS calls."""

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

    def state(self) -> dict[str, str | bool]:
        """The provider's code, since when, and when it was tried last; empty where the account sends: 1 call."""
        item = self._table.get(self._key) or {}
        if "code" not in item:
            return {}
        return {"blocked": True} | {
            name: item[name] for name in ("code", "since", "tried_at") if name in item
        }

    def block(self, code: str, now: datetime) -> None:
        """By the provider's own code: 1 call."""
        at = items.instant(now)
        self._table.update(
            self._key, Update().set("code", code).set("tried_at", at).set_if_absent("since", at)
        )

    def release(self) -> None:
        """What is held comes back by itself within minutes: 1 call."""
        self._table.update(self._key, Update().remove("code", "since", "tried_at"))
