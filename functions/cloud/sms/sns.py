"""Amazon SNS (Publish to a phone number). It has no templates: the whole text goes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from functions.registration.registration import NoticeKind

from .sender import REFUSED, SOON, TELL_STAFF, Sent, SmsRetryError, Verdict, error_of

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sns.type_defs import MessageAttributeValueTypeDef

VERDICTS: Mapping[str, Verdict] = {
    "Throttled": SOON,
    "ThrottledException": SOON,
    "Throttling": SOON,
    "ThrottlingException": SOON,
    "RequestLimitExceeded": SOON,
    "InternalError": SOON,
    "InternalFailure": SOON,
    "ServiceUnavailable": SOON,
    "ExpiredToken": SOON,
    "RequestExpired": SOON,
    "InvalidParameter": REFUSED,
    "InvalidParameterValue": REFUSED,
    "OptedOut": REFUSED,
    "EndpointDisabled": REFUSED,
    "AuthorizationError": TELL_STAFF,
    "AccessDenied": TELL_STAFF,
    "AccessDeniedException": TELL_STAFF,
    "InvalidClientTokenId": TELL_STAFF,
    "OptInRequired": TELL_STAFF,
    "SignatureDoesNotMatch": TELL_STAFF,
    "UserError": TELL_STAFF,
}
"""Source: Publish's errors and the common errors in the Amazon SNS API Reference, version 2010-03-31."""


class SnsSms:
    def __init__(self, sns: "SNSClient", *, sender_id: str | None = None) -> None:
        self._sns = sns
        self._attributes: dict[str, MessageAttributeValueTypeDef] = {
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
        """See `SmsSender`. botocore's time-outs and tries apply (functions.cloud.clients)."""
        try:
            answer = self._sns.publish(
                PhoneNumber=f"+86{phone}", Message=text, MessageAttributes=self._attributes
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
        except BotoCoreError as error:
            raise SmsRetryError("unreachable", retry_after=SOON.retry_after) from error
        else:
            return Sent(answer["MessageId"])
        raise error_of(code, VERDICTS)  # outside the handler: SNS's message repeats the phone
