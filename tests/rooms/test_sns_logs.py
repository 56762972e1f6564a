"""Amazon SNS's delivery logs from the subscription to the notice: the real function, queues and table."""

from typing import Any

import pytest
from chalice.local import LambdaContext

from functions.cloud.sms.deliveries import DeliveryTable
from functions.cloud.table import keys
from functions.delivery.handler import MetOthersError
from functions.registration.registration import DeliveryState, Notice, NoticeState, Registration
from infra.guardians.app import app
from local.aws.sns_logs import TAKEN, brought, line
from tests.aws import Cloud
from tests.calls import counted
from tests.infra.conftest import guardians

from .deliveries import played
from .registrations import ID, MACS, NOW, notice, phone_of

__all__ = ["guardians"]


@pytest.fixture
def sent(opened: Cloud, family_submitted: Registration) -> Notice:
    """A notice that SNS took."""
    waits = notice()
    proved = MACS.of("phone", phone_of(family_submitted))
    changed = {"notices": {waits.id: waits}, "checks": {}, "proved_phone": proved}
    opened.put(family_submitted.model_copy(update=changed))
    assert played(opened) == []
    stands = opened.get(ID).notices[waits.id]
    assert (stands.state, stands.provider, stands.delivery) == (NoticeState.SENT, "sns", None)
    return stands


def _line(message_id: str | None, status: str = "SUCCESS", response: str = TAKEN) -> str:
    return line(str(message_id), status, response, at=NOW)


def take(event: dict[str, Any]) -> None:
    app.handler_map["take_sns_logs"](event, LambdaContext("take_sns_logs", 512))


def stands(cloud: Cloud) -> DeliveryState | None:
    [found] = cloud.get(ID).notices.values()
    return found.delivery and found.delivery.state


def test_what_sns_logs_as_delivered_is_noted_however_often_it_comes(opened: Cloud, sent: Notice) -> None:
    for _ in range(2):
        take(brought(_line(sent.message_id)))
        assert stands(opened) is DeliveryState.DELIVERED
    assert len(opened.sms()) == 1


def test_what_did_not_arrive_says_so_and_is_not_sent_again(opened: Cloud, sent: Notice) -> None:
    take(brought(_line(sent.message_id, "FAILURE", "Phone number is opted out")))
    assert stands(opened) is DeliveryState.NOT_DELIVERED
    assert played(opened) == []
    assert len(opened.sms()) == 1


def test_a_line_of_an_sms_that_nobody_noted_yet_waits_for_its_note(opened: Cloud, sent: Notice) -> None:
    take(brought(_line("not-noted-yet"), _line(sent.message_id)))
    assert stands(opened) is DeliveryState.DELIVERED
    assert opened.item(keys.sms_message("sns", "not-noted-yet"))["delivery"]["state"] == "delivered"


def test_a_hundred_lines_are_read_in_two_calls(opened: Cloud, sent: Notice) -> None:
    with counted() as calls:
        take(brought(*[_line(sent.message_id)] * 100))
    assert calls == ["BatchGetItem", "BatchGetItem", "UpdateItem", "BatchGetItem"]


def test_a_line_that_meets_others_again_and_again_comes_again_and_loses_nothing(
    opened: Cloud, sent: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = brought(_line(sent.message_id))
    with monkeypatch.context() as others_faster:
        others_faster.setattr(DeliveryTable, "report", lambda *_, **__: False)
        with pytest.raises(MetOthersError):
            take(event)
    take(event)
    assert stands(opened) is DeliveryState.DELIVERED


def test_the_subscription_may_call_the_function_and_nobody_else(guardians: dict[str, Any]) -> None:
    resources = guardians["Resources"]
    for name in ("SnsDelivered", "SnsNotDelivered"):
        subscription = resources[f"{name}Subscription"]["Properties"]
        assert subscription["LogGroupName"] == {"Ref": name}
        assert subscription["DestinationArn"] == {"Fn::GetAtt": ["TakeSnsLogs", "Arn"]}
        permission = resources[f"{name}Permission"]["Properties"]
        assert (permission["FunctionName"], permission["SourceArn"]) == (
            {"Ref": "TakeSnsLogs"},
            {"Fn::GetAtt": [name, "Arn"]},
        )
        assert permission["Principal"] == "logs.amazonaws.com"
        assert resources[name]["Properties"]["RetentionInDays"] == 1
        assert {resources[f"{name}{part}"]["Condition"] for part in ("", "Permission", "Subscription")} == {
            "TakesSnsLogs"
        }
