import json
from datetime import UTC, datetime, timedelta

import boto3
import pytest
import urllib3
from botocore.exceptions import ClientError

from local.system import System


@pytest.fixture
def control(system: System):
    with urllib3.PoolManager(retries=False) as http:

        def call(method: str, name: str, body=None, **headers: str):
            content = None if body is None else json.dumps(body)
            answer = http.request(method, f"{system.url}/local/{name}", body=content, headers=headers)
            return answer.status, json.loads(answer.data) if answer.data else None

        yield call


def test_the_clock_moves_the_whole_process(system: System, control):
    before = datetime.now(UTC)
    status, answer = control("POST", "clock", {"advance_seconds": 3600})
    assert status == 200
    assert datetime.now(UTC) - before >= timedelta(hours=1)
    assert abs(datetime.fromisoformat(answer["now"]) - datetime.now(UTC)) < timedelta(hours=1)


def test_the_clock_moves_to_a_moment(system: System, control):
    goal = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    status, answer = control("POST", "clock", {"to": goal})
    assert status == 200
    assert answer["now"][:15] == goal[:15]


@pytest.mark.parametrize(
    "body",
    [
        {"advance_seconds": -1},
        {"to": "2020-01-01T00:00:00+08:00"},
        {"to": "2099-01-01T00:00:00"},
        {},
        [],
        "x",
    ],
)
def test_the_clock_refuses_the_past_and_what_is_no_time(control, body):
    assert control("POST", "clock", body)[0] == 422


def test_another_site_cannot_use_the_controls(control):
    assert control("POST", "clock", {"advance_seconds": 1}, Origin="https://evil.example")[0] == 403


def test_stories_list_who_can_sign_in(control):
    _, people = control("GET", "stories")
    assert {person["sub"] for person in people} == {"mother", "reviewer"}


def test_settling_tells_what_was_done_and_what_waits(system: System, control):
    queue = system.cloud.clients.queue_url(system.stack.outputs["JobQueueArn"].rsplit(":", 1)[-1])
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="now")
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="later", DelaySeconds=600)
    _, answer = control("POST", "settle")
    assert answer["taken"]["work"] == 1
    assert answer["waiting"]["work"] == {"ready": 0, "delayed": 1, "in_flight": 0}


def test_figures_count_the_functions_calls_and_not_the_machinerys(system: System, control):
    boto3.client("sqs").list_queues()
    _, before = control("GET", "figures")
    system.settle()
    _, after = control("GET", "figures")
    assert before["aws_calls"]["sqs:ListQueues"] == 1
    assert after["aws_calls"] == before["aws_calls"]


def test_an_unknown_control_is_not_found(control):
    assert control("GET", "nothing")[0] == 404
    assert control("PUT", "authorities/nobody", {})[0] == 404


def test_a_command_in_another_process_is_told_what_the_functions_are_told(system: System, control):
    status, told = control("GET", "variables")
    assert status == 200
    assert told["AWS_ENDPOINT_URL"] == system.storage
    assert {"RUXUE_SITE_URL", "RUXUE_SECRET_ID", "AWS_REGION"} <= told.keys()


def test_sms_are_refused_by_the_code_that_it_is_told_and_taken_again(system: System, control):
    sns = boto3.client("sns")
    assert control("PUT", "sms", {"refuse": "AuthorizationError"})[0] == 200
    with pytest.raises(ClientError, match="AuthorizationError"):
        sns.publish(PhoneNumber="+8613800000000", Message="never")
    assert control("PUT", "sms", {"refuse": ""}) == (200, {"refuse": ""})
    sns.publish(PhoneNumber="+8613800000000", Message="taken")
    assert [one["text"] for one in control("GET", "sms")[1]] == ["taken"]


def test_what_is_no_code_of_sns_refuses_nothing(control):
    assert control("PUT", "sms", {"refuse": "<Code>"})[0] == 422
