"""What a family reads when AWS is busy or does not answer: try again, and nothing about whose fault it is."""

from typing import Any

import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.aws.errors import AwsError, FaultError, NoAnswerError, RefusedError, ThrottledError

from .household import Household

BUSY = [
    ThrottledError("UpdateItem", 400, "ThrottlingException", {}),
    FaultError("UpdateItem", 500, "InternalServerError", {}),
    NoAnswerError("UpdateItem", sent=True, cause="ReadTimeoutError"),
]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        *((error, 503, "unavailable") for error in BUSY),
        (RefusedError("UpdateItem", 400, "AccessDeniedException", {}), 500, "internal_fault"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_a_busy_aws_is_unavailable_and_one_that_refuses_us_is_a_fault_of_ours(
    saved: Household, logged: list[dict[str, Any]], error: AwsError, status: int, code: str
) -> None:
    def fail(call: Call, then: Caller) -> Answer:
        if call.operation == "UpdateItem":
            raise error
        return then(call)

    with SEAM.around(fail):
        answer = saved.put()
    assert (answer.status, answer.code, answer.headers.get("retry-after") == "1") == (
        status,
        code,
        status == 503,
    )
    assert type(error).__name__ in str(logged)
    assert saved.put().status == 200
