"""R9, R14, R27: which checks a submission needs, and which of the earlier ones still stand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from functions.registration.check_kinds import CheckId
from functions.registration.checking import planning
from functions.registration.checking.planning import plan, subjects
from functions.registration.checks import TO_AMEND, Check, CheckState, LateAnswer
from functions.registration.form import Form

NOW = datetime(2022, 7, 5, tzinfo=UTC)
LATER = datetime(2022, 7, 6, tzinfo=UTC)


class Covering:
    """As MACs: written under one key, recognised under two."""

    def __init__(self, key: str = "1") -> None:
        self._key = key

    def __call__(self, check_id: str, text: str, /) -> str:
        return f"{self._key}:{check_id}={text}"

    def others(self, check_id: str, text: str, /) -> tuple[str, ...]:
        return ()

    def matches(self, mac: str, check_id: str, text: str, /) -> bool:
        return mac in {f"{key}:{check_id}={text}" for key in "12"}


covers = Covering()


def form(**changed: Any) -> Form:
    return Form.model_validate(
        {
            "students": [{"name": "陈一"}, {"name": "陈二"}],
            "guardians": [{"name": "陈父", "relationship": "father"}],
            "property": {"kind": "parents_purchase", "number": "厦国土房证第1号"},
        }
        | changed
    )


def planned(one: Form, earlier: dict[str, Check] | None = None, **confirmed: str) -> dict[str, Check]:
    return plan(
        one,
        earlier=earlier or {},
        confirmed={name.replace("_", "-"): value for name, value in confirmed.items()},
        covers=covers,
        stands=lambda _: True,
        version=3 if earlier else 2,
        now=LATER if earlier else NOW,
    )


def ended(checks: dict[str, Check], state: CheckState) -> dict[str, Check]:
    return {name: one.model_copy(update={"state": state}) for name, one in checks.items()}


def test_every_student_every_guardian_and_the_home_is_one_check() -> None:
    checks = planned(form())
    assert list(checks) == ["student-0", "student-1", "guardian-0", "property"]
    assert [one.kind for one in checks.values()] == [
        "student_identity", "student_identity", "guardian_identity", "property",
    ]  # fmt: skip
    assert {one.state for one in checks.values()} == {CheckState.QUEUED}
    assert {(one.version, one.since) for one in checks.values()} == {(2, NOW)}
    assert [one.index for one in checks.values()] == [0, 1, 0, None]


def test_a_form_without_a_home_has_no_check_of_one() -> None:
    assert "property" not in subjects(form(property=None))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("parents_purchase", CheckState.QUEUED),
        ("grandparents_purchase", CheckState.QUEUED),
        ("public_rental", CheckState.MANUAL_REVIEW),
        ("low_rent", CheckState.MANUAL_REVIEW),
        ("other", CheckState.MANUAL_REVIEW),
        ("collective", CheckState.NOT_REQUIRED),
    ],
)
def test_r14_each_kind_of_home_begins_in_its_own_state(kind: str, state: CheckState) -> None:
    assert planned(form(property={"kind": kind}))["property"].state is state


def test_r9_whom_the_registry_confirmed_is_not_asked_about_twice() -> None:
    one = form()
    checks = planned(
        one, student_1=covers("student-1", planning.tested(CheckId("student-1"), one.students[1]))
    )
    assert checks["student-1"].state is CheckState.PASSED
    assert checks["student-0"].state is CheckState.QUEUED


def test_r9_a_confirmation_of_other_answers_is_worth_nothing() -> None:
    one = form()
    checks = planned(
        one,
        student_0=covers("student-1", planning.tested(CheckId("student-0"), one.students[0])),
        student_1="old",
    )
    assert {checks[f"student-{index}"].state for index in (0, 1)} == {CheckState.QUEUED}


@pytest.mark.parametrize("state", [one for one in CheckState if one not in TO_AMEND | {CheckState.REFUSED}])
def test_r27_an_earlier_check_of_the_same_answers_stands(state: CheckState) -> None:
    before = ended(planned(form()), state)
    assert planned(form(), before) == before


@pytest.mark.parametrize("state", sorted(TO_AMEND))
def test_r27_what_the_guardian_was_to_put_right_is_asked_again(state: CheckState) -> None:
    again = planned(form(), ended(planned(form()), state))
    assert {(one.state, one.version, one.since) for one in again.values()} == {(CheckState.QUEUED, 3, LATER)}


def test_r27_what_staff_refused_they_see_again() -> None:
    again = planned(form(), ended(planned(form()), CheckState.REFUSED))
    assert {(one.state, one.version, one.since) for one in again.values()} == {
        (CheckState.MANUAL_REVIEW, 3, LATER)
    }


def test_r27_only_what_changed_is_checked_again() -> None:
    before = ended(planned(form()), CheckState.PASSED)
    after = planned(form(students=[{"name": "陈一"}, {"name": "陈贰"}]), before)
    assert [name for name, one in after.items() if one.state is CheckState.QUEUED] == ["student-1"]


def test_r27_students_who_change_places_are_checked_again() -> None:
    before = ended(planned(form()), CheckState.PASSED)
    after = planned(form(students=[{"name": "陈二"}, {"name": "陈一"}]), before)
    assert [name for name, one in after.items() if one.state is CheckState.QUEUED] == [
        "student-0",
        "student-1",
    ]


def test_a_student_taken_out_takes_their_check_along() -> None:
    before = ended(planned(form()), CheckState.PASSED)
    assert "student-1" not in planned(form(students=[{"name": "陈一"}]), before)


UNTESTED = [
    {"guardians": [{"name": "陈父", "relationship": "father", "phone": "13800000000", "employer": "公司"}]},
    {"students": [{"name": "陈一", "residence_address": "某路"}, {"name": "陈二", "name_pinyin": "CHEN ER"}]},
    {"family_notes": "补充"},
]


@pytest.mark.parametrize("changed", UNTESTED)
def test_what_no_authority_tests_asks_nobody_again(changed: dict[str, Any]) -> None:
    before = ended(planned(form()), CheckState.PASSED)
    assert planned(form(**changed), before) == before


TESTED = [
    {"students": [{"name": "陈一", "sex": "male"}, {"name": "陈二"}]},
    {"students": [{"name": "陈一", "birth_date": "2016-01-01"}, {"name": "陈二"}]},
    {"students": [{"name": "陈一", "has_rare_characters": True}, {"name": "陈二"}]},
    {"guardians": [{"name": "陈父", "relationship": "grandparent"}]},
    {"property": {"kind": "grandparents_purchase", "number": "厦国土房证第1号"}},
]


@pytest.mark.parametrize("changed", TESTED)
def test_what_an_authority_tests_is_asked_again(changed: dict[str, Any]) -> None:
    before = ended(planned(form()), CheckState.PASSED)
    after = planned(form(**changed), before)
    assert [one.state for one in after.values()].count(CheckState.QUEUED) == 1


def test_what_staff_refused_they_see_again_when_the_family_submits_again() -> None:
    rental = form(property={"kind": "public_rental", "address": "示例路1号"})
    refused = ended(planned(rental), CheckState.REFUSED)
    again = planned(rental, refused)["property"]
    assert (again.state, again.version, again.since) == (CheckState.MANUAL_REVIEW, 3, LATER)


def test_r36_what_staff_accepted_on_other_papers_they_see_again() -> None:
    rental = form(property={"kind": "public_rental", "address": "示例路1号"})
    accepted = ended(planned(rental), CheckState.ACCEPTED)
    again = plan(
        rental,
        earlier=accepted,
        confirmed={},
        covers=covers,
        stands=lambda check: check.id != "property",
        version=3,
        now=LATER,
    )
    assert (again["property"].state, again["property"].version) == (CheckState.MANUAL_REVIEW, 3)
    assert again["student-0"] == accepted["student-0"]


def test_r32_what_was_refused_and_answered_late_is_people_s_again_and_asked_of_no_registry_once_more() -> (
    None
):
    """One whose registry never answered is asked on."""
    refused = ended(planned(form()), CheckState.REFUSED)["property"]
    silent = refused.model_copy(update={"handed_over_at": NOW})
    late = LateAnswer(state=CheckState.NO_RECORD, at=LATER)
    told = silent.model_copy(update={"late": late})
    again = planned(form(), {"property": told})["property"]
    assert (again.state, again.is_asked, again.denied_as) == (
        CheckState.MANUAL_REVIEW,
        False,
        CheckState.NO_RECORD,
    )
    accepted = again.model_copy(update={"state": CheckState.ACCEPTED})
    assert not accepted.is_asked
    asked = planned(form(), {"property": silent})["property"]
    assert (asked.state, asked.is_asked, asked.is_handed_over) == (CheckState.QUEUED, True, True)
