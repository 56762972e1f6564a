"""Reports of SMS from the provider's push to the notice: the real routes, queues and table, providers on loopback."""

import json
from typing import Any

import pytest
import time_machine

from functions.cloud.sms import deployed
from functions.cloud.table import keys
from functions.delivery import taking
from functions.registration.registration import DeliveryState, Notice, NoticeState, Registration
from tests.api.client import Answer, Client
from tests.aws import SECRET, Cloud
from tests.calls import before_dynamodb, counted
from tests.cloud.sms.provider import Provider

from .deliveries import played
from .registrations import HOUR, ID, MINUTE, NOW, notice
from .sms_providers import (
    DOOR,
    alibaba,
    alibaba_report,
    keep,
    send_by,
    tencent,
    tencent_report,
    tencent_took,
)

__all__ = ["alibaba", "tencent"]

SERIAL = "5000:1045710669157053657849499619"
REFERENCE = f"{ID}/submitted-2"


@pytest.fixture
def waiting(opened: Cloud, family_submitted: Registration) -> Cloud:
    """A family whose notice waits to be sent, and no check that asks anybody."""
    opened.put(family_submitted.model_copy(update={"notices": {"submitted-2": notice()}, "checks": {}}))
    return opened


def push(reporter: str, *entries: Any, door: str = DOOR) -> Answer:
    return Client().call("POST", f"/sms-reports/{reporter}/{door}", json.dumps(entries))


def stands(cloud: Cloud) -> Notice:
    return cloud.get(ID).notices["submitted-2"]


def delivery(cloud: Cloud) -> tuple[NoticeState, DeliveryState | None]:
    found = stands(cloud)
    return found.state, found.delivery and found.delivery.state


DELIVERED = (NoticeState.SENT, DeliveryState.DELIVERED)
NOT_DELIVERED = (NoticeState.SENT, DeliveryState.NOT_DELIVERED)


def test_what_tencent_sent_is_delivered_by_its_report_however_often_it_comes(
    waiting: Cloud, tencent: Provider
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    assert played(waiting) == []
    assert (stands(waiting).message_id, stands(waiting).provider) == (SERIAL, "tencent")
    assert delivery(waiting) == (NoticeState.SENT, None)
    for entries in (
        [tencent_report(SERIAL)],
        [tencent_report(SERIAL)] * 3,
        [tencent_report(SERIAL, "FAIL", "UNDELIV")],
    ):
        answer = push("tencent", *entries)
        assert (answer.status, answer.json) == (200, {"result": 0, "errmsg": "OK"})
        assert delivery(waiting) == DELIVERED
    assert played(waiting) == []
    assert len(tencent.requests) == 1


def test_what_was_not_delivered_says_so_and_is_never_sent_again_by_itself(
    waiting: Cloud, tencent: Provider, clock: time_machine.Traveller
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    push("tencent", tencent_report(SERIAL, "FAIL", "MK:0001"))
    assert delivery(waiting) == NOT_DELIVERED
    told = stands(waiting).delivery
    assert told is not None
    assert (told.code, told.at) == ("MK:0001", NOW - MINUTE)
    clock.shift(3 * HOUR)
    assert played(waiting) == []
    assert len(tencent.requests) == 1
    push("tencent", tencent_report(SERIAL))
    assert delivery(waiting) == DELIVERED


def test_a_report_that_overtakes_its_sending_is_not_lost(waiting: Cloud, tencent: Provider) -> None:
    assert push("tencent", tencent_report(SERIAL)).status == 200
    assert delivery(waiting) == (NoticeState.PENDING, None)
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    assert delivery(waiting) == DELIVERED


def test_a_report_that_came_too_early_and_comes_again_is_written_once(waiting: Cloud) -> None:
    assert push("tencent", tencent_report(SERIAL)).status == 200
    with counted() as calls:
        assert push("tencent", tencent_report(SERIAL)).status == 200
    assert calls == ["BatchGetItem"]


def test_alibaba_s_report_of_a_sending_whose_answer_was_lost_settles_it_and_nothing_more_goes(
    waiting: Cloud, alibaba: Provider, clock: time_machine.Traveller
) -> None:
    alibaba.answer = b"no answer that can be read"
    send_by(waiting, ("alibaba", alibaba))
    played(waiting)
    assert stands(waiting).state is NoticeState.UNKNOWN
    answer = push("alibaba", alibaba_report("9006^0", REFERENCE))
    assert (answer.status, answer.json) == (200, {"code": 0, "msg": "OK"})
    assert delivery(waiting) == DELIVERED
    assert stands(waiting).phone == "138****0000"
    clock.shift(HOUR)
    assert played(waiting) == []
    assert len(alibaba.requests) == 1


def test_tencent_s_report_of_a_sending_whose_answer_was_lost_is_taken_once_it_is_known_by_its_reference(
    waiting: Cloud, tencent: Provider, clock: time_machine.Traveller
) -> None:
    tencent.answer = b"no answer that can be read"
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    push("tencent", tencent_report(SERIAL))
    assert delivery(waiting) == (NoticeState.UNKNOWN, None)
    known = {"SessionContext": REFERENCE, "SerialNo": SERIAL}
    tencent.answers({"Response": {"PullSmsSendStatusSet": [known]}})
    clock.shift(3 * MINUTE)
    waiting.send("Notice", {"registration_id": ID, "notice": "submitted-2"})
    played(waiting)
    assert delivery(waiting) == DELIVERED
    assert len([one for one in tencent.requests if one.headers["x-tc-action"] == "SendSms"]) == 1


def test_a_report_of_alibaba_s_that_overtakes_its_answer_ends_the_sending(
    waiting: Cloud, alibaba: Provider
) -> None:
    sent = notice(state=NoticeState.SENDING, sends=1, paid=1, provider="alibaba")
    waiting.put(waiting.get(ID).model_copy(update={"notices": {sent.id: sent}}))
    push("alibaba", alibaba_report("9006^0", REFERENCE, success=False))
    assert delivery(waiting) == NOT_DELIVERED
    answered = sent.model_copy(update={"state": NoticeState.SENT, "message_id": "9006^0"})
    assert not deployed.deliveries().sent(ID, answered, expected=sent, now=NOW)
    assert delivery(waiting) == NOT_DELIVERED


@pytest.mark.parametrize(
    "stranger",
    [
        {},
        {"sid": "x"},
        None,
        7,
        tencent_report("5000:of-nobody"),
        alibaba_report("1^0", REFERENCE.replace("A", "B")),
    ],
)
def test_what_is_not_ours_or_cannot_be_read_stops_no_other_and_is_taken(
    waiting: Cloud, tencent: Provider, stranger: Any
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    answer = push("tencent", stranger, tencent_report(SERIAL), tencent_report("5000:of-nobody-either"))
    assert answer.json["result"] == 0
    assert delivery(waiting) == DELIVERED


@pytest.mark.parametrize(
    ("reporter", "door"),
    [
        ("tencent", "another-door-that-nobody-ever-opened"),
        ("tencent", DOOR[:-1]),
        ("tencent", f"{DOOR}x"),
        ("sns", DOOR),
        ("other", DOOR),
    ],
)
def test_whoever_does_not_know_the_address_finds_none_and_changes_nothing(
    waiting: Cloud, reporter: str, door: str
) -> None:
    before = waiting.item(keys.registration(ID))
    answer = push(reporter, alibaba_report("1^0", REFERENCE), door=door)
    assert (answer.status, answer.code) == (404, "not_found")
    assert waiting.item(keys.registration(ID)) == before
    assert waiting.table.get(keys.sms_message("tencent", "1^0")) is None


def test_the_address_rotates_with_both_open_in_between(waiting: Cloud) -> None:
    new = "the-next-door-that-only-the-provider-knows"
    assert [push("tencent", door=door).status for door in (DOOR, new)] == [200, 404]
    keep(waiting, sms_report_doors=[*SECRET["sms_report_doors"], new])
    assert [push("tencent", door=door).status for door in (DOOR, new)] == [200, 200]
    keep(waiting, sms_report_doors=[new])
    assert [push("tencent", door=door).status for door in (DOOR, new)] == [404, 200]


def test_no_door_in_the_secret_is_no_door_at_all(waiting: Cloud) -> None:
    keep(waiting, sms_report_doors=[])
    assert push("tencent", tencent_report(SERIAL), door="x" * 40).status == 404


def test_a_body_that_is_too_large_is_refused(waiting: Cloud) -> None:
    answer = Client().call("POST", f"/sms-reports/tencent/{DOOR}", "[" + " " * 300_000 + "]")
    assert (answer.status, answer.code) == (413, "body_too_large")


def test_a_fault_of_ours_is_no_yes_and_the_provider_s_repetition_is_taken(
    waiting: Cloud, tencent: Provider
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)

    def stop() -> None:
        raise ConnectionError

    with before_dynamodb(stop, "UpdateItem"):
        assert push("tencent", tencent_report(SERIAL)).status >= 500
    assert delivery(waiting) == (NoticeState.SENT, None)
    assert push("tencent", tencent_report(SERIAL)).status == 200
    assert delivery(waiting) == DELIVERED


def test_a_push_of_hundreds_takes_three_calls_a_hundred_and_one_for_each_that_is_new(
    waiting: Cloud, tencent: Provider
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    push("tencent")
    with counted() as calls:
        push("tencent", *[tencent_report(SERIAL)] * 200)
    assert calls.count("BatchGetItem") <= 5
    assert calls.count("UpdateItem") == 1


def test_a_push_of_more_than_one_call_notes_is_no_yes_until_all_of_it_was_taken(
    waiting: Cloud, tencent: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    monkeypatch.setattr(taking, "MOST", 1)
    entries = [tencent_report(SERIAL), tencent_report("5000:of-another")]
    answers = [push("tencent", *entries) for _ in range(2)]
    assert [answer.status for answer in answers] == [503, 200]
    assert delivery(waiting) == DELIVERED
    assert "delivery" in waiting.item(keys.sms_message("tencent", "5000:of-another"))
