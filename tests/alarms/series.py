"""Metrics over time: the lines that functions wrote for CloudWatch, and what Amazon's services would state."""

import json
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

STATISTICS: Mapping[str, Callable[[Sequence[float]], float]] = {"Sum": sum, "Maximum": max}


class Metric(NamedTuple):
    namespace: str
    name: str
    dimensions: frozenset[tuple[str, str]]


class Series:
    """Each metric's values, by when they were measured in seconds."""

    def __init__(self) -> None:
        self._points: dict[Metric, list[tuple[float, float]]] = defaultdict(list)

    def put(self, metric: Metric, value: float, at: datetime) -> None:
        insort(self._points[metric], (at.timestamp(), value))

    def take(self, written: str) -> None:
        """The lines of embedded metrics among what functions wrote; nothing of all else."""
        for line in written.splitlines():
            told = json.loads(line) if line.startswith("{") else {}
            about = told.get("_aws", {})
            for group in about.get("CloudWatchMetrics", ()):
                for names in group["Dimensions"]:
                    dimensions = frozenset((name, told[name]) for name in names)
                    for one in group["Metrics"]:
                        metric = Metric(group["Namespace"], one["Name"], dimensions)
                        for value in told[one["Name"]]:
                            insort(self._points[metric], (about["Timestamp"] / 1000, value))

    def measured(self, metric: Metric) -> bool:
        """Whether it ever was."""
        return metric in self._points

    def total(self, name: str) -> float:
        """All that was ever counted under a name."""
        return sum(
            value for metric in self._points for _, value in self._points[metric] if metric.name == name
        )

    def value(self, metric: Metric, statistic: str, after: float, until: float) -> float | None:
        """Of the period (after, until]; None where nothing was measured in it."""
        points = self._points.get(metric, [])
        found = points[
            bisect_right(points, (after, float("inf"))) : bisect_right(points, (until, float("inf")))
        ]
        return STATISTICS[statistic]([value for _, value in found]) if found else None
