"""AWS clients, each made once, on first use.

What families wait on goes through functions.cloud.aws and its seam; boto3 is imported for the rest alone, by whoever
asks for it. Region, credentials and endpoint are those of the environment for both.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from .aws.calls import SEAM, Caller
from .aws.client import CONNECT_TIMEOUT, READ_TIMEOUT, HttpCaller
from .aws.endpoints import region
from .aws.retries import ATTEMPTS
from .aws.services import DynamoDb, Kms, SecretsManager, Sqs
from .aws.transport import Connections, Transport

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient

_making = Lock()


@cache
def transport() -> Transport:
    """One set of connections for all services."""
    return Connections()


def _own() -> Caller:
    return HttpCaller(transport(), region())


def _by_boto3() -> Caller:
    from .aws.boto import Boto3Caller

    return Boto3Caller(cache(_boto3))


CARRIERS: Mapping[str, Callable[[], Caller]] = {"own": _own, "boto3": _by_boto3}
"""What RUXUE_AWS_CLIENT may say; nothing said is `own`."""


def carrier() -> Caller:
    """Who carries the calls of the four services. Raises KeyError for a word that is none of `CARRIERS`."""
    return CARRIERS[os.environ.get("RUXUE_AWS_CLIENT", "own")]()


@cache
def caller() -> Caller:
    """The same, behind the seam."""
    return SEAM.through(carrier())


@cache
def dynamodb() -> DynamoDb:
    return DynamoDb(caller())


@cache
def sqs() -> Sqs:
    return Sqs(caller())


@cache
def kms() -> Kms:
    return Kms(caller())


@cache
def secretsmanager() -> SecretsManager:
    return SecretsManager(caller())


@cache
def s3() -> "S3Client":
    """Signs with version 4 everywhere, presigned links and forms too."""
    made: S3Client = _boto3("s3", signature_version="s3v4")
    return made


@cache
def sns() -> "SNSClient":
    # Nothing repeats an SMS: where its answer was lost it may have gone (functions/notify/handing.py).
    made: SNSClient = _boto3("sns", attempts=1)
    return made


@cache
def cloudwatch() -> "CloudWatchClient":
    made: CloudWatchClient = _boto3("cloudwatch")
    return made


def _boto3(service: str, *, attempts: int = ATTEMPTS, **config: Any) -> Any:
    """boto3's client of a service, with its standard backoff between the tries."""
    import boto3
    from botocore.config import Config

    bounds = Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"mode": "standard", "total_max_attempts": attempts},
        **config,
    )
    with _making:
        return boto3.client(service, config=bounds)  # type: ignore[call-overload]
