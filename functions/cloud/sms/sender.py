"""What every SMS provider is to Ruxue: one call, and one of six answers.

SmsError
├── SmsRetryError      not sent, it may go later; `retry_after` in seconds
├── SmsUnknownError    it may have gone: no answer came, or one that does not say
├── SmsBlockedError    not sent, nor will any other be until the account or this template is in order again
├── SmsRefusedError    never to this phone: retrying changes nothing
└── SmsTellStaffError  this one SMS needs a person: its words or its values were refused
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Protocol

from functions.registration.registration import NoticeKind

CHINA = timezone(timedelta(hours=8))
"""The time that both mainland providers tell."""


class Outcome(StrEnum):
    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    REFUSED = "refused"
    TELL_STAFF = "tell_staff"


@dataclass(frozen=True)
class Sent:
    message_id: str
    """The provider's, by which it reports of delivery; empty where it does not say."""


UNREACHABLE = "unreachable"
"""The code of an error where no connection was made, so nothing was handed over."""


class SmsError(Exception):
    """Not sent. `code` is the provider's own; its message is left out, since it may repeat the phone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SmsRetryError(SmsError):
    """It did not go, and may in `retry_after` seconds."""

    def __init__(self, code: str, *, retry_after: int) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class SmsUnknownError(SmsError):
    """Whether it went is not known."""


class SmsBlockedError(SmsError):
    """In arrears, a key revoked, a signature or template refused, or a code that nobody knows: it did not go."""


class SmsRefusedError(SmsError):
    pass


class SmsTellStaffError(SmsError):
    pass


class SmsSender(Protocol):
    def send(
        self,
        phone: str,
        template: NoticeKind,
        variables: Mapping[str, str],
        text: str,
        idempotency_id: str,
    ) -> Sent:
        """Hand one SMS to the provider. Raises `SmsError`.

        `phone` is a mainland mobile number of 11 digits; `variables` in the template's order; `text` the whole SMS,
        for providers without templates. No provider promises to send one id once: `idempotency_id` (registration
        and notice) goes along as its reference, so that a doubled SMS can be seen.
        """

    def look_up(self, phone: str, idempotency_id: str, since: datetime) -> Sent | None:
        """What the provider knows of an SMS with this reference, handed to it at `since` or later.

        None where it does not know of one, or cannot tell. Raises `SmsError`.
        """


@dataclass(frozen=True)
class Disposition:
    """What one provider code means; `retry_after` in seconds where it may be retried."""

    outcome: Outcome
    retry_after: int = 0


SENT = Disposition(Outcome.SENT)
SOON = Disposition(Outcome.RETRY, 60)
IN_AN_HOUR = Disposition(Outcome.RETRY, 3600)
REFUSED = Disposition(Outcome.REFUSED)
UNKNOWN = Disposition(Outcome.UNKNOWN)
BLOCKED = Disposition(Outcome.BLOCKED)
TELL_STAFF = Disposition(Outcome.TELL_STAFF)


ERRORS: Mapping[Outcome, type[SmsError]] = {
    Outcome.UNKNOWN: SmsUnknownError,
    Outcome.BLOCKED: SmsBlockedError,
    Outcome.REFUSED: SmsRefusedError,
    Outcome.TELL_STAFF: SmsTellStaffError,
}


def error_of(code: str, dispositions: Mapping[str, Disposition]) -> SmsError:
    """The error that the provider's table has for `code`; an unknown code blocks, since nobody knows what it means."""
    disposition = dispositions.get(code, BLOCKED)
    if disposition.outcome is Outcome.RETRY:
        return SmsRetryError(code, retry_after=disposition.retry_after)
    return ERRORS[disposition.outcome](code)


def require_sent(
    status: Mapping[str, Any], dispositions: Mapping[str, Disposition], *, message_id: str
) -> Sent:
    """What became of one SMS, by the `Code` that the provider told; `message_id` names the field of its own id.

    Raises `error_of` the code unless it means sent.
    """
    if "Code" not in status:
        raise SmsUnknownError("unreadable_answer")
    code = str(status["Code"])
    if dispositions.get(code) != SENT:
        raise error_of(code, dispositions)
    return Sent(str(status.get(message_id, "")))


def approved(templates: Mapping[NoticeKind, str], kind: NoticeKind) -> str:
    """The provider's id of the template for such a notice. Raises `SmsBlockedError` where the secret has none."""
    if kind not in templates:
        raise SmsBlockedError("template_not_configured")
    return templates[kind]
