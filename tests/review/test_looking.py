"""Staff look at a case that they hold, that waits for their second word, or for a reason that is written down."""

from datetime import timedelta

import pytest
import time_machine

from functions.registration.checks import CheckState
from functions.registration.documents import Document, DocumentState
from functions.registration.registration import Registration
from functions.registration.requests import SchoolProposal
from functions.registration.staff.looking.grounds import LookingReason
from functions.registration.staff.queues import CLAIM_FOR
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged
from .staff import AUDITOR, CLERK, SECOND, THIRD, Answer, Member

ONE = f"/staff/registrations/{CASE}"
PAPER = Document(
    id="01G76PAV40PPPPPPPPPPPPPPPP",
    kind="other",
    state=DocumentState.ACCEPTED,
    media_type="image/jpeg",
    size=1,
    asked_at=NOW,
    upload_until=NOW,
)
PARTS = ("", "/history", f"/documents/{PAPER.id}", "/children", "/place")
CURIOUS = Member("curious", looks_for="")


@pytest.fixture
def papered(opened: Cloud, city: Population) -> Registration:
    waits = {"property": CheckState.MANUAL_REVIEW}
    made = judged(form(city, "public_rental"), CASE, waits, documents={PAPER.id: PAPER})
    opened.put(made)
    return made


def asked(who: Member, reason: str = "") -> dict[str, Answer]:
    query = {"reason": reason} if reason else {}
    return {part: who.get(f"{ONE}{part}", **query) for part in PARTS}


def grounds() -> list[str]:
    events = AUDITOR.get("/staff/seasons/siming-2022/audit").body["events"]
    return [one["details"]["ground"] for one in events if one["act"] in {"read", "document_read"}]


def test_without_a_claim_and_a_reason_nothing_of_a_case_is_shown(papered: Registration) -> None:
    told = asked(CURIOUS)
    assert {(one.status, one.code) for one in told.values()} == {(403, "looking_reason_needed")}
    assert grounds() == []


@pytest.mark.parametrize("reason", LookingReason)
def test_a_coded_reason_shows_a_case_and_is_written_down_with_each_reading(
    papered: Registration, reason: str
) -> None:
    assert {one.status for one in asked(CURIOUS, reason).values()} == {200}
    assert grounds() == [reason] * len(PARTS)


@pytest.mark.parametrize("reason", ["curious", "claim", "second_person"])
def test_a_reason_that_nobody_can_choose_is_refused_by_name(papered: Registration, reason: str) -> None:
    told = asked(CURIOUS, reason)
    assert {one.status for one in told.values()} == {422}
    assert {one.body["errors"][0]["field"] for one in told.values()} == {"reason"}
    assert grounds() == []


def test_whoever_holds_a_case_needs_no_reason_until_the_claim_runs_out(
    papered: Registration, clock: time_machine.Traveller
) -> None:
    CURIOUS.call("POST", f"{ONE}/claim")
    assert {one.status for one in asked(CURIOUS).values()} == {200}
    assert grounds() == ["claim"] * len(PARTS)
    assert SECOND.call("GET", ONE).status == 200, "a colleague's case is read for a reason"
    clock.shift(CLAIM_FOR + timedelta(seconds=1))
    assert {one.code for one in asked(CURIOUS).values()} == {"looking_reason_needed"}


def test_the_second_person_of_a_waiting_decision_has_the_reason_by_it(papered: Registration) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    assert {one.status for one in asked(CURIOUS).values()} == {200}
    assert grounds() == ["second_person"] * len(PARTS) + ["supervision"]
    first = Member(CLERK.account, looks_for="")
    assert {one.code for one in asked(first).values()} == {"looking_reason_needed"}


def test_the_second_person_of_a_school_by_hand_has_the_reason_by_it(
    opened: Cloud, papered: Registration
) -> None:
    proposed = SchoolProposal(school=None, reason="no_door", by=THIRD.key, at=NOW)
    opened.put(papered.model_copy(update={"school_proposed": proposed}))
    assert CURIOUS.get(ONE).status == 200
    assert Member(THIRD.account, looks_for="").get(ONE).code == "looking_reason_needed"
