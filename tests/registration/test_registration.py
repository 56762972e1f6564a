"""What a registration tells while its form stays sealed."""

from datetime import UTC, datetime

from functions.registration.check_kinds import CheckId
from functions.registration.checks import Check, CheckState
from functions.registration.registration import Registration, Status
from tests.registration.submitting.test_transitions import registration

NOW = datetime(2022, 7, 5, tzinfo=UTC)


def check(name: str) -> Check:
    return Check(
        id=CheckId(name), kind=CheckId(name).kind, state=CheckState.QUEUED, version=1, covers="1:x", since=NOW
    )


def test_students_are_counted_by_their_identity_checks() -> None:
    checks = {name: check(name) for name in ("student-0", "student-1", "guardian-0", "property")}
    assert registration(Status.SUBMITTED, checks=checks).student_count == 2
    assert registration(Status.DRAFT).student_count == 0


def test_a_registration_of_an_earlier_version_states_no_home_and_no_first_submission() -> None:
    kept = registration(Status.SUBMITTED).model_dump_json(exclude={"home", "told", "first_submitted_at"})
    read = Registration.model_validate_json(kept)
    assert (read.home, read.told, read.first_submitted_at) == (None, {}, None)
