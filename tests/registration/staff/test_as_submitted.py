"""Which of two labels staff see follows from the status: whoever withdraws puts back what was submitted."""

import pytest

from functions.registration.registration import Registration, Status
from functions.registration.staff.as_submitted import submitted_label
from tests.registration.submitting.test_transitions import registration


@pytest.mark.parametrize("status", Status)
def test_what_is_typed_counts_for_nobody_until_it_is_submitted(status: Status) -> None:
    one: Registration = registration(status, label="typed", previous_label="submitted")
    assert submitted_label(one) == ("submitted" if status is Status.AMENDING else "typed")
