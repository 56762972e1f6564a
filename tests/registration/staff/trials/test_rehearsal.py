"""What publication would show, as one list with one hash, and where it deviates from what was confirmed."""

from datetime import timedelta

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.registration import Registration, Status
from functions.registration.staff.trials.rehearsal import Deviation, Line, deviations, line_of, rehearse
from seasons import siming_2022
from tests.registration.staff.cases import SUBMITTED_AT, check, refusal, submitted
from tests.registration.submitting.test_transitions import registration

SEASON = siming_2022()
COMMUNITY, SCHOOL = next((place, school) for place, school in SEASON.catchments.items() if school)


def family(state: CheckState, registration_id: str, **more: object) -> Registration:
    one = check("property", CheckKind.PROPERTY, state)
    placed = {"communities": (COMMUNITY,), "status": Status.DECIDED, **more}
    return submitted(one, **placed).model_copy(update={"id": registration_id})


ADMITTED = family(CheckState.PASSED, "A")
PENDING = family(CheckState.MANUAL_REVIEW, "B")
REFUSED = family(CheckState.REFUSED, "C")


def test_only_who_is_admitted_is_told_a_school() -> None:
    assert line_of(ADMITTED, SEASON) == Line("A", "admitted", SCHOOL)
    assert line_of(PENDING, SEASON) == Line("B", "pending", "")
    assert line_of(REFUSED, SEASON) == Line("C", "refused", "")


def test_a_draft_has_no_line() -> None:
    assert line_of(registration(Status.DRAFT), SEASON) is None
    assert rehearse([registration(Status.DRAFT)], SEASON).lines == ()


def test_the_hash_is_of_the_lines_whatever_the_order_in_which_they_were_read() -> None:
    there, back = (
        rehearse([ADMITTED, PENDING, REFUSED], SEASON),
        rehearse([REFUSED, PENDING, ADMITTED], SEASON),
    )
    assert there.hash == back.hash
    assert there.hash != rehearse([ADMITTED, PENDING], SEASON).hash
    assert there.hash != rehearse([ADMITTED, PENDING, family(CheckState.PASSED, "C")], SEASON).hash


def test_outcomes_and_schools_are_counted_and_what_is_pending_is_named() -> None:
    done = rehearse([ADMITTED, family(CheckState.PASSED, "D", communities=()), PENDING, REFUSED], SEASON)
    counts = done.outcomes()
    assert (counts["admitted"], counts["pending"], counts["refused"]) == (2, 1, 1)
    assert sum(done.schools().values()) == 2
    assert done.pending == ("B",)


def test_a_refusal_that_waits_for_its_second_person_is_named() -> None:
    once = refusal("1:a", SUBMITTED_AT + timedelta(hours=1), waits=True)
    waiting = family(CheckState.MANUAL_REVIEW, "E", decisions=(once,))
    assert rehearse([PENDING, waiting], SEASON).waiting_for_second == ("E",)


def test_who_sees_something_else_than_was_confirmed_deviates() -> None:
    confirmed = [Line("A", "admitted", "s1"), Line("B", "pending", ""), Line("C", "refused", "")]
    now = [Line("A", "admitted", "s2"), Line("C", "refused", ""), Line("D", "pending", "")]
    assert deviations(confirmed, now) == (
        Deviation("A", "admitted s1", "admitted s2"),
        Deviation("B", "pending", ""),
        Deviation("D", "", "pending"),
    )
    assert deviations(confirmed, confirmed) == ()
