"""`python -m local` for the browser's tests, which many a time are one family's day and may be slow.

A gateway that misses its deadline is out of service (R9), and on a machine that is busy enough every answer does: the
page would then rightly fill in nothing, and the next families' questions would meet an open breaker. So registries are
waited for as long as the tests wait, a net against hanging. And what an account may have a day is more than all tests
have that play the same family: how many those are goes by which worker gets them.

The functions' calls to AWS go to the local cloud's edge without a socket, since it is in this process: `make demo` and
tests/local have the sockets. And garbage is looked for rarely, as in the tests themselves.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from functions.cloud import clients
from functions.cloud.aws.transport import Request, Response
from functions.cloud.gateways.transport import Gateway
from functions.cloud.table import code_requests, questions
from functions.cloud.table.accounts import begun, limits
from functions.submit.codes import students
from local.__main__ import main
from local.aws.cloud import Cloud
from tests.garbage import look_rarely
from tests.moto_transport import environ
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from local.aws.edge import Edge

ENOUGH = 1_000

_ask = Gateway.ask


def _patiently(
    self: Gateway,
    path: str,
    question: Mapping[str, object],
    *,
    deadline: float,
) -> Mapping[str, object] | None:
    return _ask(self, path, question, deadline=PATIENCE)


_start = Cloud.start
_edges: list["Edge"] = []


def _noted(self: Cloud, *given: Any, **more: Any) -> Any:
    _edges.append(self.edge)
    return _start(self, *given, **more)


def _at_once(request: Request, /, *, connect: float, read: float) -> Response:
    told: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Any:
        told.update(
            status=int(status.split(maxsplit=1)[0]), headers={name.lower(): value for name, value in headers}
        )

    body = b"".join(_edges[-1](environ(request), start_response))
    return Response(told["status"], told["headers"], body)


if __name__ == "__main__":
    look_rarely()
    clients.transport = lambda: _at_once
    Cloud.start = _noted  # type: ignore[method-assign]
    Gateway.ask = _patiently  # type: ignore[method-assign]
    students.REGISTRY_DEADLINE = PATIENCE
    limits.PREFILLS_A_DAY = begun.BEGUN_A_DAY = begun.REGISTRATIONS_AN_ACCOUNT = ENOUGH
    questions.ACCOUNT_QUESTIONS = code_requests.ACCOUNT_CODES = ENOUGH
    sys.exit(main())
