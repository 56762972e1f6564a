"""R47: where seats are short, who owns the home comes first; a tenant never counts as an owner."""

from datetime import datetime, timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState
from functions.registration.form import Form, HomeKind
from functions.registration.homes import Tenure, tenure_of
from functions.registration.placing.assignment import PLACED_LATER, catchment_school, propose, school_of
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from seasons import siming_2022
from tests.registration.submitting.test_transitions import registration

FULL = siming_2022()
COMMUNITY = next(code for code, school in FULL.catchments.items() if school is not None)
FIRST_DAY = FULL.opens_at


def season(seats: int | None) -> Season:
    school = FULL.school_of(COMMUNITY)
    schools = tuple(
        one.model_copy(update={"seats": seats if one == school else None}) for one in FULL.schools
    )
    return FULL.model_copy(update={"schools": schools})


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
    tenure: Tenure | None = Tenure.OWNED,
    at: datetime = FIRST_DAY,
    students: int = 1,
    status: Status = Status.SUBMITTED,
    state: CheckState = CheckState.PASSED,
) -> Registration:
    return registration(status, checks={f"student-{n}": check(n, state) for n in range(students)}).model_copy(
        update={
            "id": name,
            "tenure": tenure,
            "submitted_at": at,
            "communities": (COMMUNITY,),
            "marks": {"home|1:a": "1:b", "person|1:c": "1:d"},
        }
    )


def placed_later(*families: Registration, seats: int = 1) -> tuple[str, ...]:
    found = propose(families, season(seats))
    return found[0].placed_later if found else ()


@pytest.mark.parametrize("tenure", [Tenure.RENTED, Tenure.NEITHER, None])
def test_r47_whoever_owns_no_home_comes_after_an_owner_who_submitted_later(tenure: Tenure | None) -> None:
    tenant = family("tenant", tenure=tenure, at=FIRST_DAY)
    owner = family("owner", at=FIRST_DAY + timedelta(days=9))
    assert placed_later(tenant, owner) == placed_later(owner, tenant) == ("tenant",)


@pytest.mark.parametrize("kind", [HomeKind.PUBLIC_RENTAL, HomeKind.LOW_RENT])
def test_r47_a_rented_home_makes_no_owner_though_it_is_marked_like_any_home(kind: HomeKind) -> None:
    form = Form.model_validate({"property": {"kind": kind, "address": "示例路1号"}})
    tenant = family("tenant", tenure=tenure_of(form))
    assert any("home" in mark for mark in tenant.marks)
    assert placed_later(tenant, family("owner", at=FIRST_DAY + timedelta(days=1))) == ("tenant",)


@pytest.mark.parametrize("tenure", Tenure)
def test_among_equals_who_submitted_first_comes_first_and_the_id_decides_the_rest(tenure: Tenure) -> None:
    later = family("a", tenure=tenure, at=FIRST_DAY + timedelta(seconds=1))
    assert placed_later(later, family("b", tenure=tenure)) == ("a",)
    assert placed_later(family("b", tenure=tenure), family("a", tenure=tenure)) == ("b",)


def test_a_familys_children_stay_together_and_a_smaller_family_takes_the_seat_that_is_left() -> None:
    twins = family("twins", students=2, at=FIRST_DAY + timedelta(days=1))
    last = family("last", at=FIRST_DAY + timedelta(days=2))
    assert placed_later(family("first"), twins, last, seats=2) == ("twins",)


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
def test_who_would_not_be_admitted_takes_no_seat(status: Status, state: CheckState) -> None:
    other = family("other", status=status, state=state)
    assert placed_later(other, family("mine", at=FIRST_DAY + timedelta(days=1))) == ()


def test_a_school_without_a_limit_and_one_with_room_place_nobody_later() -> None:
    families = [family("a"), family("b")]
    assert propose(families, season(None)) == ()
    assert propose(families, season(2)) == ()


def test_a_proposal_says_its_school_its_seats_and_how_many_want_them() -> None:
    [found] = propose([family("a"), family("b", students=2)], season(1))
    school = FULL.school_of(COMMUNITY)
    assert school is not None
    assert (found.school, found.seats, found.students, found.placed_later) == (school.id, 1, 3, ("b",))


def test_what_was_confirmed_before_changes_no_proposal() -> None:
    families = [family("a"), family("b")]
    confirmed = [one.model_copy(update={"school": PLACED_LATER}) for one in families]
    assert propose(confirmed, season(1)) == propose(families, season(1))


def test_the_school_is_the_catchments_unless_staff_confirmed_another_or_none() -> None:
    catchment = catchment_school([COMMUNITY], FULL)
    other = next(one for one in FULL.schools if one != catchment)
    mine = family("mine")
    assert school_of(mine, FULL) == catchment
    assert school_of(mine.model_copy(update={"school": other.id}), FULL) == other
    assert school_of(mine.model_copy(update={"school": PLACED_LATER}), FULL) is None
    assert catchment_school([], FULL) is None
