"""One notice, one SMS: who sends it, what became of it.

At most one sender has a notice: it takes it by a condition, for two minutes, and counts the sending before it hands it
over. Where the provider's answer was lost, or a sender died between its yes and its own note, the notice is *unknown*:
the provider is asked by the reference where it can tell, and what it does not know of is sent once more, with the same
words, the same code and the same reference. So an SMS goes out once, and twice only there; each sending is paid for.
Where the account at the provider is blocked, a notice is *held* until it is in order again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from functions.cloud.logs import logger
from functions.cloud.queues.batches import FIRST_DELAY, CanNeverSucceed, ComeBackLater
from functions.cloud.queues.messages import NoticeMessage
from functions.cloud.sms import (
    SmsBlockedError,
    SmsError,
    SmsRefusedError,
    SmsRetryError,
    SmsSender,
    SmsUnknownError,
)
from functions.cloud.sms.blocks import Gate
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
from functions.registration.submitting.disputes import closes_at
from functions.registration.submitting.transitions import amendable_until
from functions.registration.values.phones import mask_phone

from .ports import Blocks, Budget, Notices, Registrations
from .staleness import stale_reason

LEASE = timedelta(minutes=2)
"""How long a sender has a notice for itself; more than its function may run. A provider needs less to know of it."""

MOST_SENDS = 2

HELD_FOR = 600
"""Seconds until a held notice looks again."""

ENDED = frozenset({NoticeState.SENT, NoticeState.FAILED})
UNDERWAY = frozenset({NoticeState.SENDING, NoticeState.UNKNOWN})


class Held(ComeBackLater):
    """The notice waits for the provider's account or the season's budget, not for its own turn."""

    def __init__(self) -> None:
        super().__init__(HELD_FOR)


class Result(StrEnum):
    """What became of a message, as it is counted."""

    SENT = "NoticeSent"
    REPEATED = "NoticeRepeated"
    NOT_NEEDED = "NoticeNotNeeded"
    REFUSED = "NoticeRefused"
    TELL_STAFF = "NoticeNeedsStaff"
    UNKNOWN = "NoticeUnknown"


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
    blocks: Blocks,
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
    if notice is None or notice.state in ENDED:
        return Result.REPEATED
    if notice.state in UNDERWAY and now < notice.since + LEASE:
        raise ComeBackLater(int((notice.since + LEASE - now).total_seconds()) + 1)
    season = season_of(registration.season)
    if NOTICES[notice.kind].of_publication and not is_published(season, now):
        raise ComeBackLater
    to_send = _theirs(registration, notice, season, registrations, macs, now)
    delivery = _Delivery(registration, notices, sms, blocks, now)
    if notice.sends and (ended := _ended_before(delivery, notice, to_send)):
        return ended
    if isinstance(to_send, str):
        delivery.note(notice, NoticeState.FAILED, to_send)
        return Result.NOT_NEEDED
    gate = blocks.gate(now)
    if gate is Gate.CLOSED:
        delivery.note(notice, NoticeState.HELD, notice.reason or "sms_account_blocked")
        raise Held
    if notice.sends == notice.paid and not _paid(registration, notice, season, budget):
        delivery.note(notice, NoticeState.HELD, "sms_budget_spent")
        raise Held
    sends = notice.sends + 1
    update = {"state": NoticeState.SENDING, "since": now, "sends": sends, "paid": max(notice.paid, sends)}
    taken = notice.model_copy(update=update)
    if not notices.move_notice(registration.id, taken, expected=notice):
        return Result.REPEATED
    return delivery.send(taken, to_send, trial=gate is Gate.TRIAL)


def _ended_before(delivery: "_Delivery", notice: Notice, to_send: Sms | str) -> Result | None:
    """What became of it where no more is sent: the provider has it, it was sent twice, or nobody needs it any more."""
    if isinstance(to_send, Sms) and delivery.has_gone(notice, to_send):
        return Result.SENT
    if isinstance(to_send, Sms) and notice.sends < MOST_SENDS:
        return None
    if notice.state is not NoticeState.UNKNOWN:
        delivery.note(notice, NoticeState.UNKNOWN, notice.reason or "no_answer")
    return Result.UNKNOWN


def _theirs(
    registration: Registration,
    notice: Notice,
    season: Season,
    registrations: Registrations,
    macs: MacKeys,
    now: datetime,
) -> Sms | str:
    """What goes to a phone that may get it, or the reason why nothing does."""
    written = _written(registration, notice, season, macs, now)
    if isinstance(written, str):
        return written
    return _not_theirs(registration, notice, written, registrations, macs) or written


def _written(
    registration: Registration, notice: Notice, season: Season, macs: MacKeys, now: datetime
) -> Sms | str:
    """What goes to whom, or the reason why nothing does."""
    phone = recipient(registration.form)
    if (reason := stale_reason(registration, notice, season, now)) or phone is None:
        return reason or "no_phone"
    code = registration.code if NOTICES[notice.kind].a_secret else None
    facts = NoticeFacts(
        zone=season.zone,
        support_phone=season.contacts.support_phone,
        students=tuple(student.name for student in registration.form.students),
        reference=registration.reference,
        code=digits(registration.id, code, macs) if code else None,
        published_at=season.publication_at,
        amend_until=amendable_until(registration, season),
        submit_until=closes_at(registration, season),
        due_on=registration.request and registration.request.last_day(season.zone),
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
    return None if any(macs.matches(mac, "phone", to_send.phone) for mac in proved) else "phone_not_proved"


def _paid(registration: Registration, notice: Notice, season: Season, budget: Budget) -> bool:
    """Whether the season's budget has room for one more sending; a code's first was paid when it was asked for."""
    try:
        budget.take_from_reserve(season.id, registration.id, budget=season.limits.sms_budget)
    except TooMany:
        logger().error("sms_budget_spent", extra=_ids(registration, notice))
        return False
    return True


class _Delivery:
    """One registration's notices and the provider, at one moment."""

    def __init__(
        self, registration: Registration, notices: Notices, sms: SmsSender, blocks: Blocks, now: datetime
    ) -> None:
        self._registration = registration
        self._notices = notices
        self._sms = sms
        self._blocks = blocks
        self._now = now

    def send(self, taken: Notice, to_send: Sms, *, trial: bool) -> Result:
        not_sent = taken.model_copy(update={"sends": taken.sends - 1})
        try:
            text = render(taken.kind, to_send.values)
            self._sms.send(to_send.phone, taken.kind, to_send.values, text, self._reference(taken))
        except SmsRetryError as retry:
            self.note(not_sent, NoticeState.PENDING, retry.code, stands=taken)
            raise ComeBackLater(retry.retry_after if retry.retry_after > FIRST_DELAY else None) from None
        except SmsUnknownError as unknown:
            self.note(taken, NoticeState.UNKNOWN, unknown.code)
            if taken.sends < MOST_SENDS:
                raise ComeBackLater(int(LEASE.total_seconds()) + 1) from None
            return Result.UNKNOWN
        except SmsBlockedError as blocked:
            self._blocks.block(blocked.code, self._now)
            self.note(not_sent, NoticeState.HELD, blocked.code, stands=taken)
            logger().error("sms_account_blocked", extra={"provider_code": blocked.code})
            raise Held from None
        except SmsError as error:
            self.note(taken, NoticeState.FAILED, error.code)
            if isinstance(error, SmsRefusedError):
                return Result.REFUSED
            logger().error("sms_needs_staff", extra=self._ids(taken) | {"provider_code": error.code})
            return Result.TELL_STAFF
        if trial:
            self._blocks.release()
        self._sent(taken, to_send)
        return Result.SENT

    def has_gone(self, notice: Notice, to_send: Sms) -> bool:
        """Asks the provider about what may have gone, and notes it as sent where it knows of it."""
        try:
            gone = self._sms.has_sent(to_send.phone, self._reference(notice), notice.since - LEASE)
        except SmsError as error:
            logger().info("sms_not_told_of", extra=self._ids(notice) | {"provider_code": error.code})
            return False
        if gone:
            self._sent(notice, to_send)
        return gone

    def note(self, notice: Notice, state: NoticeState, reason: str, *, stands: Notice | None = None) -> None:
        """What became of it; `stands` is what the table has where that is another."""
        ended = notice.model_copy(update={"state": state, "since": self._now, "reason": reason})
        self._notices.move_notice(self._registration.id, ended, expected=stands or notice)

    def _sent(self, notice: Notice, to_send: Sms) -> None:
        now = self._now
        sent = {"state": NoticeState.SENT, "since": now, "sent_at": now, "reason": None}
        done = notice.model_copy(update=sent | {"phone": mask_phone(to_send.phone)})
        if not self._notices.move_notice(self._registration.id, done, expected=notice):
            logger().warning("notice_sent_by_another_too", extra=self._ids(notice))

    def _reference(self, notice: Notice) -> str:
        return f"{self._registration.id}/{notice.id}"

    def _ids(self, notice: Notice) -> dict[str, str]:
        return _ids(self._registration, notice)


def _ids(registration: Registration, notice: Notice) -> dict[str, str]:
    return {"registration_id": registration.id, "notice": notice.id}
