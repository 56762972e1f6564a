"""AWS's JSON protocols: the operation stands in a header, JSON goes out and JSON comes back."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from zlib import crc32

from .calls import Answer, Call
from .errors import NoAnswerError, refused
from .transport import Response


@dataclass(frozen=True, slots=True)
class JsonProtocol:
    """What a service has before the operation in X-Amz-Target, and its content type."""

    target: str
    content_type: str

    def headers(self, call: Call) -> dict[str, str]:
        return {"content-type": self.content_type, "x-amz-target": f"{self.target}.{call.operation}"}

    def body(self, call: Call) -> bytes:
        return json.dumps(
            call.parameters, default=_base64, ensure_ascii=False, separators=(",", ":")
        ).encode()

    def answer(self, operation: str, response: Response) -> Answer:
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
