"""R39: no finding traps the truthful: 'it is right as written', and what nobody mended goes to staff."""

from datetime import timedelta

import time_machine

from functions.cloud.table import keys
from functions.publish import handler as publish_room
from functions.registration.checks import Check, CheckState, Finding
from functions.registration.season.season import Season
from tests.documents.files import jpeg
from tests.rooms.test_wiring import TICK

from .client import Answer
from .household import Household
from .test_documents import asked, uploaded

WORDS = "登记的姓名是旧名，附改名的证明。"
DIFFERS = Finding(field="owner_name", code="owner_differs")


def denied(family: Household) -> Household:
    """Submitted, and the home's registry says otherwise."""
    family.submitted()
    set_home(family, CheckState.ABNORMAL)
    return family


def set_home(family: Household, state: CheckState) -> None:
    stored = family.stored()
    changed = {"state": state, "findings": (DIFFERS,)}
    checks = {
        name: check.model_copy(update=changed if name == "property" else {"state": CheckState.PASSED})
        for name, check in stored.checks.items()
    }
    family.cloud.put(stored.model_copy(update={"checks": checks}))


def home(family: Household) -> Check:
    return family.stored().checks["property"]


def objects(family: Household, check: str = "property") -> Answer:
    return family.client.call("POST", f"{family.path}/checks/{check}/objection", {"explanation": WORDS})


def queues(family: Household) -> set[str]:
    found: set[str] = family.cloud.item(keys.registration(family.id)).get("queues", set())
    return found


def test_r39_what_is_right_as_written_goes_to_staff_with_a_paper_and_a_word(family: Household) -> None:
    denied(family)
    assert "object" in family.look()["actions"]
    paper = uploaded(family, jpeg(), kind="other", check="property")
    answer = objects(family)
    assert answer.status == 200, answer.content.decode()
    [check] = [one for one in answer.json["checks"] if one["id"] == "property"]
    assert (check["state"], check["findings"][0]["code"]) == ("manual_review", "owner_differs")
    assert check["objected_at"]
    assert check["detail"].startswith("You said that it is right")
    assert "object" not in answer.json["actions"]
    assert queues(family) == {"property"}
    assert family.stored().documents[paper["id"]].handed_in
    assert WORDS not in str(family.cloud.item(keys.registration(family.id)))


def test_r39_an_objection_needs_a_paper_that_was_looked_over(family: Household) -> None:
    denied(family)
    answer = objects(family)
    assert (answer.status, answer.faults) == (422, {"documents": "need_objection_paper"})
    asked(family, jpeg(), kind="other", check="property")
    assert objects(family).status == 422
    assert home(family).state is CheckState.ABNORMAL


def test_r39_only_what_was_found_otherwise_is_objected_to(family: Household) -> None:
    denied(family)
    assert objects(family, "student-0").code == "not_possible_now"
    assert objects(family, "student-5").status == 404
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    for about in ({}, {"check": "student-0"}):
        assert family.client.call("POST", f"{family.path}/documents", body | about).status == 409


def test_r39_a_paper_stays_once_it_was_handed_in_and_can_be_replaced_before(family: Household) -> None:
    denied(family)
    wrong = uploaded(family, jpeg(), kind="other", check="property")["id"]
    family.client.ok("DELETE", f"{family.path}/documents/{wrong}")
    right = uploaded(family, jpeg(), kind="other", check="property")["id"]
    mine = next(one for one in family.stored().documents if one != right)
    assert family.client.call("DELETE", f"{family.path}/documents/{mine}").status == 409
    assert objects(family).status == 200
    assert family.client.call("DELETE", f"{family.path}/documents/{right}").status == 409


def test_r39_an_objection_outlives_a_resubmission_of_the_same_answers(
    family: Household, clock: time_machine.Traveller
) -> None:
    denied(family)
    uploaded(family, jpeg(), kind="other", check="property")
    assert objects(family).status == 200
    family.client.ok("POST", f"{family.path}/amendment")
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200
    assert (home(family).state, home(family).objected_at is None) == (CheckState.MANUAL_REVIEW, False)


def test_r39_what_nobody_mended_enters_staffs_queue_at_the_deadline(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    denied(family)
    clock.move_to(season.amendment_deadline - timedelta(minutes=1))
    publish_room.reconcile(TICK, None)
    assert queues(family) == set()
    clock.move_to(season.amendment_deadline)
    publish_room.reconcile(TICK, None)
    publish_room.reconcile(TICK, None)
    assert queues(family) == {"property", "unmended"}
    shown = family.look()
    [check] = [one for one in shown["checks"] if one["id"] == "property"]
    assert check["state"] == "abnormal"
    assert check["detail"].startswith("The time for changes is over")
    assert not {"amend", "object"} & set(shown["actions"])
    assert objects(family).status == 409
    assert [one.what for one in family.stored().timeline].count("check_manual_review") == 1


def test_r39_a_family_with_a_deadline_of_its_own_is_left_alone_until_then(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    denied(family)
    own = season.amendment_deadline + timedelta(days=2)
    family.cloud.put(family.stored().model_copy(update={"amendment_extended_to": own}))
    clock.move_to(season.amendment_deadline + timedelta(days=1))
    publish_room.reconcile(TICK, None)
    assert queues(family) == set()
    uploaded(family, jpeg(), kind="other", check="property")
    assert objects(family).status == 200
