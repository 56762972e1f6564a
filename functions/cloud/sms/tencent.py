"""Tencent Cloud SMS: SendSms, version 2021-01-11, signed with TC3-HMAC-SHA256."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from functions.cloud.sealing.secrets import TencentSender
from functions.registration.registration import NoticeKind

from .https import HttpsProvider, host_of, post
from .sender import (
    BLOCKED,
    IN_AN_HOUR,
    REFUSED,
    SENT,
    SOON,
    TELL_STAFF,
    UNKNOWN,
    Disposition,
    Sent,
    approved,
    error_of,
    require_sent,
)

ENDPOINT = "https://sms.tencentcloudapi.com"
SERVICE = "sms"
ACTION = "SendSms"
STATUS = "PullSmsSendStatusByPhoneNumber"
VERSION = "2021-01-11"
CONTENT_TYPE = "application/json; charset=utf-8"

DISPOSITIONS: Mapping[str, Disposition] = {
    "Ok": SENT,
    "InternalError": UNKNOWN,
    "InternalError.OtherError": UNKNOWN,
    "InternalError.SendAndRecvFail": UNKNOWN,
    "InternalError.Timeout": UNKNOWN,
    "InternalError.UnknownError": UNKNOWN,
    "LimitExceeded.DeliveryFrequencyLimit": SOON,
    "LimitExceeded.PhoneNumberThirtySecondLimit": SOON,
    "RequestLimitExceeded": SOON,
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded": SOON,
    "RequestLimitExceeded.IPLimitExceeded": SOON,
    "RequestLimitExceeded.UinLimitExceeded": SOON,
    "ResourceUnavailable": SOON,
    "ServiceUnavailable": SOON,
    "LimitExceeded.PhoneNumberDailyLimit": IN_AN_HOUR,
    "LimitExceeded.PhoneNumberOneHourLimit": IN_AN_HOUR,
    "LimitExceeded.PhoneNumberSameContentDailyLimit": IN_AN_HOUR,
    "FailedOperation.PhoneNumberInBlacklist": REFUSED,
    "InvalidParameterValue.IncorrectPhoneNumber": REFUSED,
    "UnsupportedOperation.UnsupportedRegion": REFUSED,
    "AuthFailure.SecretIdNotFound": BLOCKED,
    "AuthFailure.SignatureExpire": BLOCKED,
    "AuthFailure.SignatureFailure": BLOCKED,
    "AuthFailure.UnauthorizedOperation": BLOCKED,
    "FailedOperation.ContainSensitiveWord": TELL_STAFF,
    "FailedOperation.FailResolvePacket": TELL_STAFF,
    "FailedOperation.InsufficientBalanceInSmsPackage": BLOCKED,
    "FailedOperation.JsonParseFail": TELL_STAFF,
    "FailedOperation.SignatureIncorrectOrUnapproved": BLOCKED,
    "FailedOperation.TemplateIncorrectOrUnapproved": BLOCKED,
    "FailedOperation.TemplateParamSetNotMatchApprovedTemplate": TELL_STAFF,
    "FailedOperation.TemplateUnapprovedOrNotExist": BLOCKED,
    "InternalError.RequestTimeException": BLOCKED,
    "InternalError.SigVerificationFail": BLOCKED,
    "InvalidParameterValue.ContentLengthLimit": TELL_STAFF,
    "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter": TELL_STAFF,
    "InvalidParameterValue.SdkAppIdNotExist": BLOCKED,
    "InvalidParameterValue.TemplateParameterFormatError": TELL_STAFF,
    "InvalidParameterValue.TemplateParameterLengthLimit": TELL_STAFF,
    "LimitExceeded.AppDailyLimit": BLOCKED,
    "LimitExceeded.AppMainlandChinaDailyLimit": BLOCKED,
    "UnauthorizedOperation.RequestIpNotInWhitelist": BLOCKED,
    "UnauthorizedOperation.RequestPermissionDeny": BLOCKED,
    "UnauthorizedOperation.SdkAppIdIsDisabled": BLOCKED,
    "UnauthorizedOperation.ServiceSuspendDueToArrears": BLOCKED,
    "UnauthorizedOperation.SmsSdkAppIdVerifyFail": BLOCKED,
    "UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone": BLOCKED,
    "UnsupportedOperation.GlobalTemplateToChineseMainlandPhone": BLOCKED,
}
"""Source: SendSms (cloud.tencent.com/document/api/382/55981) and the common codes (382/38780)."""


class TencentSms(HttpsProvider[TencentSender]):
    def send(
        self,
        phone: str,
        template: NoticeKind,
        variables: Mapping[str, str],
        text: str,  # noqa: ARG002 - the approved template has the words
        idempotency_id: str,
    ) -> Sent:
        """See `SmsSender`. The reference goes as SessionContext."""
        ours = self._credentials
        body = json.dumps(
            {
                "PhoneNumberSet": [f"+86{phone}"],
                "SmsSdkAppId": ours.sdk_app_id,
                "SignName": ours.sign_name,
                "TemplateId": approved(ours.templates, template),
                "TemplateParamSet": list(variables.values()),
                "SessionContext": idempotency_id,
            }
        ).encode()
        answer = self._answer(ACTION, body)
        [status, *_] = answer.get("SendStatusSet") or [{}]
        return require_sent(answer.get("Error") or status, DISPOSITIONS, message_id="SerialNo")

    def look_up(self, phone: str, idempotency_id: str, since: datetime) -> Sent | None:
        """See `SmsSender`. It knows an SMS by its reference once its delivery was reported, for three days."""
        asked = {
            "BeginTime": int(since.timestamp()),
            "EndTime": int(self._clock().timestamp()),
            "Offset": 0,
            "Limit": 100,
            "PhoneNumber": f"+86{phone}",
            "SmsSdkAppId": self._credentials.sdk_app_id,
        }
        answer = self._answer(STATUS, json.dumps(asked).encode())
        if "Error" in answer:
            raise error_of(str(answer["Error"].get("Code")), DISPOSITIONS)
        known = answer.get("PullSmsSendStatusSet") or []
        ours = (record for record in known if record.get("SessionContext") == idempotency_id)
        return next((Sent(str(record.get("SerialNo", ""))) for record in ours), None)

    def _answer(self, action: str, body: bytes) -> dict[str, Any]:
        response: dict[str, Any] = post(f"{self._endpoint}/", self._headers(action, body), body).get(
            "Response", {}
        )
        return response

    def _headers(self, action: str, body: bytes) -> dict[str, str]:
        timestamp = int(self._clock().timestamp())
        ours = self._credentials
        host = host_of(self._endpoint)
        return {
            "Authorization": authorization(
                ours.secret_id, ours.secret_key.get_secret_value(), SERVICE, host, action, timestamp, body
            ),
            "Content-Type": CONTENT_TYPE,
            "Host": host,
            "X-TC-Action": action,
            "X-TC-Version": VERSION,
            "X-TC-Region": ours.region,
            "X-TC-Timestamp": str(timestamp),
        }


def authorization(
    secret_id: str, secret_key: str, service: str, host: str, action: str, timestamp: int, body: bytes
) -> str:
    """The Authorization header of a POST to `/`. `timestamp` in Unix seconds; the scope's day is UTC.

    Source: Tencent Cloud API 3.0, signature method v3.
    """
    day = f"{datetime.fromtimestamp(timestamp, UTC):%Y-%m-%d}"
    signed = "content-type;host;x-tc-action"
    canonical = (
        f"POST\n/\n\ncontent-type:{CONTENT_TYPE}\nhost:{host}\nx-tc-action:{action.lower()}\n\n"
        f"{signed}\n{hashlib.sha256(body).hexdigest()}"
    )
    scope = f"{day}/{service}/tc3_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    key = f"TC3{secret_key}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    to_sign = f"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{digest}"
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={signed}, Signature={signature}"
