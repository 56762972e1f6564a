"""The receipt's own function in the guardians' template: Chalice knows one function for all routes of an app.

What Chalice made for the API is made once more, under other names, and the gateway asks it for this route.
"""

import json
from typing import Any

ROUTE = "/api/registrations/{registration_id}/receipt"
MEMORY, TIME_OUT = 1769, 29
"""MiB, of which a whole processor comes; seconds, as of every function behind the gateway."""

SPELT = {
    "APIHandler": "Receipt",
    "APIHandlerInvokePermission": "ReceiptInvokePermission",
    "ApiHandlerRole": "ReceiptRole",
    "ApiHandlerLogGroup": "ReceiptLogGroup",
}
"""Each resource that is made again, and its new name."""


def add(template: dict[str, Any], policy: dict[str, Any]) -> None:
    """Adds the function with its role, log and permission, and gives it its route."""
    resources = template["Resources"]
    for name, new in SPELT.items():
        resources[new] = json.loads(_renamed(json.dumps(resources[name])))
    properties = resources["Receipt"]["Properties"]
    properties |= {"MemorySize": MEMORY, "Timeout": TIME_OUT}
    properties["ReservedConcurrentExecutions"] = {"Ref": "ReceiptConcurrency"}
    [kept] = resources["ReceiptRole"]["Properties"]["Policies"]
    kept |= {"PolicyDocument": policy, "PolicyName": "ReceiptRolePolicy"}
    asked = resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"][ROUTE]["get"]
    integration = asked["x-amazon-apigateway-integration"]
    asked["x-amazon-apigateway-integration"] = json.loads(_renamed(json.dumps(integration)))


def _renamed(text: str) -> str:
    for name, new in sorted(SPELT.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"{name}"', f'"{new}"').replace(f"${{{name}", f"${{{new}")
    return text
