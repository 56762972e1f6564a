"""Alarms name what the functions really count, and nothing that people wait for goes without one."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from functions.cloud.logs import metrics
from functions.cloud.queues.checking import Settled
from functions.publish.budgets import METRIC
from functions.publish.publication import UNCONFIRMED
from functions.review.audit.readers import METRIC as UNUSUAL
from infra.template import INFRA
from local.aws.templates import load
from tests.alarms.templates import ALARMS
from tests.references import ROOT

from .conftest import of_type, rendered

AMAZONS = {
    "AWS/SQS": {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    "AWS/Lambda": {"Errors", "Throttles", "Invocations", "IteratorAge"},
    "AWS/DynamoDB": {"ReadThrottleEvents", "WriteThrottleEvents"},
    "AWS/ApiGateway": {"5XXError"},
}
"""Metrics that Amazon's services write by themselves."""


def _parts(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    """The metrics that its expression is made of."""
    return [part for part in alarm.get("Metrics", ()) if "MetricStat" in part]


def _watched(alarm: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "MetricName" in alarm:
        yield alarm["Namespace"], alarm["MetricName"]
    for part in _parts(alarm):
        yield part["MetricStat"]["Metric"]["Namespace"], part["MetricStat"]["Metric"]["MetricName"]


def counted(source: str) -> tuple[set[str], dict[str, str], set[str]]:
    """Of one module: names counted as they stand, names that a constant or an entry of a table holds, names used."""
    tree = ast.parse(source)
    literal: set[str] = set()
    held: dict[str, str] = {}
    used: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="count"), args=[ast.Constant(value=str(name))]):
                literal.add(name)
            case ast.Assign(targets=[ast.Name(id=constant)], value=ast.Constant(value=str(name))):
                held[name] = constant
            case ast.AnnAssign(target=ast.Name(id=constant), value=ast.Dict(values=values)):
                held |= {
                    value.value: constant
                    for value in values
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
            case ast.Assign(targets=[ast.Name(id=constant)], value=ast.Dict(values=values)):
                held |= {
                    value.value: constant
                    for value in values
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                used.add(name)
            case _:
                pass
    return literal, held, used


def _emitted() -> set[str]:
    """Counted under its own words, or held by a constant that some function uses."""
    modules = [counted(path.read_text("utf-8")) for path in sorted((ROOT / "functions").rglob("*.py"))]
    used = {name for *_, names in modules for name in names}
    literal = {name for names, *_ in modules for name in names}
    return literal | {name for _, held, _ in modules for name, constant in held.items() if constant in used}


EMITTED = _emitted()


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_watches_what_somebody_emits(name: str) -> None:
    watched = list(_watched(ALARMS[name]))
    assert watched
    ours = metrics().namespace
    assert [
        (space, metric)
        for space, metric in watched
        if metric not in (EMITTED if space == ours else AMAZONS.get(space, ()))
    ] == []


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_on_a_count_of_ours_names_its_service_and_every_alarm_goes_to_the_topic(name: str) -> None:
    alarm = ALARMS[name]
    if alarm.get("Namespace") == metrics().namespace:
        assert alarm["Dimensions"] == [{"Name": "service", "Value": metrics().service}]
    [topic] = alarm["AlarmActions"]
    assert topic["Fn::ImportValue"] == {"Fn::Sub": "${DataStack}-AlarmTopicArn"}


@pytest.mark.parametrize(
    ("source", "emitted"),
    [
        ("count('Lost')", ({"Lost"}, {}, {"count"})),
        ("LOST = 'Lost'\ncount(LOST)", (set(), {"Lost": "LOST"}, {"count", "LOST"})),
        ("LOST = 'Lost'", (set(), {"Lost": "LOST"}, set())),
        ("W = {'a': 'Lost'}\nW['a']", (set(), {"Lost": "W"}, {"W"})),
        ("count(Mended.LOST)", (set(), {}, {"count", "Mended", "LOST"})),
    ],
)
def test_what_is_counted_is_read_from_the_source(source: str, emitted: object) -> None:
    assert counted(source) == emitted


def test_every_queue_has_an_alarm_on_its_age_and_every_dead_letters_one_on_the_first() -> None:
    queues = {
        name
        for name, resource in load(INFRA / "resources.yaml")["Resources"].items()
        if resource["Type"] == "AWS::SQS::Queue"
    }
    exports = {name: _export(ALARMS[name]) for name in ALARMS if ALARMS[name].get("Namespace") == "AWS/SQS"}
    ages = {
        exports[name] for name in exports if ALARMS[name]["MetricName"] == "ApproximateAgeOfOldestMessage"
    }
    letters = {exports[name] for name in exports if ALARMS[name]["Threshold"] == 1}
    assert ages == {f"{name}Name" for name in queues if name.endswith("Queue")}
    assert letters == {
        f"{name.removesuffix('DeadLetters')}DlqName" for name in queues if name.endswith("DeadLetters")
    }


def _export(alarm: dict[str, Any]) -> str:
    [dimension] = alarm["Dimensions"]
    return str(dimension["Value"]["Fn::ImportValue"]["Fn::Sub"]).removeprefix("${DataStack}-")


def test_a_function_of_the_clock_that_does_not_run_alarms() -> None:
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "functions").rglob("*.py"))]
    runs = {
        name.title().replace("_", "")
        for source in sources
        for name in re.findall(r'schedule\(\s*Rate\(\d+, unit=Rate\.\w+\),\s*name="(\w+)"', source)
    }
    silent = {
        part["MetricStat"]["Metric"]["Dimensions"][0]["Value"]["Ref"]
        for alarm in ALARMS.values()
        if (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 1)
        and alarm["Metrics"][0]["Expression"] == "FILL(runs, 0)"
        for part in alarm["Metrics"]
        if part.get("MetricStat", {}).get("Metric", {}).get("MetricName") == "Invocations"
    }
    assert silent == runs


@pytest.mark.parametrize("project", ["guardians", "staff"])
def test_a_function_that_fails_alarms_but_those_that_an_api_waits_for(project: str) -> None:
    """What these answer is counted by the gateway, as 5xx."""
    functions = of_type(rendered(project), "AWS::Serverless::Function").keys() - {"APIHandler", "Receipt"}
    watched = {
        metric["Dimensions"][0]["Value"]["Ref"]
        for name, alarm in ALARMS.items()
        if name.startswith(f"{project}/")
        for metric in [alarm, *(part["MetricStat"]["Metric"] for part in _parts(alarm))]
        if metric.get("MetricName") == "Errors"
    }
    assert watched == functions


@pytest.mark.parametrize("name", ALARMS)
def test_no_alarm_reckons_with_more_metrics_than_cloudwatch_takes(name: str) -> None:
    assert len(_parts(ALARMS[name])) <= 10


def test_r31_many_unreadable_records_in_an_hour_alarm() -> None:
    alarm = ALARMS["alarms/UnreadableRecordsAlarm"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (metrics().namespace, Settled.UNREADABLE)
    assert (alarm["Period"], alarm["Statistic"]) == (3600, "Sum")


def test_unusual_reading_alarms_within_the_hour() -> None:
    alarm = ALARMS["staff/UnusualReadingAlarm"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (metrics().namespace, UNUSUAL)
    assert (alarm["Period"], alarm["Threshold"]) == (3600, 1)


def test_a_budget_of_sms_that_is_nearly_spent_alarms_before_it_is_spent() -> None:
    alarm = ALARMS["guardians/SmsBudgetNearlySpentAlarm"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (metrics().namespace, METRIC)
    assert (alarm["Period"], alarm["Threshold"]) == (900, 1)


def test_r44_a_date_that_comes_unconfirmed_alarms_within_minutes() -> None:
    alarm = ALARMS["alarms/PublicationUnconfirmedAlarm"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (metrics().namespace, UNCONFIRMED)
    assert (alarm["Period"], alarm["Threshold"]) == (300, 1)
