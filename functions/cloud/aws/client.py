"""The calls as signed HTTP, with nothing between them and it that the few operations in use do not need."""

import time
from collections.abc import Callable

from .calls import Answer, Call
from .credentials import CredentialSource
from .endpoints import endpoint
from .errors import AwsError, ExpiredCredentialsError, NoAnswerError
from .operations import PROTOCOLS
from .retries import ATTEMPTS, TOTAL, may_repeat, pause
from .signing import Scope, signed_headers
from .transport import Request, Transport, UnansweredError

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
        body = PROTOCOLS[call.service].body(call)
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
            protocol.headers(call),
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
        return protocol.answer(call.operation, response)
