"""A registration is explained by states and ages, found by id or reference, and shows no person."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.checks import CheckState
from functions.registration.registration import NoticeKind, NoticeState, Registration, Status
from functions.registration.requests import (
    Release,
    Review,
    ReviewGround,
    ReviewResult,
    ReviewWord,
    SchoolProposal,
    SpotCheck,
    WithdrawalWord,
)
from ruxue.waiting import waits_for
from tests.aws import Cloud
from tests.rooms.registrations import ID, NOW, checked, notice

from .running import asked, run


def test_it_tells_whose_turn_it_is_and_how_old_everything_is(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration
) -> None:
    held = notice(state=NoticeState.HELD, reason="budget_spent", phone="138****0001")
    waiting = checked(family_submitted, CheckState.ABNORMAL, "student-0")
    opened.put(waiting.model_copy(update={"notices": {held.id: held}}))
    clock.move_to(NOW + timedelta(days=1, hours=2, minutes=5))

    told = asked("explain", ID)

    assert (told["status"], told["version"]) == ("submitted", 2)
    assert "guardian: amend student-0" in told["waits_for"]
    assert "sms: submitted-2" in told["waits_for"]
    states = {check["id"]: (check["state"], check["age"], check["overdue"]) for check in told["checks"]}
    assert states["student-0"] == ("abnormal", "1d 02:05", False)
    assert states["guardian-0"] == ("queued", "1d 02:05", True)
    [shown] = told["notices"]
    assert (shown["state"], shown["reason"], shown["overdue"]) == ("held", "budget_spent", True)


def test_it_tells_whose_id_an_sms_has_at_its_provider_and_whether_it_was_delivered(
    opened: Cloud, family_submitted: Registration
) -> None:
    delivery = {"state": "not_delivered", "at": NOW, "code": "MK:0001"}
    told = notice(state=NoticeState.SENT, provider="tencent", message_id="5000:1", delivery=delivery)
    opened.put(family_submitted.model_copy(update={"notices": {told.id: told}}))
    [shown] = asked("explain", ID)["notices"]
    assert [shown[name] for name in ("provider", "message_id", "delivery")] == [
        "tencent",
        "5000:1",
        "not_delivered MK:0001",
    ]


def test_it_is_found_by_its_reference_however_that_is_typed(
    opened: Cloud, family_submitted: Registration
) -> None:
    opened.put(family_submitted)
    place = keys.reference(family_submitted.reference)._asdict()
    opened.table.put({**place, "registration": ID})
    assert asked("explain", family_submitted.reference.lower())["id"] == ID


def test_whose_checks_are_all_settled_waits_for_publication(
    opened: Cloud, family_submitted: Registration
) -> None:
    settled = family_submitted
    for check in family_submitted.checks:
        settled = checked(settled, CheckState.PASSED, check)
    opened.put(settled)
    assert asked("explain", ID)["waits_for"] == ["clock: publication"]


WORD = ReviewWord(result=ReviewResult.CHANGED, reason="judged_wrongly", by="1:a", at=NOW)
REVIEW = Review(ground=ReviewGround.ENTITLED, at=NOW, asked_as="1:asked")
WAITS_FOR_STAFF = {
    "staff: decide the review": {"review": REVIEW},
    "staff: second person for a review": {"review": REVIEW.model_copy(update={"words": (WORD,)})},
    "staff: spot check": {"spot": SpotCheck(drawn=True, since=NOW)},
    "staff: second person for a withdrawal": {
        "withdrawals": (WithdrawalWord(reason="phone_lost", by="1:a", at=NOW, version=2),)
    },
    "staff: second person for a child's release": {
        "releases": (Release(student=0, reason="guardianship", by="1:a", at=NOW, waits_for_second=True),)
    },
    "staff: second person for a school": {
        "school_proposed": SchoolProposal(school="one", reason="sibling", by="1:a", at=NOW)
    },
}


@pytest.mark.parametrize("waits", WAITS_FOR_STAFF)
def test_what_waits_for_staff_beside_its_checks_is_told(family_submitted: Registration, waits: str) -> None:
    passed = {
        name: one.model_copy(update={"state": CheckState.PASSED})
        for name, one in family_submitted.checks.items()
    }
    settled = family_submitted.model_copy(update={"checks": passed})
    assert waits not in waits_for(settled)
    assert waits in waits_for(settled.model_copy(update=WAITS_FOR_STAFF[waits]))


def test_what_was_withdrawn_waits_for_nothing(opened: Cloud, family_submitted: Registration) -> None:
    opened.put(family_submitted.model_copy(update={"status": Status.WITHDRAWN}))
    assert asked("explain", ID)["waits_for"] == []


def test_neither_the_form_nor_a_keyed_value_nor_a_phone_is_shown(
    opened: Cloud, family_submitted: Registration
) -> None:
    told = notice(phone="138****0001")
    opened.put(family_submitted.model_copy(update={"notices": {told.id: told}, "claims": ("1.sha256:c",)}))
    said = run("explain", ID) + str(asked("explain", ID))
    form = family_submitted.form
    people = [*form.students, *form.guardians]
    assert people
    for person in people:
        assert person.name
        assert person.name not in said
    assert "138" not in said
    assert "sha256" not in said
    assert family_submitted.owner not in said


def test_an_unknown_one_and_a_slip_are_one_sentence(opened: Cloud) -> None:
    assert "(not_found)" in run("explain", ID, code=2)
    assert run("explain", "22-7K3M-9QX", code=2).startswith("ruxue: There is a slip in the reference")


def test_an_id_is_shown_whole_however_narrow_its_column(
    opened: Cloud, family_submitted: Registration
) -> None:
    long = notice(NoticeKind.SUBMITTED).model_copy(
        update={"id": "code-01M8CYVT4MHSXS2X29YWECVF13", "message_id": "319309f4-60e9-4cf8-a421-292091602fff"}
    )
    opened.put(family_submitted.model_copy(update={"notices": {long.id: long}}))
    shown = run("explain", family_submitted.id)
    assert "…" not in shown
    assert "XS2X29YWECVF13" in shown


@pytest.mark.parametrize(
    "damage", [Update().set("status", "of_tomorrow"), Update().remove("created_at")], ids=["newer", "gone"]
)
def test_one_that_cannot_be_read_is_one_sentence_that_names_it(
    opened: Cloud, family_submitted: Registration, damage: Update
) -> None:
    opened.put(family_submitted)
    opened.table.update(keys.registration(family_submitted.id), damage)
    said = run("explain", family_submitted.id, code=2)
    assert said.startswith(f"ruxue: registration {family_submitted.id} of season siming-2022 cannot be read")
    assert said.count("\n") == 1
