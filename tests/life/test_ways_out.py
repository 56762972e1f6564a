"""R38 to R42: from every place that can be reached something leads on, or all is said and done."""

from collections.abc import Iterator

import pytest

from functions.registration.checks import OPEN, TO_AMEND, Check, CheckState
from functions.registration.placing.results import Standing, open_actions, standing
from functions.registration.registration import Action, Registration, Status
from functions.registration.staff.queues import (
    REVIEW,
    is_disputed,
    needs_second,
    open_cases,
    open_review,
    queues_of,
)
from functions.registration.submitting.transitions import TRANSITIONS, actions, asked_now, lapsed

from .places import Day
from .steps import Beside, clock
from .walk import WALKS, Place, places


@pytest.mark.parametrize(("calendar", "also"), WALKS, ids=str)
def test_r38_from_every_place_something_leads_on_until_results_are_over(calendar: str, also: Beside) -> None:
    left = {
        (place.registration.status.value, place.day.name, why)
        for place in places(calendar, also)
        for why in _stuck(place)
    }
    assert left == set()


def test_the_walk_takes_every_transition_of_the_table_and_comes_to_every_state() -> None:
    walked = [place for calendar, also in WALKS for place in places(calendar, also)]
    possible = {
        (place.registration.status, action)
        for place in walked
        for action in actions(place.registration, place.day.season, place.day.now)
    }
    assert possible == set(TRANSITIONS)
    states = {check.state for place in walked for check in place.registration.checks.values()}
    assert states == set(CheckState) - {CheckState.NOT_REQUIRED}
    assert {place.registration.status for place in walked} == set(Status)


def _stuck(place: Place) -> Iterator[str]:
    one, day = place
    if day.now >= day.season.results_until or one.status is Status.WITHDRAWN:
        return
    family = frozenset(open_actions(one, day.season, day.now))
    if one.status is Status.DRAFT:
        if not family and day.now < day.season.publication_at:
            yield "a draft that can be neither submitted nor discarded"
        return
    if one.status is Status.AMENDING:
        if Action.SUBMIT not in family and not lapsed(one, day.season, day.now):
            yield "an amendment that ends in nothing"
        return
    yield from _stuck_with_staff(one, day, family)


def _stuck_with_staff(one: Registration, day: Day, family: frozenset[Action]) -> Iterator[str]:
    staff = Action.DECIDE in actions(one, day.season, day.now)
    for check in one.checks.values():
        if not _leads_on(one, check, day, family, staff=staff):
            yield f"{check.id} {check.state.value}"
    asked = asked_now(one)
    if asked is not None and Action.ANSWER not in family and not any(clock(one, day)):
        yield "a request that can be neither answered nor ended"
    if open_review(one) is not None and not (staff and REVIEW in queues_of(one)):
        yield "a review that stands in no queue"
    if one.dispute is not None and not is_disputed(one) and not _is_refused(one):
        yield "a dispute that nobody looks at"
    if standing(one, day.season, day.now) is Standing.HELD and day.season.publication_held:
        yield "a result held with nobody to confirm it"


def _leads_on(one: Registration, check: Check, day: Day, family: frozenset[Action], *, staff: bool) -> bool:
    """Whether the family, a person, its authority or the clock still makes something of this check."""
    with_staff = staff and check in open_cases(one)
    if needs_second(one, check):
        return with_staff
    if check.state in TO_AMEND:
        handed = any(
            check.id in then.checks and then.checks[check.id].is_unmended for then in clock(one, day)
        )
        return {Action.AMEND, Action.OBJECT} <= family or with_staff or handed
    return check.state in OPEN or check.state is not CheckState.MANUAL_REVIEW or with_staff


def _is_refused(one: Registration) -> bool:
    return any(check.state is CheckState.REFUSED for check in one.checks.values())
