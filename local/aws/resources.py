"""The data stack on moto: CloudFormation makes from `infra/resources.yaml` what moto can, the rest is made by API.

moto's CloudFormation knows no secrets, policies or alarms, and of a bucket it makes the name and the encryption only.
Policies and alarms are left out (moto enforces no policy and nobody waits for a local alarm); the secret and the
buckets' notifications, versioning and lifecycle are put as the template says.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .clients import Clients
from .templates import load

STACK = "ruxue-data"
LOCKED_YEARS = 7
"""As the template's AuditLockYears says."""
_NOT_IN_MOTO = {
    "AWS::SecretsManager::Secret",
    "AWS::SQS::QueuePolicy",
    "AWS::S3::BucketPolicy",
    "AWS::CloudWatch::Alarm",
}


@dataclass(frozen=True)
class Stack:
    """What was made: outputs by name, physical names by logical id, and the template's resources."""

    outputs: dict[str, str]
    names: dict[str, str]
    resources: dict[str, Any]

    def of_type(self, kind: str) -> dict[str, str]:
        """Logical id to physical name of all resources of a CloudFormation type."""
        return {key: self.names[key] for key, value in self.resources.items() if value["Type"] == kind}


def create_stack(template: Path, clients: Clients, *, site: str) -> Stack:
    """Create every table, bucket, queue and key of the template on moto; `site` is the pages' origin."""
    document = _reduced(template)
    parameters = {"SiteOrigin": site} if "SiteOrigin" in document.get("Parameters", {}) else {}
    clients.cloudformation.create_stack(
        StackName=STACK,
        TemplateBody=json.dumps(document),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    )
    [stack] = clients.cloudformation.describe_stacks(StackName=STACK)["Stacks"]
    described = clients.cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    names = {
        item["LogicalResourceId"]: item["PhysicalResourceId"]
        for item in described
        if item.get("LogicalResourceId")
    }
    outputs = {item["OutputKey"]: item["OutputValue"] for item in stack.get("Outputs", [])}
    made = Stack(outputs, names, {key: value for key, value in document["Resources"].items() if key in names})
    for logical_id in made.of_type("AWS::S3::Bucket"):
        _finish_bucket(made, logical_id, clients)
    return made


@cache
def _reduced(template: Path) -> dict[str, Any]:
    document = load(template)
    gone = {key for key, value in document["Resources"].items() if value["Type"] in _NOT_IN_MOTO}
    return {
        **document,
        "Resources": {key: value for key, value in document["Resources"].items() if key not in gone},
        "Outputs": {
            key: value
            for key, value in document.get("Outputs", {}).items()
            if not _mentions(value["Value"], gone)
        },
    }


def _mentions(value: Any, gone: set[str]) -> bool:
    if isinstance(value, dict):
        return any(_mentions(part, gone) for part in value.values())
    if isinstance(value, list):
        return any(_mentions(part, gone) for part in value)
    return value in gone


def _finish_bucket(stack: Stack, logical_id: str, clients: Clients) -> None:
    bucket, properties = stack.names[logical_id], stack.resources[logical_id].get("Properties", {})
    if "VersioningConfiguration" in properties:
        clients.s3.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration={"Status": properties["VersioningConfiguration"]["Status"]}
        )
    if properties.get("ObjectLockEnabled"):
        clients.s3.put_object_lock_configuration(
            Bucket=bucket,
            ObjectLockConfiguration={
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": LOCKED_YEARS}},
            },
        )
    queues = properties.get("NotificationConfiguration", {}).get("QueueConfigurations", [])
    if queues:
        # Afterwards SQS holds S3's test event, exactly as it does when the real bucket is created.
        clients.s3.put_bucket_notification_configuration(
            Bucket=bucket,
            NotificationConfiguration={
                "QueueConfigurations": [
                    {"QueueArn": _queue_arn(stack, item["Queue"], clients), "Events": [item["Event"]]}
                    for item in queues
                ]
            },
        )


def _queue_arn(stack: Stack, reference: dict[str, Any], clients: Clients) -> str:
    url = clients.queue_url(stack.names[reference["Fn::GetAtt"][0]].rsplit("/", 1)[-1])
    return clients.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
