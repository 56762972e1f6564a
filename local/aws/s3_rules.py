"""What S3 checks of a presigned form or link and moto does not: that it is still valid, and that the form is obeyed.

Source: Amazon S3 API reference, "POST policy" and "Authenticating requests: using query parameters". Signatures are
not checked: everything here is signed with made-up credentials.
"""

import base64
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from werkzeug.formparser import parse_form_data

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_UNCHECKED = {"policy", "x-amz-signature", "file", "bucket"}


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """S3's status line and error code."""

    def __init__(self, status: str, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


def check_form(environ: "WSGIEnvironment", body: bytes) -> None:
    """Raises `Refused` when the form upload breaks the policy that it carries."""
    _, form, files = parse_form_data({**environ, "wsgi.input": BytesIO(body)})
    fields = {name.lower(): value for name, value in form.items()}
    if "policy" not in fields or "file" not in files:
        raise Refused("403 Forbidden", "AccessDenied")
    try:
        policy = json.loads(base64.b64decode(fields["policy"]))
        expires = datetime.fromisoformat(policy["expiration"])
        conditions = [_triple(condition) for condition in policy["conditions"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("400 Bad Request", "InvalidPolicyDocument") from error
    if expires <= datetime.now(UTC):
        raise Refused("403 Forbidden", "AccessDenied")
    size = len(files["file"].read())
    for kind, name, value in conditions:
        _check(kind, name, value, fields=fields, size=size)
    allowed = {name for _, name, _ in conditions} | _UNCHECKED
    if any(name not in allowed and not name.startswith("x-ignore-") for name in fields):
        raise Refused("403 Forbidden", "AccessDenied")


def _triple(condition: Any) -> tuple[str, str, Any]:
    if isinstance(condition, dict):
        [(name, value)] = condition.items()
        return "eq", name.lower(), value
    kind, name, value = condition
    if kind == "content-length-range":
        return kind, "", (int(name), int(value))
    return kind, name.removeprefix("$").lower(), value


def _check(kind: str, name: str, value: Any, *, fields: dict[str, str], size: int) -> None:
    if kind == "content-length-range":
        least, most = value
        if size < least:
            raise Refused("400 Bad Request", "EntityTooSmall")
        if size > most:
            raise Refused("400 Bad Request", "EntityTooLarge")
    elif name == "bucket":
        return
    elif kind == "starts-with":
        if not fields.get(name, "").startswith(value):
            raise Refused("403 Forbidden", "AccessDenied")
    elif fields.get(name) != value:
        raise Refused("403 Forbidden", "AccessDenied")


def check_link(query: str) -> None:
    """Raises `Refused` when a presigned link has run out."""
    fields = parse_qs(query)
    if "X-Amz-Expires" not in fields or "X-Amz-Date" not in fields:
        return
    signed = datetime.strptime(fields["X-Amz-Date"][0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if datetime.now(UTC) > signed + timedelta(seconds=int(fields["X-Amz-Expires"][0])):
        raise Refused("403 Forbidden", "AccessDenied")
