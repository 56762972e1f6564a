"""A day of an account: where what it asked for is counted, until midnight in its season's own time."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from functions.registration.errors import TooMany
from functions.registration.keyed import Keyed

from . import keys
from .expressions import Update, absent, any_of, below
from .table import ConditionFailedError, Table

KEPT = timedelta(days=3)


class Day(NamedTuple):
    date: str
    ends: datetime

    @classmethod
    def of(cls, now: datetime, zone: str) -> Self:
        """The day of `now` in the zone (an IANA name)."""
        here = now.astimezone(ZoneInfo(zone))
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return cls(here.date().isoformat(), midnight)

    @property
    def expires(self) -> int:
        """Epoch seconds."""
        return int((self.ends + KEPT).timestamp())

    def left(self, now: datetime) -> int:
        """Whole seconds until it ends: when to come back."""
        return max(1, int((self.ends - now).total_seconds()))


def counted(table: Table, owner: Keyed, day: Day, what: str, most: int) -> list[dict[str, Any]]:
    """The requests that count one more deed of the account's day; each fails where it has had as many as it may.

    One for each key that is held, so that a new one gives nobody more.
    """
    fewer = any_of(absent(what), below(what, most))
    change = Update().add(what, 1).set("expires", day.expires)
    return [table.update_request(keys.account_day(mac, day.date), change, fewer) for mac in owner.every]


def count(table: Table, owner: Keyed, day: Day, what: str, most: int, *, code: str, now: datetime) -> None:
    """Counts one more deed of the account's day by itself, before it is done: 1 call.

    Raises TooMany until the day ends, BusyError.
    """
    try:
        table.update_together(*counted(table, owner, day, what, most))
    except ConditionFailedError:
        raise TooMany(retry_after=day.left(now), code=code) from None
