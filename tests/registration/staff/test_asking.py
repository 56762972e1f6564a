"""R40: what a clerk may ask of a family, for how long, and whose case it is afterwards."""

from datetime import date, datetime, timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind
from functions.registration.errors import InvalidInput, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Decision, NoticeKind, Registration, Status
from functions.registration.requests import Asked, AskedPaper, RequestEnd, RequestReason
from functions.registration.staff.asking import Wanted, ask, call_off
from functions.registration.staff.queues import KEPT_FOR, came_back, kept_for, queues_of, waits_for_family
from functions.registration.submitting.answering import missed
from tests.registration.submitting.test_transitions import SEASON

from .cases import SUBMITTED_AT, check, submitted

NOW = SUBMITTED_AT + timedelta(hours=1)
CLERK, COLLEAGUE = Keyed(("1:clerk",)), Keyed(("1:colleague",))
LAST_DAY = date(2022, 7, 12)


def case(state: CheckState = CheckState.MANUAL_REVIEW, **more: object) -> Registration:
    return submitted(check("property", CheckKind.PROPERTY, state), **{"request": None, **more})


def wanted(**more: object) -> Wanted:
    values: dict[str, object] = {
        "check": "property",
        "reason": RequestReason.PAPER_NEEDED,
        "papers": (AskedPaper(kind=DocumentKind.RENTAL_CONTRACT),),
        "words": (Asked.OWNER,),
        "until": LAST_DAY,
    }
    return Wanted(**(values | more))  # type: ignore[arg-type]


def asked(one: Registration, now: datetime = NOW, by: Keyed = CLERK, **more: object) -> Registration:
    return ask(one, wanted(**more), by=by, season=SEASON, now=now)


def test_r40_a_request_tells_its_family_by_sms_and_takes_the_case_from_the_queue_until_its_day_ends() -> None:
    one = asked(case(claimed_by=CLERK, claimed_until=NOW + timedelta(minutes=5)))
    assert one.request is not None
    assert one.request.until == datetime.fromisoformat("2022-07-13T00:00+08:00")
    assert waits_for_family(one) == one.request.until
    assert [notice.kind for notice in one.notices.values()] == [NoticeKind.MORE_ASKED]
    assert one.claimed_by is None
    assert [moment.what for moment in one.timeline] == ["more_asked"]


@pytest.mark.parametrize("days", [1, 31])
def test_r40_its_last_day_is_two_to_thirty_days_away(days: int) -> None:
    today = SEASON.local(NOW).date()
    assert asked(case(), until=today + timedelta(days=2)).request
    assert asked(case(), until=today + timedelta(days=30)).request
    with pytest.raises(InvalidInput, match="invalid_input") as refused:
        asked(case(), until=today + timedelta(days=days))
    assert [(one.field, one.code) for one in refused.value.faults] == [("until", "out_of_range")]


def test_r40_nothing_is_asked_beyond_the_end_of_results() -> None:
    late = SEASON.results_until - timedelta(days=1)
    with pytest.raises(InvalidInput):
        asked(case(), late, until=SEASON.local(SEASON.results_until).date() + timedelta(days=2))
    with pytest.raises(NotPossibleNow):
        asked(case(), SEASON.results_until)


def test_r40_something_is_asked_and_a_students_paper_names_the_student() -> None:
    for wrong in (
        {"papers": (), "words": ()},
        {"papers": (AskedPaper(kind=DocumentKind.BIRTH_CERTIFICATE),)},
        {"papers": (AskedPaper(kind=DocumentKind.BIRTH_CERTIFICATE, student=3),)},
        {"papers": (AskedPaper(kind=DocumentKind.RENTAL_CONTRACT, student=0),)},
        {"check": "student-0"},
    ):
        with pytest.raises(InvalidInput):
            asked(case(), **wrong)


@pytest.mark.parametrize("state", [CheckState.PASSED, CheckState.QUEUED, CheckState.ACCEPTED])
def test_r40_only_what_waits_for_this_clerk_is_asked_about(state: CheckState) -> None:
    with pytest.raises(NotPossibleNow, match="nothing_to_decide"):
        asked(case(state))


def test_r40_one_request_at_a_time_and_not_in_a_colleagues_case() -> None:
    with pytest.raises(NotPossibleNow, match="request_open"):
        asked(asked(case()))
    held = case(claimed_by=COLLEAGUE, claimed_until=NOW + timedelta(minutes=5))
    with pytest.raises(NotPossibleNow, match="claimed_by_another"):
        asked(held)


def test_r40_staff_can_call_it_off_and_ask_anew() -> None:
    free = call_off(asked(case()), by=COLLEAGUE, now=NOW)
    assert waits_for_family(free) is None
    assert free.past_requests[0].ended is RequestEnd.CALLED_OFF
    assert came_back(free) is None
    again = asked(free)
    assert again.request is not None
    assert again.request.number == 2
    with pytest.raises(NotPossibleNow, match="nothing_asked"):
        call_off(free, by=CLERK, now=NOW)


def test_r40_nothing_is_called_off_of_what_was_withdrawn() -> None:
    gone = asked(case()).model_copy(update={"status": Status.WITHDRAWN})
    with pytest.raises(NotPossibleNow, match="nothing_asked"):
        call_off(gone, by=CLERK, now=NOW)


def test_r40_it_comes_back_to_the_same_clerk_first_until_somebody_decides() -> None:
    one = asked(case())
    assert one.request is not None
    due = one.request.until
    back = missed(one, due)
    assert queues_of(back) == {"property", "answered"}
    assert kept_for(back) == (CLERK, due + KEPT_FOR)
    decision = Decision(check="property", result="refused", by="1:x", at=due, waits_for_second=True)
    decided = back.model_copy(update={"decisions": (decision,)})
    assert (came_back(decided), kept_for(decided)) == (None, None)


def test_r40_nobody_is_waited_for_who_has_no_more_to_decide_of_it() -> None:
    first = Decision(
        check="property", result="refused", by=COLLEAGUE, at=NOW - timedelta(minutes=1), waits_for_second=True
    )
    one = asked(case(decisions=(first,)))
    assert one.request is not None
    back = missed(one, one.request.until)
    assert kept_for(back) == (CLERK, one.request.until + KEPT_FOR)
    mine = back.past_requests[0].model_copy(update={"by": COLLEAGUE})
    assert kept_for(back.model_copy(update={"past_requests": (mine,)})) is None
