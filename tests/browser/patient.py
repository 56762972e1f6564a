"""`python -m local` with registries that are waited for as long as the tests wait: a net against hanging.

A gateway that misses its deadline is out of service (R9), and on a machine that is busy enough every answer does: the
page would then rightly fill in nothing, and the next families' questions would meet an open breaker.
"""

import sys
from collections.abc import Mapping

from functions.cloud.gateways.transport import Gateway
from functions.submit.codes import students
from local.__main__ import main
from tests.patience import PATIENCE

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
    sys.exit(main())
