"""The one secret: MAC keys, the gateways' and the SMS provider's credentials.

Its JSON: `{"mac": {"current": 1, "keys": {"1": {"algorithm": "sha256" or "sm3", "key": "<base64 of 32 bytes>"}}},
"household_gateway": {"client_id", "secret"}, "property_gateway": {...}, "sms": {...the provider's own, see the classes
below...}, "sms_fallback": {...the same of the second provider...}, "sms_report_doors": ["..."], "on_call": {"robots":
[...], "runbooks"}}`. A key that is written as its base64 alone is for HMAC-SHA-256.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Base64Bytes,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

from functions.cloud import clients, settings
from functions.cloud.settings import Url, safe_url
from functions.registration.registration import NoticeKind

from .held import Held
from .macs import KEY_BYTES, MacAlgorithm, MacKey, Macs


class SecretsError(Exception):
    """The secret is not what it must be. Its words name the field and never show a value."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


def _safe_address(url: SecretStr) -> SecretStr:
    safe_url(url.get_secret_value())
    return url


def _of_an_address(door: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", door.get_secret_value()):
        raise ValueError("letters, digits, - and _ alone")
    return door


class GivenMacKey(Part):
    algorithm: MacAlgorithm = MacAlgorithm.SHA256
    key: Annotated[Base64Bytes, Field(min_length=KEY_BYTES, max_length=KEY_BYTES)] = Field(repr=False)


def _with_algorithm(given: Any) -> Any:
    return {"key": given} if isinstance(given, str) else given


class MacKeys(Part):
    current: int
    keys: dict[int, Annotated[GivenMacKey, BeforeValidator(_with_algorithm)]] = Field(repr=False)


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


SmsCredentials = TencentSender | AlibabaSender | SnsSender

Door = Annotated[SecretStr, Field(min_length=32, max_length=128), AfterValidator(_of_an_address)]
"""What an address ends in that nobody guesses."""


class RobotKind(StrEnum):
    DINGTALK = "dingtalk"
    WECOM = "wecom"


class Robot(Part):
    """A group's robot, by its webhook (DingTalk's 自定义机器人, WeCom's 群机器人)."""

    kind: RobotKind
    url: Annotated[SecretStr, AfterValidator(_safe_address)]
    secret: SecretStr | None = None
    """DingTalk's 加签, where the robot is set to it."""


class OnCall(Part):
    """Whom the alarms reach beside the mail."""

    robots: tuple[Robot, ...] = ()
    runbooks: Url | None = None
    """Where docs/zh-CN/operations/runbooks is shown, so that a message links the page."""


class Secrets(Part):
    """One content of the secret. Equal to itself alone, so that what is made of it is made anew for another."""

    mac: MacKeys
    household_gateway: GatewayCredentials
    property_gateway: GatewayCredentials
    sms: SmsCredentials = SnsSender.model_construct()
    sms_fallback: SmsCredentials = SnsSender.model_construct()
    sms_report_doors: tuple[Door, ...] = ()
    """Where providers report of SMS; two while the address is changed."""
    on_call: OnCall = OnCall.model_construct()

    __hash__ = object.__hash__
    __eq__ = object.__eq__


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


def _read() -> str:
    answer = clients.secretsmanager().get_secret_value(SecretId=settings.keys().secret_id)
    return str(answer["SecretString"])


@cache
def _held() -> Held[Secrets]:
    return Held(_read, parse)


def secrets() -> Secrets:
    """RUXUE_SECRET_ID's value, read again every few minutes: the same object for as long as it says the same."""
    return _held().get()


def macs() -> Macs:
    """The deployed MACs, under the secret's keys."""
    return _macs(secrets())


@lru_cache(maxsize=1)
def _macs(given: Secrets) -> Macs:
    keys = {number: MacKey(key.key, key.algorithm) for number, key in given.mac.keys.items()}
    return Macs(keys, given.mac.current)
