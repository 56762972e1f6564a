"""After the instant: one notice to each family, at a set rate (R29).

The clock alone publishes (`registration/placing/outcome.py`); this only tells of it. A crash in the middle loses
and doubles nothing: the pass goes on where it was, and a registration takes its notice once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.table.checkpoints import Checkpoints, SeasonIndex, pages
from functions.cloud.table.items import instant
from functions.registration.placing.outcome import is_published
from functions.registration.registration import Notice, NoticeKind, NoticeState, Status
from functions.registration.season.season import Season

UNCONFIRMED = "PublicationUnconfirmed"
"""Counted every minute for each season whose date came without two supervisors."""

A_RUN = 500
"""Families told in one run, which is a minute: a little less than their SMS take to go out."""

TOLD_WITHIN = timedelta(days=14)
"""Later nobody needs an SMS to look at the results."""

TOLD = (Status.SUBMITTED, Status.DECIDED, Status.AMENDING)
"""Whoever submitted learns that results are out, also where nothing was decided."""


class Notices(SeasonIndex, Protocol):
    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool: ...


def is_told_of(season: Season, now: datetime) -> bool:
    return is_published(season, now) and now < min(season.results_until, season.publication_at + TOLD_WITHIN)


def pass_name(season: Season) -> str:
    """A publication that was moved is another one; who was told already is not told twice all the same."""
    return f"outcome#{season.id}#{instant(season.publication_at)}"


def outcome_notice(now: datetime) -> Notice:
    return Notice(id="outcome", kind=NoticeKind.OUTCOME, state=NoticeState.PENDING, since=now)


def publish(
    seasons: Iterable[Season], *, notices: Notices, checkpoints: Checkpoints, now: datetime, most: int = A_RUN
) -> int:
    """Queues the outcome notices of published seasons, `most` registrations in this run; returns how many.

    A season that is done costs one call.
    """
    left = most
    queued = 0
    for season in seasons:
        if not is_told_of(season, now):
            continue
        id_pages = pages(
            season.id,
            pass_name(season),
            index=notices,
            checkpoints=checkpoints,
            most=left,
            expires=int((season.results_until + TOLD_WITHIN).timestamp()),
            statuses=TOLD,
        )
        for ids in id_pages:
            queued += sum(
                notices.add_notice(registration_id, outcome_notice(now), statuses=TOLD)
                for registration_id in ids
            )
            left -= len(ids)
    return queued
