"""What the gateway answers by itself stands in the API's definition, so that a deployment takes it along."""

import json
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from functions.cloud.web.http import HEADERS
from infra import gateway_answers
from infra.gateway_answers import ANSWERS
from infra.template import render

from .conftest import of_type


class _NoPolicies:
    """The templates name no managed policy that would have to be looked up."""

    def load(self) -> dict[str, str]:
        return {}


def translated(template: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The template as AWS's own translator makes it CloudFormation's."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for function in of_type(template, "AWS::Serverless::Function").values():
        function["CodeUri"] = "s3://bucket/deployment.zip"  # as `aws cloudformation package` writes it
    found: dict[str, Any] = transform(template, {}, _NoPolicies())
    return found


def test_every_answer_is_inside_the_definition_and_none_beside_it(project: dict[str, Any]) -> None:
    assert not of_type(project, "AWS::ApiGateway::GatewayResponse")
    definition = project["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    answers = definition["x-amazon-apigateway-gateway-responses"]
    assert set(answers) == set(ANSWERS)
    for kind, answer in answers.items():
        body = json.loads(answer["responseTemplates"]["application/json"])
        assert body["status"] == int(answer["statusCode"]) == ANSWERS[kind].status
        headers = {
            name.removeprefix("gatewayresponse.header."): value.strip("'")
            for name, value in answer["responseParameters"].items()
        }
        assert headers.keys() >= HEADERS.keys()
        assert headers["Cache-Control"] == "no-store"
        assert not any("'" in value for value in headers.values()), "a fixed header can hold no quoted word"
        assert ("WWW-Authenticate" in headers) == (body["status"] == 401)
        assert ("Retry-After" in headers) == (body["status"] in {429, 503})


def test_a_changed_answer_is_another_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    def deployments() -> set[str]:
        return set(of_type(translated(render("staff"), monkeypatch), "AWS::ApiGateway::Deployment"))

    before = deployments()
    assert before == deployments()
    changed = ANSWERS | {"THROTTLED": ANSWERS["THROTTLED"]._replace(title="later")}
    monkeypatch.setattr(gateway_answers, "ANSWERS", changed)
    assert before.isdisjoint(deployments())
