"""Provisioned concurrency for the opening hour: instances of the guardians' API that have begun before anybody asks.

Off while `OpeningConcurrency` is 0. Else the gateway asks an alias of each function, and Application Auto Scaling
gives the alias its instances from `OpeningFrom` to `OpeningUntil`. An alias names a version, whose settings stand as
they were published. The translator of SAM publishes another when the zip or the template changes, and not for another
value of a parameter: while there is an opening, the API goes on with the parameters that it began it with.
"""

import json
from typing import Any

ALIAS = "live"
FUNCTIONS = ("APIHandler", "Authorizer")
"""What every request of a guardian waits for."""

CONDITION = "HasOpening"
LARGEST = 10_000
"""Instances; a region gives fewer unless asked."""

PARAMETERS: dict[str, dict[str, Any]] = {
    "OpeningConcurrency": {
        "Type": "Number",
        "Default": 0,
        "MinValue": 0,
        "MaxValue": LARGEST,
        "Description": "Instances of the API and of its authorizer that stand ready for the opening; 0, none",
    },
    "OpeningFrom": {
        "Type": "String",
        "Default": "2022-07-08T07:30:00",
        "AllowedPattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$",
        "Description": "When they are to be there, by OpeningTimezone; half an hour before the season opens",
    },
    "OpeningUntil": {
        "Type": "String",
        "Default": "2022-07-08T10:00:00",
        "AllowedPattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$",
        "Description": "When they are given back, by OpeningTimezone",
    },
    "OpeningTimezone": {
        "Type": "String",
        "Default": "Asia/Shanghai",
        "Description": "Name of the time zone of both in the IANA database",
    },
}


def add(template: dict[str, Any]) -> None:
    """To the SAM template of a Chalice project; its API asks the aliases where there is an opening."""
    resources = template["Resources"]
    template["Parameters"] |= PARAMETERS
    template["Conditions"][CONDITION] = {"Fn::Not": [{"Fn::Equals": [{"Ref": "OpeningConcurrency"}, "0"]}]}
    api = resources["RestAPI"]["Properties"]
    for function in FUNCTIONS:
        resources[function]["Properties"] |= {
            "AutoPublishAlias": ALIAS,
            "AutoPublishAliasAllProperties": True,
        }
        resources[f"{function}Opening"] = _schedule(function)
        resources[f"{function}OpeningInvokePermission"] = _permission(
            resources[f"{function}InvokePermission"], function
        )
    api["DefinitionBody"] = _asking_aliases(api["DefinitionBody"])
    # The translator knows no parameter's value: to it the API is unchanged when an opening begins or is over.
    api["AlwaysDeploy"] = True


def alias_of(function: str) -> str:
    """The alias's name in the template, as the translator of SAM gives it."""
    return f"{function}Alias{ALIAS}"


def _schedule(function: str) -> dict[str, Any]:
    def at(when: str, instances: Any) -> dict[str, Any]:
        return {
            "ScheduledActionName": when,
            "Schedule": {"Fn::Sub": f"at(${{{when}}})"},
            "Timezone": {"Ref": "OpeningTimezone"},
            "ScalableTargetAction": {"MinCapacity": instances, "MaxCapacity": instances},
        }

    return {
        "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
        "Condition": CONDITION,
        "DependsOn": alias_of(function),
        "Properties": {
            "ServiceNamespace": "lambda",
            "ScalableDimension": "lambda:function:ProvisionedConcurrency",
            "ResourceId": {"Fn::Sub": f"function:${{{function}}}:{ALIAS}"},
            "MinCapacity": 0,
            "MaxCapacity": 0,
            "ScheduledActions": [at("OpeningFrom", {"Ref": "OpeningConcurrency"}), at("OpeningUntil", 0)],
        },
    }


def _permission(of_function: dict[str, Any], function: str) -> dict[str, Any]:
    """As the gateway may ask the function itself; an alias is asked by a permission of its own."""
    properties = of_function["Properties"] | {"FunctionName": {"Ref": alias_of(function)}}
    return of_function | {"Condition": CONDITION, "Properties": properties}


def _asking_aliases(definition: Any) -> Any:
    text = json.dumps(definition)
    for function in FUNCTIONS:
        asked = {"Fn::Sub": _uri(f"{function}.Arn")}
        either = {"Fn::If": [CONDITION, {"Fn::Sub": _uri(alias_of(function))}, asked]}
        text = text.replace(json.dumps(asked), json.dumps(either))
    return json.loads(text)


def _uri(named: str) -> str:
    """By which the gateway asks a function, as Chalice writes it."""
    return (
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        f"${{{named}}}/invocations"
    )
