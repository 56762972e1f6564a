"""An operator approves who may read a season where no second supervisor is there to do it."""

from typing import Any

import pytest

from functions.cloud import composition
from functions.registration.staff.audit import Act
from tests.aws import Cloud
from tests.review.staff import Member

from .running import asked, run

QUEUE = "/staff/seasons/siming-2022/queue"
ALONE = Member("only supervisor", "supervisor reviewer", name="李主管")
UNTIL = ("--until", "2022-08-01T00:00:00")


@pytest.fixture
def key(opened: Cloud) -> str:
    """By which the list has the one supervisor, who tried once."""
    assert ALONE.get(QUEUE).code == "approval_needed"
    return str(row()["key"])


def row() -> dict[str, Any]:
    readers = asked("readers", "list", "siming-2022")["readers"]
    found: dict[str, Any] = next(one for one in readers if one["name"] == ALONE.name)
    return found


def test_the_one_supervisor_of_a_new_system_is_approved_by_an_operator(key: str) -> None:
    told = asked("readers", "approve", "siming-2022", key, *UNTIL, "--yes")
    assert (told["done"], told["name"]) == (True, ALONE.name)
    assert ALONE.get(QUEUE).status == 200
    assert asked("readers", "revoke", "siming-2022", key, "--yes")["done"]
    assert ALONE.get(QUEUE).code == "approval_needed"
    head = composition.audit_trail().head("siming-2022", 0)
    assert head is not None
    assert (head.act, head.by, head.details) == (Act.READER_REVOKED, "ruxue", {"person": ALONE.key})


def test_without_yes_nobody_is_approved_or_revoked(key: str) -> None:
    assert not asked("readers", "approve", "siming-2022", key, *UNTIL)["done"]
    assert ALONE.get(QUEUE).code == "approval_needed"
    assert row()["until"] == "none"


def test_whom_nobody_knows_and_an_end_that_cannot_be_are_refused(key: str) -> None:
    late = ("--until", "2099-01-01T00:00:00")
    run("readers", "approve", "siming-2022", "1.sha256:nobody", *UNTIL, "--yes", code=2)
    run("readers", "approve", "siming-2022", key, *late, "--yes", code=2)
    assert row()["until"] == "none"
