import json
import os

import boto3
import pytest
from chalice.app import Chalice

from local.aws.templates import load
from local.projects import INFRA, Project, Wiring, _output, _wiring
from local.system import System

from .conftest import StillPump
from .tiny import Around

MERGE = load(INFRA / "guardians" / "merge.yaml")


@pytest.mark.parametrize(
    ("function", "output"),
    [
        ("inspect_document", "InspectionQueueArn"),
        ("verify_identity", "IdentityQueueArn"),
        ("verify_property", "PropertyQueueArn"),
        ("send_code", "CodeQueueArn"),
        ("notify", "NoticeQueueArn"),
        ("dispatch", "RegistrationStreamArn"),
    ],
)
def test_functions_get_what_the_deployment_gives_them(function: str, output: str):
    assert _wiring(function, MERGE).source == output


def test_what_dispatch_can_never_take_goes_to_its_dead_letters():
    wiring = _wiring("dispatch", MERGE)
    assert wiring == Wiring("RegistrationStreamArn", "DispatchDlqArn", attempts=100)


def test_a_function_without_a_source_is_noticed():
    with pytest.raises(KeyError):
        _wiring("forgotten", MERGE)


def test_the_data_stack_is_made_on_moto_as_it_is_deployed():
    variables = MERGE["Globals"]["Function"]["Environment"]["Variables"]
    environment = {name: output for name, value in variables.items() if (output := _output(value))}
    bare = Project(Chalice(app_name="bare"), environment=environment)
    running = System(lambda: [bare], lambda *_: Around(), pump=StillPump)
    running.start()
    try:
        missing = {name for name in variables if name.startswith("RUXUE_") and name not in os.environ}
        assert missing == {"RUXUE_HOUSEHOLD_GATEWAY_URL", "RUXUE_PROPERTY_GATEWAY_URL"}
        s3, sqs = boto3.client("s3"), boto3.client("sqs")
        s3.put_object(Bucket=os.environ["RUXUE_QUARANTINE_BUCKET"], Key="r/d", Body=b"x")
        queue = os.environ["RUXUE_INSPECTION_QUEUE_URL"]
        received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
        told = [json.loads(message["Body"]) for message in received]
        assert [each["Records"][0]["s3"]["object"]["key"] for each in told if "Records" in each] == ["r%2Fd"]
        assert s3.get_bucket_versioning(Bucket=os.environ["RUXUE_DOCUMENT_BUCKET"])["Status"] == "Enabled"
        described = sqs.get_queue_attributes(
            QueueUrl=queue, AttributeNames=["VisibilityTimeout", "RedrivePolicy"]
        )
        assert int(described["Attributes"]["VisibilityTimeout"]) == 360
        assert "RedrivePolicy" in described["Attributes"]
    finally:
        running.stop()
