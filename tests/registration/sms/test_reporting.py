"""Reporting: what a provider's report makes of a notice."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.registration import Delivery, DeliveryState, Notice, NoticeKind, NoticeState
from functions.registration.sms.reporting import reported

THEN = datetime(2022, 7, 5, 2, tzinfo=UTC)
NOW = THEN + timedelta(minutes=3)
DELIVERED = Delivery(state=DeliveryState.DELIVERED, at=THEN, code="DELIVRD")
NOT_DELIVERED = Delivery(state=DeliveryState.NOT_DELIVERED, at=THEN, code="UNDELIV")


def _notice(state: NoticeState, sends: int = 1) -> Notice:
    return Notice(
        id="outcome", kind=NoticeKind.OUTCOME, state=state, since=THEN, sends=sends, paid=sends, reason="r"
    )


def test_a_sent_notice_keeps_all_that_it_was_and_is_delivered() -> None:
    sent = _notice(NoticeState.SENT)
    assert reported(sent, DELIVERED, now=NOW) == sent.model_copy(update={"delivery": DELIVERED})


AGAIN = NOT_DELIVERED.model_copy(update={"code": "EXPIRED"})


@pytest.mark.parametrize(
    ("told", "known", "stands"),
    [
        (DELIVERED, NOT_DELIVERED, DELIVERED),
        (NOT_DELIVERED, DELIVERED, None),
        (DELIVERED, DELIVERED, None),
        (AGAIN, NOT_DELIVERED, None),
    ],
)
def test_delivered_is_the_last_word_and_the_first_of_all_else_in_whatever_order_reports_come(
    told: Delivery, known: Delivery, stands: Delivery | None
) -> None:
    before = _notice(NoticeState.SENT).model_copy(update={"delivery": known})
    after = reported(before, told, now=NOW)
    assert (None if after is None else after.delivery) == stands


@pytest.mark.parametrize("delivery", [DELIVERED, NOT_DELIVERED])
@pytest.mark.parametrize("state", sorted(set(NoticeState) - {NoticeState.SENT}))
def test_what_may_have_gone_has_gone_once_it_is_reported_and_goes_no_more(
    state: NoticeState, delivery: Delivery
) -> None:
    after = reported(_notice(state), delivery, now=NOW, phone="13800000000")
    assert after is not None
    assert (after.state, after.since, after.sent_at, after.reason) == (NoticeState.SENT, NOW, NOW, None)
    assert (after.delivery, after.phone, after.sends) == (delivery, "138****0000", 1)


@pytest.mark.parametrize("state", [NoticeState.PENDING, NoticeState.HELD, NoticeState.FAILED])
def test_a_report_of_what_was_never_handed_over_is_none(state: NoticeState) -> None:
    assert reported(_notice(state, sends=0), DELIVERED, now=NOW) is None
