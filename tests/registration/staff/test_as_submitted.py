"""Which of two forms staff see follows from the status and, after withdrawing, from the timeline's last moment."""

import pytest

from functions.registration.registration import Status
from functions.registration.staff.as_submitted import is_half_amended


@pytest.mark.parametrize(
    ("status", "moments", "half"),
    [
        (Status.DRAFT, ("created",), False),
        (Status.SUBMITTED, ("created", "submitted"), False),
        (Status.AMENDING, ("submitted", "amendment_begun"), True),
        (Status.DECIDED, ("submitted", "amendment_begun", "resubmitted"), False),
        (Status.WITHDRAWN, ("submitted", "withdrawn"), False),
        (Status.WITHDRAWN, ("submitted", "amendment_begun", "check_passed", "withdrawn"), True),
        (Status.WITHDRAWN, ("submitted", "amendment_begun", "amendment_cancelled", "withdrawn"), False),
        (Status.WITHDRAWN, ("submitted", "amendment_begun", "amendment_lapsed", "withdrawn"), False),
    ],
)
def test_what_is_typed_counts_for_nobody_until_it_is_submitted(
    status: Status, moments: tuple[str, ...], *, half: bool
) -> None:
    assert is_half_amended(status, moments) is half
