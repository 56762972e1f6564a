"""Every quarter of an hour: finds what fell through, mends it, and counts it (docs/promises.md)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.cloud.queues.messages import Message, check_message, inspection_message, notice_message
from functions.cloud.table.checkpoints import Checkpoints, SeasonIndex, pages
from functions.registration.checking.patience import handed_over, impatient
from functions.registration.checking.unmended import given_to_staff, unmended
from functions.registration.checks import Check
from functions.registration.registration import Notice, Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.looking.spots import to_look_at
from functions.registration.submitting.answering import missed

from .overdue import overdue_checks, overdue_notices, overdue_uploads
from .publication import TOLD, TOLD_WITHIN, is_told_of, outcome_notice, pass_name
from .unanswered import Requests

A_RUN = 20_000
"""Registrations looked at in one run; a larger season takes several."""


class Mended(StrEnum):
    """What was found and mended, as it is counted."""

    CHECK = "CheckQueuedAgain"
    HANDED_OVER = "CheckHandedOver"
    """No fault of ours: its authority keeps silent for longer than the season is patient (R32)."""
    UNMENDED = "CheckUnmended"
    """No fault of ours either: the family can no longer put it right (R39)."""
    REQUEST = "RequestMissed"
    """Nor this: the day passed by which its family was asked for more (R40)."""
    NOTICE = "NoticeQueuedAgain"
    OUTCOME = "OutcomeNoticeAdded"
    UPLOAD = "UploadInspectedAgain"
    UPLOAD_EXPIRED = "UploadExpired"
    CLAIM = "ClaimReleased"
    DISPUTE = "DisputeAligned"


class Records(SeasonIndex, Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...

    def record_check(self, registration_id: str, check: Check, *, now: datetime) -> bool: ...

    def replace_check(self, before: Registration, check: Check, *, now: datetime) -> bool: ...

    def refuse_document(
        self, registration_id: str, document_id: str, *, reason: str, now: datetime
    ) -> bool: ...

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool: ...


class Disputes(Protocol):
    def mend(self, registrations: Sequence[Registration], season: Season, *, now: datetime) -> int: ...


class Spots(Protocol):
    def queue(self, before: Registration, after: Registration) -> bool: ...


class Desk(NamedTuple):
    """What puts a case before staff."""

    requests: Requests
    disputes: Disputes
    spots: Spots


class Quarantine(Protocol):
    def quarantined(self, registration_id: str) -> Mapping[str, datetime]: ...


class Sender(Protocol):
    def send(self, messages: Iterable[Message]) -> frozenset[Message]: ...


def reconcile(
    seasons: Iterable[Season],
    *,
    records: Records,
    desk: Desk,
    uploads: Quarantine,
    outbox: Sender,
    checkpoints: Checkpoints,
    count: Count,
    now: datetime,
    most: int = A_RUN,
) -> None:
    """Looks at every registration of the seasons that are on. Mending is repeatable, so a crash costs nothing."""
    left = most
    for season in seasons:
        if not season.opens_at <= now < season.results_until:
            continue
        outcomes_told = is_told_of(season, now) and checkpoints.get(pass_name(season)).done
        id_pages = pages(
            season.id,
            f"reconcile#{season.id}",
            index=records,
            checkpoints=checkpoints,
            most=left,
            expires=int((season.results_until + TOLD_WITHIN).timestamp()),
            again=True,
        )
        for ids in id_pages:
            left -= len(ids)
            live = [
                _hand_over(_end_missed(registration, desk.requests, count, now), season, records, count, now)
                for registration in records.many(ids)
                if registration.status is not Status.WITHDRAWN
            ]
            for _ in range(desk.disputes.mend(live, season, now=now)):
                count(Mended.DISPUTE)
            for registration in live:
                after = to_look_at(registration, now)
                if after is not None:
                    desk.spots.queue(registration, after)
            _queue_again(live, records=records, outbox=outbox, count=count, now=now)
            for registration in live:
                _look_for_uploads(registration, records, uploads, outbox, count, now)
                if outcomes_told and _tell_outcome(registration, records, now):
                    _tell(registration.id, Mended.OUTCOME, count)


def _end_missed(registration: Registration, requests: Requests, count: Count, now: datetime) -> Registration:
    """Of a case in dispute, which the clock does not find among those that wait for their families (R35, R40)."""
    after = missed(registration, now)
    if after is registration or not requests.miss(registration, after):
        return registration
    _tell(registration.id, Mended.REQUEST, count)
    return after


def _hand_over(
    registration: Registration, season: Season, records: Records, count: Count, now: datetime
) -> Registration:
    """Puts what has waited too long, or was never mended, into staff's queue; the registration as it then stands."""
    to_staff = [
        *((handed_over(check, now), Mended.HANDED_OVER) for check in impatient(registration, season, now)),
        *((given_to_staff(check, now), Mended.UNMENDED) for check in unmended(registration, season, now)),
    ]
    for handed, why in to_staff:
        if records.replace_check(registration, handed, now=now):
            registration = registration.model_copy(
                update={"checks": registration.checks | {handed.id: handed}}
            )
            _tell(registration.id, why, count, check=handed.id)
    return registration


def _tell_outcome(registration: Registration, records: Records, now: datetime) -> bool:
    """Whether its family was missed, and is told now. Nothing is asked of the table where the notice was just read."""
    notice = outcome_notice(now)
    if notice.id in registration.notices or registration.status not in TOLD:
        return False
    return records.add_notice(registration.id, notice, statuses=TOLD)


def _queue_again(
    registrations: list[Registration], *, records: Records, outbox: Sender, count: Count, now: datetime
) -> None:
    checks = {
        check_message(registration.id, kind=check.kind, check=check.id, version=check.version): (
            registration,
            check,
        )
        for registration in registrations
        for check in overdue_checks(registration, now)
    }
    notices = {
        notice_message(registration.id, notice.id, kind=notice.kind): (registration.id, notice.id)
        for registration in registrations
        for notice in overdue_notices(registration, now)
    }
    unsent = outbox.send([*checks, *notices])
    for message, (registration, check) in checks.items():
        if message not in unsent:
            # Noted, so that a long queue is not made longer every quarter of an hour.
            noted = check.model_copy(update={"asked_at": now})
            if check.handed_over_at is None:
                records.record_check(registration.id, noted, now=now)
            else:
                records.replace_check(registration, noted, now=now)
            _tell(registration.id, Mended.CHECK, count, check=check.id)
    for message, (registration_id, notice_id) in notices.items():
        if message not in unsent:
            _tell(registration_id, Mended.NOTICE, count, notice=notice_id)


def _tell(registration_id: str, mended: Mended, count: Count, **what: str) -> None:
    """Here a trace begins: which registration goes on under it stands in its first line."""
    logger().info("mended", extra={"registration_id": registration_id, "what": mended.value} | what)
    count(mended)


def _look_for_uploads(
    registration: Registration,
    records: Records,
    uploads: Quarantine,
    outbox: Sender,
    count: Count,
    now: datetime,
) -> None:
    overdue = list(overdue_uploads(registration, now))
    if not overdue:
        return
    lying = uploads.quarantined(registration.id)
    for document in overdue:
        uploaded_at = lying.get(document.id)
        if uploaded_at is not None:
            if not outbox.send([inspection_message(registration.id, document.id, uploaded_at)]):
                _tell(registration.id, Mended.UPLOAD, count, document=document.id)
        elif records.refuse_document(registration.id, document.id, reason="upload_expired", now=now):
            _tell(registration.id, Mended.UPLOAD_EXPIRED, count, document=document.id)
