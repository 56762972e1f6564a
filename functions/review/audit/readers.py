"""Who of the staff looks at unusually many registrations: counted from the trail every hour, and alarmed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.registration.staff.audit import Event
from functions.registration.staff.looking.unusual import unusual_readers

METRIC = "UnusualReading"
LOOKED_BACK = timedelta(hours=24)


class Recent(Protocol):
    def since(self, season: str, moment: datetime) -> Iterable[Event]: ...


def watch_readers(seasons: Iterable[str], *, trail: Recent, count: Count, now: datetime) -> None:
    """One metric a member and season; the log names the member by the trail's own MAC, which an auditor looks up."""
    for season in seasons:
        for member, looked in unusual_readers(trail.since(season, now - LOOKED_BACK)).items():
            said = {"registrations": looked.all, "for_a_reason": looked.for_a_reason}
            logger().warning("unusual_reading", extra={"season": season, "member": member, **said})
            count(METRIC)
