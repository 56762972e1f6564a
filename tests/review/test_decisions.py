"""What two people decide of one case, and what becomes of it."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.checks import CheckState
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from tests.aws import Cloud
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import CLERK, FOURTH, SECOND, STRANGER, THIRD

ONE = f"/staff/registrations/{CASE}"


def test_an_acceptance_takes_effect_at_once(opened: Cloud, case: Registration) -> None:
    answer = CLERK.decide(CASE)
    assert answer.status == 200
    kept = opened.get(CASE)
    assert kept.checks["property"].state is CheckState.ACCEPTED
    assert kept.status is Status.DECIDED


def test_a_refusal_takes_effect_only_when_a_second_person_confirms_it(
    opened: Cloud, case: Registration
) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    assert opened.get(CASE).checks["property"].state is CheckState.MANUAL_REVIEW
    again = CLERK.decide(CASE, "refused")
    assert (again.status, again.code) == (403, "second_person_needed")
    assert SECOND.decide(CASE, "refused").status == 200
    assert opened.get(CASE).checks["property"].state is CheckState.REFUSED


def test_a_refusal_that_waits_stands_in_the_queue_of_the_second_person(
    opened: Cloud, case: Registration
) -> None:
    CLERK.decide(CASE, "refused")
    [waiting] = SECOND.get("/staff/seasons/siming-2022/queue", kind="second").body["cases"]
    assert waiting["id"] == CASE
    assert CLERK.get("/staff/seasons/siming-2022/queue").body["cases"] == []
    SECOND.decide(CASE, "refused")
    assert SECOND.get("/staff/seasons/siming-2022/queue").body["cases"] == []


def test_a_decision_is_corrected_before_publication_and_both_stay_in_the_history(
    opened: Cloud, case: Registration
) -> None:
    CLERK.decide(CASE, "refused", note="the contract has ended")
    SECOND.decide(CASE, "refused")
    assert THIRD.decide(CASE, "accepted").status == 202
    assert FOURTH.decide(CASE, "accepted").status == 200
    told = CLERK.get(f"{ONE}/history").body["decisions"]
    assert [(one["result"], one["waits_for_second"]) for one in told] == [
        ("refused", True), ("refused", False), ("accepted", True), ("accepted", False),
    ]  # fmt: skip
    assert told[0]["note"] == "the contract has ended"
    assert "ended" not in str(opened.item(keys.registration(CASE)))


def test_a_decision_about_what_somebody_changed_meanwhile_is_refused(
    opened: Cloud, case: Registration
) -> None:
    seen = CLERK.get(ONE).etag
    SECOND.decide(CASE)
    late = CLERK.decide(CASE, "refused", etag=seen)
    assert (late.status, late.code) == (412, "stale_version")
    without = CLERK.call(
        "POST", f"{ONE}/decisions", {"check": "property", "result": "accepted", "reason": "x"}
    )
    assert without.status == 428


def test_the_same_key_and_body_decide_once_and_another_body_is_refused(
    opened: Cloud, case: Registration
) -> None:
    seen = CLERK.get(ONE).etag
    first = CLERK.decide(CASE, "refused", etag=seen, key="k-1")
    second = CLERK.decide(CASE, "refused", etag=seen, key="k-1")
    assert (first.status, first.body, first.etag) == (second.status, second.body, second.etag)
    assert len(opened.get(CASE).decisions) == 1
    other = CLERK.decide(CASE, "accepted", etag=seen, key="k-1")
    assert (other.status, other.code) == (422, "idempotency_key_reused")


def test_r43_decisions_go_on_after_publication_until_the_results_are_over(
    opened: Cloud, case: Registration, season: Season, clock: time_machine.Traveller
) -> None:
    for now in (season.publication_at - timedelta(seconds=1), season.publication_at, season.results_until):
        clock.move_to(now)
        opened.put(case)
        told = CLERK.decide(CASE)
        assert told.status == (200 if now < season.results_until else 409), told.body


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("check", "guardian-7", "unknown_check"), ("reason", "because", "invalid_choice")],
)
def test_a_decision_that_names_nothing_known_is_told_by_field(
    opened: Cloud, case: Registration, field: str, value: str, code: str
) -> None:
    command = {"check": "property", "result": "accepted", "reason": "documents_sufficient"} | {field: value}
    answer = CLERK.call("POST", f"{ONE}/decisions", command, If_Match=CLERK.get(ONE).etag)
    assert (answer.status, answer.body["errors"][0]["field"], answer.body["errors"][0]["code"]) == (
        422,
        field,
        code,
    )


def test_another_districts_clerk_finds_nothing(opened: Cloud, case: Registration) -> None:
    foreign, absent = STRANGER.get(ONE), STRANGER.get("/staff/registrations/01G76PAV40ZZZZZZZZZZZZZZZZ")
    assert foreign.status == absent.status == 404
    assert foreign.body == absent.body


def test_a_claimed_case_is_nobody_elses_until_the_claim_ends(
    opened: Cloud, case: Registration, clock: time_machine.Traveller
) -> None:
    assert CLERK.call("POST", f"{ONE}/claim").status == 200
    taken = SECOND.call("POST", f"{ONE}/claim")
    assert (taken.status, taken.code) == (409, "claimed_by_another")
    assert SECOND.decide(CASE).code == "claimed_by_another"
    assert SECOND.get("/staff/seasons/siming-2022/queue", free="true").body["cases"] == []
    assert len(CLERK.get("/staff/seasons/siming-2022/queue", free="true").body["cases"]) == 1
    clock.move_to(NOW + timedelta(minutes=15))
    assert SECOND.call("POST", f"{ONE}/claim").status == 200
    assert CLERK.decide(CASE).code == "claimed_by_another"
    assert SECOND.call("DELETE", f"{ONE}/claim").status == 204
    assert CLERK.decide(CASE).status == 200


def test_another_persons_claim_cannot_be_given_back(opened: Cloud, case: Registration) -> None:
    CLERK.call("POST", f"{ONE}/claim")
    assert SECOND.call("DELETE", f"{ONE}/claim").code == "claimed_by_another"
