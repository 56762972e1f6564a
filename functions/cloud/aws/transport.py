"""One HTTP request and its answer over connections that are kept, shared by all threads."""

import os
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from select import POLLIN, poll
from threading import Lock
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

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


class _Kept(NamedTuple):
    connection: HTTPConnection
    used: float


Address = tuple[str, str, int | None]
"""Scheme, host, port."""


class Connections:
    """The standard library's connections, kept by address (decision 0009 says why nothing larger is imported).

    AWS_CA_BUNDLE names whom to believe, else the machine does.
    """

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        self._now = now  # of the wall: a clock that only counts may stand still while Lambda is frozen
        self._kept: defaultdict[Address, list[_Kept]] = defaultdict(list)
        self._tls: ssl.SSLContext | None = None
        self._changing = Lock()

    def __call__(self, request: Request, /, *, connect: float, read: float) -> Response:
        """`connect` and `read` in seconds."""
        parts = urlsplit(request.url)
        address = parts.scheme, parts.hostname or "", parts.port
        leaving = False
        connection = self._rested(address) or self._opened(address, connect)
        try:
            connection.sock.settimeout(read)
            connection.putrequest("POST", parts.path or "/", skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers.items():
                connection.putheader(name, value)
            connection.putheader("content-length", str(len(request.body)))
            connection.endheaders()
            leaving = True
            connection.send(request.body)
            answer = connection.getresponse()
            response = Response(
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read(),
            )
        except (OSError, HTTPException) as error:
            connection.close()
            raise UnansweredError(type(error).__name__, sent=leaving) from error
        self._keep(address, connection)
        return response

    def _rested(self, address: Address) -> HTTPConnection | None:
        """The connection of this address that was used last, where it can still be trusted."""
        with self._changing:
            connections = self._kept[address]
            while connections:
                connection, used = connections.pop()
                if 0 <= self._now() - used <= TRUSTED and not _left(connection):
                    return connection
                connection.close()
        return None

    def _keep(self, address: Address, connection: HTTPConnection) -> None:
        with self._changing:
            connections = self._kept[address]
            if connection.sock is not None and len(connections) < KEPT:
                connections.append(_Kept(connection, self._now()))
                return
        connection.close()

    def _opened(self, address: Address, connect: float) -> HTTPConnection:
        scheme, host, port = address
        connection = (
            HTTPConnection(host, port, timeout=connect)
            if scheme == "http"
            else HTTPSConnection(host, port, timeout=connect, context=self._believed())
        )
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise UnansweredError(type(error).__name__, sent=False) from error
        return connection

    def _believed(self) -> ssl.SSLContext:
        """Made once for all: reading the authorities takes longer than a call."""
        with self._changing:
            if self._tls is None:
                self._tls = ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE") or None)
            return self._tls


def _left(connection: HTTPConnection) -> bool:
    """Whether the other end left it: while nothing is asked there is nothing to read but its end."""
    looking = poll()
    looking.register(connection.sock, POLLIN)
    return bool(looking.poll(0))
