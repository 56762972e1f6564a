"""What comes too late finds its condition in the table: a result, a repeated answer, a code that was replaced since."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.checks import CheckState
from functions.registration.errors import Refusal
from tests.calls import before_dynamodb

from .household import NOW, Household
from .test_claim_races import submit


def test_a_result_that_comes_after_the_withdrawal_is_written_nowhere(family: Household) -> None:
    code = family.checked().may_have_another_code().code("withdraw")
    asked = family.stored().checks["property"].model_copy(update={"state": CheckState.QUEUED})
    family.cloud.put(
        family.stored().model_copy(update={"checks": family.stored().checks | {"property": asked}})
    )
    assert family.withdraw(code).status == 200
    before = family.stored()
    late = asked.model_copy(update={"state": CheckState.PASSED, "since": NOW})
    assert not composition.result_table().record_check(family.id, late, now=NOW)
    assert family.stored() == before


def test_a_submission_repeated_under_its_key_is_no_receipt_of_what_is_being_amended(
    family: Household,
) -> None:
    code = family.ready().code()
    assert family.submit(code, key="one").status == 200
    family.client.ok("POST", f"{family.path}/amendment")
    assert 400 <= family.submit(code, key="one").status < 500
    assert family.look()["status"] == "amending"


def test_r24_a_code_that_is_replaced_between_its_try_and_the_submission_submits_nothing(
    family: Household, clock: time_machine.Traveller
) -> None:
    code = family.ready().code()
    asked: list[int] = []

    def ask_another() -> None:
        if not asked:
            asked.append(0)
            clock.shift(timedelta(minutes=2))
            asked[0] = family.ask_code().status

    with before_dynamodb(ask_another, "TransactWriteItems"), pytest.raises(Refusal):
        submit(family, code)
    assert asked == [202]
    assert family.stored().status.value == "draft"
