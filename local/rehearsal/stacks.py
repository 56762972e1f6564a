"""The stacks of docs/deploy.md, made as an operator makes them, and what came of each resource."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.template import INFRA
from local.issuer import AUDIENCE

from . import gaps
from .town import SITE

Asked = dict[str, tuple[str, dict[str, str]]]
"""Template and parameters by the stack's name, in the order of docs/deploy.md."""

DEADLINE = 180.0
"""Seconds that a stack may take."""

ARTIFACTS = "rehearsal-artifacts"
LARGEST_BODY = 51200
"""Bytes of a template that CloudFormation takes in the call itself; a larger one it reads from a bucket."""


class StackError(Exception):
    """A stack is not complete; the words are CloudFormation's."""


@dataclass(frozen=True)
class Made:
    """A complete stack: its outputs, and type and physical name by logical id."""

    outputs: Mapping[str, str]
    resources: Mapping[str, tuple[str, str]]

    def words(self) -> str:
        kinds = Counter(kind.removeprefix("AWS::") for kind, _ in self.resources.values())
        return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))

    def named(self, logical_id: str) -> str:
        return self.resources[logical_id][1]


@dataclass(frozen=True)
class Deployer:
    """`client` makes a client of a service by its name."""

    client: Callable[[str], Any]
    endpoint: str

    def deploy(self, name: str, template: str, parameters: Mapping[str, str]) -> Made:
        """As `aws cloudformation deploy` does. Raises StackError, also when a resource of the template is not there."""
        cloudformation = self.client("cloudformation")
        cloudformation.create_stack(
            StackName=name,
            **self._body(name, template),
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )
        stack = _finished(cloudformation, name)
        if stack["StackStatus"] != "CREATE_COMPLETE":
            raise StackError(f"{name}: {stack['StackStatus']} {stack.get('StackStatusReason', '')}")
        found = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        unmade = [one["LogicalResourceId"] for one in found if one["ResourceStatus"] != "CREATE_COMPLETE"]
        if unmade:
            raise StackError(f"{name}: {', '.join(unmade)} not made")
        return Made(
            {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])},
            {one["LogicalResourceId"]: (one["ResourceType"], one["PhysicalResourceId"]) for one in found},
        )

    def packaged(self, project: str, directory: Path) -> str:
        """The project's template with its zips in a bucket, as `aws cloudformation package` does it."""
        template: dict[str, Any] = json.loads((directory / "sam.json").read_text())
        bucket = self._bucket()
        for zipped in directory.glob("*.zip"):
            bucket.upload_file(str(zipped), ARTIFACTS, f"{project}/{zipped.name}")
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                name = resource["Properties"]["CodeUri"].removeprefix("./")
                resource["Properties"]["CodeUri"] = f"s3://{ARTIFACTS}/{project}/{name}"
        gaps.in_packaged(template)
        return json.dumps(template)

    def _body(self, name: str, template: str) -> dict[str, str]:
        if len(template.encode()) <= LARGEST_BODY:
            return {"TemplateBody": template}
        self._bucket().put_object(Bucket=ARTIFACTS, Key=f"{name}.template", Body=template.encode())
        return {"TemplateURL": f"{self.endpoint}/{ARTIFACTS}/{name}.template"}

    def _bucket(self) -> Any:
        s3 = self.client("s3")
        s3.create_bucket(Bucket=ARTIFACTS)
        return s3


def data_stacks() -> Asked:
    return {
        "ruxue-data": (gaps.in_text((INFRA / "resources.yaml").read_text()), {"SiteOrigin": SITE}),
        "ruxue-alarms": (gaps.in_text((INFRA / "alarms.yaml").read_text()), {}),
    }


def function_stacks(deployer: Deployer, packages: Mapping[str, Path], addresses: Mapping[str, str]) -> Asked:
    """Of the packaged projects, with the simulators' addresses."""
    oidc = {"OidcIssuer": addresses["issuer"], "OidcAudience": AUDIENCE}
    guardians = {
        "SiteUrl": SITE,
        "HouseholdGatewayUrl": addresses["household"],
        "PropertyGatewayUrl": addresses["property"],
        "SmsProvider": "sns",
    }
    return {
        f"ruxue-{project}": (
            deployer.packaged(project, directory),
            oidc | (guardians if project == "guardians" else {}),
        )
        for project, directory in packages.items()
    }


def _finished(cloudformation: Any, name: str) -> Any:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            return stack
        time.sleep(0.2)
    raise StackError(f"{name}: not finished after {DEADLINE:.0f} s")
