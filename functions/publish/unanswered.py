"""Requests whose day passed end by the clock: the case goes back to staff, who decide on what is there (R40)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from functions.cloud.logs import logger
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.submitting.answering import missed


class Overdue(Protocol):
    def overdue(self, season: str, now: datetime) -> tuple[str, ...]: ...


class Records(Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


class Requests(Protocol):
    def miss(self, before: Registration, after: Registration) -> bool: ...


TOGETHER = 100


def end_unanswered(
    seasons: Iterable[Season], *, queue: Overdue, records: Records, requests: Requests, now: datetime
) -> int:
    """Ends every request of these seasons whose day passed; returns how many.

    A season without any costs a call for each shard of its queue. A family, or a clerk, who is faster is left alone,
    and what was ended leaves the place where it is looked for: a crash costs nothing. A case in dispute (R35) stands
    elsewhere: the reconciler, which comes by every registration, ends what its family was asked.
    """
    ended = 0
    for season in seasons:
        if not season.opens_at <= now < season.archive_until:
            continue
        overdue = queue.overdue(season.id, now)
        for start in range(0, len(overdue), TOGETHER):
            for registration in records.many(list(overdue[start : start + TOGETHER])):
                after = missed(registration, now)
                if after is not registration and requests.miss(registration, after):
                    logger().info("request_missed", extra={"registration_id": registration.id})
                    ended += 1
    return ended
