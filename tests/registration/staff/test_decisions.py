"""R37: who may decide what of a check, on which reason and paper, and what needs a second person."""

from datetime import timedelta
from typing import Any

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import InvalidInput, KeyReused, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Evidence, Registration, Status
from functions.registration.staff.decisions import REASONS, Decided, Result, Ruling, decide, repeated
from seasons import siming_2022
from tests.api.household import accepted_document

from .cases import SUBMITTED_AT, check, submitted

SEASON = siming_2022()
NOW = SUBMITTED_AT + timedelta(days=1)
FIRST, SECOND = Keyed(("1:first",)), Keyed(("1:second",))
PAPER = accepted_document("paper", "property_proof")
EVIDENCE = Evidence(answers="1:x", papers=(), digest="1:papers")


def case(state: CheckState = CheckState.MANUAL_REVIEW, **more: Any) -> Registration:
    home = check("property", CheckKind.PROPERTY, state, **more.pop("home", {}))
    return submitted(home, documents={PAPER.id: PAPER}, **more)


def ruling(result: Result, by: Keyed = FIRST, **more: Any) -> Ruling:
    given = {"reason": min(REASONS[result]), "evidence": EVIDENCE} | more
    return Ruling(check="property", result=result, by=by, **given)


def ruled(registration: Registration, *rulings: Ruling) -> Decided:
    decided = Decided(registration, waits_for_second=False)
    for one in rulings:
        decided = decide(decided.registration, one, season=SEASON, now=NOW)
    return decided


def test_an_acceptance_settles_a_case_at_once_and_frees_it() -> None:
    decided = ruled(case(claimed_by=FIRST, claimed_until=NOW), ruling(Result.ACCEPTED))
    assert not decided.waits_for_second
    assert decided.registration.checks["property"].state is CheckState.ACCEPTED
    assert (decided.registration.status, decided.registration.claimed_by) == (Status.DECIDED, None)


def test_r37_a_refusal_changes_nothing_until_another_person_confirms_it() -> None:
    once = ruled(case(), ruling(Result.REFUSED))
    assert once.waits_for_second
    assert once.registration.checks["property"].state is CheckState.MANUAL_REVIEW
    twice = ruled(once.registration, ruling(Result.REFUSED, SECOND))
    assert not twice.waits_for_second
    assert twice.registration.checks["property"].state is CheckState.REFUSED


def test_r37_the_same_person_is_no_second_person() -> None:
    with pytest.raises(NotAllowed, match="second_person_needed"):
        ruled(case(), ruling(Result.REFUSED), ruling(Result.REFUSED))


@pytest.mark.parametrize("state", [CheckState.ABNORMAL, CheckState.NO_RECORD])
def test_r37_accepting_against_an_authority_names_a_paper_and_needs_two(state: CheckState) -> None:
    with pytest.raises(InvalidInput):
        ruled(case(state), ruling(Result.ACCEPTED))
    once = ruled(case(state), ruling(Result.ACCEPTED, paper=PAPER.id))
    assert once.waits_for_second
    twice = ruled(once.registration, ruling(Result.ACCEPTED, SECOND, paper=PAPER.id))
    accepted = twice.registration.checks["property"]
    assert (accepted.state, accepted.denied_as) == (CheckState.ACCEPTED, state)


@pytest.mark.parametrize("state", [CheckState.PASSED, CheckState.QUEUED, CheckState.NOT_REQUIRED])
def test_what_an_authority_confirmed_or_still_looks_at_is_nobody_s_to_decide(state: CheckState) -> None:
    with pytest.raises(NotPossibleNow):
        ruled(case(state), ruling(Result.ACCEPTED))


def test_r32_a_check_handed_over_is_decided_on_papers_while_its_authority_is_silent() -> None:
    waiting = case(CheckState.AUTHORITY_UNAVAILABLE, home={"handed_over_at": NOW})
    decided = ruled(waiting, ruling(Result.ACCEPTED)).registration
    assert decided.checks["property"].state is CheckState.ACCEPTED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": "because"}, "reason"),
        ({"paper": "nowhere"}, "paper"),
        ({"reason": "not_entitled"}, "reason"),
    ],
)
def test_a_ruling_that_names_nothing_known_is_refused_by_field(changed: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ruled(case(), ruling(Result.ACCEPTED, **changed))
    assert refused.value.faults[0].field == field


def test_another_s_case_is_left_alone_until_the_claim_ends() -> None:
    claimed = case(claimed_by="1:second", claimed_until=NOW + timedelta(minutes=1))
    with pytest.raises(NotPossibleNow, match="claimed_by_another"):
        ruled(claimed, ruling(Result.ACCEPTED))


def test_nothing_is_refused_twice() -> None:
    refused = ruled(case(), ruling(Result.REFUSED), ruling(Result.REFUSED, SECOND)).registration
    with pytest.raises(NotPossibleNow, match="refused_already"):
        ruled(refused, ruling(Result.REFUSED, Keyed(("1:third",))))


def test_the_same_key_gives_the_same_decision_and_another_body_is_refused() -> None:
    key, body = Keyed(("2:key", "1:key")), Keyed(("2:body", "1:body"))
    decided = ruled(case(), ruling(Result.ACCEPTED, key=Keyed(("1:key",)), body_digest=Keyed(("1:body",))))
    earlier = repeated(decided.registration, key, body)
    assert earlier is not None
    assert earlier.result == "accepted"
    assert repeated(decided.registration, Keyed(("2:other",)), body) is None
    with pytest.raises(KeyReused):
        repeated(decided.registration, key, Keyed(("2:another body",)))
