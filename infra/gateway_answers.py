"""What the API gateway answers by itself, as problem details like every refusal of the functions: one table.

The answers stand inside the API's definition (`x-amazon-apigateway-gateway-responses`), not beside it: a deployment
takes what the definition says at that moment, and its logical id changes when the definition does. The local gateway
answers from the same rows.
"""

import json
from typing import Any, NamedTuple

from functions.cloud.web.http import HEADERS

UNQUOTED = {"Content-Security-Policy": "sandbox"}
"""A gateway's fixed header stands in quotes, so that it can hold none: the one directive that needs no quoted word."""


class GatewayAnswer(NamedTuple):
    status: int
    code: str
    title: str
    """In both languages: the gateway knows nobody's."""
    headers: dict[str, str] = {}

    @property
    def body(self) -> str:
        return json.dumps(
            {
                "type": f"urn:ruxue:problem:{self.code}",
                "title": self.title,
                "status": self.status,
                "code": self.code,
                "detail": self.title,
                "errors": [],
            },
            ensure_ascii=False,
        )

    @property
    def all_headers(self) -> dict[str, str]:
        return HEADERS | UNQUOTED | {"Content-Type": "application/problem+json"} | self.headers


SOON = {"Retry-After": "5"}
ANSWERS = {
    "UNAUTHORIZED": GatewayAnswer(
        401, "unauthorized", "请先登录 / Please sign in", {"WWW-Authenticate": 'Bearer realm="ruxue"'}
    ),
    "ACCESS_DENIED": GatewayAnswer(403, "not_allowed", "没有权限 / Not allowed"),
    "WAF_FILTERED": GatewayAnswer(403, "not_allowed", "没有权限 / Not allowed"),
    "MISSING_AUTHENTICATION_TOKEN": GatewayAnswer(404, "not_found", "没有这个地址 / No such address"),
    "REQUEST_TOO_LARGE": GatewayAnswer(413, "body_too_large", "内容太大 / Too large"),
    "THROTTLED": GatewayAnswer(429, "too_many", "请稍后再试 / Please try again shortly", SOON),
    "DEFAULT_4XX": GatewayAnswer(400, "malformed_request", "请求无法识别 / The request cannot be read"),
    "DEFAULT_5XX": GatewayAnswer(503, "unavailable", "请稍后再试 / Please try again shortly", SOON),
}
"""API Gateway's response types. WAF_FILTERED is what a firewall's rule without an answer of its own becomes (ours has
one, infra/firewall.py), DEFAULT_4XX what else the gateway refuses by itself, DEFAULT_5XX also an authorizer that fails.
"""


def definition() -> dict[str, Any]:
    """The extension of the API's OpenAPI definition."""
    return {
        kind: {
            "statusCode": str(answer.status),
            "responseParameters": {
                f"gatewayresponse.header.{name}": f"'{value}'" for name, value in answer.all_headers.items()
            },
            "responseTemplates": {"application/json": answer.body},
        }
        for kind, answer in ANSWERS.items()
    }
