"""R27: what is abnormal is shown and amended, and only what changed is checked again."""

from datetime import timedelta

import time_machine

from functions.registration.checks import CheckState, Finding

from .household import Household


def test_r27_only_what_changed_is_checked_again(family: Household, clock: time_machine.Traveller) -> None:
    family.amending()
    before = family.stored()
    passed = before.checks["guardian-0"].model_copy(update={"state": CheckState.PASSED})
    denied = before.checks["property"].model_copy(update={"state": CheckState.NO_RECORD})
    family.cloud.put(
        before.model_copy(update={"checks": before.checks | {"guardian-0": passed, "property": denied}})
    )
    family.form["guardians"][1]["name"] = "别的名"
    family.form["guardians"][0]["employer"] = "别的公司"
    family.save()
    clock.shift(timedelta(minutes=1))
    assert family.submit(family.code()).status == 200
    after = family.stored()
    assert after.checks["student-0"] == before.checks["student-0"]
    assert after.checks["guardian-0"] == passed
    assert after.checks["guardian-1"].state is CheckState.QUEUED
    assert after.checks["property"].state is CheckState.QUEUED
    assert {after.checks[one].version for one in ("guardian-1", "property")} == {after.version}


def test_r27_an_abnormal_finding_is_shown_by_field_with_what_to_do(family: Household) -> None:
    family.submitted()
    stored = family.stored()
    finding = Finding(field="owner_name", code="owner_differs")
    check = stored.checks["property"].model_copy(
        update={"state": CheckState.ABNORMAL, "findings": (finding,)}
    )
    family.cloud.put(stored.model_copy(update={"checks": stored.checks | {"property": check}}))
    shown = family.look()
    [found] = [one for one in shown["checks"] if one["id"] == "property"]
    assert found["state"] == "abnormal"
    assert [(one["field"], one["code"]) for one in found["findings"]] == [
        ("property.owner_name", "owner_differs")
    ]
    assert found["findings"][0]["detail"]
    assert "amend" in shown["actions"]
    assert "decide" not in shown["actions"]


def test_a_submitted_form_cannot_be_edited(family: Household) -> None:
    family.submitted()
    answer = family.put()
    assert (answer.status, answer.code) == (409, "not_possible_now")
