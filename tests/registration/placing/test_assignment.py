"""R47: seats of a school go by its season's rules; whom they give none is on a list until staff give a school."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState
from functions.registration.form import HomeKind
from functions.registration.placing.assignment import (
    PLACED_LATER,
    Candidate,
    Numbers,
    Proposal,
    candidate_of,
    propose,
    waiting_for_school,
)
from functions.registration.placing.draw import numbers
from functions.registration.placing.facts import Facts
from functions.registration.placing.seating import Standing
from functions.registration.registration import Dispute, Registration, Status
from functions.registration.season.season import School, Season
from seasons import siming_2022
from tests.registration.submitting.test_transitions import registration

from .families import OWNER, door, rules

FULL = siming_2022()
COMMUNITY = next(code for code, school in FULL.catchments.items() if school is not None)
FIRST_DAY = FULL.opens_at


def school() -> School:
    found = FULL.school_of(COMMUNITY)
    assert found is not None
    return found


def season(seats: int | None, **ruled: Any) -> Season:
    schools = tuple(
        one.model_copy(update={"seats": seats if one.id == school().id else None}) for one in FULL.schools
    )
    return FULL.model_copy(update={"schools": schools, "placing": (rules(**ruled),)})


def check(index: int, state: CheckState) -> Check:
    return Check(
        id=f"student-{index}",
        kind=CheckKind.STUDENT_IDENTITY,
        state=state,
        version=1,
        covers="1:x",
        since=FIRST_DAY,
    )


def family(
    name: str,
    *,
    at: datetime = FIRST_DAY,
    students: int = 1,
    status: Status = Status.SUBMITTED,
    state: CheckState = CheckState.PASSED,
    **more: Any,
) -> Registration:
    checks = {f"student-{n}": check(n, state) for n in range(students)}
    return registration(status, checks=checks).model_copy(
        update={
            "id": name,
            "home": HomeKind.PARENTS_PURCHASE,
            "submitted_at": at,
            "first_submitted_at": at,
            "communities": (COMMUNITY,),
        }
        | more
    )


def proposed(ruled: Season, *families: Registration, draw: Numbers | None = None, **facts: Facts) -> Proposal:
    [found] = propose(candidates(ruled, *families, **facts), ruled, draw)
    return found


def candidates(ruled: Season, *families: Registration, **facts: Facts) -> list[Candidate]:
    found = (candidate_of(one, ruled, lambda one: facts.get(one.id, OWNER)) for one in families)
    return [one for one in found if one is not None]


def standings(proposal: Proposal) -> dict[str, str]:
    return {one.registration: one.standing.value for one in proposal.places}


def test_r47_an_amendment_does_not_send_a_family_to_the_end() -> None:
    amended = family("amended", at=FIRST_DAY + timedelta(days=3), first_submitted_at=FIRST_DAY)
    other = family("other", at=FIRST_DAY + timedelta(days=1))
    found = proposed(season(1, order=("first_submitted_at",)), other, amended)
    assert standings(found) == {"amended": "seated", "other": "full"}


def test_r47_equals_wait_for_the_draw_and_the_draw_decides() -> None:
    families = [family(name) for name in "abc"]
    waiting = proposed(season(1), *families)
    assert (set(standings(waiting).values()), waiting.is_decided) == ({"awaits_draw"}, False)
    drawn = numbers("abc", "38-7")
    found = proposed(season(1), *families, draw=Numbers("38-7", drawn))
    first = min(drawn, key=lambda name: drawn[name])
    assert [name for name, one in standings(found).items() if one == "seated"] == [first]
    assert (found.is_decided, set(found.placed_later)) == (True, set("abc") - {first})


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.DRAFT, CheckState.PASSED),
        (Status.WITHDRAWN, CheckState.PASSED),
        (Status.AMENDING, CheckState.PASSED),
        (Status.SUBMITTED, CheckState.QUEUED),
        (Status.SUBMITTED, CheckState.REFUSED),
    ],
)
def test_r47_who_would_not_be_admitted_takes_no_seat_and_a_withdrawn_one_is_free_at_once(
    status: Status, state: CheckState
) -> None:
    found = proposed(season(1), family("other", status=status, state=state), family("mine"))
    assert standings(found) == {"mine": "seated"}


@pytest.mark.parametrize("how", ["contested", "displaced"])
def test_r47_a_child_whom_another_family_claims_takes_no_seat_until_people_have_looked(how: str) -> None:
    dispute = Dispute.model_validate({how: ("1:child",), "since": FIRST_DAY})
    found = proposed(season(1), family("other", dispute=dispute), family("mine"))
    assert standings(found) == {"mine": "seated"}


def test_doors_that_count_only_when_full_are_asked_of_nobody_while_there_is_room() -> None:
    asking = {"only_when_full": True, "doors": [door(same_address=True)]}
    apart = OWNER.model_copy(update={"same_address": False})
    assert standings(proposed(season(2, **asking), family("a"), family("b"), a=apart)) == {
        "a": "seated",
        "b": "seated",
    }
    full = proposed(season(1, **asking), family("a"), family("b"), a=apart)
    assert standings(full) == {"a": "no_door", "b": "seated"}


def test_doors_of_a_sought_school_are_asked_of_everybody_though_there_is_room() -> None:
    apart = OWNER.model_copy(update={"same_address": False})
    found = proposed(season(9, doors=[door(same_address=True)]), family("a"), family("b"), a=apart)
    assert standings(found) == {"a": "no_door", "b": "seated"}


def test_a_school_without_a_number_of_seats_and_without_rules_of_its_own_has_no_proposal() -> None:
    assert propose(candidates(season(None), family("a")), season(None)) == ()


def test_a_proposal_says_its_school_its_seats_and_how_many_want_them() -> None:
    given = family("given", school=school().id)
    found = proposed(season(2), given, family("a"), family("b", students=2))
    assert (found.school, found.seats, found.given, found.students) == (school().id, 2, 1, 3)


def test_r47_a_seat_that_staff_gave_is_taken_first_and_nobody_asks_for_it_again() -> None:
    given = family("given", school=school().id, communities=())
    found = proposed(season(1), given, family("mine"))
    assert (found.given, standings(found)) == (1, {"mine": "full"})


def test_what_was_confirmed_before_changes_no_proposal() -> None:
    families = [family("a"), family("b")]
    confirmed = [one.model_copy(update={"school": PLACED_LATER}) for one in families]
    assert proposed(season(1), *confirmed) == proposed(season(1), *families)


def test_r47_who_is_admitted_without_a_school_is_on_the_list_until_one_is_given() -> None:
    foreign = family("foreign", communities=())
    later = family("later", school=PLACED_LATER)
    open_case = family("open", communities=(), state=CheckState.MANUAL_REVIEW)
    families = [later, foreign, family("mine"), open_case]
    assert waiting_for_school(candidates(season(None), *families), season(None)) == ("foreign", "later")
    given = foreign.model_copy(update={"school": school().id})
    assert waiting_for_school(candidates(season(None), later, given), season(None)) == ("later",)


def test_each_standing_is_said_in_words() -> None:
    from functions.registration.texts import staff_text

    for one in Standing:
        for language in ("zh-CN", "en"):
            assert staff_text(f"place_{one.value}", language)
