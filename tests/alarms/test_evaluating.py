"""An alarm is evaluated as CloudWatch's user guide says, its own examples among them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .evaluating import Alarm, Span
from .expressions import UnknownMathError, Value, reckoned
from .series import Metric, Series

NOW = datetime(2022, 7, 5, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
METRIC = Metric("Ruxue", "Lost", frozenset({("service", "ruxue")}))
LINE = (
    '{"_aws":{"Timestamp":1656986400000,"CloudWatchMetrics":[{"Namespace":"Ruxue","Dimensions":[["service"]],'
    '"Metrics":[{"Name":"Lost","Unit":"Count"}]}]},"service":"ruxue","Lost":[2.0,1.0]}'
)


def alarm(**changed: Any) -> Alarm:
    values: dict[str, Any] = {
        "Namespace": "Ruxue",
        "MetricName": "Lost",
        "Dimensions": [{"Name": "service", "Value": "ruxue"}],
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": 1,
        "TreatMissingData": "notBreaching",
    }
    return Alarm("guardians", values | changed)


def points(drawn: str) -> Series:
    """As the guide draws them, the newest last: 0 does not breach, X does, - is missing."""
    series = Series()
    for age, one in enumerate(reversed(drawn)):
        if one != "-":
            series.put(METRIC, {"0": 0, "X": 1}[one], NOW - age * 5 * MINUTE - MINUTE)
    return series


@pytest.mark.parametrize(
    ("drawn", "breaching", "not_breaching"),
    [
        ("0-X-X", False, False),
        ("0----", False, False),
        ("-----", True, False),
        ("0XX-X", True, True),
        ("----X", True, False),
        ("X----", True, False),
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_the_guides_table_of_three_points_of_three(
    drawn: str,
    breaching: bool,  # noqa: FBT001
    not_breaching: bool,  # noqa: FBT001
    before: bool,  # noqa: FBT001
) -> None:
    series = points(drawn)
    for treated, expected in (("breaching", breaching), ("notBreaching", not_breaching)):
        of_three = alarm(EvaluationPeriods=3, TreatMissingData=treated)
        assert of_three.sounds(series, NOW, before=before) is expected


@pytest.mark.parametrize(
    ("drawn", "breaching", "not_breaching"),
    [
        ("0-X-X", True, True),
        ("00X0X", True, True),
        ("0-X--", True, False),
        ("----0", True, False),
        ("----X", True, False),
    ],
)
def test_the_guides_table_of_two_points_of_three(
    drawn: str,
    breaching: bool,  # noqa: FBT001
    not_breaching: bool,  # noqa: FBT001
) -> None:
    series = points(drawn)
    for treated, expected in (("breaching", breaching), ("notBreaching", not_breaching)):
        two_of_three = alarm(EvaluationPeriods=3, DatapointsToAlarm=2, TreatMissingData=treated)
        assert two_of_three.sounds(series, NOW, before=False) is expected


@pytest.mark.parametrize("before", [False, True])
def test_of_dynamodb_what_is_missing_leaves_the_alarm_as_it_is(before: bool) -> None:  # noqa: FBT001
    of_dynamodb = alarm(Namespace="AWS/DynamoDB")
    assert of_dynamodb.sounds(Series(), NOW, before=before) is before


def test_a_sum_that_nothing_follows_sounds_for_as_long_as_its_point_is_fetched() -> None:
    series = Series()
    series.put(METRIC, 1, NOW)
    assert alarm().spans(series, NOW - MINUTE, NOW + 60 * MINUTE) == [Span(NOW, NOW + 15 * MINUTE)]
    assert alarm(Threshold=2).spans(series, NOW - MINUTE, NOW + 60 * MINUTE) == []


def test_what_is_filled_is_never_missing() -> None:
    """Why an alarm on a function that does not run fills in its runs: else it waits for three periods."""
    stat = {"Namespace": "AWS/Lambda", "MetricName": "Invocations"}
    dimensions = [{"Name": "FunctionName", "Value": {"Ref": "Publish"}}]
    silent = {"ComparisonOperator": "LessThanThreshold", "TreatMissingData": "breaching"}
    bare = alarm(**stat, **silent, Dimensions=dimensions)
    written: dict[str, Any] = silent | {"EvaluationPeriods": 1, "Threshold": 1}
    measured = {"Stat": "Sum", "Period": 300, "Metric": stat | {"Dimensions": dimensions}}
    filled = Alarm(
        "guardians",
        written | {"Metrics": [{"Expression": "FILL(runs, 0)"}, {"Id": "runs", "MetricStat": measured}]},
    )
    series = Series()
    series.put(bare.parts["it"].metric, 1, NOW)
    assert bare.spans(series, NOW, NOW + 60 * MINUTE) == [Span(NOW + 15 * MINUTE, None)]
    assert filled.spans(series, NOW, NOW + 60 * MINUTE) == [Span(NOW + 5 * MINUTE, None)]


def test_a_function_is_that_of_its_own_template_and_a_queue_that_of_the_data_stack() -> None:
    [function] = alarm(Dimensions=[{"Name": "FunctionName", "Value": {"Ref": "APIHandler"}}]).parts.values()
    assert function.metric.dimensions == {("FunctionName", "guardians/APIHandler")}
    imported = {"Fn::ImportValue": {"Fn::Sub": "${DataStack}-CodeQueueName"}}
    [queue] = alarm(Dimensions=[{"Name": "QueueName", "Value": imported}]).parts.values()
    assert queue.metric.dimensions == {("QueueName", "CodeQueueName")}


def test_what_a_function_wrote_is_counted_at_its_own_instant_and_all_else_it_wrote_is_not() -> None:
    series = Series()
    series.take(f'{{"level":"INFO"}}\nwords\n{LINE}\n')
    assert series.total("Lost") == 3
    assert series.value(METRIC, "Sum", 1656986399, 1656986400) == 3
    assert series.value(METRIC, "Maximum", 1656986399, 1656986400) == 2
    assert series.value(METRIC, "Sum", 1656986400, 1656986460) is None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("FILL(a, 7)", 7.0),
        ("FILL(b, 7)", 2.0),
        ("a + b", None),
        ("b / (b - 2)", None),
        ("IF(b >= 2, 10 * b, 0)", 20.0),
        ("IF(b < 2, 10 * b, 0)", 0.0),
        ("IF(a > 1, 1, 0)", None),
        ("SUM(METRICS())", 5.0),
    ],
)
def test_metric_math_reckons_with_what_is_missing(expression: str, value: Value) -> None:
    assert reckoned(expression, {"a": None, "b": 2.0, "c": 3.0}) == value


def test_a_sum_over_nothing_is_missing() -> None:
    assert reckoned("SUM(METRICS())", {"a": None}) is None


@pytest.mark.parametrize("expression", ["RATE(a)", "a if b else c", "SUM(a)"])
def test_math_that_is_not_known_is_refused_and_never_guessed(expression: str) -> None:
    with pytest.raises(UnknownMathError):
        reckoned(expression, {"a": 1.0, "b": 1.0, "c": 1.0})
