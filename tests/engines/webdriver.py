"""WebDriver over two wires: a driver's HTTP, and Marionette, which Firefox speaks and its driver translates to.

A few commands are enough for a journey, so that no driver and no client has to come from elsewhere.
"""

import json
import socket
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

import urllib3

from tests.patience import PATIENCE

Json = dict[str, Any]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference (W3C WebDriver)."""

LOOK = 1.0
"""Seconds that a browser looks for an element."""

LOST = {"FindElement": 3 * LOOK}
"""Seconds after which a command has no answer: a page that goes away takes WebKit's along."""

OVER_HTTP = {
    "NewSession": ("POST", "/session"),
    "DeleteSession": ("DELETE", "/session/{session}"),
    "SetTimeouts": ("POST", "/session/{session}/timeouts"),
    "SetWindowRect": ("POST", "/session/{session}/window/rect"),
    "Navigate": ("POST", "/session/{session}/url"),
    "FindElement": ("POST", "/session/{session}/element"),
    "FindElements": ("POST", "/session/{session}/elements"),
    "ElementClick": ("POST", "/session/{session}/element/{id}/click"),
    "ElementClear": ("POST", "/session/{session}/element/{id}/clear"),
    "ElementSendKeys": ("POST", "/session/{session}/element/{id}/value"),
    "ExecuteScript": ("POST", "/session/{session}/execute/sync"),
}


class RefusedError(Exception):
    """The browser could not do it."""


class Wire(Protocol):
    def __call__(self, command: str, **words: Any) -> Any:
        """The command's value. Raises RefusedError."""


@dataclass
class Http:
    """What a driver listens to."""

    port: int
    session: str = ""
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(
            retries=urllib3.Retry(total=None, connect=20, read=False, backoff_factor=0.05)
        )
    )
    """A driver that was just started is called until it takes the call."""

    def __call__(self, command: str, **words: Any) -> Any:
        method, path = OVER_HTTP[command]
        try:
            answer = self.http.request(
                method,
                f"http://127.0.0.1:{self.port}{path.format(session=self.session, **words)}",
                json=words if method == "POST" else None,
                timeout=LOST.get(command, PATIENCE),
            )
        except urllib3.exceptions.ReadTimeoutError as error:
            raise RefusedError(f"{command} {words}: no answer") from error
        value = answer.json()["value"]
        if answer.status != 200:
            raise RefusedError(f"{command} {words}: {value['error']}: {value['message']}")
        if command == "NewSession":
            self.session = value["sessionId"]
        return value


class Marionette:
    """Length, colon, JSON; a list of type, number, error and value."""

    def __init__(self, port: int) -> None:
        self._stream = socket.create_connection(("127.0.0.1", port)).makefile("rwb")
        self._numbers = count(1)
        self._read()

    def __call__(self, command: str, **words: Any) -> Any:
        sent = json.dumps([0, next(self._numbers), f"WebDriver:{command}", words]).encode()
        self._stream.write(b"%d:%b" % (len(sent), sent))
        self._stream.flush()
        _, _, error, value = self._read()
        if error:
            raise RefusedError(f"{command} {words}: {error['error']}: {error['message']}")
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _read(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise RefusedError("Firefox is gone")
            length += byte
        return json.loads(self._stream.read(int(length)))
