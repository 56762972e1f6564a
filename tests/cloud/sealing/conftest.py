from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws


@pytest.fixture(autouse=True)
def aws(monkeypatch) -> Iterator[None]:
    """A cloud of this test's own; moto answers, nothing leaves the process."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    with mock_aws():
        yield


@pytest.fixture
def kms():
    return boto3.client("kms")
