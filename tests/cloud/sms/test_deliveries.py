"""Whose SMS it is under the provider's id, and reports that come before that is noted."""

from datetime import timedelta

import pytest

from functions.cloud.aws.errors import TransactionCanceledError
from functions.cloud.sms import deployed
from functions.cloud.sms.deliveries import KEPT, DeliveryTable, Whose
from functions.cloud.table import keys
from functions.registration.registration import Delivery, DeliveryState, Notice, NoticeState, Registration
from local.population import Population
from tests.aws import Cloud, cloud
from tests.calls import before_dynamodb, counted
from tests.midseason import NOW
from tests.rooms.conftest import city
from tests.rooms.registrations import ID, form, notice, submitted

__all__ = ["city", "cloud"]

DELIVERED = Delivery(state=DeliveryState.DELIVERED, at=NOW, code="DELIVRD")
NOT_DELIVERED = Delivery(state=DeliveryState.NOT_DELIVERED, at=NOW, code="UNDELIV")
TAKEN = notice(state=NoticeState.SENDING, sends=1, paid=1, provider="tencent")
SENT = TAKEN.model_copy(update={"state": NoticeState.SENT, "sent_at": NOW, "message_id": "5000:1"})
MINE = Whose(ID, TAKEN.id)


@pytest.fixture
def family(cloud: Cloud, city: Population) -> Registration:
    found = submitted(form(city)).model_copy(update={"notices": {TAKEN.id: TAKEN}})
    cloud.put(found)
    return found


@pytest.fixture
def deliveries(family: Registration) -> DeliveryTable:
    return deployed.deliveries()


def _stands(cloud: Cloud) -> Notice:
    return cloud.get(ID).notices[TAKEN.id]


def test_a_sending_and_whose_it_is_are_noted_in_one_call(cloud: Cloud, deliveries: DeliveryTable) -> None:
    with counted() as calls:
        assert deliveries.sent(ID, SENT, expected=TAKEN, now=NOW)
    assert calls == ["TransactWriteItems"]
    assert _stands(cloud) == SENT
    assert deliveries.known([("tencent", "5000:1"), ("tencent", "5000:2"), ("alibaba", "5000:1")]) == {
        ("tencent", "5000:1"): MINE
    }
    assert cloud.item(keys.sms_message("tencent", "5000:1"))["expires"] == int((NOW + KEPT).timestamp())


def test_a_sending_without_an_id_of_the_provider_s_is_noted_all_the_same(
    cloud: Cloud, deliveries: DeliveryTable
) -> None:
    nameless = SENT.model_copy(update={"message_id": None})
    with counted() as calls:
        assert deliveries.sent(ID, nameless, expected=TAKEN, now=NOW)
    assert (calls, _stands(cloud)) == (["UpdateItem"], nameless)


def test_a_sending_of_a_notice_that_moved_on_is_not_noted(cloud: Cloud, deliveries: DeliveryTable) -> None:
    earlier = TAKEN.model_copy(update={"since": NOW - timedelta(minutes=5)})
    assert not deliveries.sent(ID, SENT, expected=earlier, now=NOW)
    assert _stands(cloud) == TAKEN
    assert deliveries.known([("tencent", "5000:1")]) == {}


@pytest.mark.parametrize(
    ("reports", "stands"),
    [
        ([DELIVERED], DELIVERED),
        ([NOT_DELIVERED, DELIVERED], DELIVERED),
        ([DELIVERED, NOT_DELIVERED], DELIVERED),
        ([NOT_DELIVERED, NOT_DELIVERED], NOT_DELIVERED),
    ],
)
def test_a_report_that_is_there_before_its_sending_is_noted_with_it(
    cloud: Cloud, deliveries: DeliveryTable, reports: list[Delivery], stands: Delivery
) -> None:
    for delivery in reports:
        assert deliveries.keep_early("tencent", "5000:1", delivery, NOW) is None
    assert deliveries.known([("tencent", "5000:1")]) == {("tencent", "5000:1"): stands}
    assert deliveries.sent(ID, SENT, expected=TAKEN, now=NOW)
    assert _stands(cloud) == SENT.model_copy(update={"delivery": stands})
    assert deliveries.known([("tencent", "5000:1")]) == {("tencent", "5000:1"): MINE}


def test_a_report_whose_sending_was_noted_meanwhile_is_told_whose_it_is(deliveries: DeliveryTable) -> None:
    deliveries.sent(ID, SENT, expected=TAKEN, now=NOW)
    assert deliveries.keep_early("tencent", "5000:1", DELIVERED, NOW) == MINE


def test_of_two_reports_at_once_the_later_sees_that_it_was_not_alone(
    cloud: Cloud, deliveries: DeliveryTable
) -> None:
    deliveries.sent(ID, SENT, expected=TAKEN, now=NOW)
    assert deliveries.report(ID, SENT.model_copy(update={"delivery": DELIVERED}), expected=SENT)
    assert not deliveries.report(ID, SENT.model_copy(update={"delivery": NOT_DELIVERED}), expected=SENT)
    assert _stands(cloud).delivery == DELIVERED


def test_a_report_of_a_registration_that_was_erased_writes_nothing(
    cloud: Cloud, deliveries: DeliveryTable
) -> None:
    cloud.table.transact({"Delete": cloud.table.delete_request(keys.registration(ID))})
    assert not deliveries.report(ID, SENT.model_copy(update={"delivery": DELIVERED}), expected=SENT)
    assert cloud.table.get(keys.registration(ID)) is None


@pytest.mark.parametrize("early", [None, DELIVERED])
def test_a_sending_is_noted_though_its_transaction_always_meets_another(
    cloud: Cloud, deliveries: DeliveryTable, early: Delivery | None
) -> None:
    if early is not None:
        deliveries.keep_early("tencent", "5000:1", early, NOW)

    def meet() -> None:
        body = {"CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}]}
        raise TransactionCanceledError("TransactWriteItems", 400, "TransactionCanceledException", body)

    with before_dynamodb(meet, "TransactWriteItems"):
        assert deliveries.sent(ID, SENT, expected=TAKEN, now=NOW)
    assert _stands(cloud) == SENT.model_copy(update={"delivery": early})
    assert deliveries.known([("tencent", "5000:1")]) == {("tencent", "5000:1"): MINE}
