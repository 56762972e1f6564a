"""Our signatures against botocore's, which Amazon itself maintains."""

import random
import string
from datetime import UTC, datetime
from unittest import mock

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreCredentials

from functions.cloud.aws.credentials import Credentials
from functions.cloud.aws.signing import Scope, signed_headers

REQUESTS = 500
REGIONS = ("cn-north-1", "cn-northwest-1", "us-east-1", "ap-southeast-1")
SERVICES = ("dynamodb", "kms", "sqs", "secretsmanager")
HOSTS = (
    "dynamodb.cn-north-1.amazonaws.com.cn",
    "kms.us-east-1.amazonaws.com",
    "127.0.0.1:5000",
    "localhost:80",
    "aws.example:443",
    "[::1]:4566",
)
PATHS = ("/", "", "/aws/", "/a b/", "/a%20b/", "/入学/", "/~x/-._/")
NAMES = ("content-type", "x-amz-target", "x-amz-meta-a", "x-other")
VALUES = (*string.printable[:94], " ", "  ", "é", "中")


def some(chance: random.Random, of: tuple[str, ...] | str, most: int) -> str:
    return "".join(chance.choices(of, k=chance.randint(1, most)))


@pytest.mark.parametrize("seed", range(REQUESTS))
def test_a_signature_is_botocore_s(seed: int) -> None:
    chance = random.Random(seed)
    scheme = chance.choice(("http", "https"))
    url = f"{scheme}://{chance.choice(HOSTS)}{chance.choice(PATHS)}"
    headers = {name: some(chance, VALUES, 20).strip() for name in NAMES if chance.random() < 0.7}
    body = chance.randbytes(chance.choice((0, 1, 300)))
    key, secret = some(chance, string.ascii_uppercase, 20), some(chance, string.ascii_letters + "+/=", 40)
    token = chance.choice((None, some(chance, string.ascii_letters + "+/=", 300)))
    region, service = chance.choice(REGIONS), chance.choice(SERVICES)
    now = datetime.fromtimestamp(chance.randint(1_600_000_000, 2_000_000_000), UTC)

    theirs = AWSRequest("POST", url, dict(headers), body)
    with mock.patch("botocore.auth.get_current_datetime", return_value=now):
        SigV4Auth(BotocoreCredentials(key, secret, token), service, region).add_auth(theirs)
    ours = signed_headers(
        url,
        headers,
        body,
        credentials=Credentials(key, secret, token),
        scope=Scope(region, service),
        at=now.strftime("%Y%m%dT%H%M%SZ"),
    )
    assert ours["authorization"] == theirs.headers["Authorization"]
    assert ours.get("x-amz-security-token") == theirs.headers.get("X-Amz-Security-Token")
    assert ours["x-amz-date"] == theirs.headers["X-Amz-Date"]
