"""Alarms on SMS sound when their fault is there: what the functions count, put into the alarms' own expressions."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from functions.cloud.sms import deployed
from functions.registration.registration import NoticeState, Registration
from infra.template import INFRA
from local.aws.templates import load
from tests.aws import Cloud
from tests.cloud.sms.provider import Provider

from .deliveries import played
from .registrations import ID, NOW, notice
from .sms_providers import alibaba, send_by, tencent, tencent_report, tencent_took
from .test_sms_reports import push

__all__ = ["alibaba", "tencent"]

ALARMS: Mapping[str, Any] = load(INFRA / "alarms.yaml")["Resources"]
FUNCTIONS: dict[str, Any] = {
    "IF": lambda condition, one, other: one if condition else other,
    "FILL": lambda value, otherwise: otherwise if value is None else value,
}


def counts(written: str) -> Counter[str]:
    """What was counted in the metrics that a run wrote."""
    found: Counter[str] = Counter()
    for line in written.splitlines():
        told = json.loads(line) if line.startswith("{") else {}
        for group in told.get("_aws", {}).get("CloudWatchMetrics", ()):
            for metric in group["Metrics"]:
                found[metric["Name"]] += sum(told[metric["Name"]])
    return found


def sounds(name: str, counted: Mapping[str, int]) -> bool:
    alarm = ALARMS[name]["Properties"]
    if "MetricName" in alarm:
        value = counted.get(alarm["MetricName"], 0)
    else:
        given = {
            part["Id"]: counted.get(part["MetricStat"]["Metric"]["MetricName"])
            for part in alarm["Metrics"]
            if "MetricStat" in part
        }
        [expression] = [part["Expression"] for part in alarm["Metrics"] if "Expression" in part]
        try:
            value = eval(expression, {"__builtins__": {}}, FUNCTIONS | given)  # noqa: S307 - our template's
        except ZeroDivisionError:  # no data, which does not alarm
            return bool(alarm["TreatMissingData"] == "breaching")
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    return bool(value >= alarm["Threshold"])


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
    told = counts(capsys.readouterr().out)
    assert (told["SmsNotDelivered"], told["SmsDelivered"]) == (lost, of - lost)
    assert sounds("SmsNotDeliveredAlarm", told) is alarmed


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
    told = counts(capsys.readouterr().out)
    assert sounds("SmsFellBackAlarm", told)
    assert not sounds("SmsNotDeliveredAlarm", told)
    push("tencent", tencent_report("5000:9"))
    assert opened.get(ID).notices[waiting.id].delivery is not None
