"""What the environment says, read once and parsed. Each function sets only the groups that it uses."""

import os
from functools import cache, partial
from typing import Annotated, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class SettingsError(Exception):
    """A variable is missing or wrong. Its words name the variable and never show its value."""


def safe_url(url: str) -> str:
    """The address without a slash at its end. Raises ValueError."""
    parts = urlsplit(url)
    if not parts.hostname or not (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    ):
        raise ValueError("must be an https address (http only on loopback)")
    return url.rstrip("/")


Name = Annotated[str, Field(min_length=1)]
Url = Annotated[str, AfterValidator(safe_url)]


class Group(BaseModel):
    """Variables that are needed together; each field's alias is the variable's name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Tables(Group):
    registrations: Name = Field(alias="RUXUE_TABLE")
    seasons: Name = Field(alias="RUXUE_SEASON_TABLE")


class Breakers(Group):
    table: Name = Field(alias="RUXUE_BREAKER_TABLE")


class Keys(Group):
    key_id: Name = Field(alias="RUXUE_KEY_ID")
    """The KMS key that data keys are made under."""
    secret_id: Name = Field(alias="RUXUE_SECRET_ID")
    """The Secrets Manager secret that `functions.cloud.secrets` reads."""
    cipher: Literal["aes-256-gcm", "sm4-gcm"] = Field(default="aes-256-gcm", alias="RUXUE_CIPHER")
    """What new values are sealed with; each names its own, so old ones open under either."""


class Buckets(Group):
    quarantine: Name = Field(alias="RUXUE_QUARANTINE_BUCKET")
    documents: Name = Field(alias="RUXUE_DOCUMENT_BUCKET")


class ErasedBuckets(Group):
    """All that hold people's data."""

    quarantine: Name = Field(alias="RUXUE_QUARANTINE_BUCKET")
    documents: Name = Field(alias="RUXUE_DOCUMENT_BUCKET")
    exports: Name = Field(alias="RUXUE_EXPORT_BUCKET")


class Queues(Group):
    """What the table's stream becomes (docs/tour.md)."""

    identity: Url = Field(alias="RUXUE_IDENTITY_QUEUE_URL")
    property: Url = Field(alias="RUXUE_PROPERTY_QUEUE_URL")
    code: Url = Field(alias="RUXUE_CODE_QUEUE_URL")
    notice: Url = Field(alias="RUXUE_NOTICE_QUEUE_URL")


class InspectionQueue(Group):
    url: Url = Field(alias="RUXUE_INSPECTION_QUEUE_URL")


class DeadLetterQueues(Group):
    inspection: Url = Field(alias="RUXUE_INSPECTION_DLQ_URL")
    identity: Url = Field(alias="RUXUE_IDENTITY_DLQ_URL")
    property: Url = Field(alias="RUXUE_PROPERTY_DLQ_URL")
    code: Url = Field(alias="RUXUE_CODE_DLQ_URL")
    notice: Url = Field(alias="RUXUE_NOTICE_DLQ_URL")


class Exports(Group):
    """Of the staff's side alone."""

    bucket: Name = Field(alias="RUXUE_EXPORT_BUCKET")
    """What jobs gather on their way lies here too."""


class Jobs(Group):
    """Of the staff's side alone."""

    queue: Url = Field(alias="RUXUE_JOB_QUEUE_URL")
    dead_letters: Url = Field(alias="RUXUE_JOB_DLQ_URL")


class AuditBucket(Group):
    """Written once; of the staff's side alone."""

    name: Name = Field(alias="RUXUE_AUDIT_BUCKET")


class SignIn(Group):
    issuer: Url = Field(alias="RUXUE_OIDC_ISSUER")
    audience: Name = Field(alias="RUXUE_OIDC_AUDIENCE")


class HouseholdGateway(Group):
    url: Url = Field(alias="RUXUE_HOUSEHOLD_GATEWAY_URL")


class PropertyGateway(Group):
    url: Url = Field(alias="RUXUE_PROPERTY_GATEWAY_URL")


SmsProvider = Literal["sns", "tencent", "alibaba"]


class Sms(Group):
    provider: SmsProvider = Field(alias="RUXUE_SMS_PROVIDER")
    endpoint: Url | None = Field(default=None, alias="RUXUE_SMS_ENDPOINT_URL")
    """Instead of the provider's public address; Amazon SNS follows AWS_ENDPOINT_URL and ignores it."""


class SmsFallback(Group):
    """Who sends what the first provider certainly did not take."""

    provider: SmsProvider | Literal["none"] = Field(default="none", alias="RUXUE_SMS_FALLBACK")
    endpoint: Url | None = Field(default=None, alias="RUXUE_SMS_FALLBACK_ENDPOINT_URL")


class Malware(Group):
    scanner: Literal["off", "guardduty", "clamd"] = Field(default="off", alias="RUXUE_MALWARE_SCANNER")
    clamd: Annotated[str, Field(pattern=r"^([A-Za-z0-9.-]+:\d{1,5})?$")] = Field(
        default="", alias="RUXUE_CLAMD_ADDRESS"
    )
    """Host and port, where clamd is the scanner."""

    @model_validator(mode="after")
    def _clamd_has_an_address(self) -> Self:
        if (self.scanner == "clamd") != bool(self.clamd):
            raise ValueError("RUXUE_CLAMD_ADDRESS goes with the scanner clamd, and only with it")
        return self

    def address(self) -> tuple[str, int]:
        host, _, port = self.clamd.partition(":")
        return host, int(port)


class Site(Group):
    url: Url = Field(alias="RUXUE_SITE_URL")


_GroupT = TypeVar("_GroupT", bound=Group)


def read(group: type[_GroupT]) -> _GroupT:
    """The group as the environment gives it now. Raises `SettingsError` naming every wrong variable."""
    names = [field.alias for field in group.model_fields.values() if field.alias]
    try:
        return group.model_validate({name: os.environ[name] for name in names if name in os.environ})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        wrong = [": ".join([*map(str, fault["loc"][:1]), fault["msg"]]) for fault in faults]
    raise SettingsError("; ".join(wrong))


tables = cache(partial(read, Tables))
breakers = cache(partial(read, Breakers))
keys = cache(partial(read, Keys))
buckets = cache(partial(read, Buckets))
erased_buckets = cache(partial(read, ErasedBuckets))
queues = cache(partial(read, Queues))
inspection_queue = cache(partial(read, InspectionQueue))
dead_letter_queues = cache(partial(read, DeadLetterQueues))
exports = cache(partial(read, Exports))
jobs = cache(partial(read, Jobs))
audit_bucket = cache(partial(read, AuditBucket))
sign_in = cache(partial(read, SignIn))
household_gateway = cache(partial(read, HouseholdGateway))
property_gateway = cache(partial(read, PropertyGateway))
sms = cache(partial(read, Sms))
sms_fallback = cache(partial(read, SmsFallback))
malware = cache(partial(read, Malware))
site = cache(partial(read, Site))
