"""Alarms name what the functions really count."""

from functions.cloud.logs import metrics
from functions.cloud.queues.checking import Settled
from functions.publish.budgets import METRIC
from functions.publish.publication import UNCONFIRMED
from functions.review.audit.readers import METRIC as UNUSUAL
from infra.template import INFRA
from local.aws.templates import load


def test_r31_many_unreadable_records_in_an_hour_alarm() -> None:
    alarm = load(INFRA / "alarms.yaml")["Resources"]["UnreadableRecordsAlarm"]["Properties"]
    counted = metrics()
    assert (alarm["Namespace"], alarm["MetricName"]) == (counted.namespace, Settled.UNREADABLE)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": counted.service}]
    assert (alarm["Period"], alarm["Statistic"]) == (3600, "Sum")


def test_unusual_reading_alarms_within_the_hour() -> None:
    alarm = load(INFRA / "staff" / "merge.yaml")["Resources"]["UnusualReadingAlarm"]["Properties"]
    counted = metrics()
    assert (alarm["Namespace"], alarm["MetricName"]) == (counted.namespace, UNUSUAL)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": counted.service}]
    assert (alarm["Period"], alarm["Threshold"]) == (3600, 1)


def test_a_budget_of_sms_that_is_nearly_spent_alarms_before_it_is_spent() -> None:
    alarm = load(INFRA / "guardians" / "merge.yaml")["Resources"]["SmsBudgetNearlySpentAlarm"]["Properties"]
    counted = metrics()
    assert (alarm["Namespace"], alarm["MetricName"]) == (counted.namespace, METRIC)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": counted.service}]
    assert (alarm["Period"], alarm["Threshold"]) == (900, 1)


def test_r44_a_date_that_comes_unconfirmed_alarms_within_minutes() -> None:
    alarm = load(INFRA / "alarms.yaml")["Resources"]["PublicationUnconfirmedAlarm"]["Properties"]
    counted = metrics()
    assert (alarm["Namespace"], alarm["MetricName"]) == (counted.namespace, UNCONFIRMED)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": counted.service}]
    assert (alarm["Period"], alarm["Threshold"]) == (300, 1)
