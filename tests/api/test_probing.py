"""R5, R9: what an account may ask about children who are not its own, by whatever door, and what it is told."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update, all_of, begins_with, equals
from functions.registration.checks import CheckState
from tests.calls import counted
from tests.rooms.deliveries import played

from .client import Answer, Json
from .household import SEASON, Household
from .test_codes import _numbered

Another = Callable[[], Household]
NAMES = "安白程丁方高韩江康雷马倪潘秦任宋唐王肖杨"


def about(asker: Household, child: Json, **changed: Any) -> Household:
    """The asker's registration, with somebody else's child in it."""
    asker.form["students"][0] = deepcopy(child) | changed
    return asker.ready()


def child_of(family: Household) -> Json:
    student: Json = family.form["students"][0]
    return student


def nobody(child: Json) -> Json:
    number = _numbered(child["identity_document"]["number"], 999 if child["sex"] == "male" else 998)
    return {"identity_document": {"type": "resident_id", "number": number}}


def ledger(family: Household) -> list[dict[str, Any]]:
    owner = family.cloud.item(keys.registration(family.id))["owner"]
    asked = keys.question(owner, "", "", 0)
    return family.cloud.table.query(all_of(equals("pk", asked.pk), begins_with("sk", "asked#"))).items


def test_r9_strangers_get_one_answer_for_every_difference(family: Household, another: Another) -> None:
    child = child_of(family)
    changes: list[Json] = [
        {"name": "某某某"},
        {"name": "某"},
        nobody(child),
        nobody(child) | {"name": "某某某"},
    ]
    answers: list[Answer] = []
    calls: list[list[str]] = []
    for changed in changes:
        stranger = about(another(), child, **changed)
        with counted() as made:
            answers.append(stranger.ask_code())
        calls.append([one for one in made if one != "GetItem"])
    assert {one.status for one in answers} == {422}
    assert len({one.content for one in answers}) == 1
    assert len({tuple(one) for one in calls}) == 1
    assert answers[0].faults == {"students.0.identity_document.number": "not_confirmed_together"}
    assert "0592-2684508" in answers[0].content.decode()


def test_r9_a_ticked_rare_name_tells_a_stranger_nothing(family: Household, another: Another) -> None:
    child = child_of(family) | {"has_rare_characters": True}
    for changed in ({"name": "某某某"}, nobody(child), {}):
        stranger = about(another(), child, **changed)
        assert stranger.ask_code().status == 202
        assert stranger.stored().confirmed == {}


def test_r9_the_family_itself_is_told_by_field(family: Household) -> None:
    family.form["students"][0]["name"] = "某某某"
    assert family.ready().ask_code().faults == {"students.0.name": "name_differs"}


def test_r9_where_a_stranger_is_right_the_code_goes_on_and_staff_decide(
    family: Household, another: Another
) -> None:
    stranger = about(another(), child_of(family))
    answer = stranger.submit(stranger.code())
    assert answer.status == 200
    assert played(stranger.cloud) == []
    check = stranger.stored().checks["student-0"]
    assert (check.state, [one.code for one in check.findings]) == (
        CheckState.MANUAL_REVIEW,
        ["asker_not_family"],
    )


def test_r9_ten_questions_a_day_about_others_children_and_no_more(
    family: Household, another: Another, clock: time_machine.Traveller
) -> None:
    child = child_of(family)
    prober = another().begin()
    answers = []
    for name in NAMES:
        prober.form["students"][0] = deepcopy(child) | {"name": f"{name}某"}
        answers.append(prober.ready().ask_code())
    assert [one.status for one in answers] == [422] * 10 + [429] * 10
    assert {one.code for one in answers[10:]} == {"too_many_questions"}
    assert answers[-1].headers["retry-after"] == str(14 * 3600)
    prober.form["students"][0] = deepcopy(child) | {"name": f"{NAMES[0]}某"}
    assert prober.ready().ask_code().status == 422, "what was asked before tells nothing new"
    assert family.ready().ask_code().status == 202


def test_r9_one_budget_whatever_the_door(family: Household, another: Another) -> None:
    child = child_of(family)
    prober = another()
    for serial in range(6):
        body = child["identity_document"]["number"]
        number = _numbered(body, 900 + serial)
        document = {"type": "resident_id", "number": number}
        told = prober.client.call("POST", "/prefill", {"season": SEASON, "identity_document": document})
        assert told.status == 404
    answers = [about(prober, child, name=f"{name}某").ask_code().status for name in NAMES[:6]]
    assert answers == [422] * 4 + [429] * 2


def test_r9_a_family_that_is_known_is_limited_by_no_strangers_budget(family: Household) -> None:
    document = child_of(family)["identity_document"]
    family.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
    child = deepcopy(child_of(family))
    family.begin()
    for name in NAMES[:12]:
        family.form["students"][0] = child | {"name": f"{name}某"}
        assert family.ready().ask_code().faults == {"students.0.name": "name_differs"}
    family.form["students"][0] = child
    assert family.ready().ask_code().status == 202


def test_r9_the_ledger_tells_who_asked_about_whom_when_and_by_which_door(
    family: Household, another: Another, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    child = child_of(family)
    prober = about(another(), child, name="某某某")
    prober.client.call(
        "POST", "/prefill", {"season": SEASON, "identity_document": child["identity_document"]}
    )
    prober.ask_code()
    family.ready().ask_code()
    asked, own = ledger(prober), ledger(family)
    assert sorted(one["door"] for one in asked) == ["code", "prefill"]
    assert {one["child"] for one in asked} == {one["child"] for one in own}, "found by the child's keyed MAC"
    assert all(one["at"].startswith("2022-07-05T02:00:00") and one["strange"] for one in asked)
    assert family.number not in repr(asked)
    season_ends = 1672502400
    assert all(one["expires"] > season_ends for one in asked)
    refused = [one.__dict__ for one in caplog.records if one.getMessage() == "refused"]
    owner = prober.stored().owner
    assert [(one["code"], one["account"]) for one in refused] == [
        ("prefill_nothing", owner),
        ("not_confirmed", owner),
    ]
    assert refused[1]["registration_id"] == prober.id
    counted = [json.loads(one) for one in capsys.readouterr().out.splitlines() if "CloudWatchMetrics" in one]
    assert [one["StrangerDenied"] for one in counted if "StrangerDenied" in one] == [[1.0]]


def test_checks_after_an_amendment_are_questions_of_the_same_budget(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    doors = [one["door"] for one in ledger(family)]
    # The student once more behind the submission: what its place goes by is kept when its check runs (R47).
    assert (doors.count("code"), doors.count("submission")) == (1, 4)
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["guardians"][1]["name"] += "某"
    family.save()
    clock.shift(timedelta(minutes=1))
    code = family.code()
    today = keys.account_day(family.stored().owner, "2022-07-05")
    family.cloud.table.update(today, Update().set("questions", 60))
    answer = family.submit(code)
    assert (answer.status, answer.code) == (429, "too_many_questions")
    assert family.look()["status"] == "amending"
