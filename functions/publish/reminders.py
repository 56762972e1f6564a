"""Deadline reminders: three days and one day before, in daytime, each once (R24, R28)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from functions.cloud.table.checkpoints import Checkpoints, SeasonIndex, pages
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration, Status
from functions.registration.season.season import Season

DAYS_BEFORE = (3, 1)
DAYTIME = range(9, 20)
"""Hours of the season's own zone in which reminders are queued."""

A_RUN = 1000
"""Registrations looked at in one run, so that nobody's code waits behind a city's reminders."""

REMEMBERED = timedelta(days=7)

BEING_TYPED = frozenset({Status.DRAFT, Status.AMENDING})
"""What their own families have in hand."""


class Reminded(SeasonIndex, Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool: ...


class Reminder(NamedTuple):
    """Today's reminder of one kind; its date is in its notice's id."""

    kind: NoticeKind
    statuses: tuple[Status, ...]
    day: date

    @property
    def notice_id(self) -> str:
        return f"{self.kind.value}-{self.day.isoformat()}"


def due(season: Season, now: datetime) -> Iterator[Reminder]:
    """What is to be reminded of at this hour."""
    here = season.local(now)
    if here.hour not in DAYTIME or now < season.opens_at:
        return
    for kind, end, statuses in (
        (NoticeKind.DRAFT_REMINDER, season.closes_at, (Status.DRAFT,)),
        (
            NoticeKind.AMENDMENT_REMINDER,
            season.amendment_deadline,
            (Status.AMENDING, Status.SUBMITTED, Status.DECIDED),
        ),
    ):
        days = {season.local(end).date() - timedelta(days=before) for before in DAYS_BEFORE}
        if now < end and here.date() in days:
            yield Reminder(kind, statuses, here.date())


def remind(
    seasons: Iterable[Season],
    *,
    registrations: Reminded,
    checkpoints: Checkpoints,
    now: datetime,
    most: int = A_RUN,
) -> int:
    """Queues the reminders that are due; returns how many.

    Forms stay sealed here: a draft without guardian 1's phone gets its notice too, and the sender ends it unsent.
    """
    left = most
    reminded = 0
    for season in seasons:
        for reminder in due(season, now):
            id_pages = pages(
                season.id,
                f"{reminder.notice_id}#{season.id}",
                index=registrations,
                checkpoints=checkpoints,
                most=left,
                expires=int((now + REMEMBERED).timestamp()),
                statuses=reminder.statuses,
            )
            for ids in id_pages:
                reminded += _queue(reminder, ids, registrations, now)
                left -= len(ids)
    return reminded


def _queue(reminder: Reminder, ids: list[str], registrations: Reminded, now: datetime) -> int:
    notice = Notice(id=reminder.notice_id, kind=reminder.kind, state=NoticeState.PENDING, since=now)
    concerned = [
        registration.id for registration in registrations.many(ids) if _concerns(reminder, registration)
    ]
    return sum(registrations.add_notice(each, notice, statuses=reminder.statuses) for each in concerned)


def _concerns(reminder: Reminder, registration: Registration) -> bool:
    """Of those handed in, only who can still put something right: a decision nobody sees ends no reminder (R21)."""
    if registration.status not in reminder.statuses:
        return False
    return registration.status in BEING_TYPED or any(
        check.is_to_amend for check in registration.checks.values()
    )
