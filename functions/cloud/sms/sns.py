"""Amazon SNS (Publish to a phone number). It has no templates: the whole text goes."""

from collections.abc import Mapping
from datetime import datetime

from functions.cloud.aws.errors import CredentialsError, NoAnswerError, RefusedError
from functions.cloud.aws.services import Sns
from functions.registration.registration import NoticeKind

from .sender import (
    BLOCKED,
    REFUSED,
    SOON,
    TELL_STAFF,
    UNKNOWN,
    UNREACHABLE,
    Disposition,
    Sent,
    SmsRetryError,
    SmsUnknownError,
    error_of,
)

DISPOSITIONS: Mapping[str, Disposition] = {
    "Throttled": SOON,
    "ThrottledException": SOON,
    "Throttling": SOON,
    "ThrottlingException": SOON,
    "RequestLimitExceeded": SOON,
    "InternalError": UNKNOWN,
    "InternalFailure": UNKNOWN,
    "ServiceUnavailable": SOON,
    "ExpiredToken": SOON,
    "RequestExpired": SOON,
    "InvalidParameter": REFUSED,
    "InvalidParameterValue": REFUSED,
    "OptedOut": REFUSED,
    "EndpointDisabled": REFUSED,
    "AuthorizationError": BLOCKED,
    "AccessDenied": BLOCKED,
    "AccessDeniedException": BLOCKED,
    "InvalidClientTokenId": BLOCKED,
    "OptInRequired": BLOCKED,
    "SignatureDoesNotMatch": BLOCKED,
    "UserError": TELL_STAFF,
}
"""Source: Publish's errors and the common errors in the Amazon SNS API Reference, version 2010-03-31."""


class SnsSms:
    def __init__(self, sns: Sns, *, sender_id: str | None = None) -> None:
        self._sns = sns
        self._attributes: dict[str, dict[str, str]] = {
            "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}
        }
        if sender_id:
            self._attributes["AWS.SNS.SMS.SenderID"] = {"DataType": "String", "StringValue": sender_id}

    def send(
        self,
        phone: str,
        template: NoticeKind,  # noqa: ARG002 - Amazon SNS has no templates
        variables: Mapping[str, str],  # noqa: ARG002
        text: str,
        idempotency_id: str,  # noqa: ARG002 - nor a place for a reference
    ) -> Sent:
        """See `SmsSender`. Repeated is only what SNS did not take (functions.cloud.aws.operations)."""
        try:
            answer = self._sns.publish(
                PhoneNumber=f"+86{phone}", Message=text, MessageAttributes=self._attributes
            )
        except RefusedError as error:
            if not error.code:
                raise SmsUnknownError("unreadable_answer") from error
            code = error.code
        except CredentialsError as error:
            raise SmsRetryError(UNREACHABLE, retry_after=SOON.retry_after) from error
        except NoAnswerError as error:
            if error.sent:
                raise SmsUnknownError("no_answer") from error
            raise SmsRetryError(UNREACHABLE, retry_after=SOON.retry_after) from error
        else:
            if "MessageId" not in answer:
                raise SmsUnknownError("unreadable_answer")
            return Sent(answer["MessageId"])
        raise error_of(code, DISPOSITIONS)  # outside the handler: SNS's message repeats the phone

    def look_up(self, phone: str, idempotency_id: str, since: datetime) -> Sent | None:  # noqa: ARG002
        """See `SmsSender`. Amazon SNS takes no reference: it cannot tell."""
        return None
