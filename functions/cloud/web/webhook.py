"""A message to a group's robot, by its webhook: one POST with a deadline, nothing followed or tried again."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from urllib.parse import quote_plus

import urllib3

DEADLINE = 5.0
"""Seconds."""
LONGEST_ANSWER = 64 * 1024
"""Bytes."""


class WebhookError(Exception):
    """The robot did not take it. Its words never show the address, which is a key."""


def post(url: str, body: Mapping[str, object]) -> None:
    """Raises WebhookError unless the robot answers that it took it (`errcode` 0, of DingTalk and of WeCom)."""
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
        received = answer.read(LONGEST_ANSWER)
        answer.close()
        code = json.loads(received)["errcode"]
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise WebhookError(f"not reached: {type(error).__name__}") from None
    except (ValueError, KeyError, TypeError):
        raise WebhookError("an answer that is none") from None
    if code != 0:
        raise WebhookError(f"errcode {code}")


def signed(url: str, secret: str, milliseconds: int) -> str:
    """DingTalk's address with its signature (加签): HMAC-SHA-256 of the time and the robot's secret."""
    said = f"{milliseconds}\n{secret}".encode()
    sign = base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest())
    return f"{url}&timestamp={milliseconds}&sign={quote_plus(sign)}"
