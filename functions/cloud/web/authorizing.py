"""The authorizer as its function starts: what reads a token is imported while Lambda gives a whole processor for it."""

from typing import Any

from functions.cloud.logs import running

from . import authorizer as named
from . import sign_in

__all__ = ["authorizer", "sign_in"]


def authorizer(event: dict[str, Any], context: Any) -> Any:
    """Its run is the trace of its lines, since it is not told the request's: the gateway's log has both."""
    with running(getattr(context, "aws_request_id", None)):
        return named.authorizer(event, context)
