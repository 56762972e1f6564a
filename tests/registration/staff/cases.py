"""A submitted registration with one student, in the states that a test asks for."""

from datetime import UTC, datetime
from typing import Any

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState
from functions.registration.registration import Decision, Registration, Status
from tests.registration.submitting.test_transitions import registration

SUBMITTED_AT = datetime(2022, 7, 5, 2, 0, tzinfo=UTC)


def check(check_id: str, kind: CheckKind, state: CheckState, **more: Any) -> Check:
    return Check.model_validate(
        {
            "id": check_id,
            "kind": kind,
            "state": state,
            "version": 1,
            "covers": "1:x",
            "since": SUBMITTED_AT,
            **more,
        }
    )


def submitted(*checks: Check, status: Status = Status.SUBMITTED, **more: Any) -> Registration:
    held = {one.id: one for one in checks}
    return registration(status, **{"submitted_at": SUBMITTED_AT, "checks": held, "request": None, **more})


def refusal(by: str, at: datetime, *, waits: bool) -> Decision:
    return Decision(
        check="property", result="refused", reason="no_record", by=by, at=at, waits_for_second=waits
    )
