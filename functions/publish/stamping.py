"""From the second supervisor's yes on: each registration is stamped with its confirmed result (R44).

So a family's page knows by its own item whether what stands is what was confirmed. A pass goes on where it stopped;
a family that is not stamped yet at the instant reads that its result is being confirmed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.metrics import Count
from functions.cloud.staff.seasons import LINES_A_PART, Confirmed, Proposed
from functions.cloud.table.checkpoints import Checkpoint, Checkpoints
from functions.cloud.table.items import instant
from functions.registration.placing.results import Line
from functions.registration.season.season import Season

A_RUN = 5000
"""Stamps of one run, which is a minute: 20,000 families before the earliest instant that can be confirmed."""

PAGE = 100
"""Stamps between two notes of the checkpoint."""


LATE = "PublicationLate"
"""Counted every minute for each season whose instant is long past while families still wait for their stamp."""

LATE_AFTER = timedelta(minutes=5)


class Desk(Protocol):
    def confirmed(self, season_id: str) -> Confirmed | None: ...

    def part(self, season_id: str, rehearsed: Proposed, part: int) -> list[Line]: ...


class Stamps(Protocol):
    def stamp(self, registration_id: str, result: str, *, at: datetime) -> bool: ...


def stamp_name(season_id: str, confirmed: Confirmed) -> str:
    return f"stamp#{season_id}#{instant(confirmed.confirmed_at)}"


def stamped(checkpoint: Checkpoint, families: int) -> int:
    """How many of them a pass has come by."""
    return families if checkpoint.done else checkpoint.part * LINES_A_PART + int(checkpoint.after or 0)


def stamp(
    seasons: Iterable[Season],
    *,
    desk: Desk,
    stamps: Stamps,
    checkpoints: Checkpoints,
    count: Count,
    now: datetime,
    most: int = A_RUN,
) -> int:
    """Stamps what was confirmed, at most so many lines in this run; returns how many. A done season costs 2 calls."""
    left = most
    for season in seasons:
        if season.publication_held or now >= season.results_until:
            continue
        confirmed = desk.confirmed(season.id)
        if confirmed is None:
            continue
        name = stamp_name(season.id, confirmed)
        expires = int(season.archive_until.timestamp())
        checkpoint = checkpoints.get(name)
        if not checkpoint.done and now >= max(season.publication_at, confirmed.confirmed_at) + LATE_AFTER:
            count(LATE)
        while not checkpoint.done and left > 0:
            lines = (
                desk.part(season.id, confirmed, checkpoint.part) if checkpoint.part < confirmed.parts else []
            )
            for start in range(int(checkpoint.after or 0), len(lines), PAGE):
                some = lines[start : start + min(PAGE, left)]
                for line in some:
                    stamps.stamp(line.registration, line.result, at=confirmed.confirmed_at)
                left -= len(some)
                checkpoint = Checkpoint(checkpoint.part, str(start + len(some)))
                checkpoints.put(name, checkpoint, expires=expires)
                if left <= 0:
                    break
            else:
                checkpoint = Checkpoint(
                    checkpoint.part + 1, None, done=checkpoint.part + 1 >= confirmed.parts
                )
                checkpoints.put(name, checkpoint, expires=expires)
    return most - left
