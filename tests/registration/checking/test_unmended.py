"""R39: what nobody can mend any more is staff's."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.check_kinds import CheckId
from functions.registration.checking.unmended import given_to_staff, unmended
from functions.registration.checks import TO_AMEND, Check, CheckState
from functions.registration.registration import Registration, Status
from functions.registration.staff import queues
from seasons import siming_2022

SEASON = siming_2022()
NOW = datetime(2022, 7, 5, tzinfo=UTC)
END = SEASON.amendment_deadline
HOME = CheckId("property")


def check(state: CheckState) -> Check:
    return Check(id=HOME, kind=HOME.kind, state=state, version=2, covers="1:c", since=NOW)


def family(one: Check, status: Status = Status.SUBMITTED, **more: object) -> Registration:
    values = {
        "id": "01G76PAV40AAAAAAAAAAAAAAAA", "season": SEASON.id, "owner": "1:o", "status": status, "version": 2,
        "checks": {"property": one}, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    return Registration.model_validate(values | more)


@pytest.mark.parametrize("state", sorted(CheckState))
def test_r39_at_the_deadline_what_asked_to_be_mended_is_for_staff_and_not_before(state: CheckState) -> None:
    one = family(check(state))
    assert not list(unmended(one, SEASON, END - timedelta(microseconds=1)))
    assert bool(list(unmended(one, SEASON, END))) == (state in TO_AMEND)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.AMENDING, Status.WITHDRAWN])
def test_r39_what_is_not_submitted_is_not_unmended(status: Status) -> None:
    assert not list(unmended(family(check(CheckState.ABNORMAL), status), SEASON, END))


def test_r39_a_familys_own_deadline_counts() -> None:
    one = family(check(CheckState.ABNORMAL), amendment_extended_to=END + timedelta(days=1))
    assert not list(unmended(one, SEASON, END))
    assert list(unmended(one, SEASON, END + timedelta(days=1)))


def test_r39_it_is_given_once_and_stands_in_two_queues_since_then() -> None:
    one = family(given_to_staff(check(CheckState.ABNORMAL), END))
    assert not list(unmended(one, SEASON, END))
    assert queues.queues_of(one) == {"property", "unmended"}
    assert queues.waiting_since(one) == END
    assert queues.may_decide(one, one.checks["property"], "1:clerk")
