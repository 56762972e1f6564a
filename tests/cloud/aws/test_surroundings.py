"""Region, addresses and credentials as the environment and the machine give them."""

import pytest

from functions.cloud.aws.credentials import Credentials, CredentialSource
from functions.cloud.aws.endpoints import endpoint, region
from functions.cloud.aws.errors import CredentialsError, RegionError

VARIABLES = (
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_SECRETS_MANAGER",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
)


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """Nothing in the environment, and files of this test's own."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def test_lambda_s_region_comes_first(monkeypatch):
    with pytest.raises(RegionError):
        region()
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert region() == "us-east-1"
    monkeypatch.setenv("AWS_REGION", "cn-north-1")
    assert region() == "cn-north-1"


@pytest.mark.parametrize(
    ("service", "region", "address"),
    [
        ("dynamodb", "cn-north-1", "https://dynamodb.cn-north-1.amazonaws.com.cn"),
        ("secretsmanager", "cn-northwest-1", "https://secretsmanager.cn-northwest-1.amazonaws.com.cn"),
        ("kms", "ap-southeast-1", "https://kms.ap-southeast-1.amazonaws.com"),
        ("sqs", "us-east-1", "https://sqs.us-east-1.amazonaws.com"),
    ],
)
def test_each_partition_has_its_own_addresses(service, region, address):
    assert endpoint(service, region) == address


def test_the_environment_s_address_wins_and_a_service_s_own_over_all(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566/")
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:5000")
    assert endpoint("kms", "us-east-1") == "http://127.0.0.1:4566"
    assert endpoint("secretsmanager", "us-east-1") == "http://127.0.0.1:5000"


def test_the_environment_s_credentials_are_looked_at_for_each_request(monkeypatch):
    source = CredentialSource()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "A")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    assert source.current() == Credentials("A", "s", None)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "B")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "t")
    assert source.current() == Credentials("B", "s", "t")


def test_elsewhere_botocore_finds_them_and_looks_again_when_told(tmp_path):
    source, file = CredentialSource(), tmp_path / "credentials"
    file.write_text("[default]\naws_access_key_id = C\naws_secret_access_key = d\n")
    assert source.current() == Credentials("C", "d", None)
    file.write_text("[default]\naws_access_key_id = E\naws_secret_access_key = f\naws_session_token = g\n")
    assert source.current() == Credentials("C", "d", None)
    source.renew()
    assert source.current() == Credentials("E", "f", "g")


def test_without_any_there_is_an_error_of_its_own():
    with pytest.raises(CredentialsError):
        CredentialSource().current()


def test_credentials_show_no_secret():
    assert "plainly" not in repr(Credentials("A", "plainly-secret", "plainly-token"))
