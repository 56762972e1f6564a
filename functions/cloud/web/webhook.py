"""A message to a group's robot, by its webhook: one POST with a deadline, nothing followed or tried again."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

import urllib3

DEADLINE = 5.0
"""Seconds. Each single read may take as long, so a robot that drips its answer is left after at most twice this."""
LONGEST_ANSWER = 64 * 1024
"""Bytes."""


class WebhookError(Exception):
    """The robot did not take it. Its words never show the address, which is a key."""


def post(url: str, body: Mapping[str, object], *, clock: Callable[[], float] = time.monotonic) -> None:
    """Raises WebhookError unless the robot answers that it took it (`errcode` 0, of DingTalk and of WeCom)."""
    until = clock() + DEADLINE
    try:
        answer = urllib3.request(
            "POST",
            url,
            body=json.dumps(body, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"},
            timeout=urllib3.Timeout(total=DEADLINE),
            retries=False,
            preload_content=False,
        )
        try:
            received = _read(answer, until, clock)
        finally:
            answer.close()
        code = json.loads(received)["errcode"]
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise WebhookError(f"not reached: {type(error).__name__}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WebhookError("an answer that is none") from None
    if code != 0:
        raise WebhookError(f"errcode {code}")


def _read(answer: urllib3.BaseHTTPResponse, until: float, clock: Callable[[], float]) -> bytes:
    received = b""
    while chunk := answer.read1(8192):
        received += chunk
        if clock() > until:
            raise TimeoutError
        if len(received) > LONGEST_ANSWER:
            raise ValueError("too long")
    return received


def signed(url: str, secret: str, milliseconds: int) -> str:
    """DingTalk's address with its signature (加签): HMAC-SHA-256 of the time and the robot's secret."""
    said = f"{milliseconds}\n{secret}".encode()
    sign = base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest())
    return f"{url}&timestamp={milliseconds}&sign={quote_plus(sign)}"
