"""Instances that stand ready for the opening hour: off unless asked for, and asked by the gateway where they are."""

import json
from typing import Any

import pytest
import time_machine

from infra.opening import ALIAS, FUNCTIONS, alias_of
from infra.template import render
from tests.midseason import NOW

from .test_gateway_answers import translated

Template = dict[str, Any]


@pytest.fixture
def guardians() -> Template:
    return render("guardians")


def ids_of(template: Template, kind: str) -> set[str]:
    return {name for name, one in template["Resources"].items() if one["Type"] == kind}


def asked(template: Template) -> list[Any]:
    """Whom the gateway asks: each route's function, and the authorizer."""
    definition = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    methods = [method for path in definition["paths"].values() for method in path.values()]
    authorizer = definition["securityDefinitions"]["authorizer"]["x-amazon-apigateway-authorizer"]
    uris = [method["x-amazon-apigateway-integration"].get("uri") for method in methods]
    return [uri for uri in uris if uri is not None] + [authorizer["authorizerUri"]]


def test_the_gateway_asks_the_alias_where_there_is_an_opening_and_else_the_function(
    guardians: Template,
) -> None:
    assert guardians["Conditions"]["HasOpening"] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "OpeningConcurrency"}, "0"]}]
    }
    assert guardians["Parameters"]["OpeningConcurrency"]["Default"] == 0
    pairs = set()
    for uri in asked(guardians):
        if "Fn::If" in uri:
            condition, alias, function = uri["Fn::If"]
            assert condition == "HasOpening"
            pairs.add((alias["Fn::Sub"], function["Fn::Sub"]))
        else:
            assert "${Receipt.Arn}" in uri["Fn::Sub"], "a receipt waits for nobody's first hour"
    for function in FUNCTIONS:
        [(alias, plain)] = [pair for pair in pairs if f"${{{function}.Arn}}" in pair[1]]
        assert alias == plain.replace(f"{function}.Arn", alias_of(function))
    assert len(pairs) == len(FUNCTIONS)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_alias_is_one_that_the_translator_makes_and_the_gateway_may_ask(
    guardians: Template, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = translated(guardians, monkeypatch)["Resources"]
    assert made[alias_of(function)]["Type"] == "AWS::Lambda::Alias"
    assert made[alias_of(function)]["Properties"]["Name"] == ALIAS
    permission = made[f"{function}OpeningInvokePermission"]
    plain = made[f"{function}InvokePermission"]
    assert permission["Condition"] == "HasOpening"
    assert permission["Properties"] == plain["Properties"] | {"FunctionName": {"Ref": alias_of(function)}}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_instances_come_before_the_opening_and_go_after_it(guardians: Template, function: str) -> None:
    target = guardians["Resources"][f"{function}Opening"]
    properties = target["Properties"]
    assert target["Condition"] == "HasOpening"
    assert properties["ResourceId"] == {"Fn::Sub": f"function:${{{function}}}:{ALIAS}"}
    assert [
        (action["Schedule"]["Fn::Sub"], action["ScalableTargetAction"]["MinCapacity"])
        for action in properties["ScheduledActions"]
    ] == [("at(${OpeningFrom})", {"Ref": "OpeningConcurrency"}), ("at(${OpeningUntil})", 0)]
    assert all(action["Timezone"] == {"Ref": "OpeningTimezone"} for action in properties["ScheduledActions"])


def test_the_translator_publishes_another_version_when_a_setting_changes(
    guardians: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids_of(translated(json.loads(json.dumps(guardians)), monkeypatch), "AWS::Lambda::Version")
    guardians["Globals"]["Function"]["Environment"]["Variables"]["RUXUE_CIPHER"] = "sm4-gcm"
    assert before.isdisjoint(ids_of(translated(guardians, monkeypatch), "AWS::Lambda::Version"))
    assert len(before) == len(FUNCTIONS)


def test_to_ask_for_instances_deploys_the_api_anew(
    guardians: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The translator sees no difference in a parameter, and the stage would go on with the deployment before."""

    def deployments() -> set[str]:
        template = translated(json.loads(json.dumps(guardians)), monkeypatch)
        return ids_of(template, "AWS::ApiGateway::Deployment")

    with time_machine.travel(NOW, tick=False) as clock:
        before = deployments()
        clock.shift(60)
        assert before.isdisjoint(deployments())
