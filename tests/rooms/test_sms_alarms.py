"""Alarms on SMS sound when their fault is there: what the functions count, put into the alarms themselves."""

import pytest

from functions.cloud.sms import deployed
from functions.registration.registration import NoticeState, Registration
from tests.alarms.all import NOTHING_RUNS, sounding
from tests.alarms.series import Series
from tests.aws import Cloud
from tests.cloud.sms.provider import Provider
from tests.midseason import NOW

from .deliveries import played
from .registrations import ID, notice
from .sms_providers import alibaba, send_by, tencent, tencent_report, tencent_took
from .test_sms_reports import push

__all__ = ["alibaba", "tencent"]

NOT_DELIVERED = "alarms/SmsNotDeliveredAlarm"


def told(written: str) -> tuple[Series, set[str]]:
    """What a run counted, and which alarms sound of it."""
    series = Series()
    series.take(written)
    return series, sounding(series, NOW)


@pytest.mark.parametrize(("lost", "of", "alarmed"), [(5, 25, True), (4, 25, False), (19, 19, False)])
def test_a_fifth_of_the_reported_sms_that_did_not_arrive_sounds_the_alarm(
    opened: Cloud,
    family_submitted: Registration,
    capsys: pytest.CaptureFixture[str],
    lost: int,
    of: int,
    alarmed: bool,  # noqa: FBT001
) -> None:
    taken = [
        notice(id=f"n-{n}", state=NoticeState.SENDING, provider="tencent", message_id=f"5000:{n}", sends=1)
        for n in range(of)
    ]
    opened.put(family_submitted.model_copy(update={"notices": {one.id: one for one in taken}}))
    for one in taken:
        done = one.model_copy(update={"state": NoticeState.SENT})
        assert deployed.deliveries().sent(ID, done, expected=one, now=NOW)
    capsys.readouterr()
    push("tencent", *(tencent_report(f"5000:{n}", "FAIL" if n < lost else "SUCCESS") for n in range(of)))
    counted, sounding_now = told(capsys.readouterr().out)
    assert (counted.total("SmsNotDelivered"), counted.total("SmsDelivered")) == (lost, of - lost)
    assert sounding_now == ({NOT_DELIVERED} if alarmed else set()) | NOTHING_RUNS


def test_a_first_provider_in_arrears_is_taken_over_from_by_the_second_with_real_events(
    opened: Cloud,
    family_submitted: Registration,
    tencent: Provider,
    alibaba: Provider,
    capsys: pytest.CaptureFixture[str],
) -> None:
    alibaba.answers({"Code": "isv.AMOUNT_NOT_ENOUGH"})
    tencent.answers(tencent_took("5000:9"))
    send_by(opened, ("alibaba", alibaba), fallback=("tencent", tencent))
    waiting = notice()
    opened.put(family_submitted.model_copy(update={"notices": {waiting.id: waiting}, "checks": {}}))
    assert played(opened) == []
    done = opened.get(ID).notices[waiting.id]
    assert (done.state, done.provider, done.message_id, done.sends) == (
        NoticeState.SENT,
        "tencent",
        "5000:9",
        1,
    )
    assert (len(alibaba.requests), len(tencent.requests)) == (1, 1)
    _, sounding_now = told(capsys.readouterr().out)
    assert sounding_now == {"alarms/SmsFellBackAlarm"} | NOTHING_RUNS
    push("tencent", tencent_report("5000:9"))
    assert opened.get(ID).notices[waiting.id].delivery is not None
