"""The functions as Lambda calls them: real events, the real table and queues of the data stack, real authorities."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.queues.batches import delay_after
from functions.cloud.table import keys
from functions.cloud.table.checkpoints import Checkpoint, CheckpointTable
from functions.cloud.table.children.claims import ChildClaim, ChildClaimTable
from functions.cloud.table.results import CheckReport
from functions.dispatch import handler as dispatch_room
from functions.notify import handler as notify_room
from functions.publish import handler as publish_room
from functions.registration.checks import Check, CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import NoticeKind, NoticeState, Registration, Status
from functions.registration.season.season import Season
from functions.verify_identity import handler as identity_room
from functions.verify_property import handler as property_room
from local.authorities import Authorities, Switches
from local.population import Population
from tests.aws import Cloud

from .deliveries import consumed, played
from .registrations import HOUR, ID, MINUTE, NOW, form, notice, phone_of, submitted, with_code

TICK = {
    "version": "0", "account": "123456789012", "region": "us-east-1", "detail": {}, "source": "aws.events",
    "detail-type": "Scheduled Event", "time": "2022-07-05T02:00:00Z", "id": "1", "resources": [],
}  # fmt: skip


def checks(cloud: Cloud, registration_id: str = ID) -> dict[str, CheckState]:
    return {name: check.state for name, check in cloud.get(registration_id).checks.items()}


def test_an_ordinary_family_passes_by_itself(
    opened: Cloud, authorities: Authorities, family_submitted: Registration
) -> None:
    opened.connect(authorities)
    opened.put(family_submitted.model_copy(update={"notices": {"submitted-2": notice()}}))
    assert played(opened) == []
    assert set(checks(opened).values()) == {CheckState.PASSED}
    [(phone, text)] = opened.sms()
    assert phone.endswith(phone_of(family_submitted))
    assert "2022年8月5日 10:00" in text
    told = composition.result_table().answer(ID, "property")
    assert json.loads(told or b"")["home"]["address"]


def test_an_abnormal_home_is_told_once_and_repeats_change_nothing(
    opened: Cloud, authorities: Authorities, city: Population
) -> None:
    opened.connect(authorities)
    opened.put(submitted(form(city, "wrong_certificate")))
    first = opened.changes()
    dispatch_room.dispatch(first, None)
    played(opened)
    stands = opened.item(keys.registration(ID))
    assert checks(opened)["property"] in {CheckState.NO_RECORD, CheckState.ABNORMAL}
    assert [one.state for one in opened.get(ID).notices.values()] == [NoticeState.SENT]
    dispatch_room.dispatch(first, None)
    played(opened)
    opened.send("Identity", {"registration_id": ID, "version": 1, "check": "student-0"})
    assert played(opened) == []
    assert opened.item(keys.registration(ID)) == stands
    assert len(opened.sms()) == 1


def test_a_rare_name_and_documents_that_no_registry_holds_go_to_staff(
    opened: Cloud, authorities: Authorities, city: Population
) -> None:
    opened.connect(authorities)
    opened.put(submitted(form(city, "foreign_child")))
    played(opened)
    assert checks(opened)["student-0"] is CheckState.MANUAL_REVIEW


def test_an_hour_without_an_authority_loses_nothing_and_delays_grow(
    opened: Cloud,
    authorities: Authorities,
    family_submitted: Registration,
    clock: time_machine.Traveller,
) -> None:
    opened.connect(authorities)
    authorities.property.control(Switches(mode="down"))
    opened.put(family_submitted)
    dispatch_room.dispatch(opened.changes(), None)
    delays = []
    while datetime.now(UTC) < NOW + HOUR:
        [record] = opened.received("Property")["Records"]
        answer = property_room.verify_property({"Records": [record]}, None)
        assert len(answer["batchItemFailures"]) == 1
        check = opened.get(ID).checks["property"]
        assert check.state is CheckState.AUTHORITY_UNAVAILABLE
        assert check.since == NOW
        delays.append(delay_after(int(record["attributes"]["ApproximateReceiveCount"])))
        assert opened.received("Property")["Records"] == []
        clock.shift(timedelta(seconds=delays[-1] + 1))
    assert delays[:6] == [60, 120, 240, 480, 960, 1920]
    authorities.property.control(Switches())
    assert consumed(opened, "Property", property_room.verify_property) == []
    assert opened.get(ID).checks["property"].state is CheckState.PASSED
    assert opened.get(ID).checks["property"].attempts == len(delays) + 1


@pytest.mark.parametrize(
    ("queue", "function"),
    [
        ("Identity", identity_room.verify_identity),
        ("Property", property_room.verify_property),
        ("Code", notify_room.send_code),
        ("Notice", notify_room.notify),
    ],
)
def test_what_can_never_succeed_is_given_up_with_its_reason(opened: Cloud, queue: str, function: Any) -> None:
    unknown = {"registration_id": "NOBODY"} | (
        {"notice": "outcome"} if queue in {"Code", "Notice"} else {"version": 2, "check": "student-0"}
    )
    opened.send(queue, unknown)
    opened.send(queue, "not json")
    assert consumed(opened, queue, function) == []
    dead = opened.clients.sqs.receive_message(
        QueueUrl=opened.queue(f"{queue}Dlq"), MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )["Messages"]
    reasons = {one["MessageAttributes"]["reason"]["StringValue"] for one in dead}
    assert reasons == {"unknown_registration", "malformed"}


def test_two_messages_for_one_notice_are_one_sms(opened: Cloud, family_submitted: Registration) -> None:
    opened.put(family_submitted.model_copy(update={"notices": {"submitted-2": notice()}}))
    for _ in range(2):
        opened.send("Notice", {"registration_id": ID, "notice": "submitted-2"})
    assert consumed(opened, "Notice", notify_room.notify) == []
    assert len(opened.sms()) == 1
    sent = opened.get(ID).notices["submitted-2"]
    assert (sent.state, sent.sent_at) == (NoticeState.SENT, NOW)
    assert sent.phone is not None
    assert "****" in sent.phone


def test_a_given_back_notice_makes_no_second_message(opened: Cloud, family_submitted: Registration) -> None:
    for state in (NoticeState.SENDING, NoticeState.PENDING):
        opened.put(family_submitted.model_copy(update={"notices": {"submitted-2": notice(state=state)}}))
    dispatch_room.dispatch(opened.changes(), None)
    assert opened.bodies("Notice") == []


def test_a_code_reaches_the_phone_and_no_log(
    opened: Cloud, city: Population, capsys: Any, caplog: Any
) -> None:
    opened.put(with_code(form(city)))
    dispatch_room.dispatch(opened.changes(), None)
    assert opened.bodies("Notice") == []
    consumed(opened, "Code", notify_room.send_code)
    [(_, text)] = opened.sms()
    code = next(word for word in text.replace("，", " ").split() if word.isdigit() and len(word) == 6)
    out = capsys.readouterr()
    assert "NoticeSent" in out.out
    assert code not in out.out + out.err + caplog.text


def test_publication_by_the_clock_reaches_every_phone_once(
    opened: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    for index, status in enumerate((Status.SUBMITTED, Status.DECIDED, Status.DRAFT, Status.WITHDRAWN)):
        opened.put(submitted(form(city), f"R{index}", status=status, checks={}))
    clock.move_to(season.publication_at - timedelta(seconds=1))
    publish_room.publish(TICK, None)
    dispatch_room.dispatch(opened.changes(), None)
    assert opened.bodies("Notice") == []
    clock.move_to(season.publication_at)
    for _ in range(2):
        publish_room.publish(TICK, None)
        dispatch_room.dispatch(opened.changes(), None)
        assert consumed(opened, "Notice", notify_room.notify) == []
    assert len(opened.sms()) == 2
    assert opened.get("R0").notices["outcome"].state is NoticeState.SENT
    assert opened.get("R2").notices == {}


def test_a_draft_is_reminded_by_the_clock(
    opened: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    opened.put(submitted(form(city), status=Status.DRAFT, checks={}))
    clock.move_to(season.closes_at - timedelta(days=1))
    for _ in range(2):
        publish_room.remind(TICK, None)
        dispatch_room.dispatch(opened.changes(), None)
        consumed(opened, "Notice", notify_room.notify)
    [(_, text)] = opened.sms()
    assert "2022年7月10日 18:00" in text


def test_the_reconciler_mends_what_fell_through(
    opened: Cloud, family_submitted: Registration, clock: time_machine.Traveller, capsys: Any
) -> None:
    asked = Document(
        id="01DOC",
        kind=DocumentKind.OTHER,
        state=DocumentState.AWAITING_UPLOAD,
        media_type="image/jpeg",
        size=3,
        asked_at=NOW,
        upload_until=NOW + 10 * MINUTE,
    )
    lost = {"01DOC": asked, "01NONE": asked.model_copy(update={"id": "01NONE"})}
    opened.put(family_submitted.model_copy(update={"notices": {"submitted-2": notice()}, "documents": lost}))
    bucket = opened.stack.outputs["QuarantineBucketName"]
    opened.clients.s3.put_object(Bucket=bucket, Key=f"{ID}/01DOC", Body=b"abc")
    opened.bodies("Inspection")
    opened.table.put({**keys.child_claim("siming-2022", "1:orphan")._asdict(), "stranger": {"GONE"}})
    clock.shift(HOUR)
    publish_room.reconcile(TICK, None)
    assert {body["check"] for body in opened.bodies("Identity")} == {"student-0", "guardian-0", "guardian-1"}
    assert [body["check"] for body in opened.bodies("Property")] == ["property"]
    assert [body["notice"] for body in opened.bodies("Notice")] == ["submitted-2"]
    # The bucket's own first event may come only now: moto sends it from a thread.
    [body] = [told for told in opened.bodies("Inspection") if "Records" in told]
    assert body["Records"][0]["s3"]["object"]["key"] == f"{ID}/01DOC"
    documents = opened.get(ID).documents
    assert documents["01NONE"].reason == "upload_expired"
    assert ChildClaimTable(opened.table).of("siming-2022", ["1:orphan"])[0].ranks == {}
    line = next(json.loads(one) for one in capsys.readouterr().out.splitlines() if "CheckQueuedAgain" in one)
    assert line["CheckQueuedAgain"] == [4.0]
    assert line["ClaimReleased"] == [1.0]
    publish_room.reconcile(TICK, None)
    assert opened.bodies("Identity") == []


def test_a_claim_taken_up_again_meanwhile_stays(opened: Cloud, family_submitted: Registration) -> None:
    claims = ChildClaimTable(opened.table)
    key = keys.child_claim("siming-2022", "1:child")
    opened.put(family_submitted)
    opened.table.put({**key._asdict(), "family": {ID}})
    [claim], after = claims.page()
    assert (claim, after) == (ChildClaim("siming-2022", "1:child", ID), None)
    assert not claims.release(claim, None)
    assert not claims.release(claim, family_submitted.model_copy(update={"version": 1}))
    assert claims.release(claim._replace(registration="OTHER"), None)
    assert claims.page()[0] == [claim]
    assert claims.release(claim, family_submitted)
    assert claims.page()[0] == []


def test_a_checkpoint_is_kept_between_runs(opened: Cloud) -> None:
    checkpoints = CheckpointTable(opened.table)
    assert checkpoints.get("outcome#x") == Checkpoint()
    checkpoint = Checkpoint(3, "submitted#1", done=False)
    checkpoints.put("outcome#x", checkpoint, expires=1)
    assert checkpoints.get("outcome#x") == checkpoint


def test_a_result_of_an_earlier_submission_is_not_written_over_a_later_one(
    opened: Cloud, family_submitted: Registration
) -> None:
    opened.put(family_submitted)
    before = opened.get(ID)
    check: Check = family_submitted.checks["property"]
    late = check.model_copy(update={"version": 1, "state": CheckState.ABNORMAL})
    assert not composition.result_table().record_check(
        ID, late, now=NOW, report=CheckReport(notice=notice(NoticeKind.ABNORMAL))
    )
    assert opened.get(ID) == before
