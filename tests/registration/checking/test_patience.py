"""R32: a check whose authority keeps silent goes to people, and a late answer undoes nothing by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checking.findings import Verdict
from functions.registration.checking.patience import answered, handed_over, impatient
from functions.registration.checks import OPEN, Check, CheckState, Finding
from functions.registration.errors import NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Evidence, Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff import decisions, queues
from functions.registration.staff.decisions import Result
from seasons import siming_2022
from tests.api.household import accepted_document

NOW = datetime(2022, 7, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAPER = accepted_document("01D0C000000000000000000000", "title_certificate")
A, B, C = Keyed(("1:anna",)), Keyed(("1:bela",)), Keyed(("1:cora",))
DIFFERS = Finding(field="number", code="owner_differs")
ANSWERS = {
    CheckState.PASSED: Verdict(CheckState.PASSED),
    CheckState.ABNORMAL: Verdict(CheckState.ABNORMAL, (DIFFERS,)),
    CheckState.NO_RECORD: Verdict(CheckState.NO_RECORD, (DIFFERS,)),
    CheckState.MANUAL_REVIEW: Verdict(CheckState.MANUAL_REVIEW, (DIFFERS,)),
}


@pytest.fixture(scope="module")
def season() -> Season:
    return siming_2022()


def check(state: CheckState = CheckState.QUEUED, **changed: Any) -> Check:
    values = {
        "id": "property",
        "kind": CheckKind.PROPERTY,
        "state": state,
        "version": 2,
        "covers": "1:x",
        "since": NOW,
    }
    return Check.model_validate(values | changed)


def registration(one: Check, **changed: Any) -> Registration:
    values = {
        "id": "01G76PAV40AAAAAAAAAAAAAAAA",
        "season": "siming-2022",
        "owner": "1:owner",
        "status": Status.SUBMITTED,
        "version": 2,
        "checks": {one.id: one},
        "documents": {PAPER.id: PAPER},
        "created_at": NOW,
        "updated_at": NOW,
        "submitted_at": NOW,
    }
    return Registration.model_validate(values | changed)


EVIDENCE = Evidence(answers="", papers=(), digest="")


def silent() -> Registration:
    """A day and an hour after it was queued."""
    return registration(handed_over(check(CheckState.AUTHORITY_UNAVAILABLE), NOW + 25 * HOUR))


def decided(one: Registration, by: Keyed, result: str, season: Season, *, hours: int = 26) -> Registration:
    reason = {"accepted": "documents_sufficient", "refused": "not_entitled"}[result]
    verdict = decisions.Ruling("property", Result(result), reason, by, EVIDENCE, paper=PAPER.id)
    return decisions.decide(one, verdict, season=season, now=NOW + hours * HOUR).registration


def told(one: Registration, state: CheckState, *, hours: int = 30) -> Registration:
    """The authority answers after all."""
    refused_once = queues.waiting_decision(one, "property") is not None
    after = answered(one.checks["property"], ANSWERS[state], NOW + hours * HOUR, refused_once=refused_once)
    return one.model_copy(update={"checks": {"property": after}})


@pytest.mark.parametrize("state", sorted(CheckState))
@pytest.mark.parametrize(("hours", "over"), [(24, 0), (25, 1)])
def test_r32_what_is_open_for_longer_than_the_season_waits_is_for_staff(
    season: Season, state: CheckState, hours: int, over: int
) -> None:
    found = list(impatient(registration(check(state)), season, NOW + hours * HOUR))
    assert len(found) == (over if state in OPEN else 0)


@pytest.mark.parametrize("status", [Status.AMENDING, Status.WITHDRAWN])
def test_r32_what_is_being_amended_waits_for_its_family(season: Season, status: Status) -> None:
    assert not list(impatient(registration(check(), status=status), season, NOW + 99 * HOUR))


def test_r32_it_is_handed_over_once(season: Season) -> None:
    assert not list(impatient(silent(), season, NOW + 99 * HOUR))


def test_r32_it_stands_in_the_queue_since_it_was_handed_over_and_is_asked_on() -> None:
    one = silent()
    assert queues.queues_of(one) == {"property"}
    assert queues.waiting_since(one) == NOW + 25 * HOUR
    assert one.checks["property"].is_asked
    assert queues.may_decide(one, one.checks["property"], A)


def test_an_open_check_that_nobody_handed_over_is_not_decided(season: Season) -> None:
    with pytest.raises(NotPossibleNow):
        decided(registration(check()), A, "accepted", season)


def test_r32_it_can_be_decided_on_papers_while_its_authority_is_still_asked(season: Season) -> None:
    accepted = decided(silent(), A, "accepted", season)
    assert accepted.checks["property"].state is CheckState.ACCEPTED
    assert accepted.checks["property"].is_asked
    assert accepted.status is Status.DECIDED
    assert queues.queues_of(accepted) == frozenset()


@pytest.mark.parametrize("state", sorted(ANSWERS))
def test_r32_an_answer_before_any_decision_takes_its_place_and_nobody_is_asked_on(
    season: Season, state: CheckState
) -> None:
    one = told(silent(), state)
    assert one.checks["property"].state is state
    assert not one.checks["property"].is_asked
    assert queues.queues_of(one) == ({"property"} if state is CheckState.MANUAL_REVIEW else frozenset())


@pytest.mark.parametrize("answer", sorted(ANSWERS))
@pytest.mark.parametrize("result", ["accepted", "refused"])
def test_r32_a_late_answer_undoes_nothing_and_brings_back_what_it_contradicts(
    season: Season, result: str, answer: CheckState
) -> None:
    one = decided(silent(), A, result, season)
    if result == "refused":
        one = decided(one, B, result, season, hours=27)
    late = told(one, answer)
    [after] = late.checks.values()
    assert after.state == result
    assert after.late is not None
    assert (after.late.state, after.late.at) == (answer, NOW + 30 * HOUR)
    assert not after.is_asked
    contradicts = (result, answer) in {
        ("accepted", CheckState.ABNORMAL), ("accepted", CheckState.NO_RECORD), ("refused", CheckState.PASSED),
    }  # fmt: skip
    assert queues.queues_of(late) == ({queues.SECOND} if contradicts else frozenset())
    assert queues.waiting_since(late) == (NOW + 30 * HOUR if contradicts else None)


def test_r32_what_is_contradicted_waits_for_somebody_else_than_who_decided(season: Season) -> None:
    late = told(decided(silent(), A, "accepted", season), CheckState.NO_RECORD)
    [after] = late.checks.values()
    assert [queues.may_decide(late, after, one) for one in (A, B)] == [False, True]
    with pytest.raises(NotAllowed) as refused:
        decided(late, A, "accepted", season, hours=31)
    assert refused.value.reason == "second_person_needed"
    confirmed = decided(late, B, "accepted", season, hours=31)
    assert confirmed.checks["property"].state is CheckState.ACCEPTED
    assert queues.queues_of(confirmed) == frozenset()


def test_r32_an_acceptance_that_is_contradicted_is_refused_by_two_others_than_its_giver_alone(
    season: Season,
) -> None:
    late = told(decided(silent(), A, "accepted", season), CheckState.NO_RECORD)
    once = decided(late, B, "refused", season, hours=31)
    assert once.checks["property"].state is CheckState.ACCEPTED
    assert queues.queues_of(once) == {queues.SECOND}
    with pytest.raises(NotAllowed):
        decided(once, B, "refused", season, hours=32)
    assert decided(once, C, "refused", season, hours=32).checks["property"].state is CheckState.REFUSED


def test_r32_a_refusal_that_the_authority_contradicts_is_confirmed_or_changed_by_a_third(
    season: Season,
) -> None:
    twice = decided(decided(silent(), A, "refused", season), B, "refused", season, hours=27)
    late = told(twice, CheckState.PASSED)
    confirmed = decided(late, C, "refused", season, hours=31)
    assert (confirmed.checks["property"].state, queues.queues_of(confirmed)) == (
        CheckState.REFUSED,
        frozenset(),
    )
    changed = decided(late, C, "accepted", season, hours=31)
    assert changed.checks["property"].state is CheckState.ACCEPTED


def test_r32_a_pass_does_not_undo_a_refusal_that_waits_for_its_second_person(season: Season) -> None:
    once = decided(silent(), A, "refused", season)
    late = told(once, CheckState.PASSED)
    [after] = late.checks.values()
    assert (after.state, [one.code for one in after.findings]) == (
        CheckState.MANUAL_REVIEW,
        ["answered_late"],
    )
    assert queues.queues_of(late) == {"property", queues.SECOND}
    assert [queues.may_decide(late, after, one) for one in (A, B)] == [False, True]
    assert decided(late, B, "accepted", season, hours=31).checks["property"].state is CheckState.ACCEPTED
