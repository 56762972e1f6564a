"""The deployed SMS providers, made of one content of the secret: another content makes them anew."""

from collections.abc import Mapping
from functools import cache, lru_cache

from functions.cloud import clients, settings
from functions.cloud.sealing.secrets import Secrets
from functions.cloud.table.table import Table

from . import sms_sender
from .deliveries import DeliveryTable
from .sender import SmsSender


@lru_cache(maxsize=1)
def providers(given: Secrets) -> Mapping[str, SmsSender]:
    """Those that the settings name, by their names: the first, and the one to fall back on where there is one."""
    first, fallback = settings.sms(), settings.sms_fallback()
    senders: dict[str, SmsSender] = {first.provider: sms_sender(first.provider, first.endpoint, given.sms)}
    if fallback.provider == first.provider:
        raise settings.SettingsError("RUXUE_SMS_FALLBACK: must be another provider than RUXUE_SMS_PROVIDER")
    if fallback.provider != "none":
        senders[fallback.provider] = sms_sender(fallback.provider, fallback.endpoint, given.sms_fallback)
    return senders


@cache
def deliveries() -> DeliveryTable:
    return DeliveryTable(Table(clients.dynamodb(), settings.tables().registrations))
