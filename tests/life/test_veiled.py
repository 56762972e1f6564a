"""R21: wherever a decision is made before results are out, its family reads and may do what it did before."""

import pytest

from functions.registration.placing.outcome import is_published
from functions.registration.placing.results import open_actions, shown_state, shown_status, standing
from functions.registration.registration import Registration

from .places import Day
from .steps import Beside, decisions
from .walk import WALKS, places


@pytest.mark.parametrize(("calendar", "also"), WALKS, ids=str)
def test_r21_no_decision_before_results_are_out_changes_what_its_family_reads_or_may_do(
    calendar: str, also: Beside
) -> None:
    told = {
        (one.status.value, day.name, check.state.value)
        for one, day in places(calendar, also)
        if not is_published(day.season, day.now)
        for decided in decisions(one, day)
        for check in decided.checks.values()
        if _read(one, day) != _read(decided, day)
    }
    assert told == set()


def _read(one: Registration, day: Day) -> tuple[object, ...]:
    states = [shown_state(check, one, day.season, day.now) for check in one.checks.values()]
    may = open_actions(one, day.season, day.now)
    return states, may, shown_status(one, day.season, day.now), standing(one, day.season, day.now)
