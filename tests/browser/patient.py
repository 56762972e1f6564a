"""`python -m local` for the browser's tests, which many a time are one family's day and may be slow.

A gateway that misses its deadline is out of service (R9), and on a machine that is busy enough every answer does: the
page would then rightly fill in nothing, and the next families' questions would meet an open breaker. So registries are
waited for as long as the tests wait, a net against hanging. And what an account may have a day is more than all tests
have that play the same family: how many those are goes by which worker gets them.
"""

import sys
from collections.abc import Mapping

from functions.cloud.gateways.transport import Gateway
from functions.cloud.table import code_requests, questions
from functions.cloud.table.accounts import begun, limits
from functions.submit.codes import students
from local.__main__ import main
from tests.patience import PATIENCE

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


if __name__ == "__main__":
    Gateway.ask = _patiently  # type: ignore[method-assign]
    students.REGISTRY_DEADLINE = PATIENCE
    limits.PREFILLS_A_DAY = begun.BEGUN_A_DAY = begun.REGISTRATIONS_AN_ACCOUNT = ENOUGH
    questions.ACCOUNT_QUESTIONS = code_requests.ACCOUNT_CODES = ENOUGH
    sys.exit(main())
