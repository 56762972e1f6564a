from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from functions.cloud import clients
from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.services import Kms
from tests.moto_transport import moto_transport


@pytest.fixture(autouse=True)
def aws(monkeypatch) -> Iterator[None]:
    """A cloud of this test's own; moto answers, nothing leaves the process."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setattr(clients, "transport", moto_transport)
    with mock_aws():
        yield


@pytest.fixture
def key_id() -> str:
    return boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]


@pytest.fixture
def kms():
    return Kms(Boto3Caller(boto3.client))
