"""What is looked at besides the play: packages that stand alone, alarms on what exists, the clock, refused uploads."""

import json
import subprocess
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from functions.cloud.logs import SERVICE
from infra import interpreter
from local.aws import sns_logs
from local.demo.client import DifferentError, expect, photo
from local.demo.family import Family

from .stacks import Made
from .town import Deployed

MODULES = "import sys; sys.path.insert(0, sys.argv[1]); [__import__(name) for name in sys.argv[2:]]"
TICK = 150.0
"""Seconds within which a schedule of one minute has fired."""

SOON = 90.0
"""Seconds for what only waits for a function to start, on a busy machine."""

RETRY = 240.0
"""Seconds within which a check that failed once, or twice, is tried again (1 minute, then 2)."""

QUEUES = ("Inspection", "Identity", "Property", "Code", "Notice", "Job")

SCHEDULED = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
SCHEDULED |= {"id": "", "account": "", "region": "", "time": "", "resources": []}

ALARM = {
    "AlarmName": "rehearsal",
    "AlarmDescription": "",
    "NewStateValue": "ALARM",
    "NewStateReason": "rehearsed",
}
ALARM |= {"StateChangeTime": "2022-08-01T01:59:30.000+0000"}
"""As CloudWatch publishes one."""


def imports_alone(python: Path, directory: Path) -> int:
    """Imports every handler's module with nothing beside its zip and the standard library; how many.

    ministack runs functions with its own interpreter, whose libraries would hide one that the zip lacks. Raises
    DifferentError.
    """
    template = json.loads((directory / "sam.json").read_text())
    modules: defaultdict[str, set[str]] = defaultdict(set)
    for one in template["Resources"].values():
        if one["Type"] == "AWS::Serverless::Function":
            modules[one["Properties"]["CodeUri"]].add(one["Properties"]["Handler"].rsplit(".", 1)[0])
    for zipped, wanted in sorted(modules.items()):
        with tempfile.TemporaryDirectory() as unpacked:
            with zipfile.ZipFile(directory / zipped) as archive:
                archive.extractall(unpacked)
            for module in sorted(wanted):
                _import(python, unpacked, module, f"{directory.name}, {zipped}")
    return sum(map(len, modules.values()))


def _import(python: Path, unpacked: str, module: str, where: str) -> None:
    try:
        interpreter.run([str(python), "-ISc", MODULES, unpacked, module], capture_output=True)
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1]
        raise DifferentError(f"{where}: {module} does not import from its zip: {last}") from None


def alarms_watch_what_exists(client: Callable[[str], Any]) -> int:
    """Compares every dimension of every alarm with what was made; how many alarms. Raises DifferentError."""
    apis = client("apigateway").get_rest_apis()["items"]
    there = {
        "QueueName": {one.rsplit("/", 1)[-1] for one in client("sqs").list_queues()["QueueUrls"]},
        "FunctionName": {one["FunctionName"] for one in client("lambda").list_functions()["Functions"]},
        "TableName": set(client("dynamodb").list_tables()["TableNames"]),
        "service": {SERVICE},
        "ApiName": {one["name"] for one in apis},
        "Stage": {
            stage["stageName"]
            for one in apis
            for stage in client("apigateway").get_stages(restApiId=one["id"])["item"]
        },
    }
    alarms = client("cloudwatch").describe_alarms()["MetricAlarms"]
    for alarm in alarms:
        for dimension in alarm["Dimensions"]:
            name, value = dimension["Name"], dimension["Value"]
            expect(value in there[name], f"{alarm['AlarmName']} watches the {name} {value}: there is none")
    return len(alarms)


def until(holds: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Asks once a second. Raises DifferentError with the words of `otherwise`."""
    deadline = time.monotonic() + seconds
    while not holds():
        expect(time.monotonic() < deadline, f"{otherwise} within {seconds:.0f} s")
        time.sleep(1)


SLOWER = {"guardians": ("Remind", "Reconcile", "Erase"), "staff": ("KeepAuditEnds", "WatchReadings")}
"""What the clock calls too seldom to be waited for."""


def clock_driven(town: Deployed, made: Mapping[str, Made]) -> None:
    """Waits for the minute's schedule, and calls the slower ones as their rules would. Raises DifferentError."""
    until(lambda: town.calls()["guardians-Publish"], TICK, "Publish was not called by the clock")
    for stack, names in SLOWER.items():
        for name in names:
            _invoke(town, made[f"ruxue-{stack}"], name, SCHEDULED)


def told_by_amazon(town: Deployed, made: Mapping[str, Made]) -> None:
    """An alarm by its topic, and a line as SNS logs it of an SMS that nobody sent. Raises DifferentError."""
    town.client("sns").publish(
        TopicArn=made["ruxue-data"].outputs["AlarmTopicArn"],
        Subject="ALARM",
        Message=json.dumps(ALARM),
        # Amazon tells a function of none where there are none; the emulator leaves the name out then.
        MessageAttributes={"rehearsed": {"DataType": "String", "StringValue": "yes"}},
    )
    until(lambda: town.calls()["guardians-TellOnCall"], SOON, "nobody was told of an alarm")
    logged = sns_logs.line("of-no-sms-of-ours", at=datetime.now(UTC))
    _invoke(town, made["ruxue-guardians"], "TakeSnsLogs", sns_logs.brought(logged))


def _invoke(town: Deployed, stack: Made, name: str, event: Mapping[str, Any]) -> None:
    answer = town.client("lambda").invoke(FunctionName=stack.named(name), Payload=json.dumps(event).encode())
    expect("FunctionError" not in answer, f"{name} failed: {answer['Payload'].read()[:300]!r}")


def nonsense_is_put_aside(town: Deployed, data: Made) -> int:
    """What can never succeed goes to the dead letters with its reason; how many queues. Raises DifferentError."""
    sqs = town.client("sqs")
    for queue in QUEUES:
        sqs.send_message(QueueUrl=data.outputs[f"{queue}QueueUrl"], MessageBody="nonsense")
    for queue in QUEUES:
        url = data.outputs[f"{queue}DlqUrl"]
        found: list[Any] = []

        def arrived(url: str = url, found: list[Any] = found) -> list[Any]:
            answer = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["reason"])
            found.extend(answer.get("Messages", []))
            return found

        until(arrived, SOON, f"nonsense in {queue}Queue was not put aside")
        expect(found[0]["MessageAttributes"]["reason"], f"{queue}Dlq: no reason")
        sqs.delete_message(QueueUrl=url, ReceiptHandle=found[0]["ReceiptHandle"])
    return len(QUEUES)


def another_file_is_refused(family: Family) -> int:
    """Posts a longer file than was asked for; the bucket's refusal. Raises DifferentError."""
    content = photo("announced")
    asked = family.person.ok(
        "POST",
        f"/registrations/{family.id}/documents",
        {"kind": "other", "media_type": "image/jpeg", "size": len(content), "sha256": "A" * 43 + "="},
    )
    form = [
        *asked["upload"]["fields"].items(),
        ("file", ("photo.jpg", content + bytes(1024), "image/jpeg")),
    ]
    posted = family.town.http.request("POST", asked["upload"]["url"], fields=form)
    refused = HTTPStatus.BAD_REQUEST <= posted.status < HTTPStatus.INTERNAL_SERVER_ERROR
    expect(refused, f"a longer file than was asked for: {posted.status}")
    return posted.status
