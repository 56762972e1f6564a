"""R35: wherever two claim one child, staff have it to look at, nobody is admitted by it, and its family may go on."""

from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.placing.results import open_actions
from functions.registration.registration import Action, Status
from functions.registration.staff.queues import CASES, CONTESTED, queues_of

from .steps import Beside
from .walk import Place, places

CALENDAR = "never confirmed"


def _contested() -> list[Place]:
    walked = places(CALENDAR, Beside.CLAIMS)
    return [place for place in walked if (dispute := place.registration.dispute) and dispute.contested]


def test_r35_the_walk_comes_to_contests_of_what_is_submitted_amended_and_decided() -> None:
    statuses = {place.registration.status for place in _contested()}
    assert statuses == {Status.SUBMITTED, Status.AMENDING, Status.DECIDED}


def test_r35_a_contest_stands_in_staffs_queue_until_its_family_amends() -> None:
    unseen = [
        (one.status.value, day.name)
        for one, day in _contested()
        if one.status in CASES and CONTESTED not in queues_of(one)
    ]
    assert unseen == []


def test_r35_no_contested_child_is_admitted_at_any_moment() -> None:
    outcomes = {outcome_as_it_stands(one) for one, _ in _contested()}
    assert outcomes == {Outcome.PENDING, Outcome.REFUSED}


def test_r35_a_contest_takes_no_step_from_its_family() -> None:
    taken: set[tuple[str, str, frozenset[Action]]] = set()
    for one, day in _contested():
        alone = one.model_copy(update={"dispute": None})
        lost = set(open_actions(alone, day.season, day.now)) - set(open_actions(one, day.season, day.now))
        if lost:
            taken.add((one.status.value, day.name, frozenset(lost)))
    assert taken == set()
