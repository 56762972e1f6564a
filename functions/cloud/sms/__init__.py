"""SMS providers, one small class each."""

from functions.cloud import clients
from functions.cloud.sealing.secrets import AlibabaSender, Secrets, SecretsError, SnsSender, TencentSender
from functions.cloud.settings import Sms

from .sender import (
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


def sms_sender(settings: Sms, secrets: Secrets) -> SmsSender:
    """The provider that the settings name. Raises `SecretsError` when the secret holds another's credentials."""
    match settings.provider, secrets.sms:
        case "sns", SnsSender() as ours:
            from .sns import SnsSms

            return SnsSms(clients.sns(), sender_id=ours.sender_id)
        case "tencent", TencentSender() as ours:
            from . import tencent

            return tencent.TencentSms(ours, endpoint=settings.endpoint or tencent.ENDPOINT)
        case "alibaba", AlibabaSender() as ours:
            from . import alibaba

            return alibaba.AlibabaSms(ours, endpoint=settings.endpoint or alibaba.ENDPOINT)
    raise SecretsError(f"sms: not the credentials of {settings.provider}")
