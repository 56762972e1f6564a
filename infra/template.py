"""The SAM template of a Chalice project, made without downloading a single dependency."""

import importlib
import json
from pathlib import Path
from typing import Any

from chalice.config import Config
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import (
    BuildStage,
    DeploymentPackager,
    InjectDefaults,
    PolicyGenerator,
    SwaggerBuilder,
)
from chalice.deploy.packager import LambdaDeploymentPackager
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import (
    PackageOptions,
    ResourceBuilder,
    SAMTemplateGenerator,
    TemplateDeepMerger,
    TemplateMergePostProcessor,
    YAMLTemplateSerializer,
)
from chalice.policy import AppPolicyGenerator
from chalice.utils import OSUtils

from . import dashboard, firewall, gateway_answers, opening, receipt_function
from .zips import carried

INFRA = Path(__file__).parent
PROJECTS = ("guardians", "staff")
CLIENT_REQUESTS = {"guardians": 6000, "staff": 3000}
"""Of one address in five minutes: a hundred families, or an office, that are at it together."""

STAGE = "prod"
CODE = "./deployment.zip"
"""Where Chalice thinks that its own zip is."""


class _ZipMadeElsewhere(LambdaDeploymentPackager):
    """Stands where Chalice would download dependencies; the zip is `infra.package`'s work."""

    def __init__(self) -> None:
        """Needs none of what Chalice's own packager builds with."""

    def create_deployment_package(self, project_dir: str, python_version: str) -> str:
        """Where the zip lies, seen from the template."""
        del project_dir, python_version
        return CODE


class _Principals(PackageOptions):
    """The services' principals are the same in every partition, so no AWS client is asked for them."""

    def __init__(self) -> None:
        """Needs no client."""

    def service_principal(self, service: str) -> str:
        """`lambda` becomes `lambda.amazonaws.com`."""
        return f"{service}.amazonaws.com"


def configuration(project: str) -> Config:
    """Chalice's own configuration of a project of `PROJECTS`, with its app imported."""
    directory = INFRA / project
    return Config(
        chalice_stage=STAGE,
        user_provided_params={"chalice_app": importlib.import_module(f"infra.{project}.app").app},
        config_from_disk=json.loads((directory / ".chalice" / "config.json").read_text()),
        default_params={"project_dir": str(directory)},
    )


def render(project: str) -> dict[str, Any]:
    """The SAM template of one project: what Chalice generates with the project's merge.yaml merged in.

    Its runtime is that of the running Python, as Chalice has it.
    """
    config = configuration(project)
    osutils = OSUtils()
    build = BuildStage(
        steps=[
            InjectDefaults(),
            DeploymentPackager(packager=_ZipMadeElsewhere()),
            PolicyGenerator(policy_gen=AppPolicyGenerator(osutils=osutils), osutils=osutils),
            SwaggerBuilder(swagger_generator=CFNSwaggerGenerator()),
        ]
    )
    resources = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), build).construct_resources(
        config, STAGE
    )
    template: dict[str, Any] = SAMTemplateGenerator(config, _Principals()).generate(resources)
    TemplateMergePostProcessor(
        osutils, TemplateDeepMerger(), YAMLTemplateSerializer(), str(INFRA / project / "merge.yaml")
    ).process(template, config, "", STAGE)
    if project == "guardians":
        policy = INFRA / project / "policies" / "receipt.json"
        receipt_function.add(template, json.loads(policy.read_text()))
        opening.add(template)
    _place(project, template)
    dashboard.add(template)
    firewall.add(template, CLIENT_REQUESTS[project])
    api = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    api["x-amazon-apigateway-gateway-responses"] = gateway_answers.definition()
    return template


def _place(project: str, template: dict[str, Any]) -> None:
    """Says of each function which zip carries it, and where it begins."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            properties = resource["Properties"]
            carrier, properties["Handler"] = carried(project, name, properties["Handler"])
            properties["CodeUri"] = f"./{carrier}.zip"


def write(project: str, path: Path) -> None:
    """Write the project's template as JSON, sorted so that equal templates are equal files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(render(project), indent=2, sort_keys=True, ensure_ascii=False) + "\n")
