"""What a provider of SMS does, and how much is spent."""

from collections.abc import Mapping

from functions.cloud.sms import deployed
from functions.cloud.table import keys
from functions.cloud.table.days import Day
from functions.registration.registration import NoticeState
from functions.registration.sms.budget import allowance, shards_of
from tests.aws import NOWHERE
from tests.cloud.sms.provider import Provider
from tests.midseason import NOW
from tests.rooms.registrations import notice
from tests.rooms.sms_providers import send_by, tencent_report, tencent_took
from tests.rooms.test_sms_reports import push

from .stage import MINUTE, Fault, Stage


def waiting(stage: Stage, notices: int) -> None:
    """So many notices of one family are to be sent."""
    [family] = stage.families(1)
    all_of_them = {f"n-{number}": notice(id=f"n-{number}") for number in range(notices)}
    stage.cloud.put(family.model_copy(update={"notices": all_of_them, "checks": {}}))


def answering(code: str, notices: int, minutes: int = 2) -> Fault:
    def inject(stage: Stage) -> None:
        stage.alibaba.answers({"Code": code})
        send_by(stage.cloud, ("alibaba", stage.alibaba))
        waiting(stage, notices)
        stage.played.play(minutes * MINUTE)

    return Fault(f"the provider answers {code} for {notices} SMS", inject)


def not_reached(stage: Stage) -> None:
    send_by(stage.cloud, ("alibaba", Provider(url=NOWHERE)))
    waiting(stage, 1)
    stage.played.play(7 * MINUTE)


def falls_back(stage: Stage) -> None:
    stage.alibaba.answers({"Code": "isv.AMOUNT_NOT_ENOUGH"})
    stage.tencent.answers(tencent_took("5000:9"))
    send_by(stage.cloud, ("alibaba", stage.alibaba), fallback=("tencent", stage.tencent))
    waiting(stage, 1)
    stage.played.play(MINUTE)


def not_delivered(stage: Stage) -> None:
    [family] = stage.families(1)
    taken = [
        notice(id=f"n-{n}", state=NoticeState.SENDING, provider="tencent", message_id=f"5000:{n}", sends=1)
        for n in range(25)
    ]
    stage.cloud.put(family.model_copy(update={"notices": {one.id: one for one in taken}}))
    for one in taken:
        done = one.model_copy(update={"state": NoticeState.SENT})
        assert deployed.deliveries().sent(family.id, done, expected=one, now=NOW)
    push("tencent", *(tencent_report(f"5000:{n}", "FAIL" if n < 5 else "SUCCESS") for n in range(25)))
    stage.played.hear()


def nearly_spent(stage: Stage) -> None:
    season, budget = stage.season, stage.season.limits.sms_budget
    today = f"codes {Day.of(NOW, season.zone).date}"
    for shard in range(shards_of(budget)):
        spent = {today: allowance(budget, shard).codes_a_day}
        stage.cloud.table.put({**keys.sms_budget(season.id, shard)._asdict(), **spent})
    stage.run("Reconcile")


FAULTS: Mapping[str, Fault] = {
    "alarms/SmsRefusedAlarm": answering("isv.MOBILE_NUMBER_ILLEGAL", 20),
    "alarms/SmsNeedsStaffAlarm": answering("isv.TEMPLATE_MISSING_PARAMETERS", 1),
    "guardians/SmsBlockedAlarm": answering("isv.AMOUNT_NOT_ENOUGH", 1),
    "guardians/SmsUnknownAlarm": answering("isp.SYSTEM_ERROR", 10, minutes=6),
    "alarms/SmsNotTakenAlarm": Fault("the provider is not reached", not_reached),
    "alarms/SmsFellBackAlarm": Fault("the first provider's account is in arrears", falls_back),
    "alarms/SmsNotDeliveredAlarm": Fault("five SMS of 25 reach no phone", not_delivered),
    "guardians/SmsBudgetNearlySpentAlarm": Fault("a day's codes are spent", nearly_spent),
}
