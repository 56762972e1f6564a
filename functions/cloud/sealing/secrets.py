"""The one secret, read once at start: MAC keys, the gateways' and the SMS provider's credentials.

Its JSON: `{"mac": {"current": 1, "keys": {"1": "<base64 of 32 bytes>"}}, "household_gateway": {"client_id",
"secret"}, "property_gateway": {...}, "sms": {...the provider's own, see the classes below...}}`.
"""

from functools import cache
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from functions.cloud import clients, settings
from functions.registration.registration import NoticeKind

from .macs import Macs

MacKey = Annotated[Base64Bytes, Field(min_length=32, max_length=32)]


class SecretsError(Exception):
    """The secret is not what it must be. Its words name the field and never show a value."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class MacKeys(Part):
    current: int
    keys: dict[int, MacKey] = Field(repr=False)


class GatewayCredentials(Part):
    client_id: str
    secret: SecretStr


class SnsSender(Part):
    """Amazon SNS signs with the function's role; a sender id where the country allows one."""

    sender_id: str | None = None


class TencentSender(Part):
    secret_id: str = Field(repr=False)
    secret_key: SecretStr
    sdk_app_id: str
    sign_name: str
    region: str = "ap-guangzhou"
    templates: dict[NoticeKind, str]
    """The approved template's id for each kind of notice."""


class AlibabaSender(Part):
    access_key_id: str = Field(repr=False)
    access_key_secret: SecretStr
    sign_name: str
    templates: dict[NoticeKind, str]


class Secrets(Part):
    mac: MacKeys
    household_gateway: GatewayCredentials
    property_gateway: GatewayCredentials
    sms: TencentSender | AlibabaSender | SnsSender = SnsSender()


def parse(text: str) -> Secrets:
    """The secret's JSON. Raises `SecretsError`, which names what is wrong and shows no value."""
    try:
        return Secrets.model_validate_json(text)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        wrong = sorted(
            {f"{'.'.join(map(str, fault['loc'])) or 'secret'}: {fault['type']}" for fault in faults}
        )
    raise SecretsError("; ".join(wrong))


@cache
def secrets() -> Secrets:
    """RUXUE_SECRET_ID's value. One Secrets Manager call in the life of the process."""
    answer = clients.secretsmanager().get_secret_value(SecretId=settings.keys().secret_id)
    return parse(answer["SecretString"])


@cache
def macs() -> Macs:
    """The deployed MACs, under the secret's keys."""
    mac = secrets().mac
    return Macs(mac.keys, mac.current)
