"""Amendments that were left unfinished end by the clock: what was submitted last counts (R38)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from functions.cloud.table.checkpoints import Checkpoints, SeasonIndex, pages
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import before_amending, lapsed

A_RUN = 500
"""Registrations being amended that are looked at in one run, which is a minute."""


class Amended(SeasonIndex, Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


class Amendments(Protocol):
    def lapse_amendment(self, registration: Registration, *, to: Status, now: datetime) -> bool: ...


def lapse(
    seasons: Iterable[Season],
    *,
    registrations: Amended,
    amendments: Amendments,
    checkpoints: Checkpoints,
    now: datetime,
    most: int = A_RUN,
) -> int:
    """Ends what lapsed in the seasons whose first deadline is over; returns how many.

    A crash costs nothing: what lapsed is found again, and a family that is faster is left alone.
    """
    ended = 0
    left = most
    for season in seasons:
        if not min(season.amendment_deadline, season.publication_at) <= now < season.archive_until:
            continue
        id_pages = pages(
            season.id,
            f"lapse#{season.id}",
            index=registrations,
            checkpoints=checkpoints,
            most=left,
            expires=int(season.archive_until.timestamp()),
            statuses=(Status.AMENDING,),
            again=True,
        )
        for ids in id_pages:
            left -= len(ids)
            over = [
                registration for registration in registrations.many(ids) if lapsed(registration, season, now)
            ]
            ended += sum(
                amendments.lapse_amendment(lapsing, to=before_amending(lapsing), now=now) for lapsing in over
            )
    return ended
