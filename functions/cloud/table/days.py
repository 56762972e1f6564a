"""A day of an account: where what it asked for is counted, until midnight in its season's own time."""

from datetime import datetime, timedelta
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

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
