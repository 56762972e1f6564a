import pytest

from functions.cloud import clients
from functions.cloud.aws.operations import PROTOCOLS

MAKERS = [clients.s3, clients.cloudwatch]


@pytest.fixture(autouse=True)
def fresh():
    for maker in MAKERS:
        maker.cache_clear()
    yield
    for maker in MAKERS:
        maker.cache_clear()


@pytest.mark.parametrize("maker", MAKERS)
def test_a_client_is_made_once_with_short_time_outs_and_standard_retries(maker):
    client = maker()
    assert maker() is client
    assert client.meta.config.connect_timeout == clients.CONNECT_TIMEOUT
    assert client.meta.config.read_timeout == clients.READ_TIMEOUT
    assert client.meta.config.retries["mode"] == "standard"
    assert client.meta.config.retries["total_max_attempts"] == clients.ATTEMPTS


def test_boto3_in_the_place_of_our_client_sends_no_sms_twice():
    tries = {name: clients._boto3(name).meta.config.retries["total_max_attempts"] for name in PROTOCOLS}
    assert tries == dict.fromkeys(PROTOCOLS, clients.ATTEMPTS) | {"sns": 1}


def test_the_endpoint_of_a_local_cloud_is_honoured(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5999")
    assert clients.s3().meta.endpoint_url == "http://127.0.0.1:5999"


def test_presigned_uploads_are_signed_with_version_4():
    form = clients.s3().generate_presigned_post("quarantine", "R1/D1")
    assert form["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert "X-Amz-Signature" in clients.s3().generate_presigned_url("get_object", {"Bucket": "b", "Key": "k"})
