"""R30: a family that called and cannot use the page is withdrawn by two of staff, as its own code would do it."""

from datetime import timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.results import result_of
from functions.registration.registration import NoticeKind, Registration, Status
from functions.registration.staff.by_two.withdrawals import (
    WITHDRAWAL_REASONS,
    Withdrawing,
    call_off_withdrawal,
    withdraw_for,
)
from functions.registration.staff.queues import SECOND, queues_of, waiting_since, without_work
from tests.registration.placing.test_outcome import BEFORE, INSTANT, SEASON
from tests.registration.staff.cases import check, submitted

ONE, TWO = Keyed(("1:one",)), Keyed(("1:two",))
REASON = min(WITHDRAWAL_REASONS)


def called(**more: Any) -> Registration:
    one = submitted(check("property", CheckKind.PROPERTY, CheckState.PASSED), **more)
    return one.model_copy(update={"confirmed_result": result_of(one, SEASON)})


def said(one: Registration, by: Keyed, now: Any = BEFORE, reason: str = REASON) -> Withdrawing:
    return withdraw_for(one, reason, by=by, season=SEASON, now=now)


def test_r30_the_first_word_waits_for_a_second_person_and_changes_nothing() -> None:
    first, leaving = said(called(), ONE)
    assert leaving is None
    assert (first.status, first.version) == (Status.SUBMITTED, called().version)
    assert queues_of(first) == {SECOND}
    assert waiting_since(first) == BEFORE
    assert without_work(first) == {ONE}


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.AMENDING, Status.DECIDED])
def test_r30_a_second_person_ends_it_and_guardian_1_is_told(status: Status) -> None:
    first, _ = said(called(status=status), ONE)
    _, leaving = said(first, TWO)
    assert leaving is not None
    assert leaving.notice is not None
    assert (leaving.moment.what, leaving.notice.kind) == ("withdrawn", NoticeKind.WITHDRAWN)


def test_r43_after_publication_it_is_the_place_that_is_given_up() -> None:
    first, _ = said(called(), ONE, INSTANT)
    _, leaving = said(first, TWO, INSTANT)
    assert leaving is not None
    assert leaving.moment.what == "declined"


def test_r30_the_same_person_twice_withdraws_nothing() -> None:
    first, _ = said(called(), ONE)
    with pytest.raises(NotAllowed, match="second_person_needed"):
        said(first, ONE)


def test_r30_a_step_of_the_family_since_makes_the_word_none() -> None:
    first, _ = said(called(), ONE)
    stepped = first.model_copy(update={"version": first.version + 1})
    assert queues_of(stepped) == frozenset()
    assert said(stepped, TWO).leaving is None


def test_r30_a_colleague_who_heard_otherwise_calls_it_off() -> None:
    first, _ = said(called(), ONE)
    off = call_off_withdrawal(first, by=TWO, now=BEFORE)
    assert queues_of(off) == frozenset()
    assert said(off, TWO).leaving is None
    with pytest.raises(NotPossibleNow, match="no_withdrawal_proposed"):
        call_off_withdrawal(off, by=TWO, now=BEFORE)


def test_while_the_family_amends_no_queue_shows_what_it_types() -> None:
    assert queues_of(said(called(status=Status.AMENDING), ONE).registration) == frozenset()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_r30_nothing_is_withdrawn_that_its_family_could_not_withdraw(status: Status) -> None:
    with pytest.raises(NotPossibleNow):
        said(called(status=status), ONE)


def test_r30_after_publication_nothing_is_withdrawn_that_has_no_place() -> None:
    refused = submitted(check("property", CheckKind.PROPERTY, CheckState.REFUSED))
    shown = refused.model_copy(update={"confirmed_result": "refused"})
    with pytest.raises(NotPossibleNow):
        said(shown, ONE, INSTANT)


def test_r30_a_reason_is_coded_and_another_s_case_is_left_alone() -> None:
    with pytest.raises(InvalidInput):
        said(called(), ONE, reason="because")
    held = called(claimed_by="1:another", claimed_until=BEFORE + timedelta(minutes=1))
    with pytest.raises(NotPossibleNow, match="claimed_by_another"):
        said(held, ONE)
    with pytest.raises(NotPossibleNow, match="claimed_by_another"):
        call_off_withdrawal(held, by=ONE, now=BEFORE)
