"""Alibaba Cloud SMS: Dysmsapi SendSms, version 2017-05-25, signed with ACS3-HMAC-SHA256 (signature V3)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import uuid4

from functions.cloud.sealing.secrets import AlibabaSender
from functions.registration.registration import NoticeKind

from .https import HttpsProvider, host_of, post
from .sender import (
    BLOCKED,
    CHINA,
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

ENDPOINT = "https://dysmsapi.aliyuncs.com"
ACTION = "SendSms"
DETAILS = "QuerySendDetails"
VERSION = "2017-05-25"
CONTENT_TYPE = "application/x-www-form-urlencoded"

DISPOSITIONS: Mapping[str, Disposition] = {
    "OK": SENT,
    "isp.SYSTEM_ERROR": UNKNOWN,
    "isp.GATEWAY_ERROR": UNKNOWN,
    "InternalError": UNKNOWN,
    "ServiceUnavailable": SOON,
    "ServiceUnavailableTemporary": SOON,
    "SignatureNonceUsed": SOON,
    "Throttling": SOON,
    "Throttling.Api": SOON,
    "Throttling.User": SOON,
    "isv.BUSINESS_LIMIT_CONTROL": IN_AN_HOUR,
    "isv.BLACK_KEY_CONTROL_LIMIT": REFUSED,
    "isv.CUSTOMER_REFUSED": REFUSED,
    "isv.MOBILE_NUMBER_ILLEGAL": REFUSED,
    "InvalidAccessKeyId.NotFound": BLOCKED,
    "InvalidAccessKeyId.Inactive": BLOCKED,
    "InvalidTimeStamp.Expired": BLOCKED,
    "SignatureDoesNotMatch": BLOCKED,
    "isp.RAM_PERMISSION_DENY": BLOCKED,
    "isv.ACCOUNT_ABNORMAL": BLOCKED,
    "isv.ACCOUNT_NOT_EXISTS": BLOCKED,
    "isv.AMOUNT_NOT_ENOUGH": BLOCKED,
    "isv.DAY_LIMIT_CONTROL": BLOCKED,
    "isv.DENY_IP_RANGE": BLOCKED,
    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED": BLOCKED,
    "isv.EXTEND_CODE_ERROR": TELL_STAFF,
    "isv.INVALID_JSON_PARAM": TELL_STAFF,
    "isv.INVALID_PARAMETERS": TELL_STAFF,
    "isv.MOBILE_COUNT_OVER_LIMIT": TELL_STAFF,
    "isv.MONTH_LIMIT_CONTROL": BLOCKED,
    "isv.OUT_OF_SERVICE": BLOCKED,
    "isv.PARAM_LENGTH_LIMIT": TELL_STAFF,
    "isv.PARAM_NOT_SUPPORT_URL": TELL_STAFF,
    "isv.PRODUCT_UNSUBSCRIBE": BLOCKED,
    "isv.PRODUCT_UN_SUBSCRIPT": BLOCKED,
    "isv.SIGN_STATE_ILLEGAL": BLOCKED,
    "isv.SMS_CONTENT_ILLEGAL": TELL_STAFF,
    "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE": BLOCKED,
    "isv.SMS_SIGNATURE_ILLEGAL": BLOCKED,
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL": BLOCKED,
    "isv.SMS_SIGN_ILLEGAL": BLOCKED,
    "isv.SMS_TEMPLATE_ILLEGAL": BLOCKED,
    "isv.TEMPLATE_MISSING_PARAMETERS": TELL_STAFF,
    "isv.TEMPLATE_PARAMS_ILLEGAL": TELL_STAFF,
    "isv.UNSUPPORTED_CONTENT": TELL_STAFF,
}
"""Source: the service's list of API error codes (help.aliyun.com/document_detail/101346.html) and the common ones."""


class AlibabaSms(HttpsProvider[AlibabaSender]):
    def send(
        self,
        phone: str,
        template: NoticeKind,
        variables: Mapping[str, str],
        text: str,  # noqa: ARG002 - the approved template has the words
        idempotency_id: str,
    ) -> Sent:
        """See `SmsSender`. The reference goes as OutId; parameters go in the body, so that no URL holds a phone."""
        ours = self._credentials
        body = form(
            {
                "PhoneNumbers": phone,
                "SignName": ours.sign_name,
                "TemplateCode": approved(ours.templates, template),
                "TemplateParam": json.dumps(dict(variables), ensure_ascii=False),
                "OutId": idempotency_id,
            }
        ).encode()
        answer = post(f"{self._endpoint}/", self._headers(ACTION, body), body)
        return require_sent(answer, DISPOSITIONS, message_id="BizId")

    def look_up(self, phone: str, idempotency_id: str, since: datetime) -> Sent | None:
        """See `SmsSender`. It knows what was sent to a phone on a day of China's time, by the reference, without its
        own id: its reports name the reference.
        """
        asked = {
            "PhoneNumber": phone,
            "SendDate": f"{since.astimezone(CHINA):%Y%m%d}",
            "PageSize": "50",
            "CurrentPage": "1",
        }
        body = form(asked).encode()
        answer = post(f"{self._endpoint}/", self._headers(DETAILS, body), body)
        if answer.get("Code") != "OK":
            raise error_of(str(answer.get("Code")), DISPOSITIONS)
        known = (answer.get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO") or []
        return Sent("") if any(record.get("OutId") == idempotency_id for record in known) else None

    def _headers(self, action: str, body: bytes) -> dict[str, str]:
        ours = self._credentials
        signed = {
            "content-type": CONTENT_TYPE,
            "host": host_of(self._endpoint),
            "x-acs-action": action,
            "x-acs-content-sha256": hashlib.sha256(body).hexdigest(),
            "x-acs-date": f"{self._clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": uuid4().hex,
            "x-acs-version": VERSION,
        }
        secret = ours.access_key_secret.get_secret_value()
        return {**signed, "Authorization": authorization(ours.access_key_id, secret, signed)}


def form(parameters: Mapping[str, str]) -> str:
    """Sorted and percent-encoded as RFC 3986 has it: the query string, and the body of a form."""
    return "&".join(
        f"{quote(name, safe='')}={quote(parameters[name], safe='')}" for name in sorted(parameters)
    )


def authorization(key_id: str, secret: str, headers: Mapping[str, str], query: str = "") -> str:
    """The Authorization header of a POST to `/` with these lower-case headers, all of which are signed.

    Source: Alibaba Cloud, request syntax and signature method V3.
    """
    names = sorted(headers)
    signed = ";".join(names)
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in names)
    canonical = f"POST\n/\n{query}\n{lines}\n{signed}\n{headers['x-acs-content-sha256']}"
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={signed},Signature={signature}"
