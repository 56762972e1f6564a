"""AWS clients, each made once, on first use. Region, credentials and endpoint are botocore's affair."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

CONNECT_TIMEOUT = 1.0
READ_TIMEOUT = 5.0
"""Seconds, for each try."""

ATTEMPTS = 3
"""Tries in all, with botocore's standard backoff between them."""

_making = Lock()


def _config(signature_version: str | None = None) -> Config:
    return Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        signature_version=signature_version,
    )


@cache
def dynamodb() -> "DynamoDBClient":
    with _making:
        return boto3.client("dynamodb", config=_config())


@cache
def s3() -> "S3Client":
    """Signs with version 4 everywhere, presigned links and forms too."""
    with _making:
        return boto3.client("s3", config=_config("s3v4"))


@cache
def sqs() -> "SQSClient":
    with _making:
        return boto3.client("sqs", config=_config())


@cache
def kms() -> "KMSClient":
    with _making:
        return boto3.client("kms", config=_config())


@cache
def secretsmanager() -> "SecretsManagerClient":
    with _making:
        return boto3.client("secretsmanager", config=_config())


@cache
def sns() -> "SNSClient":
    with _making:
        return boto3.client("sns", config=_config())


@cache
def cloudwatch() -> "CloudWatchClient":
    with _making:
        return boto3.client("cloudwatch", config=_config())
