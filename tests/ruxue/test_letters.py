"""Dead letters are told by their ids, and go back: all, a queue's, or one."""

import json

import pytest
import time_machine

from tests.aws import Cloud
from tests.rooms.registrations import ID

from .running import asked, run

BODY = {"registration_id": ID, "version": 2, "check": "student-0"}
QUEUES = ("Identity", "Property", "Code", "Notice", "Inspection", "Job")


def dead(cloud: Cloud) -> dict[str, int]:
    """How many letters stand in each queue of dead letters, all of them in sight."""
    return {
        name: int(
            cloud.clients.sqs.get_queue_attributes(
                QueueUrl=cloud.queue(f"{name}Dlq"), AttributeNames=["ApproximateNumberOfMessages"]
            )["Attributes"]["ApproximateNumberOfMessages"]
        )
        for name in QUEUES
    }


@pytest.fixture
def letters(opened: Cloud) -> Cloud:
    """One in every queue, and a second about another check."""
    for name in QUEUES:
        opened.send(f"{name}Dlq", BODY)
    opened.send("IdentityDlq", BODY | {"check": "guardian-0"})
    return opened


def test_every_queues_letters_are_listed_with_their_reason_and_stay(
    letters: Cloud, clock: time_machine.Traveller
) -> None:
    letters.clients.sqs.send_message(
        QueueUrl=letters.queue("NoticeDlq"),
        MessageBody=json.dumps({"registration_id": ID, "notice": "submitted-2"}),
        MessageAttributes={"reason": {"DataType": "String", "StringValue": "malformed"}},
    )
    before = dead(letters)
    listed = asked("letters", "list")["letters"]
    assert len(listed) == sum(before.values()) == 8
    clock.shift(1)
    assert [one["about"] for one in listed if one["reason"] == "malformed"] == [
        {"registration_id": ID, "notice": "submitted-2"}
    ]
    assert dead(letters) == before


def test_without_yes_nothing_moves(letters: Cloud, clock: time_machine.Traveller) -> None:
    before = dead(letters)
    told = asked("letters", "redrive")
    assert (told["done"], len(told["letters"])) == (False, 7)
    clock.shift(1)
    assert dead(letters) == before
    assert letters.bodies("Identity") == []


def test_all_go_back_each_into_its_own_queue(letters: Cloud) -> None:
    assert len(asked("letters", "redrive", "--yes")["letters"]) == 7
    assert set(dead(letters).values()) == {0}
    for name in ("Property", "Code", "Notice", "Inspection", "Job"):
        received = letters.clients.sqs.receive_message(QueueUrl=letters.queue(name), MaxNumberOfMessages=10)[
            "Messages"
        ]
        assert BODY in [json.loads(one["Body"]) for one in received]
    assert {one["check"] for one in letters.bodies("Identity")} == {"student-0", "guardian-0"}


def test_one_queue_leaves_the_others(letters: Cloud) -> None:
    run("letters", "redrive", "--queue", "identity", "--yes")
    assert dead(letters) == dict.fromkeys(QUEUES, 1) | {"Identity": 0}


def test_one_letter_leaves_its_neighbour(letters: Cloud, clock: time_machine.Traveller) -> None:
    [one] = [
        letter
        for letter in asked("letters", "list", "--queue", "identity")["letters"]
        if letter["about"]["check"] == "guardian-0"
    ]
    clock.shift(1)
    asked("letters", "redrive", "--message", one["message"], "--yes")
    assert [body["check"] for body in letters.bodies("Identity")] == ["guardian-0"]
    run("letters", "redrive", "--message", one["message"], "--yes", code=2)


def test_what_is_no_message_of_ours_shows_nothing_of_itself(opened: Cloud) -> None:
    opened.send("IdentityDlq", '{"check": "张三", "id": "110101199003074514", "name": "x"}')
    opened.send("IdentityDlq", "13800000000 张三")
    said = run("letters", "list") + str(asked("letters", "list"))
    assert "张三" not in said
    assert "110101199003074514" not in said
    assert "13800000000" not in said
