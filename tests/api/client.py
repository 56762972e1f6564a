"""The guardians' API as API Gateway calls it: proxy events into the real Chalice app, answers as they leave Lambda."""

import base64
import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from infra.guardians.app import app
from local.population.people import Account
from tests.canary.watch import WATCH

Json = dict[str, Any]
ISSUER = "https://issuer.example"
REQUEST_HEADERS = {"Host": "ruxue.example", "Accept": "application/json", "Accept-Language": "en"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def code(self) -> str:
        return str(self.json["code"])

    @property
    def fields(self) -> list[str]:
        return [one["field"] for one in self.json["errors"]]

    @property
    def faults(self) -> dict[str, str]:
        """Field -> code."""
        return {one["field"]: one["code"] for one in self.json["errors"]}

    @property
    def etag(self) -> str:
        return self.headers["etag"]


def _json(content: str) -> Any:
    return json.loads(content) if content.startswith("{") else None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    found = [
        (re.compile("".join(_group(part) for part in re.split(r"(\{\w+\})", route))), route)
        for route in app.routes
    ]
    return sorted(found, key=lambda pair: pair[1].count("{"))


def _group(part: str) -> str:
    return f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)


def event(
    method: str,
    path: str,
    body: bytes | str | None,
    headers: Json,
    authorizer: Json | None,
    query: Json | None = None,
    request_id: str = "00000000-0000-0000-0000-000000000000",
) -> Json:
    """A REST API proxy event (payload format 1.0)."""
    found = next((match, route) for shape, route in _patterns() if (match := shape.fullmatch(path)))
    match, route = found
    context: Json = {
        "resourcePath": route,
        "httpMethod": method,
        "path": f"/v1{path}",
        "stage": "v1",
        "requestId": request_id,
        "identity": {"sourceIp": "192.0.2.1", "userAgent": "test"},
    }
    if authorizer is not None:
        context["authorizer"] = authorizer
    encoded = isinstance(body, bytes)
    return {
        "resource": route,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": None if query is None else {k: [v] for k, v in query.items()},
        "pathParameters": match.groupdict() or None,
        "stageVariables": None,
        "requestContext": context,
        "body": base64.b64encode(body).decode() if isinstance(body, bytes) else body,
        "isBase64Encoded": encoded,
    }


def context_of(account: Account, issuer: str = ISSUER) -> Json:
    """What the authorizer passes on; API Gateway makes strings of it."""
    return {
        "principalId": account.sub,
        "issuer": issuer,
        "account": account.sub,
        "name": account.name,
        "level": str(account.real_name_level),
        "identity_number": account.identity_number,
        "roles": "",
        "district": "",
    }


@dataclass
class Client:
    """One signed-in account, or nobody. Every answer goes through JSON, as Lambda's runtime sends it."""

    account: Account | None = None
    issuer: str = ISSUER
    seen: list[str] = field(default_factory=list)
    request_id: str = "00000000-0000-0000-0000-000000000000"

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """`body`: a JSON value, or text or bytes as they are sent. Header names have `_` for `-`."""
        sent: Json = dict(REQUEST_HEADERS)
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes | str) else json.dumps(body, ensure_ascii=False)
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in sent.items() if value != ""}
        authorizer = None if self.account is None else context_of(self.account, self.issuer)
        given = json.loads(
            json.dumps(event(method, f"/api{path}", body, sent, authorizer, None, self.request_id))
        )
        answer = json.loads(json.dumps(app(given, None)))
        content = answer["body"] or ""
        if isinstance(told := _json(content), dict):
            WATCH.look(
                "an address", [answer["headers"].get("Location"), told.get("link"), told.get("upload")]
            )
        raw = base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode()
        return Answer(
            answer["statusCode"], {name.lower(): value for name, value in answer["headers"].items()}, raw
        )

    def ok(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The body of a 2xx."""
        answer = self.call(method, path, body, **headers)
        assert answer.status < 300, (method, answer.status, answer.content.decode())
        return answer.json if answer.content else None
