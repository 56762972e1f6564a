"""One signed POST with a deadline of our own. Nothing is retried or followed: messages come back by the queue."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import urllib3

from .sender import SOON, UNREACHABLE, SmsRetryError, SmsUnknownError

DEADLINE = 5.0
"""Seconds for the whole call. Each single read may take what was left when the call began, so a provider that
drips its answer is left after at most twice this."""

LONGEST_ANSWER = 64 * 1024
"""Bytes."""


@cache
def pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=2, maxsize=4, retries=False)


def post(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    deadline: float = DEADLINE,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, Any]:
    """The JSON object answered, whatever the HTTP status: providers put their code in the body.

    Raises `SmsRetryError` when nothing was handed over (unreachable), `SmsUnknownError` when something may have been
    and no such answer came in time (time_out, broken_off, unreadable_answer).
    """
    started, content = clock(), _Content(body)
    try:
        answer = pool().request(
            "POST",
            url,
            headers={**headers, "content-length": str(len(body))},
            body=content,
            timeout=urllib3.Timeout(total=deadline),
            preload_content=False,
        )
        try:
            received = _read(answer, started + deadline, clock)
        except BaseException:
            answer.close()  # half an answer must not be taken for the next one's
            raise
        answer.release_conn()
    except (TimeoutError, urllib3.exceptions.HTTPError) as error:
        if not content.leaves:
            raise SmsRetryError(UNREACHABLE, retry_after=SOON.retry_after) from error
        late = isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError)
        raise SmsUnknownError("time_out" if late else "broken_off") from error
    return _parsed(received)


class _Content:
    """What is sent. Until it `leaves` nothing was handed over, whatever went wrong."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.leaves = False

    def __iter__(self) -> Iterator[bytes]:
        self.leaves = True
        yield self._body


def _read(answer: urllib3.BaseHTTPResponse, until: float, clock: Callable[[], float]) -> bytes:
    received = b""
    while chunk := answer.read1(8192):
        received += chunk
        if clock() > until:
            raise TimeoutError
        if len(received) > LONGEST_ANSWER:
            raise SmsUnknownError("unreadable_answer")
    return received


def _parsed(received: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(received)
    except (ValueError, RecursionError) as error:
        raise SmsUnknownError("unreadable_answer") from error
    if not isinstance(answer, dict):
        raise SmsUnknownError("unreadable_answer")
    return answer


Credentials = TypeVar("Credentials")


class HttpsProvider(Generic[Credentials]):
    """One account at a provider that takes signed POSTs; a provider adds how it signs and what it sends."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        endpoint: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._credentials = credentials
        self._endpoint = endpoint
        self._clock = clock


def host_of(url: str) -> str:
    """The Host header that will be sent to `url`."""
    return urlsplit(url).netloc
