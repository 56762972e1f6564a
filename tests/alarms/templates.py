"""Every alarm of the three templates, by its template and name."""

from typing import Any

from infra.template import INFRA
from local.aws.templates import load

TEMPLATES = ("alarms.yaml", "guardians/merge.yaml", "staff/merge.yaml")
ALARMS: dict[str, dict[str, Any]] = {
    f"{template.removesuffix('/merge.yaml').removesuffix('.yaml')}/{name}": resource["Properties"]
    for template in TEMPLATES
    for name, resource in load(INFRA / template)["Resources"].items()
    if resource.get("Type") == "AWS::CloudWatch::Alarm"
}
