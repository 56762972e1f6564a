"""One signed question over HTTPS and its answer, within one deadline (docs/gateways.md)."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Protocol

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, ProtocolError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError

from functions.registration.checking.authorities import AuthorityUnavailableError

from .error_classes import meaning
from .signing import Credentials, signed_headers

LARGEST_ANSWER = 256 * 1024
"""Bytes. No record comes near it; a broken gateway's error page may."""

TRIES = 2
"""Only a connection that failed before any answer is tried again: a question changes nothing over there."""


class Ask(Protocol):
    """A question put to an authority: its answer, or None where it has no record."""

    def __call__(
        self, path: str, question: Mapping[str, object], *, deadline: float
    ) -> Mapping[str, object] | None: ...


class Gateway:
    """One authority's address and our credentials there. Keeps its connections between questions."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        *,
        pool: urllib3.PoolManager | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._url = url.rstrip("/")
        self._credentials = credentials
        self._pool = pool or urllib3.PoolManager()
        self._monotonic = monotonic
        self._now = now

    def ask(
        self, path: str, question: Mapping[str, object], *, deadline: float
    ) -> Mapping[str, object] | None:
        """The answer's JSON object, or None without such a record; `deadline` in seconds, over all tries.

        Raises DocumentNotHeldError, and AuthorityUnavailableError whose reason is `timeout`, `unreachable`,
        `unavailable`, `throttled`, `malformed` or `refused`. No error quotes the question or the answer.
        """
        body = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
        end = self._monotonic() + deadline
        reason = "unreachable"
        for _ in range(TRIES):
            # urllib3's own Retry would send the same nonce again, and start its time-out anew.
            try:
                return self._once(path, body, end)
            except (NewConnectionError, ProtocolError):
                continue
            except HTTPTimeoutError:
                reason = "timeout"
            except HTTPError:
                pass
            break
        raise AuthorityUnavailableError(reason)

    def _once(self, path: str, body: bytes, end: float) -> Mapping[str, object] | None:
        response = self._pool.request(
            "POST",
            self._url + path,
            body=body,
            headers=signed_headers(self._credentials, path, body, now=self._now),
            timeout=urllib3.Timeout(total=self._left(end)),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            content = self._content(response, end)
        except BaseException:
            response.close()
            raise
        response.release_conn()
        return meaning(response.status, response.headers, content)

    def _content(self, response: urllib3.BaseHTTPResponse, end: float) -> bytes:
        """The body. A socket's time-out starts anew with each piece, so that the whole is timed here."""
        content = b""
        while piece := response.read1(64 * 1024):
            content += piece
            if len(content) > LARGEST_ANSWER:
                raise AuthorityUnavailableError("malformed")
            self._left(end)
        return content

    def _left(self, end: float) -> float:
        left = end - self._monotonic()
        if left <= 0:
            raise AuthorityUnavailableError("timeout")
        return left
