"""SMS providers, one small class each."""

from functions.cloud import clients
from functions.cloud.sealing.secrets import (
    AlibabaSender,
    SecretsError,
    SmsCredentials,
    SnsSender,
    TencentSender,
)
from functions.cloud.settings import SmsProvider

from .sender import (
    UNREACHABLE,
    Sent,
    SmsBlockedError,
    SmsError,
    SmsRefusedError,
    SmsRetryError,
    SmsSender,
    SmsTellStaffError,
    SmsUnknownError,
)

__all__ = [
    "UNREACHABLE",
    "Sent",
    "SmsBlockedError",
    "SmsError",
    "SmsRefusedError",
    "SmsRetryError",
    "SmsSender",
    "SmsTellStaffError",
    "SmsUnknownError",
    "sms_sender",
]


def sms_sender(provider: SmsProvider, endpoint: str | None, credentials: SmsCredentials) -> SmsSender:
    """A provider with its credentials; `endpoint` instead of its public address. Raises `SecretsError` where these are
    another's.
    """
    match provider, credentials:
        case "sns", SnsSender() as ours:
            from .sns import SnsSms

            return SnsSms(clients.sns(), sender_id=ours.sender_id)
        case "tencent", TencentSender() as ours:
            from . import tencent

            return tencent.TencentSms(ours, endpoint=endpoint or tencent.ENDPOINT)
        case "alibaba", AlibabaSender() as ours:
            from . import alibaba

            return alibaba.AlibabaSms(ours, endpoint=endpoint or alibaba.ENDPOINT)
    raise SecretsError(f"sms: not the credentials of {provider}")
