"""The calls as signed HTTP: JSON out, JSON in, nothing between them that the few operations in use do not need."""

import json
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from zlib import crc32

from .calls import Answer, Call
from .credentials import CredentialSource
from .endpoints import endpoint
from .errors import AwsError, ExpiredCredentialsError, NoAnswerError, refused
from .operations import PROTOCOLS
from .retries import ATTEMPTS, TOTAL, may_repeat, pause
from .signing import Scope, signed_headers
from .transport import Request, Response, Transport, UnansweredError

CONNECT_TIMEOUT = 1.0
READ_TIMEOUT = 5.0
"""Seconds, for each try."""

USER_AGENT = "ruxue"


class HttpCaller:
    """Carries calls to the region's services, or wherever the environment says that they are (endpoints)."""

    def __init__(
        self,
        transport: Transport,
        region: str,
        *,
        credentials: CredentialSource | None = None,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport
        self._credentials = credentials or CredentialSource()
        self._now = now
        self._monotonic = monotonic
        self._sleep = sleep
        self._scopes = {name: Scope(region, name) for name in PROTOCOLS}
        self._urls = {name: endpoint(name, region) + "/" for name in PROTOCOLS}

    def __call__(self, call: Call, /) -> Answer:
        """See `Caller`. At most `ATTEMPTS` tries within `TOTAL` seconds, and one more with fresh credentials."""
        body = json.dumps(
            call.parameters, default=_base64, ensure_ascii=False, separators=(",", ":")
        ).encode()
        end = self._monotonic() + TOTAL
        tried, renewed = 0, False
        while True:
            tried += 1
            try:
                return self._once(call, body, end - self._monotonic())
            except ExpiredCredentialsError:
                if renewed:
                    raise
                self._credentials.renew()
                tried, renewed, wait = tried - 1, True, 0.0
            except AwsError as error:
                wait = pause(error, tried)
                if (
                    tried == ATTEMPTS
                    or not may_repeat(call.operation, error)
                    or self._monotonic() + wait >= end
                ):
                    raise
            if wait:
                self._sleep(wait)

    def _once(self, call: Call, body: bytes, left: float) -> Answer:
        protocol, url = PROTOCOLS[call.service], self._urls[call.service]
        headers = signed_headers(
            url,
            {"content-type": protocol.content_type, "x-amz-target": f"{protocol.target}.{call.operation}"},
            body,
            credentials=self._credentials.current(),
            scope=self._scopes[call.service],
            at=time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(self._now())),
        )
        request = Request(url, headers | {"user-agent": USER_AGENT}, body)
        try:
            response = self._transport(
                request, connect=min(CONNECT_TIMEOUT, left), read=min(READ_TIMEOUT, left)
            )
        except UnansweredError as error:
            raise NoAnswerError(call.operation, sent=error.sent, cause=str(error)) from error
        return _answer(call.operation, response)


def _answer(operation: str, response: Response) -> Answer:
    """The answer's JSON. Raises RefusedError, and NoAnswerError where it was spoilt on its way."""
    if response.status >= HTTPStatus.MULTIPLE_CHOICES:
        body = _json(response.body) or {}
        raise refused(operation, response.status, _code(body, response.headers), body)
    checksum = response.headers.get("x-amz-crc32")
    if checksum is not None and crc32(response.body) != int(checksum):
        raise NoAnswerError(operation, sent=True, cause="checksum")
    answer = _json(response.body)
    if answer is None:
        raise NoAnswerError(operation, sent=True, cause="malformed")
    return answer


def _json(body: bytes) -> Answer | None:
    try:
        answer = json.loads(body or b"{}")
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _code(body: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """Without the namespace before it and the address after it that some services add."""
    error_type = str(body.get("__type") or headers.get("x-amzn-errortype") or "")
    return error_type.rsplit("#", 1)[-1].split(":", 1)[0]


def _base64(value: Any) -> str:
    """JSON has no bytes."""
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode("ascii")
    raise TypeError(f"nothing for JSON: {type(value).__name__}")
