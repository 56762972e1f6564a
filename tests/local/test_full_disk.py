"""A disk that takes nothing: nothing is accepted, who sends something is told so, and it goes on once there is room."""

import errno
import logging
from pathlib import Path
from typing import Any

import boto3
import pytest
import urllib3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.system import System

from .conftest import StillPump
from .tiny import TEMPLATE, Around, Seen, project

IMPATIENT = Config(retries={"max_attempts": 0})


@pytest.fixture
def start(tmp_path: Path, seen: Seen):
    running: list[System] = []

    def begin() -> System:
        made = System(
            lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE, data=tmp_path, pump=StillPump
        )
        made.start()
        running.append(made)
        return made

    yield begin
    running[-1].stop()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch):
    """The disk is full from when it is called until it is given room."""

    def refuse(file: int, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    return lambda: monkeypatch.setattr("local.aws.keeping.journal._write", refuse)


def put(system: System, name: str) -> None:
    item = {"pk": {"S": name}, "sk": {"S": "x"}}
    client = boto3.client("dynamodb", config=IMPATIENT)
    client.put_item(TableName=system.stack.outputs["ThingTableName"], Item=item)


def kept(system: System) -> set[str]:
    items = boto3.client("dynamodb").scan(TableName=system.stack.outputs["ThingTableName"])["Items"]
    return {item["pk"]["S"] for item in items}


def sent(system: System, method: str, language: str = "en") -> tuple[int, Any]:
    headers = {"Accept-Language": language}
    answer = urllib3.request(method, f"{system.url}/api/things/one", headers=headers, retries=False)
    return answer.status, answer.json()


def test_on_a_full_disk_no_write_is_acknowledged(start, full):
    system = start()
    put(system, "before")
    full()
    for name in ("first", "second"):
        with pytest.raises(ClientError) as refused:
            put(system, name)
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    assert "second" not in kept(system)


def test_on_a_full_disk_whoever_sends_something_is_told_so_in_their_language(start, full):
    system = start()
    full()
    with pytest.raises(ClientError):
        put(system, "first")
    status, problem = sent(system, "PUT")
    assert (status, problem["code"]) == (503, "disk_full")
    assert "disk of this machine is full" in problem["detail"]
    assert "磁盘已满" in sent(system, "PUT", "zh-CN")[1]["detail"]
    assert sent(system, "GET")[0] == 200


def test_on_a_full_disk_the_terminal_says_once_why_nothing_is_accepted(start, full, caplog):
    system = start()
    full()
    for name in ("first", "second"):
        with pytest.raises(ClientError):
            put(system, name)
    assert [one.message for one in caplog.records if one.levelno == logging.ERROR] == [
        "nothing is accepted until the disk takes it (No space left on device)"
    ]


def test_once_there_is_room_it_goes_on_and_nothing_is_missing_after_a_restart(
    start, full, seen: Seen, monkeypatch: pytest.MonkeyPatch
):
    system = start()
    put(system, "before")
    full()
    with pytest.raises(ClientError):
        put(system, "in doubt")
    monkeypatch.undo()
    put(system, "after")
    system.stop()
    seen.records.clear()
    again = start()
    assert kept(again) == {"before", "in doubt", "after"}
    again.settle()
    assert [one["dynamodb"]["Keys"]["pk"]["S"] for one in seen.records] == ["before", "in doubt", "after"]


def test_nothing_is_tried_and_given_up_while_the_disk_takes_nothing(start, full, seen: Seen):
    system = start()
    system.settle()
    queue = system.cloud.clients.queue_url(system.stack.outputs["JobQueueArn"].rsplit(":", 1)[-1])
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="waits")
    full()
    with pytest.raises(ClientError):
        put(system, "first")
    answer = urllib3.request("POST", f"{system.url}/local/settle", retries=False)
    assert (answer.status, answer.json()["code"]) == (504, "not_quiet")
    assert "waits" not in seen.bodies
