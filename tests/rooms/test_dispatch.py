"""What was committed becomes messages: once for each change, ids only, and nothing is lost."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from functions.cloud.queues.messages import LARGEST_BATCH, Message, Outbox, check_message, notice_message
from functions.cloud.queues.queue import Queue
from functions.cloud.table import keys
from functions.cloud.table.table import BusyError, pack
from functions.dispatch import handler
from functions.dispatch.changes import messages
from functions.dispatch.claims import ClaimChange
from functions.dispatch.stream import dispatch_changes
from tests.aws import Cloud

from .registrations import ID


def item(*, checks: dict[str, Any] | None = None, notices: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"sk": "registration", "id": ID, "checks": checks or {}, "notices": notices or {}}


def check(state: str = "queued", version: int = 2, kind: str = "student_identity") -> dict[str, Any]:
    return {"state": state, "version": version, "kind": kind}


def test_a_submissions_checks_and_notice_become_messages() -> None:
    old = item()
    new = item(
        checks={
            "student-0": check(),
            "guardian-0": check(kind="guardian_identity"),
            "property": check(kind="property"),
        },
        notices={"submitted-2": {"state": "pending", "kind": "submitted"}},
    )
    assert [(one.queue.value, json.loads(one.body)) for one in messages(old, new)] == [
        ("identity", {"registration_id": ID, "version": 2, "check": "student-0"}),
        ("identity", {"registration_id": ID, "version": 2, "check": "guardian-0"}),
        ("property", {"registration_id": ID, "version": 2, "check": "property"}),
        ("notice", {"registration_id": ID, "notice": "submitted-2"}),
    ]


def test_a_code_waits_in_a_queue_of_its_own() -> None:
    pending = {
        "code-01C": {"state": "pending", "kind": "code"},
        "outcome": {"state": "pending", "kind": "outcome"},
    }
    assert [one.queue for one in messages(item(), item(notices=pending))] == [Queue.CODE, Queue.NOTICE]


@pytest.mark.parametrize(
    "state", ["passed", "manual_review", "not_required", "authority_unavailable", "accepted"]
)
def test_only_queued_checks_ask_an_authority(state: str) -> None:
    assert messages(item(), item(checks={"property": check(state)})) == []


def test_a_check_that_stands_is_not_asked_again_when_something_else_changes() -> None:
    assert messages(item(checks={"student-0": check()}), item(checks={"student-0": check()})) == []


@pytest.mark.parametrize("before", [check(version=1), check("abnormal"), check("passed")])
def test_a_check_queued_anew_is_asked_again(before: dict[str, Any]) -> None:
    assert len(messages(item(checks={"student-0": before}), item(checks={"student-0": check()}))) == 1


@pytest.mark.parametrize(("before", "sent"), [(None, 1), ("failed", 1), ("pending", 0), ("sending", 0)])
def test_a_pending_notice_is_given_to_one_message(before: str | None, sent: int) -> None:
    old = item(notices={} if before is None else {"outcome": {"state": before}})
    assert len(messages(old, item(notices={"outcome": {"state": "pending", "kind": "outcome"}}))) == sent


def test_claims_accounts_and_removals_say_nothing() -> None:
    assert messages(None, {"sk": "claim", "registration": ID}) == []
    assert messages(item(notices={"outcome": {"state": "pending"}}), None) == []


class Refusing:
    """An outbox that does not take the messages of some registrations."""

    def __init__(self, *refused: str) -> None:
        self.refused = refused
        self.sent: list[Message] = []

    def send(self, messages: Iterable[Message]) -> frozenset[Message]:
        wanted = list(messages)
        unsent = {one for one in wanted if json.loads(one.body)["registration_id"] in self.refused}
        self.sent += [one for one in wanted if one not in unsent]
        return frozenset(unsent)


def record(number: int, *, name: str = "MODIFY") -> dict[str, Any]:
    new = item(checks={"student-0": check()}) | {"id": f"R{number}"}
    image = pack(new) | {"pk": {"S": f"R#R{number}"}, "sealed": {"B": "AQID"}}
    change: dict[str, Any] = {"SequenceNumber": str(number), "OldImage": pack(item())}
    return {"eventName": name, "dynamodb": change | ({} if name == "REMOVE" else {"NewImage": image})}


class Children:
    """Brings families in line, but for those of a child where they were faster."""

    def __init__(self, *busy: str) -> None:
        self.busy = busy
        self.aligned: list[ClaimChange] = []

    def align(self, change: ClaimChange) -> None:
        if change.child in self.busy:
            raise BusyError
        self.aligned.append(change)


def claim(
    number: int, old: dict[str, set[str]], new: dict[str, set[str]], child: str = "1:c"
) -> dict[str, Any]:
    key = keys.child_claim("siming-2022", child)._asdict()
    images = {"OldImage": pack(key | old), "NewImage": pack(key | new)}
    return {"eventName": "MODIFY", "dynamodb": {"SequenceNumber": str(number), **images}}


def test_r35_a_claim_that_came_to_others_or_to_more_concerns_whoever_had_it() -> None:
    children = Children()
    changes = [
        claim(1, {}, {"stranger": {"A"}}),
        claim(2, {"stranger": {"A"}}, {"family": {"A"}}),
        claim(3, {"stranger": {"A"}}, {"family": {"B"}}),
        claim(4, {"unknown": {"A"}}, {"unknown": {"A", "B"}}),
        claim(5, {"unknown": {"A"}, "family": {"B"}}, {"family": {"B"}}),
    ]
    dispatch_changes({"Records": changes}, outbox=Refusing(), children=children)
    assert [sorted(one.before) for one in children.aligned] == [["A"], ["A"], ["A", "B"]]


def test_r35_a_change_of_a_claim_comes_back_while_families_are_faster() -> None:
    changes = [claim(1, {"stranger": {"A"}}, {"family": {"B"}}), record(2)]
    answer = dispatch_changes({"Records": changes}, outbox=Refusing(), children=Children("1:c"))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}


def test_the_first_record_whose_message_was_not_taken_comes_back_and_all_after_it() -> None:
    outbox = Refusing("R3", "R4")
    answer = dispatch_changes(
        {"Records": [record(n) for n in range(1, 6)]}, outbox=outbox, children=Children()
    )
    assert answer == {"batchItemFailures": [{"itemIdentifier": "3"}]}
    assert {json.loads(one.body)["registration_id"] for one in outbox.sent} == {"R1", "R2", "R5"}


def test_a_batch_that_was_taken_answers_no_failure_and_removals_are_skipped() -> None:
    outbox = Refusing()
    answer = dispatch_changes(
        {"Records": [record(1), record(2, name="REMOVE")]}, outbox=outbox, children=Children()
    )
    assert answer == {"batchItemFailures": []}
    assert len(outbox.sent) == 1


class Sqs:
    """Takes batches as SQS does, but never the messages of one registration."""

    def __init__(self, refused: str = "") -> None:
        self.refused = refused
        self.batches: list[list[str]] = []

    def send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - boto3's
        self.batches.append([entry["MessageBody"] for entry in Entries])
        failed = [entry for entry in Entries if self.refused and self.refused in entry["MessageBody"]]
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError"} for entry in failed]}


def test_messages_go_in_batches_of_ten_each_once() -> None:
    sqs = Sqs()
    wanted = [notice_message(f"R{n}", "outcome", kind="outcome") for n in range(23)]
    assert Outbox(sqs, {Queue.NOTICE: "url"}).send([*wanted, *wanted]) == frozenset()  # type: ignore[arg-type]
    assert [len(batch) for batch in sqs.batches] == [LARGEST_BATCH, LARGEST_BATCH, 3]


def test_a_message_that_sqs_refused_alone_is_named() -> None:
    outbox = Outbox(Sqs("R7"), {Queue.NOTICE: "url", Queue.IDENTITY: "other"})  # type: ignore[arg-type]
    wanted = [notice_message(f"R{n}", "outcome", kind="outcome") for n in range(5, 9)]
    asked = check_message("R1", kind="guardian_identity", check="guardian-0", version=1)
    assert outbox.send([*wanted, asked]) == {notice_message("R7", "outcome", kind="outcome")}


def test_a_committed_submission_reaches_the_queues_and_a_repeated_batch_only_repeats_them(
    opened: Cloud, family_submitted: Any
) -> None:
    opened.put(family_submitted)
    event = opened.changes()
    assert handler.dispatch(event, None) == {"batchItemFailures": []}
    identity, property_ = opened.bodies("Identity"), opened.bodies("Property")
    assert {body["check"] for body in identity} == {"student-0", "guardian-0", "guardian-1"}
    assert [body["check"] for body in property_] == ["property"]
    assert handler.dispatch(event, None) == {"batchItemFailures": []}
    assert opened.bodies("Identity") == identity


def test_a_queue_that_does_not_answer_loses_nothing(opened: Cloud, family_submitted: Any) -> None:
    opened.put(family_submitted)
    event = opened.changes()
    opened.clients.sqs.delete_queue(QueueUrl=opened.queue("Property"))
    number = event["Records"][-1]["dynamodb"]["SequenceNumber"]
    assert handler.dispatch(event, None) == {"batchItemFailures": [{"itemIdentifier": number}]}
