"""What every SMS provider is to Ruxue: one call, and one of four answers.

SmsError
├── SmsRetryError      it may go later; `retry_after` in seconds
├── SmsRefusedError    never to this phone, or not this text: retrying changes nothing
└── SmsTellStaffError  the account, the signature or a template needs a person
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from functions.registration.registration import NoticeKind


class Outcome(StrEnum):
    SENT = "sent"
    RETRY = "retry"
    REFUSED = "refused"
    TELL_STAFF = "tell_staff"


@dataclass(frozen=True)
class Sent:
    message_id: str
    """The provider's, to ask it about delivery."""


class SmsError(Exception):
    """Not sent. `code` is the provider's own; its message is left out, since it may repeat the phone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SmsRetryError(SmsError):
    """It may go in `retry_after` seconds. It may also have gone: a time-out does not say."""

    def __init__(self, code: str, *, retry_after: int) -> None:
        super().__init__(code)
        self.retry_after = retry_after


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


@dataclass(frozen=True)
class Verdict:
    """What one provider code means; `retry_after` in seconds where it may be retried."""

    outcome: Outcome
    retry_after: int = 0


SENT = Verdict(Outcome.SENT)
SOON = Verdict(Outcome.RETRY, 60)
IN_AN_HOUR = Verdict(Outcome.RETRY, 3600)
REFUSED = Verdict(Outcome.REFUSED)
TELL_STAFF = Verdict(Outcome.TELL_STAFF)


def error_of(code: str, verdicts: Mapping[str, Verdict]) -> SmsError:
    """The error that the provider's table has for `code`; an unknown code is for staff to read."""
    verdict = verdicts.get(code, TELL_STAFF)
    if verdict.outcome is Outcome.RETRY:
        return SmsRetryError(code, retry_after=verdict.retry_after)
    return SmsRefusedError(code) if verdict.outcome is Outcome.REFUSED else SmsTellStaffError(code)


def require_sent(told: Mapping[str, Any], verdicts: Mapping[str, Verdict], *, message_id: str) -> Sent:
    """What became of one SMS, by the `Code` that the provider told; `message_id` names the field of its own id.

    Raises `error_of` the code unless it means sent.
    """
    code = str(told.get("Code"))
    if verdicts.get(code) != SENT:
        raise error_of(code, verdicts)
    return Sent(str(told.get(message_id, "")))


def approved(templates: Mapping[NoticeKind, str], kind: NoticeKind) -> str:
    """The provider's id of the template for such a notice. Raises `SmsTellStaffError` where the secret has none."""
    if kind not in templates:
        raise SmsTellStaffError("template_not_configured")
    return templates[kind]
