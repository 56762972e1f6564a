"""One HTTP request and its answer over connections that are kept, shared by all threads."""

import os
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Protocol
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import ClosedPoolError, ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

KEPT = 32
"""Connections of one service that are kept; more threads than that open their own and close them."""

TRUSTED = 20.0
"""Seconds of rest after which a connection is no longer used. Lambda may have been frozen meanwhile, and a connection
that its other end has left is found out only after the request was written, when nobody knows what was done.
"""


@dataclass(frozen=True, slots=True)
class Request:
    """A POST."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes


class UnansweredError(Exception):
    """No answer came. `sent`: whether the body had begun to leave."""

    def __init__(self, cause: str, *, sent: bool) -> None:
        super().__init__(cause)
        self.sent = sent


class Transport(Protocol):
    """Carries one request, once. Raises `UnansweredError`; an answer of any status is an answer."""

    def __call__(self, request: Request, /, *, connect: float, read: float) -> Response: ...


@dataclass
class _Kept:
    pool: urllib3.HTTPConnectionPool
    used: float


class Connections:
    """urllib3, with one pool for each address. AWS_CA_BUNDLE names whom to believe, else the machine does."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        self._now = now  # of the wall: a clock that only counts may stand still while Lambda is frozen
        self._pools: dict[tuple[str, str, int | None], _Kept] = {}
        self._tls: ssl.SSLContext | None = None
        self._changing = Lock()

    def __call__(self, request: Request, /, *, connect: float, read: float) -> Response:
        """`connect` and `read` in seconds."""
        parts = urlsplit(request.url)
        left: list[bool] = []

        def body() -> Iterator[bytes]:
            left.append(True)  # urllib3 asks for it once connected and after the headers
            yield request.body

        try:
            answer = self._pool(parts.scheme, parts.hostname or "", parts.port).urlopen(
                "POST",
                parts.path or "/",
                body=body(),
                headers={**request.headers, "content-length": str(len(request.body))},
                retries=False,
                redirect=False,
                timeout=urllib3.Timeout(connect=connect, read=read),
            )
        except (NewConnectionError, ConnectTimeoutError, ClosedPoolError) as error:
            raise UnansweredError(type(error).__name__, sent=False) from error
        except HTTPError as error:
            raise UnansweredError(type(error).__name__, sent=bool(left)) from error
        return Response(answer.status, answer.headers, answer.data)

    def _pool(self, scheme: str, host: str, port: int | None) -> urllib3.HTTPConnectionPool:
        now, address = self._now(), (scheme, host, port)
        with self._changing:
            entry = self._pools.get(address)
            if entry is None or not 0 <= now - entry.used <= TRUSTED:
                if entry is not None:
                    entry.pool.close()
                entry = self._pools[address] = _Kept(self._made(scheme, host, port), now)
            entry.used = now
            return entry.pool

    def _made(self, scheme: str, host: str, port: int | None) -> urllib3.HTTPConnectionPool:
        if scheme == "http":
            return urllib3.HTTPConnectionPool(host, port, maxsize=KEPT)
        if self._tls is None:  # once for all: reading the authorities takes longer than a call
            self._tls = create_urllib3_context()
            bundle = os.environ.get("AWS_CA_BUNDLE")
            if bundle:
                self._tls.load_verify_locations(bundle)
            else:
                self._tls.load_default_certs()
        return urllib3.HTTPSConnectionPool(host, port, maxsize=KEPT, ssl_context=self._tls)
