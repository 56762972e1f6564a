"""The dashboard 看板 of a stack: one graph for each of its alarms, with the line at which it sounds.

Made from the alarms themselves: in the functions' stacks when their templates are, in alarms.yaml by this command,
since that template is deployed as it stands. `--check` says whether it is current.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ALARMS = Path(__file__).with_name("alarms.yaml")
MARK = "  # Made by python -m infra.dashboard from the alarms above.\n"
NAME = "Dashboard"
ALARM = "AWS::CloudWatch::Alarm"

COLUMNS, WIDTH, HEIGHT = 24, 8, 6
HEAD = (
    "# Ruxue 入学\nOne graph for each alarm, its line where it sounds; the alarm's description names its page in "
    "docs/operations/runbooks.\n"
    "每个告警一张图，横线处告警响起；告警的说明指明 docs/zh-CN/operations/runbooks 里的手册。"
)

Json = dict[str, Any]


class _Substituted:
    """Values that only the deployment knows, each under a name for `Fn::Sub`."""

    def __init__(self) -> None:
        self.variables: dict[str, Any] = {}

    def text(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        name = next((name for name, known in self.variables.items() if known == value), None)
        if name is None:
            name = f"Value{len(self.variables)}"
            self.variables[name] = value
        return f"${{{name}}}"


def dashboard(resources: Mapping[str, Any]) -> Json:
    """The resource for all alarms among these."""
    named = _Substituted()
    alarms = {name: found["Properties"] for name, found in resources.items() if found["Type"] == ALARM}
    head = {"type": "text", "x": 0, "y": 0, "width": COLUMNS, "height": 3, "properties": {"markdown": HEAD}}
    graphs = [_graph(number, name, alarms[name], named) for number, name in enumerate(sorted(alarms))]
    body = json.dumps({"widgets": [head, *graphs]}, ensure_ascii=False)
    return {
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": {
            "DashboardName": {"Fn::Sub": "${AWS::StackName}"},
            "DashboardBody": {"Fn::Sub": [body, named.variables] if named.variables else body},
        },
    }


def add(template: Json) -> None:
    """Into the template of a functions' stack."""
    template["Resources"][NAME] = dashboard(template["Resources"])


def _graph(number: int, name: str, alarm: Json, named: _Substituted) -> Json:
    row, column = divmod(number, COLUMNS // WIDTH)
    line = {"label": name, "value": alarm["Threshold"]}
    return {
        "type": "metric",
        "x": column * WIDTH,
        "y": 3 + row * HEIGHT,
        "width": WIDTH,
        "height": HEIGHT,
        "properties": {
            "title": name,
            "region": "${AWS::Region}",
            "view": "timeSeries",
            "metrics": list(_metrics(alarm, named)),
            "annotations": {"horizontal": [line]},
        },
    }


def _metrics(alarm: Json, named: _Substituted) -> Iterator[list[Any]]:
    if "MetricName" in alarm:
        how = {"stat": alarm["Statistic"], "period": alarm["Period"]}
        yield [*_place(alarm, named), how]
    for part in alarm.get("Metrics", ()):
        shown = {"id": part["Id"], "visible": part.get("ReturnData", True)}
        if "Expression" in part:
            yield [shown | {"expression": part["Expression"], "label": part.get("Label", part["Id"])}]
        else:
            how = {"stat": part["MetricStat"]["Stat"], "period": part["MetricStat"]["Period"]}
            yield [*_place(part["MetricStat"]["Metric"], named), shown | how]


def _place(metric: Json, named: _Substituted) -> Iterator[str]:
    yield metric["Namespace"]
    yield metric["MetricName"]
    for dimension in metric.get("Dimensions", ()):
        yield dimension["Name"]
        yield named.text(dimension["Value"])


def current() -> str:
    """The alarms' template with its dashboard as it must be."""
    # Here, since what packages imports this module too, and has no linter.
    from cfnlint.decode.cfn_yaml import load

    alarms = ALARMS.read_text("utf-8").partition(MARK)[0].rstrip("\n")
    resources = json.loads(json.dumps(load(str(ALARMS))))["Resources"]
    made = json.dumps(dashboard(resources), ensure_ascii=False)
    return f"{alarms}\n\n{MARK}  {NAME}: {made}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    made = current()
    if parser.parse_args().check:
        raise SystemExit(0 if made == ALARMS.read_text("utf-8") else 1)
    ALARMS.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
