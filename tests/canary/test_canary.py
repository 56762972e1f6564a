"""The watch sees what it is there for: each way out, once with a person on it."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from moto import mock_aws

from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.calls import Seam
from functions.cloud.aws.services import Kms, Sns, Sqs
from functions.cloud.logs import logger
from functions.cloud.sealing.seal import Seal

from .plugin import EVENT
from .watch import Watch

NUMBER, NAME, ADDRESS, CODE = "350299201601010019", "金丝雀", "厦门市思明区金丝雀路1号101室", "424242"


@pytest.fixture
def watch() -> Watch:
    made = Watch()
    made.plant([NUMBER, NAME, ADDRESS, "13800424242"])
    made.plant_code(CODE)
    return made


@pytest.mark.parametrize(
    "value",
    [
        f"registered {NAME}",
        {"level": "INFO", "extra": {"deep": [NUMBER]}},
        {NUMBER: 1},
        f"https://bucket.example/R1/{NUMBER}.jpg?X-Amz-Expires=300",
        ADDRESS.encode(),
        json.dumps({"code": CODE}),
        13800424242,
        "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvcmRpbmFyeSJ9.c2lnbmVk",
    ],
    ids=str,
)
def test_a_person_is_seen_wherever_they_stand(watch: Watch, value: Any) -> None:
    watch.look("here", value)
    assert watch.taken() == ["here"]
    assert watch.taken() == []


@pytest.mark.parametrize("value", ["2022-07-05T02:00:00.424242Z", "01H424242K", 4242421, None, "1424242"])
def test_digits_of_something_else_are_no_code(watch: Watch, value: Any) -> None:
    watch.look("here", value)
    assert watch.taken() == []


def test_a_test_s_codes_are_forgotten_with_it(watch: Watch) -> None:
    watch.taken()
    watch.look("here", CODE)
    assert watch.taken() == []


@pytest.fixture
def session(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    made = boto3.session.Session(region_name="us-east-1")
    made.events.register(EVENT, lambda params, model, **_: watch.request(params, model))
    return made


def test_every_call_of_aws_is_looked_at(session: Any, watch: Watch) -> None:
    with mock_aws():
        sqs, s3, table = session.client("sqs"), session.client("s3"), session.client("dynamodb")
        queue = sqs.create_queue(QueueName="q")["QueueUrl"]
        s3.create_bucket(Bucket="bucket")
        table.create_table(
            TableName="t",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        assert watch.taken() == []
        sqs.send_message(QueueUrl=queue, MessageBody=json.dumps({"student": NAME}, ensure_ascii=False))
        assert watch.taken() == ["sqs SendMessage"]
        s3.put_object(Bucket="bucket", Key=f"R1/{NUMBER}", Body=b"")
        assert watch.taken() == ["s3 PutObject"]
        s3.put_object(Bucket="bucket", Key="R1/D1", Body=NAME.encode())
        assert watch.taken() == []
        table.put_item(TableName="t", Item={"pk": {"S": "R#1"}, "form": {"B": ADDRESS.encode()}})
        assert watch.taken() == ["dynamodb PutItem"]
        session.client("cloudwatch").put_metric_data(
            Namespace="Ruxue",
            MetricData=[{"MetricName": "x", "Dimensions": [{"Name": "n", "Value": NAME}], "Timestamp": NOW}],
        )
        assert watch.taken() == ["cloudwatch PutMetricData"]
        session.client("secretsmanager").create_secret(Name="s", SecretString=NUMBER)
        session.client("sns").publish(PhoneNumber="+8613800424242", Message=f"code {CODE}")
        assert watch.taken() == []


def test_every_call_at_the_seam_is_looked_at(watch: Watch) -> None:
    seam = Seam()
    sqs = Sqs(seam.through(lambda _: {}))
    with seam.around(lambda call, then: (watch.call(call), then(call))[1]):
        sqs.send_message(QueueUrl="q", MessageBody=json.dumps({"student": NAME}, ensure_ascii=False))
        assert watch.taken() == ["sqs SendMessage"]
        sqs.send_message(QueueUrl="q", MessageBody='{"registration_id":"R1"}')
        Sns(seam.through(lambda _: {})).publish(PhoneNumber="+8613800424242", Message=f"code {CODE}")
    assert watch.taken() == []


NOW = datetime(2022, 7, 5, tzinfo=UTC)


def test_a_sealed_value_shows_nobody(session: Any, watch: Watch) -> None:
    with mock_aws():
        kms = session.client("kms")
        seal = Seal(Kms(Boto3Caller(lambda _: kms)), kms.create_key()["KeyMetadata"]["KeyId"])
        watch.look("the sealed value", seal.seal("R1", f"{NAME}{NUMBER}{ADDRESS}".encode(), version=1))
    assert watch.taken() == []


@pytest.mark.speaks_of_people
def test_the_functions_log_is_among_what_is_captured(
    capsys: pytest.CaptureFixture[str], watch: Watch
) -> None:
    line = logging.getLogger(logger().name or "ruxue")
    record = line.makeRecord("ruxue", logging.INFO, "f", 1, f"registered {NAME}", (), None)
    for handler in line.handlers:
        watch.look("a log line", handler.format(record))
    assert "a log line" in watch.taken()
