"""Which alarm sounds and when, by what CloudWatch's user guide says of evaluating one.

An alarm is looked at every minute, over periods that slide and end now. More points are fetched than it evaluates, for
a sum over five minutes those of a quarter of an hour: where enough of them are there the newest decide, however old
they are, and only where too few are, those that are missing count as `TreatMissingData` says. What CloudWatch needs to
learn of a metric at all is not in it: a minute or two.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .expressions import Value, reckoned
from .series import Metric, Series

MINUTE = timedelta(minutes=1)
MORE_POINTS = 2
"""Fetched beyond those evaluated: the guide's examples of three fetch five."""

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
}
BREACHING: Mapping[str, bool | None] = {"breaching": True, "notBreaching": False, "ignore": None}
"""How a missing point counts; None: it leaves the alarm as it is."""

IGNORES_MISSING = "AWS/DynamoDB"
"""Alarms on metrics of this namespace always ignore missing data, whatever they say."""


@dataclass(frozen=True)
class Part:
    """One metric of an alarm, and what is made of its values in a period."""

    metric: Metric
    statistic: str


class Span(NamedTuple):
    """An alarm sounds from the one minute on, and is silent again at the other; None: not yet."""

    since: datetime
    until: datetime | None


class Alarm:
    """One alarm as its template has it; `template` tells whose functions it means."""

    def __init__(self, template: str, written: Mapping[str, Any]) -> None:
        self.parts, self.expression, seconds = _watched(template, written)
        self.period = timedelta(seconds=seconds)
        self.points: int = written["EvaluationPeriods"]
        self.points_to_alarm: int = written.get("DatapointsToAlarm", self.points)
        self._breaches = COMPARISONS[written["ComparisonOperator"]]
        self._threshold: float = written["Threshold"]
        ignores = self.expression is None and self.parts["it"].metric.namespace == IGNORES_MISSING
        self._missing = BREACHING["ignore" if ignores else written["TreatMissingData"]]

    def sounds(self, series: Series, now: datetime, *, before: bool) -> bool:
        """Whether it sounds now, where it did so or not `before`."""
        fetched = [self._value(series, now - self.period * age) for age in range(self.points + MORE_POINTS)]
        there = [self._breaches(value, self._threshold) for value in fetched if value is not None]
        if len(there) < self.points and self._missing is None:
            return before
        judged = [*there, *([bool(self._missing)] * self.points)][: self.points]
        return sum(judged) >= self.points_to_alarm

    def spans(self, series: Series, start: datetime, end: datetime) -> list[Span]:
        """When it sounds, looked at every minute."""
        found: list[Span] = []
        sounding = False
        is_measured = any(series.measured(part.metric) for part in self.parts.values())
        for now in _minutes(start, end if is_measured else start):
            before, sounding = sounding, self.sounds(series, now, before=sounding)
            if sounding and not before:
                found.append(Span(now, None))
            if before and not sounding:
                found[-1] = Span(found[-1].since, now)
        return found

    def _value(self, series: Series, now: datetime) -> Value:
        after, until = (now - self.period).timestamp(), now.timestamp()
        values = {
            name: series.value(part.metric, part.statistic, after, until) for name, part in self.parts.items()
        }
        return values["it"] if self.expression is None else reckoned(self.expression, values)


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    now = start
    while now <= end:
        yield now
        now += MINUTE


def _watched(template: str, written: Mapping[str, Any]) -> tuple[dict[str, Part], str | None, int]:
    if "MetricName" in written:
        return {"it": Part(_metric(template, written), written["Statistic"])}, None, written["Period"]
    stats = {part["Id"]: part["MetricStat"] for part in written["Metrics"] if "MetricStat" in part}
    [expression] = [part["Expression"] for part in written["Metrics"] if "Expression" in part]
    [period] = {stat["Period"] for stat in stats.values()}
    return (
        {name: Part(_metric(template, stat["Metric"]), stat["Stat"]) for name, stat in stats.items()},
        expression,
        period,
    )


def _metric(template: str, written: Mapping[str, Any]) -> Metric:
    dimensions = frozenset((one["Name"], _named(template, one["Value"])) for one in written["Dimensions"])
    return Metric(written["Namespace"], written["MetricName"], dimensions)


def _named(template: str, value: Any) -> str:
    """What the deployment would fill in, by the name of the export or of the resource."""
    match value:
        case {"Fn::ImportValue": {"Fn::Sub": str(export)}}:
            return export.removeprefix("${DataStack}-")
        case {"Ref": str(resource)}:
            return f"{template}/{resource}"
        case str():
            return value
        case _:
            raise ValueError(value)
