"""docs/openapi.json says what the staff's API is."""

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from functions.registration.registration import (
    Delivery,
    DeliveryState,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
)
from functions.review.handler import ROLES
from infra.openapi import document
from infra.openapi_staff import OPERATIONS
from tests.aws import Cloud
from tests.midseason import NOW

from .conftest import CASE
from .jobs import run
from .staff import AUDITOR, CLERK, SUPERVISOR, Answer


def test_every_route_is_described_and_every_description_has_its_route() -> None:
    assert {(one.method, one.path) for one in OPERATIONS} == set(ROLES)


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return document()


REPORTED = Notice(
    id="submitted-2",
    kind=NoticeKind.SUBMITTED,
    state=NoticeState.SENT,
    since=NOW,
    sent_at=NOW,
    phone="138****0000",
    to="1:mac",
    sends=1,
    paid=1,
    provider="tencent",
    message_id="5000:1",
    delivery=Delivery(state=DeliveryState.NOT_DELIVERED, at=NOW, code="MK:0001"),
)


def test_staff_read_whether_an_sms_was_delivered_and_nothing_that_only_its_sender_counts_by(
    opened: Cloud, case: Registration
) -> None:
    opened.put(case.model_copy(update={"notices": {REPORTED.id: REPORTED}}))
    CLERK.call("POST", f"/staff/registrations/{CASE}/claim")
    [told] = CLERK.get(f"/staff/registrations/{CASE}/history").body["notices"]
    assert told["delivery"] == {"state": "not_delivered", "at": "2022-07-05T02:00:00Z", "code": "MK:0001"}
    assert set(told) == {"id", "kind", "state", "since", "sent_at", "phone", "provider", "delivery"}


def _holds(contract: dict[str, Any], answer: Answer, method: str, path: str) -> None:
    responses = contract["paths"][path][method.lower()]["responses"]
    wanted = responses.get(str(answer.status)) or next(iter(responses.values()))
    schema = wanted["content"]["application/json"]["schema"]
    OAS31Validator(schema | {"components": contract["components"]}).validate(answer.body)


def test_no_object_of_the_contract_is_open(contract: dict[str, Any]) -> None:
    schemas = contract["components"]["schemas"]
    objects = {name: one for name, one in schemas.items() if one.get("type") == "object"}
    assert [name for name, one in objects.items() if one.get("additionalProperties") is not False] == []


def test_answers_are_as_the_contract_says(
    opened: Cloud, case: Registration, contract: dict[str, Any]
) -> None:
    one, season = "/staff/registrations/{registration_id}", "/staff/seasons/{season}"
    opened.put(case.model_copy(update={"notices": {REPORTED.id: REPORTED}}))
    CLERK.call("POST", f"/staff/registrations/{CASE}/claim")
    started = SUPERVISOR.call("POST", "/staff/seasons/siming-2022/rehearsal")
    _holds(contract, started, "POST", f"{season}/rehearsal")
    run(opened)
    paths = {
        CLERK: (
            one,
            f"{one}/history",
            f"{one}/place",
            f"{season}/queue",
            f"{season}/registrations",
            f"{season}/statistics",
        ),
        SUPERVISOR: (
            "/staff/seasons",
            season,
            f"{season}/versions",
            f"{season}/versions/{{version}}",
            f"{season}/assignment",
            f"{season}/rehearsal",
            f"{season}/jobs",
            f"{season}/jobs/{{job}}",
            f"{season}/draw",
            f"{season}/publication",
        ),
        AUDITOR: (f"{season}/audit", f"{season}/audit/verification"),
    }
    for who, patterns in paths.items():
        for pattern in patterns:
            names = {"registration_id": CASE, "season": "siming-2022", "version": "1", "job": "rehearsal"}
            path = pattern.format_map(names)
            answer = who.get(path)
            assert answer.status == 200
            _holds(contract, answer, "GET", pattern)
    asked = SUPERVISOR.call("POST", "/staff/seasons/siming-2022/exports", {"format": "csv"})
    _holds(contract, asked, "POST", f"{season}/exports")
    _holds(contract, SUPERVISOR.get("/staff/seasons/siming-2022/exports"), "GET", f"{season}/exports")
    _holds(contract, CLERK.decide(CASE), "POST", f"{one}/decisions")
