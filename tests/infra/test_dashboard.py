"""Every alarm has its graph, with what it watches and the line at which it sounds; what is written is current."""

import json
from typing import Any

import pytest

from infra import dashboard

from .conftest import of_type, rendered, written


def _template(name: str) -> dict[str, Any]:
    return written("alarms.yaml") if name == "alarms" else rendered(name)


def _graphs(name: str) -> dict[str, dict[str, Any]]:
    [board] = of_type(_template(name), "AWS::CloudWatch::Dashboard").values()
    body, variables = board["DashboardBody"]["Fn::Sub"]
    for variable in variables:
        assert f"${{{variable}}}" in body
    graphs = [widget["properties"] for widget in json.loads(body)["widgets"] if widget["type"] == "metric"]
    return {graph["title"]: graph for graph in graphs}


def test_the_dashboard_that_is_written_is_that_of_the_alarms() -> None:
    assert dashboard.current() == dashboard.ALARMS.read_text("utf-8")


@pytest.mark.parametrize("name", ["alarms", "guardians", "staff"])
def test_every_alarm_has_its_graph_with_its_metrics_and_its_line(name: str) -> None:
    alarms, graphs = of_type(_template(name), dashboard.ALARM), _graphs(name)
    assert graphs.keys() == alarms.keys()
    for title, graph in graphs.items():
        alarm = alarms[title]
        assert [line["value"] for line in graph["annotations"]["horizontal"]] == [alarm["Threshold"]]
        watched = {(metric[0], metric[1]) for metric in graph["metrics"] if isinstance(metric[0], str)}
        parts = [part["MetricStat"]["Metric"] for part in alarm.get("Metrics", ()) if "MetricStat" in part]
        metrics = parts or [alarm]
        assert watched == {(metric["Namespace"], metric["MetricName"]) for metric in metrics}


@pytest.mark.parametrize("name", ["alarms", "guardians", "staff"])
def test_no_graph_lies_on_another_and_what_only_the_deployment_knows_is_filled_in_there(name: str) -> None:
    [board] = of_type(_template(name), "AWS::CloudWatch::Dashboard").values()
    body, variables = board["DashboardBody"]["Fn::Sub"]
    places = [(widget["x"], widget["y"]) for widget in json.loads(body)["widgets"]]
    assert len(set(places)) == len(places)
    assert all(isinstance(value, dict) for value in variables.values())


def test_an_alarm_on_an_expression_shows_the_expression_and_hides_its_parts() -> None:
    metrics = _graphs("guardians")["FunctionErrorsAlarm"]["metrics"]
    shown = [metric for metric in metrics if metric[-1]["visible"]]
    assert [metric[-1].get("expression") for metric in shown] == ["SUM(METRICS())"]
    assert len(metrics) > len(shown)
