"""API Gateway in front of the Chalice apps: Chalice's own local gateway, made to serve several threads.

Differences to Amazon API Gateway that would hide faults are closed here: a body that is text arrives as text, an
authorizer's context arrives as strings, a body over 10 MB is refused before any function sees it, and nobody answers
OPTIONS, since no route allows another origin.
"""

import base64
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import (
    ForbiddenError,
    InvalidAuthorizerError,
    LambdaContext,
    LocalChalice,
    LocalGateway,
    LocalGatewayAuthorizer,
    LocalGatewayException,
    NotAuthorizedError,
)

from infra.gateway_answers import ANSWERS

logger = logging.getLogger(__name__)
LARGEST_BODY = 10 * 1024 * 1024
"""Bytes; API Gateway's own limit on a request."""


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    route: str = ""
    """The pattern that matched, without anyone's ids: fit for a log."""


class Gateway:
    """One Chalice app behind its gateway. Chalice keeps the current request on the app: each thread gets its own."""

    def __init__(self, app: Chalice, *, timeout: int = 29) -> None:
        if not isinstance(app, LocalChalice):
            app.__class__ = type("ServedChalice", (LocalChalice, app.__class__), {})
        self._gateway = _Gateway(
            app, Config(chalice_stage="local", config_from_disk={"lambda_timeout": timeout})
        )

    def route(self, path: str) -> str | None:
        """The route's pattern that this path matches, or None."""
        try:
            return str(self._gateway.event_converter._route_matcher.match_route(path).route)  # noqa: SLF001
        except ValueError:
            return None

    def handle(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request to its answer; `path` has the query and is still percent-encoded."""
        route = self.route(path) or "unknown"
        if len(body) > LARGEST_BODY:
            return _gateway_answer("REQUEST_TOO_LARGE", route)
        if method == "OPTIONS":
            return _gateway_answer("MISSING_AUTHENTICATION_TOKEN", route)
        try:
            response = self._gateway.handle_request(method, path, dict(headers), body or None)
        except (NotAuthorizedError, _UnauthorizedError):
            return _gateway_answer("UNAUTHORIZED", route)
        except ForbiddenError:
            known = self.route(path) is not None
            return _gateway_answer("ACCESS_DENIED" if known else "MISSING_AUTHENTICATION_TOKEN", route)
        except LocalGatewayException:
            return _gateway_answer("DEFAULT_5XX", route)
        return _answer(response, route)


class _UnauthorizedError(Exception):
    """The authorizer raised the one word that API Gateway turns into 401."""


class _Authorizer(LocalGatewayAuthorizer):
    def authorize(
        self, raw_path: str, event: dict[str, Any], context: LambdaContext
    ) -> tuple[dict[str, Any], LambdaContext]:
        """As API Gateway treats what an authorizer raises: 401 for "Unauthorized", 500 for anything else."""
        try:
            return super().authorize(raw_path, event, context)
        except LocalGatewayException:
            raise
        except Exception as error:
            if str(error) == "Unauthorized":
                raise _UnauthorizedError from error
            logger.exception("the authorizer failed")
            raise InvalidAuthorizerError({}) from error

    def _update_lambda_event(self, event: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
        strings = {name: _as_string(value) for name, value in result.get("context", {}).items()}
        updated: dict[str, Any] = super()._update_lambda_event(event, {**result, "context": strings})
        return updated


class _Gateway(LocalGateway):
    def __init__(self, app: Chalice, config: Config) -> None:
        super().__init__(app, config)
        self._authorizer = _Authorizer(app)

    def _generate_lambda_context(self) -> LambdaContext:
        context = super()._generate_lambda_context()
        context.invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:api_handler"
        return context

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, Any], body: bytes | None
    ) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"]["requestId"] = str(uuid4())
        if isinstance(event["body"], bytes):
            event["body"] = event["body"].decode(errors="replace")
        return event


def _as_string(value: Any) -> str:
    """As API Gateway passes an authorizer's context on: strings, whatever they were."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def _answer(response: Mapping[str, Any], route: str) -> Answer:
    body = response.get("body") or ""
    if response.get("isBase64Encoded"):
        content = base64.b64decode(body)
    else:
        content = body if isinstance(body, bytes) else body.encode()
    many: Mapping[str, Iterable[str]] = response.get("multiValueHeaders") or {}
    headers = [(name, str(value)) for name, value in (response.get("headers") or {}).items()]
    headers += [(name, str(value)) for name, values in many.items() for value in values]
    return Answer(int(response["statusCode"]), headers, content, route)


def _gateway_answer(kind: str, route: str) -> Answer:
    """The gateway's own refusals, as the deployed one makes them."""
    answer = ANSWERS[kind]
    return Answer(answer.status, list(answer.all_headers.items()), answer.body.encode(), route)
