"""R37: what takes two people, who they may be, and the paper that an acceptance names against a registry's word."""

from typing import Any

import pytest

from functions.registration.checks import CheckState, Finding
from functions.registration.documents import DocumentState
from functions.registration.registration import Registration
from local.population import Population
from tests.api.household import accepted_document
from tests.aws import Cloud
from tests.rooms.registrations import form

from .conftest import CASE, judged
from .staff import CLERK, FOURTH, SECOND, THIRD, Member

ONE = f"/staff/registrations/{CASE}"
QUEUE = "/staff/seasons/siming-2022/queue"
PAPER = accepted_document("01D0C000000000000000000000", "title_certificate")
NOT_LOOKED_AT = PAPER.model_copy(update={"id": "01D0C000000000000000000001", "state": DocumentState.REFUSED})


def with_home(cloud: Cloud, city: Population, state: CheckState, **more: Any) -> Registration:
    papers = {one.id: one for one in (PAPER, NOT_LOOKED_AT)}
    made = judged(form(city), CASE, {"property": state}, documents=papers, **more)
    cloud.put(made)
    return made


@pytest.fixture(params=["no_record", "abnormal"])
def denied(opened: Cloud, city: Population, request: pytest.FixtureRequest) -> Registration:
    """A home that its registry speaks against."""
    return with_home(opened, city, CheckState(request.param))


def home(cloud: Cloud) -> CheckState:
    return cloud.get(CASE).checks["property"].state


def queue(member: Member) -> list[str]:
    return [one["id"] for one in member.get(QUEUE).body["cases"]]


def seen(member: Member) -> Any:
    [check] = [one for one in member.get(ONE).body["checks"] if one["id"] == "property"]
    return check


def test_r37_accepting_against_an_authority_s_word_names_the_paper_and_needs_a_second_person(
    opened: Cloud, denied: Registration
) -> None:
    before = home(opened)
    for paper, code in ((None, "paper_needed"), (NOT_LOOKED_AT.id, "unknown_paper")):
        refused = CLERK.decide(CASE, paper=paper)
        assert (refused.status, refused.body["errors"][0]["code"]) == (422, code)
    assert CLERK.decide(CASE, paper=PAPER.id).status == 202
    assert home(opened) is before
    assert (queue(CLERK), queue(SECOND)) == ([], [CASE])
    again = CLERK.decide(CASE, paper=PAPER.id)
    assert (again.status, again.code) == (403, "second_person_needed")
    assert SECOND.decide(CASE).body["errors"][0]["code"] == "paper_needed"
    assert SECOND.decide(CASE, paper=PAPER.id).status == 200
    assert home(opened) is CheckState.ACCEPTED
    assert [one["paper"] for one in CLERK.get(ONE).body["decisions"]] == [PAPER.id, PAPER.id]


def test_r37_a_first_acceptance_that_a_colleague_refuses_waits_as_a_refusal(
    opened: Cloud, denied: Registration
) -> None:
    CLERK.decide(CASE, paper=PAPER.id)
    assert SECOND.decide(CASE, "refused").status == 202
    assert (queue(CLERK), queue(SECOND)) == ([CASE], [])
    assert CLERK.decide(CASE, "refused").status == 200
    assert home(opened) is CheckState.REFUSED


def test_r37_what_an_authority_said_is_remembered_after_people_looked_past_it(
    opened: Cloud, denied: Registration
) -> None:
    for one in (CLERK, SECOND):
        one.decide(CASE, paper=PAPER.id)
    for one in (CLERK, SECOND):
        one.decide(CASE, "refused")
    assert seen(THIRD)["denied"]
    assert THIRD.decide(CASE).body["errors"][0]["code"] == "paper_needed"


def test_r37_what_nobody_speaks_against_is_accepted_by_one_without_a_paper(
    opened: Cloud, city: Population
) -> None:
    finding = Finding(field="name", code="rare_name_differs")
    one = with_home(opened, city, CheckState.MANUAL_REVIEW)
    opened.put(
        one.model_copy(
            update={
                "checks": one.checks
                | {"property": one.checks["property"].model_copy(update={"findings": (finding,)})}
            }
        )
    )
    assert not seen(CLERK)["denied"]
    assert CLERK.decide(CASE).status == 200
    assert home(opened) is CheckState.ACCEPTED


@pytest.fixture
def refused(opened: Cloud, city: Population) -> None:
    """By two people."""
    with_home(opened, city, CheckState.MANUAL_REVIEW)
    for one in (CLERK, SECOND):
        one.decide(CASE, "refused")


@pytest.mark.usefixtures("refused")
def test_r37_a_refusal_by_two_is_turned_only_by_two_who_did_not_decide_it(opened: Cloud) -> None:
    for one in (CLERK, SECOND):
        told = one.decide(CASE)
        assert (told.status, told.code) == (403, "uninvolved_person_needed")
    assert seen(CLERK)["refused_by_two"]
    assert THIRD.decide(CASE).status == 202
    assert home(opened) is CheckState.REFUSED
    assert [queue(one) for one in (CLERK, SECOND, THIRD, FOURTH)] == [[], [], [], [CASE]]
    assert THIRD.decide(CASE).code == "second_person_needed"
    assert CLERK.decide(CASE).code == "uninvolved_person_needed"
    assert FOURTH.decide(CASE).status == 200
    assert home(opened) is CheckState.ACCEPTED


def test_my_own_first_decision_is_not_in_my_queue_while_another_check_of_it_is(
    opened: Cloud, city: Population
) -> None:
    states = {"property": CheckState.MANUAL_REVIEW, "student-0": CheckState.MANUAL_REVIEW}
    opened.put(judged(form(city, "public_rental"), CASE, states))
    CLERK.decide(CASE, "refused")
    assert (queue(CLERK), queue(SECOND)) == ([CASE], [CASE])
    CLERK.decide(CASE, check="student-0")
    assert (queue(CLERK), queue(SECOND)) == ([], [CASE])
