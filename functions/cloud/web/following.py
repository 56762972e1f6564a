"""Around every route: what it causes carries the gateway's id of its request, and what was done is said in a line.

API Gateway's own log has the same id (`request`), the method, the route and the status of every request; here stands
which registration or job it was about.
"""

from collections.abc import Callable

from chalice import Response
from chalice.app import Request

from functions.cloud.logs import logger, running

from .http import ID, as_problem, language_of

READS = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSED = 300
"""From this status on nothing was done."""


def followed(request: Request, respond: Callable[[Request], Response]) -> Response:
    """The answer of the route, and Chalice's own refusals as problems like every other."""
    run = getattr(request.lambda_context, "aws_request_id", None)
    with running(run, request.context.get("requestId")):
        answer = respond(request)
        if request.method not in READS and answer.status_code < REFUSED:
            said = {"method": request.method, "route": request.context.get("resourcePath")}
            logger().info("done", extra=said | _ids(request, answer))
        return as_problem(answer, language_of(request))


def _ids(request: Request, answer: Response) -> dict[str, str]:
    """Those of the address; of what was begun, its own."""
    known = {name: value for name, value in (request.uri_params or {}).items() if ID.fullmatch(value)}
    begun = ID.findall(str(answer.headers.get("Location", "")))
    return known | ({"begun": begun[-1]} if begun else {})
