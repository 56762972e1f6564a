"""A seeded half minute of `make fuzz`: the same requests for everybody."""

from .fuzzing import Outcome, play
from .plan import SHORT
from .target import standing


def test_no_operation_fails_breaks_its_schema_or_forgets_who_asks() -> None:
    outcome = Outcome()
    with standing() as target:
        for turn in SHORT:
            play(target, turn, outcome)
    assert outcome.faults == {}
    assert min(outcome.statuses) >= 200
    assert max(outcome.statuses) < 500
    assert outcome.statuses[200] > outcome.requests / 20, "nearly nothing was let through"
