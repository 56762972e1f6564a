"""Lines of Amazon SNS's logs read: whose, whether it arrived, when, and why not."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from functions.cloud.sms.sns_logs import logged
from functions.registration.registration import Delivery, DeliveryState
from local.aws.sns_logs import TAKEN, brought, line
from tests.midseason import NOW

AT = datetime(2022, 7, 5, 1, 59, 0, 123000, UTC)


def _line(message_id: str, status: str = "SUCCESS", response: str = TAKEN) -> str:
    return line(message_id, status, response, at=AT)


def test_what_arrived_is_told_with_its_instant_and_phone() -> None:
    [report] = logged(brought(_line("one")), NOW).reports
    assert (report.message_id, report.phone, report.reference) == ("one", "13800000000", None)
    assert report.delivery == Delivery(
        state=DeliveryState.DELIVERED, at=AT, code="message_has_been_accepted_by_phone"
    )


def test_what_did_not_arrive_says_why_in_the_carrier_s_words_as_a_code() -> None:
    why = "Phone is currently unreachable/unavailable"
    [report] = logged(brought(_line("one", "FAILURE", why)), NOW).reports
    assert report.delivery.state is DeliveryState.NOT_DELIVERED
    assert report.delivery.code == "phone_is_currently_unreachable_unavailable"


@pytest.mark.parametrize("response", ["", "号码停机", "x" * 65, "…13800000000"])
def test_a_reason_that_is_no_sentence_is_unnamed_and_no_number_of_it_is_kept(response: str) -> None:
    [report] = logged(brought(_line("one", "FAILURE", response)), NOW).reports
    assert report.delivery.code == "unnamed"


@pytest.mark.parametrize(
    "odd",
    ["", "[]", "{", '{"status": "SUCCESS"}', _line("one", "PENDING"), _line("不是"), _line("x" * 101)],
)
def test_a_line_that_cannot_be_read_is_counted_and_keeps_no_other_from_being_taken(odd: str) -> None:
    told = logged(brought(odd, _line("two")), NOW)
    assert ([report.message_id for report in told.reports], told.unreadable) == (["two"], 1)


def test_an_instant_that_cannot_be_is_now() -> None:
    told = json.loads(_line("one"))
    for written in ("2022-07-05 03:00:00.000", "2021-07-05 01:00:00.000", "gestern", 7, None):
        told["notification"]["timestamp"] = written
        [report] = logged(brought(json.dumps(told)), NOW).reports
        assert report.delivery.at == NOW
    assert AT < NOW < AT + timedelta(hours=1)


def test_a_trial_of_cloudwatch_s_reports_nothing() -> None:
    assert logged(brought("CWL CONTROL MESSAGE: Checking health", kind="CONTROL_MESSAGE"), NOW) == ([], 0)
