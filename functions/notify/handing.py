"""Handing an SMS to a provider, and noting what came of it."""

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple, NoReturn

from functions.cloud.logs import logger
from functions.cloud.queues.batches import FIRST_DELAY, ComeBackLater
from functions.cloud.sms import (
    UNREACHABLE,
    Sent,
    SmsBlockedError,
    SmsError,
    SmsRefusedError,
    SmsRetryError,
    SmsTellStaffError,
    SmsUnknownError,
)
from functions.registration.registration import Notice, NoticeState, Registration
from functions.registration.sms.notices import render
from functions.registration.values.phones import mask_phone

from .ports import Deliveries, Notices, Provider

LEASE = timedelta(minutes=2)
"""How long a sender has a notice for itself; more than its function may run. A provider needs less to know of it."""

MOST_SENDS = 2

NOT_TAKEN = "NoticeNotTaken"
"""How an SMS is counted that its provider, away or busy, does not take."""

HELD_FOR = 600
"""Seconds until a held notice looks again."""


class Held(ComeBackLater):
    """The notice waits for a provider's account or the season's budget, not for its own turn."""

    def __init__(self) -> None:
        super().__init__(HELD_FOR)


class Result(StrEnum):
    """What became of a message, as it is counted."""

    SENT = "NoticeSent"
    FELL_BACK = "NoticeFellBack"
    """Sent by another than the first provider, who could not."""
    REPEATED = "NoticeRepeated"
    NOT_NEEDED = "NoticeNotNeeded"
    REFUSED = "NoticeRefused"
    TELL_STAFF = "NoticeNeedsStaff"
    UNKNOWN = "NoticeUnknown"


class Sms(NamedTuple):
    phone: str
    values: dict[str, str]


class Then(IntEnum):
    """What a notice does that no provider took, the most hopeful first."""

    COMES_BACK = 1
    IS_HELD = 2
    FAILS = 3


class NotTakenError(Exception):
    """The provider certainly did not take it, for a reason that says nothing of the phone: another may."""

    def __init__(self, code: str, then: Then, retry_after: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.then = then
        self.retry_after = retry_after


class Handing:
    """One registration's notices and the providers, at one moment."""

    def __init__(
        self, registration: Registration, notices: Notices, deliveries: Deliveries, now: datetime
    ) -> None:
        self._registration = registration
        self._notices = notices
        self._deliveries = deliveries
        self.now = now

    def moved(self, notice: Notice, stands: Notice) -> bool:
        """Whether it stood as `stands` and is now `notice`."""
        return self._notices.move_notice(self._registration.id, notice, expected=stands)

    def note(self, notice: Notice, state: NoticeState, reason: str) -> None:
        """What became of it, where it stands as it was taken or read."""
        ended = notice.model_copy(update={"state": state, "since": self.now, "reason": reason})
        self.moved(ended, notice)

    def send(self, taken: Notice, to_send: Sms, provider: Provider, *, trial: bool) -> Result:
        """Hands it to one provider. Raises NotTakenError where another may be handed it, ComeBackLater."""
        try:
            text = render(taken.kind, to_send.values)
            sent = provider.sms.send(to_send.phone, taken.kind, to_send.values, text, self._reference(taken))
        except SmsError as error:
            return self._unsent(taken, provider, error)
        if trial:
            provider.blocks.release()
        self._sent(taken, to_send, sent)
        return Result.SENT

    def _unsent(self, taken: Notice, provider: Provider, error: SmsError) -> Result:
        match error:
            case SmsUnknownError():
                self.note(taken, NoticeState.UNKNOWN, error.code)
                if taken.sends < MOST_SENDS:
                    raise ComeBackLater(int(LEASE.total_seconds()) + 1) from None
                return Result.UNKNOWN
            case SmsRefusedError():
                self.note(taken, NoticeState.FAILED, error.code)
                return Result.REFUSED
            case SmsBlockedError():
                provider.blocks.block(error.code, self.now)
                logger().error("sms_account_blocked", extra=_of(provider, error))
                raise NotTakenError(error.code, Then.IS_HELD) from None
            case SmsTellStaffError():
                logger().error("sms_needs_staff", extra=self._ids(taken) | _of(provider, error))
                raise NotTakenError(error.code, Then.FAILS) from None
            case SmsRetryError() if error.code == UNREACHABLE:
                raise NotTakenError(error.code, Then.COMES_BACK, error.retry_after) from None
            case SmsRetryError():
                not_sent = taken.model_copy(update={"sends": taken.sends - 1})
                self._back(not_sent, error.code, error.retry_after)
        raise error

    def not_taken(self, stands: Notice, error: NotTakenError) -> Result:
        """What becomes of it where no provider took it; `stands` counts the sending no longer."""
        match error.then:
            case Then.COMES_BACK:
                self._back(stands, error.code, error.retry_after)
            case Then.IS_HELD:
                self.note(stands, NoticeState.HELD, error.code)
                raise Held
            case Then.FAILS:
                given_up = stands.model_copy(update={"sends": stands.sends + 1})
                self.note(given_up, NoticeState.FAILED, error.code)
        return Result.TELL_STAFF

    def _back(self, not_sent: Notice, code: str, retry_after: int) -> NoReturn:
        self.note(not_sent, NoticeState.PENDING, code)
        if retry_after > FIRST_DELAY:
            raise ComeBackLater(retry_after) from None
        raise ComeBackLater(waits_for=NOT_TAKEN) from None

    def has_gone(self, notice: Notice, to_send: Sms, provider: Provider) -> bool:
        """Asks the provider about what may have gone, and notes it as sent where it knows of it."""
        try:
            sent = provider.sms.look_up(to_send.phone, self._reference(notice), notice.since - LEASE)
        except SmsError as error:
            logger().info("sms_not_told_of", extra=self._ids(notice) | _of(provider, error))
            return False
        if sent is not None:
            self._sent(notice, to_send, sent)
        return sent is not None

    def _sent(self, notice: Notice, to_send: Sms, sent: Sent) -> None:
        now = self.now
        done = notice.model_copy(
            update={
                "state": NoticeState.SENT,
                "since": now,
                "sent_at": now,
                "reason": None,
                "phone": mask_phone(to_send.phone),
                "message_id": sent.message_id or None,
            }
        )
        if not self._deliveries.sent(self._registration.id, done, expected=notice, now=now):
            logger().warning("notice_sent_by_another_too", extra=self._ids(notice))

    def _reference(self, notice: Notice) -> str:
        return f"{self._registration.id}/{notice.id}"

    def _ids(self, notice: Notice) -> dict[str, str]:
        return {"registration_id": self._registration.id, "notice": notice.id}


def _of(provider: Provider, error: SmsError) -> dict[str, str]:
    return {"provider": provider.name, "provider_code": error.code}
