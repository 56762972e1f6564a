"""R46: lists, the queue and searches show children's names as they were submitted, without a call for any of them."""

from collections import Counter
from typing import Any

import pytest

from functions.cloud.sealing.labels import labels
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.checks import CheckState
from functions.registration.registration import Registration
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.rooms.registrations import form

from .amending import amended
from .conftest import CASE, judged
from .staff import CLERK, SUPERVISOR

PATH = "/staff/seasons/siming-2022"


def _listed() -> list[dict[str, Any]]:
    found, cursor = [], ""
    while cursor is not None:
        page = CLERK.get(f"{PATH}/registrations", **({"cursor": cursor} if cursor else {})).body
        found += page["registrations"]
        cursor = page["cursor"]
    return found


def test_queue_and_list_name_the_children(opened: Cloud, case: Registration) -> None:
    name = case.form.students[0].name
    assert [one["students"] for one in CLERK.get(f"{PATH}/queue").body["cases"]] == [[name]]
    assert [one["students"] for one in _listed()] == [[name]]


def test_each_of_six_children_is_named(opened: Cloud, city: Population) -> None:
    household = form(city, "public_rental")
    names = [f"林{each}" for each in "甲乙丙丁戊己"]
    six = tuple(household.students[0].model_copy(update={"name": name}) for name in names)
    opened.put(
        judged(household.model_copy(update={"students": six}), CASE, {"student-5": CheckState.MANUAL_REVIEW})
    )
    assert CLERK.get(f"{PATH}/queue").body["cases"][0]["students"] == names


def test_who_is_amending_is_listed_by_the_name_that_was_submitted(opened: Cloud, case: Registration) -> None:
    amended(opened, case)
    typed = labels().seal(CASE, ["未提交"])
    opened.table.update(keys.registration(CASE), Update().set("label", typed))
    assert [one["students"] for one in _listed()] == [[case.form.students[0].name]]


def test_a_label_that_was_damaged_costs_its_own_line_alone(opened: Cloud, case: Registration) -> None:
    opened.put(case, label=labels().seal("01G76PAV40CCCCCCCCCCCCCCCC", ["别家"]))
    assert [one["students"] for one in CLERK.get(f"{PATH}/queue").body["cases"]] == [[]]
    assert [one["students"] for one in _listed()] == [[]]


def test_names_cost_no_call_of_kms(opened: Cloud, case: Registration) -> None:
    CLERK.get(f"{PATH}/queue")
    for path in ("queue", "registrations"):
        with counted() as calls:
            assert CLERK.get(f"{PATH}/{path}").status == 200
        assert "Decrypt" not in Counter(calls)
        assert len(calls) <= 10


@pytest.mark.parametrize("path", ["queue", "registrations", "statistics", ""])
def test_a_query_parameter_that_is_not_known_is_refused_by_name(
    opened: Cloud, case: Registration, path: str
) -> None:
    who = CLERK if path else SUPERVISOR
    told = who.get(f"{PATH}/{path}".rstrip("/"), name="林小满", page="2")
    assert told.status == 422
    assert [(one["field"], one["code"]) for one in told.body["errors"]] == [
        ("name", "unknown_field"),
        ("page", "unknown_field"),
    ]
