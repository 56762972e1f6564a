"""R32: a check whose registry keeps silent in staff's hands, and the registry's answer after their decision."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.results import CheckReport
from functions.registration.checking.findings import Verdict
from functions.registration.checking.patience import answered, handed_over
from functions.registration.checks import CheckState, Finding
from functions.registration.registration import Registration
from local.population import Population
from tests.api.household import accepted_document
from tests.aws import Cloud
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged
from .staff import CLERK, SECOND

ONE = f"/staff/registrations/{CASE}"
QUEUE = "/staff/seasons/siming-2022/queue"
DENIED = Verdict(CheckState.NO_RECORD, (Finding(field="number", code="no_such_certificate"),))


@pytest.fixture
def silent(opened: Cloud, city: Population) -> Registration:
    """A bought home whose registry has not answered for a day."""
    made = judged(form(city), CASE, {"property": CheckState.AUTHORITY_UNAVAILABLE})
    opened.put(made)
    waits = handed_over(made.checks["property"], NOW)
    assert composition.result_table().replace_check(made, waits, now=NOW)
    return opened.get(CASE)


def seen() -> Any:
    [check] = [one for one in CLERK.get(ONE).body["checks"] if one["id"] == "property"]
    return check


def answer(opened: Cloud, verdict: Verdict, clock: time_machine.Traveller) -> bool:
    """The registry answers an hour later."""
    clock.shift(timedelta(hours=1))
    one = opened.get(CASE)
    at = NOW + timedelta(hours=1)
    after = answered(one.checks["property"], verdict, at, refused_once=False)
    return composition.result_table().replace_check(one, after, now=at, report=CheckReport(b'{"home": null}'))


def queued(**query: str) -> list[str]:
    return [one["id"] for one in CLERK.get(QUEUE, **query).body["cases"]]


def test_r32_it_stands_in_the_queue_and_says_why(opened: Cloud, silent: Registration) -> None:
    assert queued(kind="property") == [CASE]
    shown = seen()
    assert (shown["state"], shown["to_decide"]) == ("authority_unavailable", True)
    assert [one["code"] for one in shown["findings"]] == ["authority_silent"]


def test_r32_it_is_decided_on_papers_and_the_late_answer_stands_beside_the_decision(
    opened: Cloud, silent: Registration, clock: time_machine.Traveller
) -> None:
    assert CLERK.decide(CASE).status == 200
    assert queued() == []
    assert answer(opened, Verdict(CheckState.PASSED), clock)
    shown = seen()
    assert (shown["state"], shown["late"]["state"], shown["waits_for_second"]) == (
        "accepted",
        "passed",
        False,
    )
    assert shown["registry"] == {"home": None}
    assert queued() == []


def test_r32_an_answer_that_contradicts_brings_it_back_for_a_second_person(
    opened: Cloud, silent: Registration, clock: time_machine.Traveller
) -> None:
    CLERK.decide(CASE)
    assert answer(opened, DENIED, clock)
    assert opened.get(CASE).checks["property"].state is CheckState.ACCEPTED
    [waiting] = SECOND.get(QUEUE, kind="second").body["cases"]
    assert waiting["id"] == CASE
    assert queued() == []
    shown = seen()
    assert (shown["waits_for_second"], shown["to_decide"]) == (True, False)
    assert [one["code"] for one in shown["late"]["findings"]] == ["no_such_certificate"]
    unnamed = SECOND.decide(CASE)
    assert (unnamed.status, unnamed.body["errors"][0]["code"]) == (422, "paper_needed")
    paper = accepted_document("01D0C000000000000000000000", "title_certificate")
    opened.table.update(keys.registration(CASE), Update().set(("documents", paper.id), items.dump(paper)))
    again = CLERK.decide(CASE, paper=paper.id)
    assert (again.status, again.code) == (403, "second_person_needed")
    assert SECOND.decide(CASE, paper=paper.id).status == 200
    assert queued() == []
    assert opened.get(CASE).checks["property"].state is CheckState.ACCEPTED


def test_r32_an_answer_before_any_decision_takes_the_case_out_of_the_queue(
    opened: Cloud, silent: Registration, clock: time_machine.Traveller
) -> None:
    assert answer(opened, Verdict(CheckState.PASSED), clock)
    assert queued() == []
    assert opened.get(CASE).checks["property"].state is CheckState.PASSED
    assert opened.get(CASE).timeline[-1].what == "check_passed"


def test_r32_an_answer_worked_out_before_a_decision_was_made_writes_nothing(
    opened: Cloud, silent: Registration
) -> None:
    before = opened.get(CASE)
    CLERK.decide(CASE)
    after = answered(before.checks["property"], DENIED, NOW, refused_once=False)
    assert not composition.result_table().replace_check(before, after, now=NOW)
    found = after.model_copy(update={"handed_over_at": None})
    assert not composition.result_table().record_check(CASE, found, now=NOW)
    assert opened.get(CASE).checks["property"].state is CheckState.ACCEPTED
