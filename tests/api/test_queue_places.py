"""What stands in staff's queue follows from the registration, whoever writes just before its family's own step."""

import pytest

from functions.cloud import composition
from functions.cloud.table import items
from functions.registration.checks import Check, CheckState
from functions.registration.staff.queues import queues_of
from tests.calls import just_before_the_write
from tests.documents.files import jpeg
from tests.midseason import NOW
from tests.review.staff import CLERK

from .household import Household
from .reviewing import queued
from .test_documents import uploaded
from .test_objections import denied, objects
from .test_releases import frees


@pytest.fixture
def asked(family: Household) -> Check:
    """Of a family whose home is still being asked about."""
    stored = family.checked().stored()
    left = {check.id: check.model_copy(update={"answered": None}) for check in stored.checks.values()}
    check = left["property"].model_copy(update={"state": CheckState.QUEUED})
    family.cloud.put(stored.model_copy(update={"checks": left | {"property": check}}))
    return check


def goes_to_staff(family: Household, asked: Check) -> None:
    check = asked.model_copy(update={"state": CheckState.MANUAL_REVIEW, "since": NOW})
    assert composition.result_table().record_check(family.id, check, now=NOW)


def is_in_its_place(family: Household) -> bool:
    """Where the registration says that it stands, or nowhere."""
    item = composition.decision_table().load(family.id) or {}
    return {name: item[name] for name in items.QUEUE_PLACE if name in item} == items.queued(family.stored())


def step(family: Household, method: str) -> int:
    """Of the amendment: begun (POST) or cancelled (DELETE)."""
    return family.client.call(method, f"{family.path}/amendment").status


def test_what_goes_to_staff_while_its_family_amends_is_in_their_queue_once_that_has_ended(
    family: Household, asked: Check
) -> None:
    assert step(family, "POST") == 200
    goes_to_staff(family, asked)
    assert queued(CLERK, kind="property") == []
    assert is_in_its_place(family)
    assert family.stored().checks["property"].state is CheckState.MANUAL_REVIEW
    assert step(family, "DELETE") == 200
    assert queued(CLERK, kind="property") == [family.id]
    assert is_in_its_place(family)


def test_what_goes_to_staff_just_before_an_amendment_is_cancelled_is_in_their_queue(
    family: Household, asked: Check
) -> None:
    assert step(family, "POST") == 200
    with just_before_the_write(lambda: goes_to_staff(family, asked), "UpdateItem"):
        assert step(family, "DELETE") == 412
    assert step(family, "DELETE") == 200
    assert queued(CLERK, kind="property") == [family.id]
    assert is_in_its_place(family)


def test_r35_a_first_word_that_a_child_be_freed_waits_in_the_queue_while_its_family_amends_and_after(
    family: Household,
) -> None:
    family.checked()
    assert frees(family, CLERK).status == 202
    for method in ("POST", "DELETE"):
        assert step(family, method) == 200
        assert queues_of(family.stored()) == {"second"}
        assert is_in_its_place(family)


def test_r35_a_first_word_just_before_an_amendment_begins_stays_in_the_queue(family: Household) -> None:
    family.checked()
    with just_before_the_write(lambda: frees(family, CLERK), "UpdateItem"):
        assert step(family, "POST") == 412
    assert step(family, "POST") == 200
    assert queues_of(family.stored()) == {"second"}
    assert is_in_its_place(family)


def test_what_goes_to_staff_just_before_an_objection_is_in_their_queue_beside_it(family: Household) -> None:
    stored = denied(family).stored()
    child = stored.checks["student-0"].model_copy(update={"state": CheckState.QUEUED})
    family.cloud.put(stored.model_copy(update={"checks": stored.checks | {child.id: child}}))
    uploaded(family, jpeg(), kind="other", check="property")
    with just_before_the_write(lambda: goes_to_staff(family, child), "UpdateItem"):
        assert objects(family).status == 412
    assert objects(family).status == 200
    assert queues_of(family.stored()) == {"property", "student_identity"}
    assert is_in_its_place(family)


def test_r35_a_first_word_just_before_a_resubmission_stays_in_the_queue(family: Household) -> None:
    family.checked()
    assert step(family, "POST") == 200
    code = family.may_have_another_code().code()
    with just_before_the_write(lambda: frees(family, CLERK)):
        assert family.submit(code).status == 412
    assert queues_of(family.stored()) == {"second"}
    assert is_in_its_place(family)
