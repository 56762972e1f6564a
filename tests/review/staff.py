"""Somebody of the staff at the API, without a network: real events through the project's own app."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalice.local import LambdaContext

from infra.staff.app import app
from tests.readers import ISSUER, key_of

DISTRICT = "350203"


@dataclass
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> str:
        return str(self.body["code"])

    @property
    def etag(self) -> str:
        return self.headers["ETag"]


SHOWING = frozenset(
    ("GET", f"/api/staff/registrations/{{registration_id}}{part}")
    for part in ("", "/history", "/documents/{document_id}", "/children", "/place")
)
"""What shows a case, to whom holds it or says why."""


def _resource(path: str) -> tuple[str, dict[str, str]]:
    for pattern in app.routes:
        names = re.findall(r"{(\w+)}", pattern)
        shape = re.sub(r"{\w+}", "([^/]+)", pattern)
        found = re.fullmatch(shape, path)
        if found:
            return pattern, dict(zip(names, found.groups(), strict=True))
    raise AssertionError(path)


def _sent(body: Any) -> str | None:
    if isinstance(body, bytes):
        return base64.b64encode(body).decode()
    return body if isinstance(body, str) or body is None else json.dumps(body)


@dataclass(frozen=True)
class Member:
    account: str
    roles: str = "reviewer"
    district: str = DISTRICT
    second_factor: str = "true"
    identity_number: str = "350203198001019990"
    """Of nobody in the population."""
    name: str = ""
    looks_for: str = "supervision"
    """The reason given for reading a case; none where it is empty."""

    @property
    def key(self) -> str:
        return key_of(self.account)

    def event(
        self, method: str, path: str, body: Any = None, query: Any = None, **headers: str
    ) -> dict[str, Any]:
        """What API Gateway brings of it."""
        pattern, parameters = _resource(f"/api{path}")
        if (method, pattern) in SHOWING and self.looks_for:
            query = {"reason": self.looks_for} | (query or {})
        sent = {"accept-language": "en"} | {
            name.replace("_", "-").lower(): value for name, value in headers.items()
        }
        if body is not None:
            sent.setdefault("content-type", "application/json")
        return {
            "requestContext": {
                "httpMethod": method,
                "resourcePath": pattern,
                "authorizer": {
                    "issuer": ISSUER, "account": self.account, "name": self.name, "level": "2",
                    "identity_number": self.identity_number,
                    "roles": self.roles, "district": self.district, "second_factor": self.second_factor,
                },
            },
            "headers": sent,
            "multiValueQueryStringParameters": {key: [str(value)] for key, value in (query or {}).items()} or None,
            "pathParameters": parameters,
            "stageVariables": None,
            "body": _sent(body),
            "isBase64Encoded": isinstance(body, bytes),
        }  # fmt: skip

    def call(self, method: str, path: str, body: Any = None, query: Any = None, **headers: str) -> Answer:
        told = app(self.event(method, path, body, query, **headers), LambdaContext("api_handler", 512))
        raw = told.get("body") or ""
        found = {**told.get("headers", {})} | {k: v[0] for k, v in told.get("multiValueHeaders", {}).items()}
        return Answer(told["statusCode"], json.loads(raw) if raw else None, found)

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def decide(
        self, registration: str, result: str = "accepted", *, check: str = "property", etag: str | None = None,
        reason: str | None = None, note: str = "", key: str = "", paper: str | None = None,
    ) -> Answer:  # fmt: skip
        tag = etag or self.get(f"/staff/registrations/{registration}").etag
        reasons = {"accepted": "documents_sufficient", "refused": "documents_insufficient"}
        command = {"check": check, "result": result, "reason": reason or reasons[result], "note": note}
        command |= {} if paper is None else {"paper": paper}
        headers = {"If_Match": tag} | ({"Idempotency_Key": key} if key else {})
        return self.call("POST", f"/staff/registrations/{registration}/decisions", command, **headers)


CLERK = Member("clerk")
SECOND = Member("second clerk")
THIRD = Member("third clerk")
FOURTH = Member("fourth clerk")
SUPERVISOR = Member("supervisor", "supervisor reviewer")
OTHER_SUPERVISOR = Member("other supervisor", "supervisor")
AUDITOR = Member("auditor", "auditor")
NOBODY = Member("guardian", "")
STRANGER = Member("clerk elsewhere", "reviewer supervisor auditor", "350206")
