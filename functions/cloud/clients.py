"""AWS clients, each made once, on first use.

What families wait on goes through functions.cloud.aws and its seam; botocore is imported for the rest alone, by whoever
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
from .aws.services import DynamoDb, Kms, SecretsManager, Sns, Sqs
from .aws.transport import Connections, Transport

if TYPE_CHECKING:
    from botocore.config import Config
    from botocore.session import Session
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_s3 import S3Client

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
    """Who carries the calls of these services. Raises KeyError for a word that is none of `CARRIERS`."""
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
def sns() -> Sns:
    return Sns(caller())


@cache
def kms() -> Kms:
    return Kms(caller())


@cache
def secretsmanager() -> SecretsManager:
    return SecretsManager(caller())


@cache
def s3() -> "S3Client":
    """Signs with version 4 everywhere, presigned links and forms too."""
    made: S3Client = _rare("s3", signature_version="s3v4")
    return made


@cache
def cloudwatch() -> "CloudWatchClient":
    made: CloudWatchClient = _rare("cloudwatch")
    return made


@cache
def session() -> "Session":
    """botocore's. boto3 would import all of its uploads in the background too, a fifth of a start that needs none."""
    from botocore.session import get_session

    return get_session()


def _rare(service: str, **config: Any) -> Any:
    """botocore's client of a service that families seldom wait on."""
    bounds = _bounds(ATTEMPTS, **config)
    with _making:
        return session().create_client(service, config=bounds)


ONCE = frozenset({"sns"})
"""boto3 would repeat what may have been done too: of an SMS whose answer was lost that is a second one."""


def _boto3(service: str) -> Any:
    import boto3

    with _making:
        return boto3.client(service, config=_bounds(1 if service in ONCE else ATTEMPTS))  # type: ignore[call-overload]


def _bounds(attempts: int, **config: Any) -> "Config":
    """Standard backoff between the tries."""
    from botocore.config import Config

    return Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"mode": "standard", "total_max_attempts": attempts},
        **config,
    )
