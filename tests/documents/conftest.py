from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from functions.cloud.uploads import Uploads

QUARANTINE, DOCUMENTS = "quarantine", "documents"


@pytest.fixture(scope="session")
def _client() -> Any:
    return boto3.client(
        "s3",
        region_name="eu-central-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(signature_version="s3v4"),
    )


@pytest.fixture
def s3(_client: Any) -> Iterator[Any]:
    """Two empty buckets, every time."""
    with mock_aws():
        for bucket in (QUARANTINE, DOCUMENTS):
            _client.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
            )
        yield _client


@pytest.fixture
def uploads(s3: Any) -> Uploads:
    return Uploads(s3, QUARANTINE, DOCUMENTS)
