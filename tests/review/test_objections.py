"""R39 in staff's hands: what a family says against a finding, and what nobody mended."""

import pytest

from functions.cloud import composition
from functions.cloud.sealing.seal import seal
from functions.cloud.staff.objections import ObjectionTable
from functions.registration.checking.unmended import given_to_staff
from functions.registration.checks import CheckState
from functions.registration.documents import Document
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.submitting.objections import objected
from local.population import Population
from tests.api.household import accepted_document
from tests.aws import Cloud
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged
from .staff import CLERK, SECOND

ONE = f"/staff/registrations/{CASE}"
QUEUE = "/staff/seasons/siming-2022/queue"
PAPER = "01D0C000000000000000000000"
WORDS = "登记的姓名是旧名。"


@pytest.fixture
def denied(opened: Cloud, city: Population) -> Registration:
    paper: Document = accepted_document(PAPER, "other").model_copy(update={"check": "property"})
    made = judged(form(city), CASE, {"property": CheckState.NO_RECORD}, documents={PAPER: paper})
    opened.put(made)
    return opened.get(CASE)


def test_r39_staff_read_what_the_family_says_and_decide(denied: Registration, season: Season) -> None:
    assert CLERK.get(QUEUE).body["cases"] == []
    after = objected(denied, "property", season, NOW)
    ObjectionTable(composition.table(), seal()).record(denied, after, "property", WORDS)
    [waiting] = CLERK.get(QUEUE).body["cases"]
    assert waiting["queues"] == ["property"]
    told = CLERK.get(ONE).body
    [check] = [one for one in told["checks"] if one["id"] == "property"]
    assert (check["state"], check["objection"], check["to_decide"]) == ("manual_review", WORDS, True)
    assert [one["check"] for one in told["documents"]] == ["property"]
    assert CLERK.decide(CASE).status == 422
    assert CLERK.decide(CASE, paper=PAPER).status == 202
    assert SECOND.decide(CASE, paper=PAPER).status == 200


def test_r39_what_nobody_mended_is_a_queue_of_its_own_and_can_be_decided(denied: Registration) -> None:
    late = given_to_staff(denied.checks["property"], NOW)
    assert composition.result_table().replace_check(denied, late, now=NOW)
    [waiting] = CLERK.get(QUEUE, kind="unmended").body["cases"]
    assert waiting["queues"] == ["property", "unmended"]
    assert CLERK.decide(CASE, "refused").status == 202
    assert SECOND.decide(CASE, "refused").status == 200
    assert CLERK.get(QUEUE).body["cases"] == []
