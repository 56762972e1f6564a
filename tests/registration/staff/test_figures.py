"""What one registration adds to the figures: counted, never named, and read back as it was written."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState, Finding
from functions.registration.registration import (
    Dispute,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
    Release,
    Status,
)
from functions.registration.requests import Request, RequestReason, SpotCheck, WithdrawalWord
from functions.registration.staff.figures import (
    SETTLED,
    additions,
    contribution,
    difference,
    group,
    group_by_two,
    is_settled,
    seat_held,
)
from seasons import siming_2022
from tests.registration.submitting.test_transitions import registration

ZONE = "Asia/Shanghai"
AT = datetime(2022, 7, 5, 17, tzinfo=UTC)


def check(name: str, kind: CheckKind, state: CheckState = CheckState.PASSED) -> Check:
    return Check(id=name, kind=kind, state=state, version=1, covers="1:x", since=AT)


def case(status: Status = Status.SUBMITTED) -> Registration:
    checks = [
        check("student-0", CheckKind.STUDENT_IDENTITY),
        check("student-1", CheckKind.STUDENT_IDENTITY, CheckState.ABNORMAL),
        check("property", CheckKind.PROPERTY),
    ]
    notices = {
        "outcome": Notice(id="outcome", kind=NoticeKind.OUTCOME, state=NoticeState.SENT, since=AT),
        "code-1": Notice(id="code-1", kind=NoticeKind.CODE, state=NoticeState.SENDING, since=AT),
    }
    changed = {"submitted_at": AT, "communities": ("350203009005",), "notices": notices}
    return registration(status, checks={one.id: one for one in checks}).model_copy(update=changed)


def test_it_counts_status_day_checks_ended_notices_and_students_by_community() -> None:
    assert contribution(case(), ZONE) == {
        "status#submitted": 1,
        "day#2022-07-06": 1,
        "check#student_identity#passed": 1,
        "check#student_identity#abnormal": 1,
        "check#property#passed": 1,
        "community#350203009005": 2,
        "notice#outcome#sent": 1,
    }


def test_what_waits_is_counted_by_queue_and_once_and_what_waits_for_its_family_apart() -> None:
    manual = check("property", CheckKind.PROPERTY, CheckState.MANUAL_REVIEW)
    waits = case().model_copy(update={"checks": {manual.id: manual}, "request": None})
    assert group(contribution(waits, ZONE), "queue") == {"property": 1, "all": 1}
    asked_now = Request(
        number=1, check="property", reason=RequestReason.PAPER_NEEDED, by="1:a", at=AT, until=AT
    )
    asked = waits.model_copy(update={"request": asked_now})
    assert group(contribution(asked, ZONE), "queue") == {"family": 1}


def test_what_was_never_submitted_adds_nothing_and_what_was_withdrawn_only_its_status_and_notices() -> None:
    assert contribution(case().model_copy(update={"submitted_at": None}), ZONE) == {}
    assert set(contribution(case(Status.WITHDRAWN), ZONE)) == {"status#withdrawn", "notice#outcome#sent"}


def test_what_was_written_is_read_back_by_group() -> None:
    figures = contribution(case(), ZONE)
    assert group(figures, "status") == {"submitted": 1}
    assert group(figures, "stat") == {}
    assert group_by_two(figures, "check") == {
        "student_identity": {"passed": 1, "abnormal": 1},
        "property": {"passed": 1},
    }


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [({}, {"a": 1}, {"a": 1}), ({"a": 1, "b": 2}, {"b": 2}, {"a": -1}), ({"a": 1}, {"a": 1}, {})],
)
def test_a_difference_names_only_what_changed(
    before: dict[str, int], after: dict[str, int], change: dict[str, int]
) -> None:
    assert difference(before, after) == change


def test_a_family_that_withdrew_has_no_marks_and_stands_in_no_search() -> None:
    marked = case().model_copy(update={"marks": {"home|1:h": "1:s"}, "sought": ("1:n",)})
    assert additions(marked, ZONE)[1:] == ({"home|1:h": "1:s"}, frozenset({"1:n"}))
    assert additions(marked.model_copy(update={"status": Status.WITHDRAWN}), ZONE)[1:] == ({}, frozenset())


@pytest.mark.parametrize(
    ("status", "state", "codes", "holds"),
    [
        (Status.SUBMITTED, CheckState.PASSED, (), True),
        (Status.DECIDED, CheckState.ACCEPTED, ("home_seat_taken",), True),
        (Status.SUBMITTED, CheckState.ABNORMAL, ("home_not_theirs",), False),
        (Status.SUBMITTED, CheckState.QUEUED, (), False),
        (Status.WITHDRAWN, CheckState.PASSED, (), False),
    ],
)
def test_a_confirmed_home_has_a_seat_while_its_family_stays(
    status: Status, state: CheckState, codes: tuple[str, ...], *, holds: bool
) -> None:
    season = siming_2022()
    ruled = season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": 6})})
    findings = tuple(Finding(field="number", code=code) for code in codes)
    home = check("property", CheckKind.PROPERTY, state).model_copy(update={"findings": findings})
    family = case(status).model_copy(update={"checks": {home.id: home}, "marks": {"home|1:h": "1:s"}})
    assert (seat_held(family, ruled) is not None) is holds
    free = season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": None})})
    assert seat_held(family, free) is None


def test_it_is_settled_once_nothing_was_written_for_five_minutes() -> None:
    last = AT + timedelta(days=1)
    family = case().model_copy(update={"updated_at": AT, "timeline": (Moment(at=last, what="submitted"),)})
    assert not is_settled(family, last + SETTLED - timedelta(seconds=1))
    assert is_settled(family, last + SETTLED)


LATELY = AT + timedelta(days=1)
MOVES_NO_VERSION: dict[str, object] = {
    "releases": (Release(student=0, reason="guardianship", by="1:a", at=LATELY, waits_for_second=True),),
    "withdrawals": (WithdrawalWord(reason="phone", by="1:a", at=LATELY, version=1),),
    "dispute": Dispute(contested=("1:c",), since=LATELY),
    "spot": SpotCheck(drawn=True, since=LATELY),
}
"""What puts a case into a queue and is no step of its family: `updated_at` and the timeline stay."""


@pytest.mark.parametrize("field", MOVES_NO_VERSION)
def test_what_staff_or_the_clock_put_into_a_queue_lately_is_not_settled(field: str) -> None:
    before = case().model_copy(update={"updated_at": AT})
    moved = before.model_copy(update={field: MOVES_NO_VERSION[field]})
    assert contribution(moved, ZONE) != contribution(before, ZONE)
    assert not is_settled(moved, LATELY + SETTLED - timedelta(seconds=1))
    assert is_settled(moved, LATELY + SETTLED)
