"""Where ministack 1.5 differs from AWS, and the least that lets the deployment go on. The templates stay as written."""

import re
from typing import Any

LEFT_OUT = {
    "Firewall": "ministack has no web firewall",
    "FirewallOfApi": "ministack has no web firewall",
}
"""Resources of the packaged templates that are not made, and why."""

SAID_OTHERWISE = {"SecretArn: {Value: !Ref Secret,": "SecretArn: {Value: !GetAtt Secret.Id,"}
"""Ref of a secret is its ARN; here it is a name, which no role's policy allows. Id is the same ARN on both."""

ALLOWED_BESIDE = {"sqs:SendMessage": "sqs:SendMessageBatch"}
"""IAM knows no action for a batch: what allows one message allows ten. Here one is asked for."""

WORDS = (
    *(f"left out {name}: {why}" for name, why in LEFT_OUT.items()),
    "left out every alarm on an expression: ministack makes none",
    "the secret's ARN is exported by GetAtt: Ref gives its name here",
    "sqs:SendMessageBatch is allowed beside sqs:SendMessage: it is asked for here",
    "MaximumConcurrency is said again as a number: a parameter's stays a word here",
    "PDFs are taken out of base64: the API's own list of binary types is not read here",
)
"""What the report says about all of them."""


ALARM_ON_AN_EXPRESSION = re.compile(
    r"^  \w+Alarm:.*\n(?: {4}.*\n)*?      Metrics:.*\n(?: {4}.*\n)*", re.MULTILINE
)
"""As alarms.yaml writes one."""


def in_text(template: str) -> str:
    """A template as it was written, for ministack."""
    for said, otherwise in SAID_OTHERWISE.items():
        template = template.replace(said, otherwise)
    return ALARM_ON_AN_EXPRESSION.sub("", template)


def in_packaged(template: dict[str, Any]) -> None:
    """Changes a packaged template for ministack."""
    for name in [
        *LEFT_OUT,
        *(name for name, one in template["Resources"].items() if "Metrics" in one.get("Properties", {})),
    ]:
        template["Resources"].pop(name, None)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::IAM::Role":
            _allow_beside(resource["Properties"])


def in_mappings(functions: Any) -> None:
    """On a word instead of a number the poller of all queues stops; `functions` is the client of Lambda."""
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        limit = mapping.get("ScalingConfig", {}).get("MaximumConcurrency")
        if limit is not None:
            scaling = {"MaximumConcurrency": int(limit)}
            functions.update_event_source_mapping(UUID=mapping["UUID"], ScalingConfig=scaling)


def _allow_beside(role: dict[str, Any]) -> None:
    for policy in role["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            beside = [ALLOWED_BESIDE[one] for one in statement["Action"] if one in ALLOWED_BESIDE]
            statement["Action"] = [*statement["Action"], *beside]
