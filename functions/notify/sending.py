"""One notice, one SMS: who sends it, what became of it.

At most one sender has a notice: it takes it by a condition, for two minutes. A sender that dies between the
provider's yes and its own note is not heard of again; whoever comes after the two minutes sends a second time, with
the same words, the same code and the same reference at the provider. So an SMS goes out once, and twice only there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from functions.cloud.logs import logger
from functions.cloud.queues.batches import FIRST_DELAY, CanNeverSucceed, ComeBackLater
from functions.cloud.queues.messages import NoticeMessage
from functions.cloud.sms import SmsError, SmsRefusedError, SmsRetryError, SmsSender
from functions.registration.errors import NotFound, TooMany
from functions.registration.placing.outcome import is_published
from functions.registration.registration import Notice, NoticeState, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import (
    NOTICES,
    NoticeFactMissingError,
    NoticeFacts,
    recipient,
    render,
    variables,
)
from functions.registration.submitting.codes import MacKeys, digits
from functions.registration.values.phones import mask_phone

from .worth import amend_until, why_not

LEASE = timedelta(minutes=2)
"""How long a sender has a notice for itself; more than its function may run."""


class Registrations(Protocol):
    def get_any(self, registration_id: str) -> Registration: ...

    def proved_phones(self, owner: str) -> frozenset[str]: ...


class Notices(Protocol):
    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool: ...


class Budget(Protocol):
    def take_from_reserve(self, season: str, registration_id: str, *, budget: int) -> None: ...


class Result(StrEnum):
    """What became of a message, as it is counted."""

    SENT = "NoticeSent"
    REPEATED = "NoticeRepeated"
    NOT_NEEDED = "NoticeNotNeeded"
    REFUSED = "NoticeRefused"
    TELL_STAFF = "NoticeNeedsStaff"


class Sms(NamedTuple):
    phone: str
    values: dict[str, str]


def notify(
    message: NoticeMessage,
    *,
    registrations: Registrations,
    notices: Notices,
    budget: Budget,
    season_of: Callable[[str], Season],
    sms: SmsSender,
    macs: MacKeys,
    now: datetime,
) -> Result:
    """Sends the notice if nobody has, to guardian 1's phone (R12), and notes what became of it.

    Raises ComeBackLater (another sender has it, its instant has not come, or the provider cannot now) and
    CanNeverSucceed for an unknown registration.
    """
    try:
        registration = registrations.get_any(message.registration_id)
    except NotFound:
        raise CanNeverSucceed("unknown_registration") from None
    notice = registration.notices.get(message.notice)
    if notice is None or notice.state in {NoticeState.SENT, NoticeState.FAILED}:
        return Result.REPEATED
    if notice.state is NoticeState.SENDING and now < notice.since + LEASE:
        raise ComeBackLater(int((notice.since + LEASE - now).total_seconds()) + 1)
    season = season_of(registration.season)
    if NOTICES[notice.kind].of_publication and not is_published(season, now):
        raise ComeBackLater
    to_send = _written(registration, notice, season, macs, now)
    if isinstance(to_send, Sms) and (
        reason := _not_theirs(registration, notice, to_send, registrations, macs)
    ):
        to_send = reason
    if isinstance(to_send, str):
        _end(registration, notice, NoticeState.FAILED, notices, now=now, reason=to_send)
        return Result.NOT_NEEDED
    taken = notice.model_copy(update={"state": NoticeState.SENDING, "since": now})
    if not notices.move_notice(registration.id, taken, expected=notice):
        return Result.REPEATED
    if _first_try(notice) and not _paid(registration, notice, season, budget):
        _end(registration, taken, NoticeState.FAILED, notices, now=now, reason="sms_budget_spent")
        return Result.TELL_STAFF
    return _send(registration, taken, to_send, notices=notices, sms=sms, now=now)


def _written(
    registration: Registration, notice: Notice, season: Season, macs: MacKeys, now: datetime
) -> Sms | str:
    """What goes to whom, or the reason why nothing does."""
    reason = why_not(registration, notice, season, now)
    phone = recipient(registration.form)
    if reason is not None or phone is None:
        return reason or "no_phone"
    code = registration.code if NOTICES[notice.kind].a_secret else None
    facts = NoticeFacts(
        zone=season.zone,
        support_phone=season.contacts.support_phone,
        students=tuple(student.name for student in registration.form.students),
        code=digits(registration.id, code, macs) if code else None,
        published_at=season.publication_at,
        amend_until=amend_until(registration, season),
        submit_until=season.closes_at,
    )
    try:
        return Sms(phone, variables(notice.kind, facts))
    except NoticeFactMissingError:
        return "fact_missing"


def _not_theirs(
    registration: Registration,
    notice: Notice,
    to_send: Sms,
    registrations: Registrations,
    macs: MacKeys,
) -> str | None:
    """Why this phone may not get it, or None: a code goes to the phone that was counted, all else to a proved one."""
    if NOTICES[notice.kind].a_secret:
        return None if macs.matches(notice.to or "", "phone", to_send.phone) else "phone_changed"
    if macs.matches(registration.proved_phone or "", "phone", to_send.phone):
        return None
    proved = registrations.proved_phones(registration.owner)
    return None if any(macs.matches(one, "phone", to_send.phone) for one in proved) else "phone_not_proved"


def _first_try(notice: Notice) -> bool:
    return notice.state is NoticeState.PENDING and notice.reason is None


def _paid(registration: Registration, notice: Notice, season: Season, budget: Budget) -> bool:
    """Whether the season's budget has room for it; a code was taken from it when it was asked for."""
    if NOTICES[notice.kind].a_secret:
        return True
    try:
        budget.take_from_reserve(season.id, registration.id, budget=season.limits.sms_budget)
    except TooMany:
        logger().error("sms_budget_spent", extra=_ids(registration, notice))
        return False
    return True


def _send(
    registration: Registration,
    taken: Notice,
    to_send: Sms,
    *,
    notices: Notices,
    sms: SmsSender,
    now: datetime,
) -> Result:
    try:
        sms.send(
            to_send.phone,
            taken.kind,
            to_send.values,
            render(taken.kind, to_send.values),
            f"{registration.id}/{taken.id}",
        )
    except SmsRetryError as retry:
        _end(registration, taken, NoticeState.PENDING, notices, now=now, reason=retry.code)
        raise ComeBackLater(retry.retry_after if retry.retry_after > FIRST_DELAY else None) from None
    except SmsError as error:
        _end(registration, taken, NoticeState.FAILED, notices, now=now, reason=error.code)
        if isinstance(error, SmsRefusedError):
            return Result.REFUSED
        logger().error("sms_needs_staff", extra=_ids(registration, taken) | {"provider_code": error.code})
        return Result.TELL_STAFF
    sent = {"state": NoticeState.SENT, "since": now, "sent_at": now, "reason": None}
    done = taken.model_copy(update=sent | {"phone": mask_phone(to_send.phone)})
    if not notices.move_notice(registration.id, done, expected=taken):
        logger().warning("notice_sent_by_another_too", extra=_ids(registration, taken))
    return Result.SENT


def _end(
    registration: Registration,
    notice: Notice,
    state: NoticeState,
    notices: Notices,
    *,
    now: datetime,
    reason: str,
) -> None:
    ended = notice.model_copy(update={"state": state, "since": now, "reason": reason})
    notices.move_notice(registration.id, ended, expected=notice)


def _ids(registration: Registration, notice: Notice) -> dict[str, str]:
    return {"registration_id": registration.id, "notice": notice.id}
