"""R36: what staff decided stands on the answers and papers that it was taken on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import registrations
from functions.cloud.table.accounts import editing
from functions.registration.checks import CheckState
from functions.registration.requests import (
    Release,
    RequestEnd,
    SchoolProposal,
    SpotCheck,
    SpotEnd,
)
from functions.registration.submitting.retention import staff_acted_on
from local.population import Population
from tests.aws import Cloud
from tests.midseason import NOW
from tests.review.staff import CLERK
from tests.rooms.registrations import request_of

from .household import Household, accepted_document

ONE = "/staff/registrations/{}"
CONTRACT = "rental_contract"
NEW = "01D0CNEW000000000000000000"


def contract_of(family: Household) -> str:
    return next(one.id for one in family.stored().documents.values() if one.kind == CONTRACT)


def resubmit(family: Household, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200


@pytest.fixture
def tenant(cloud: Cloud, city: Population) -> Household:
    """In public rental, accepted by a clerk, and reopened by the family."""
    family = Household(cloud, city.stories["public_rental"]).checked()
    assert CLERK.decide(family.id).status == 200
    family.client.ok("POST", f"{family.path}/amendment")
    return family


def home(family: Household) -> CheckState:
    return family.stored().checks["property"].state


def test_r36_an_acceptance_returns_to_manual_review_when_its_paper_was_replaced(
    tenant: Household, clock: time_machine.Traveller
) -> None:
    old = contract_of(tenant)
    assert tenant.client.call("DELETE", f"{tenant.path}/documents/{old}").status == 204
    new = accepted_document(NEW, CONTRACT)
    tenant.accepted(new)
    resubmit(tenant, clock)
    assert home(tenant) is CheckState.MANUAL_REVIEW
    assert CLERK.get("/staff/seasons/siming-2022/queue").body["cases"][0]["id"] == tenant.id
    seen = CLERK.get(ONE.format(tenant.id)).body
    assert [(one["result"], one["changed"], one["papers"]) for one in seen["decisions"]] == [
        ("accepted", ["papers"], [old])
    ]
    papers = {one["id"]: one.get("removed", False) for one in seen["documents"] if one["kind"] == CONTRACT}
    assert papers == {new.id: False, old: True}
    assert CLERK.get(f"{ONE.format(tenant.id)}/documents/{old}").status == 200


def test_r36_an_acceptance_stands_where_neither_answers_nor_papers_changed(
    tenant: Household, clock: time_machine.Traveller
) -> None:
    tenant.accepted(accepted_document("01D0CMORE00000000000000000", "other"))
    tenant.form["guardians"][0]["employer"] = "别的公司"
    tenant.save()
    resubmit(tenant, clock)
    assert home(tenant) is CheckState.ACCEPTED
    [decision] = CLERK.get(ONE.format(tenant.id)).body["decisions"]
    assert decision["changed"] == []


def test_r36_one_more_paper_of_the_same_is_looked_at_too(
    tenant: Household, clock: time_machine.Traveller
) -> None:
    tenant.accepted(accepted_document("01D0CMORE00000000000000000", CONTRACT))
    resubmit(tenant, clock)
    assert home(tenant) is CheckState.MANUAL_REVIEW


def test_r36_an_acceptance_of_other_answers_is_none_of_these(
    tenant: Household, clock: time_machine.Traveller
) -> None:
    tenant.form["property"]["address"] = "思明区另一路 2 号"
    tenant.save()
    resubmit(tenant, clock)
    assert home(tenant) is CheckState.MANUAL_REVIEW
    [decision] = CLERK.get(ONE.format(tenant.id)).body["decisions"]
    assert decision["changed"] == ["answers"]


def test_r36_a_paper_that_staff_acted_on_is_hidden_from_the_family_and_kept_for_staff(
    tenant: Household,
) -> None:
    paper = contract_of(tenant)
    composition.uploads().put_clean(tenant.id, paper, b"picture", "image/jpeg")
    assert tenant.client.call("DELETE", f"{tenant.path}/documents/{paper}").status == 204
    assert tenant.client.call("GET", f"{tenant.path}/documents/{paper}").status == 404
    assert paper not in {one["id"] for one in tenant.look()["documents"]}
    assert tenant.client.call("DELETE", f"{tenant.path}/documents/{paper}").status == 404
    tenant.client.ok("DELETE", f"{tenant.path}/amendment")
    tenant.withdrawn()
    assert paper in tenant.stored().kept_documents
    assert kept_file(tenant, paper)


def put(family: Household, **changed: Any) -> None:
    family.cloud.put(family.stored().model_copy(update=changed))


def facts_confirmed(family: Household) -> None:
    path = ONE.format(family.id)
    sent = {"facts": {"no_other_home": True}, "reason": "paper_seen"}
    assert CLERK.call("PUT", f"{path}/facts", sent, If_Match=CLERK.get(path).etag).status == 204


ASKED = request_of(NOW + timedelta(days=7), "property")

ACTED: dict[str, Callable[[Household], None]] = {
    "confirmed a fact on it": facts_confirmed,
    "freed a child": lambda family: put(
        family, releases=(Release(student=0, reason="by_mistake", by="-", at=NOW, waits_for_second=False),)
    ),
    "gave a school": lambda family: put(
        family, school_words=(SchoolProposal(reason="correction", by="-", at=NOW),)
    ),
    "ask for more now": lambda family: put(family, request=ASKED),
    "asked for more before": lambda family: put(
        family, past_requests=(ASKED.model_copy(update={"ended": RequestEnd.ANSWERED, "ended_at": NOW}),)
    ),
    "took up the school of the rules": lambda family: put(family, school="kaiyuan"),
    "looked it over": lambda family: put(
        family, spot=SpotCheck(drawn=True, since=NOW, ended=SpotEnd.ALL_RIGHT)
    ),
}
"""What else staff do with a case on its papers."""


@pytest.mark.parametrize("how", ACTED)
def test_r36_a_paper_stays_with_staff_whatever_they_did_with_its_case(family: Household, how: str) -> None:
    family.checked()
    ACTED[how](family)
    family.client.ok("POST", f"{family.path}/amendment")
    paper = next(iter(family.stored().documents))
    assert family.client.call("DELETE", f"{family.path}/documents/{paper}").status == 204
    assert paper in family.stored().kept_documents
    assert paper not in {one["id"] for one in family.look()["documents"]}
    assert staff_acted_on(family.stored())


def test_a_registration_whose_kept_papers_have_no_room_left_says_so_and_names_no_time(
    tenant: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (registrations, editing):
        monkeypatch.setattr(module, "DOCUMENTS_KEPT", 0)
    refused = tenant.client.call("DELETE", f"{tenant.path}/documents/{contract_of(tenant)}")
    assert (refused.status, refused.code) == (409, "too_many_removed")
    assert "retry-after" not in refused.headers


def test_a_paper_that_staff_never_saw_is_gone_when_its_family_removes_it(tenant: Household) -> None:
    paper = accepted_document(NEW, CONTRACT)
    tenant.accepted(paper)
    composition.uploads().put_clean(tenant.id, paper.id, b"picture", "image/jpeg")
    assert tenant.client.call("DELETE", f"{tenant.path}/documents/{paper.id}").status == 204
    assert tenant.stored().kept_documents == {}
    assert not kept_file(tenant, paper.id)


def test_a_paper_that_nobody_acted_on_is_gone_when_its_family_removes_it(
    cloud: Cloud, city: Population
) -> None:
    family = Household(cloud, city.stories["public_rental"]).amending()
    family.accepted(accepted_document(NEW, CONTRACT))
    composition.uploads().put_clean(family.id, NEW, b"picture", "image/jpeg")
    for paper in (NEW, contract_of(family)):
        assert family.client.call("DELETE", f"{family.path}/documents/{paper}").status == 204
    assert family.stored().kept_documents == {}
    assert not kept_file(family, NEW)


def kept_file(family: Household, paper: str) -> bool:
    files = family.cloud.clients.s3.list_objects_v2(
        Bucket=family.cloud.stack.outputs["DocumentBucketName"], Prefix=f"{family.id}/{paper}"
    )
    return bool(files.get("Contents"))
