"""What an authority's HTTP answer means (the error classes of docs/gateways.md)."""

import json
from collections.abc import Mapping

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from functions.registration.checking.authorities import AuthorityUnavailableError, DocumentNotHeldError

LONGEST_PAUSE = 3600
"""Seconds of a Retry-After that are believed."""

OK, NOT_FOUND, UNPROCESSABLE, TOO_MANY, SERVER_ERROR = 200, 404, 422, 429, 500

_retry_after = Retry(retry_after_max=LONGEST_PAUSE)


def meaning(status: int, headers: Mapping[str, str], content: bytes) -> Mapping[str, object] | None:
    """The answer's object, or None for `no_record`.

    Raises DocumentNotHeldError, and AuthorityUnavailableError for `throttled`, `unavailable`, `malformed` and
    `refused`. A 404 without the code `no_record` is a wrong address, and never the answer 'no such person'.
    """
    if status == TOO_MANY:
        raise AuthorityUnavailableError("throttled", retry_after=_pause(headers))
    if status >= SERVER_ERROR:
        raise AuthorityUnavailableError("unavailable", retry_after=_pause(headers))
    answer = _object(content)
    if status == OK:
        if answer is None:
            raise AuthorityUnavailableError("malformed")
        return answer
    code = None if answer is None else answer.get("code")
    if (status, code) == (NOT_FOUND, "no_record"):
        return None
    if (status, code) == (UNPROCESSABLE, "document_not_held"):
        raise DocumentNotHeldError
    raise AuthorityUnavailableError("refused")


def _object(content: bytes) -> Mapping[str, object] | None:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _pause(headers: Mapping[str, str]) -> float | None:
    value = headers.get("Retry-After")
    try:
        return None if value is None else _retry_after.parse_retry_after(value)
    except InvalidHeader:
        return None
