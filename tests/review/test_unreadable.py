"""A registration that this version cannot read, as after a rollback: it is set aside, and all others are served."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.publish import handler as publish_room
from functions.registration.checks import CheckState
from functions.registration.registration import NoticeKind
from functions.registration.season.season import Season
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import form, notice
from tests.rooms.test_wiring import TICK

from . import jobs
from .conftest import judged
from .staff import CLERK, OTHER_SUPERVISOR, SUPERVISOR

PATH = "/staff/seasons/siming-2022"
WAITING, UNREADABLE, PASSED = (f"01G76PAV40{letter * 16}" for letter in "MNP")
ASIDE = '"RegistrationSetAside"'


@pytest.fixture
def three(opened: Cloud, city: Population) -> Cloud:
    """The one in the middle has a status that only the next version knows."""
    waits = {"property": CheckState.MANUAL_REVIEW}
    for registration_id, states in ((WAITING, waits), (UNREADABLE, waits), (PASSED, {})):
        opened.put(judged(form(city, "public_rental"), registration_id, states))
    jobs.counted(opened)
    change = Update().set("status", "of_tomorrow")
    opened.table.update(keys.registration(UNREADABLE), change)
    return opened


def _ids(path: str, name: str, cursor: str | None = None) -> set[str]:
    """Of all pages."""
    answer = CLERK.get(f"{PATH}/{path}", **({} if cursor is None else {"cursor": cursor}))
    assert answer.status == 200, answer.body
    after = answer.body["cursor"]
    here = {one["id"] for one in answer.body[name]}
    return here if after is None else here | _ids(path, name, after)


def test_the_queue_and_the_list_show_the_others(three: Cloud) -> None:
    assert _ids("queue", "cases") == {WAITING}
    assert _ids("registrations", "registrations") == {WAITING, PASSED}
    assert CLERK.get(f"{PATH}/statistics").status == 200


@pytest.mark.parametrize("part", ["", "/history", "/children", "/place"])
def test_a_case_that_cannot_be_read_is_named_to_staff_by_its_id(three: Cloud, part: str) -> None:
    answer = CLERK.get(f"/staff/registrations/{UNREADABLE}{part}")
    assert (answer.status, answer.code) == (500, "registration_unreadable")
    assert UNREADABLE in answer.body["detail"]


@pytest.mark.parametrize("damage", [Update().set("sealed", b"\x02 of tomorrow"), Update().remove("sealed")])
def test_a_case_whose_form_cannot_be_opened_is_named_to_staff_by_its_id(three: Cloud, damage: Update) -> None:
    three.table.update(keys.registration(WAITING), damage)
    answer = CLERK.get(f"/staff/registrations/{WAITING}")
    assert (answer.status, answer.code) == (500, "registration_unreadable")
    assert WAITING in answer.body["detail"]


@pytest.mark.parametrize("part", ["", "/history", "/children", "/place"])
def test_a_case_of_a_season_that_nobody_knows_is_named_to_staff_and_not_absent(
    three: Cloud, part: str
) -> None:
    three.table.update(keys.registration(WAITING), Update().set("season", "nowhere-2022"))
    answer = CLERK.get(f"/staff/registrations/{WAITING}{part}")
    assert (answer.status, answer.code) == (500, "registration_unreadable")
    assert WAITING in answer.body["detail"]


def test_the_figures_count_what_comes_with_one_of_a_season_that_nobody_knows(
    three: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    three.table.update(keys.registration(UNREADABLE), Update().set("status", "submitted"))
    three.changes()
    three.table.update(keys.registration(UNREADABLE), Update().set("season", "nowhere-2022"))
    three.table.update(keys.registration(PASSED), Update().set("version", 9))
    assert staff.handler_map["count"](three.changes(), None) == {"batchItemFailures": []}
    assert ASIDE in capsys.readouterr().out
    seen = [three.item(keys.counted(one))["seen_at"] for one in (UNREADABLE, PASSED)]
    assert seen[0] < seen[1]


def test_the_figures_count_what_comes_with_it_and_alarm(
    three: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    three.changes()
    for registration_id in (UNREADABLE, PASSED):
        three.table.update(keys.registration(registration_id), Update().set("version", 9))
    assert staff.handler_map["count"](three.changes(), None) == {"batchItemFailures": []}
    assert ASIDE in capsys.readouterr().out
    seen = [three.item(keys.counted(one))["seen_at"] for one in (UNREADABLE, PASSED)]
    assert seen[0] < seen[1]


def test_a_rehearsal_goes_over_the_others(three: Cloud) -> None:
    assert jobs.start(three, "/rehearsal")["state"] == "done"
    assert SUPERVISOR.get(f"{PATH}/rehearsal").body["outcomes"]["pending"] == 1


def test_a_later_deadline_reaches_the_others(three: Cloud, season: Season) -> None:
    until = (season.amendment_deadline + timedelta(days=1)).isoformat()
    told = jobs.start(three, "/extension", {"until": until, "families": "affected"})
    assert told["state"] == "done", told


def test_the_schools_of_a_proposal_go_to_the_others(three: Cloud) -> None:
    proposal = jobs.rehearse(three).body["assignment"]["hash"]
    assert jobs.start(three, "/assignment", {"proposal": proposal})["state"] == "done"


@pytest.mark.parametrize(
    "damage",
    [
        Update().set("status", "of_tomorrow"),
        Update().set("status", "submitted").set("sealed", b"\x02 of tomorrow"),
    ],
    ids=["its status", "its seal"],
)
def test_an_export_holds_the_others(three: Cloud, damage: Update) -> None:
    three.table.update(keys.registration(UNREADABLE), damage)
    asked = SUPERVISOR.call("POST", f"{PATH}/exports", {"format": "csv"})
    path = f"/staff/exports/{asked.body['id']}"
    assert OTHER_SUPERVISOR.call("POST", f"{path}/approval").status < 300
    jobs.run(three)
    made = SUPERVISOR.get(path).body
    assert (made["state"], made["rows"]) == ("ready", 2)


def test_the_messages_of_what_comes_with_it_go_out(three: Cloud) -> None:
    pending = notice(NoticeKind.SUBMITTED)
    three.changes()
    three.put(three.get(PASSED).model_copy(update={"notices": {pending.id: pending}}))
    three.table.update(keys.registration(UNREADABLE), Update().set("version", 9))
    event = three.changes()
    assert len(event["Records"]) == 2
    assert guardians.handler_map["dispatch"](event, None) == {"batchItemFailures": []}
    assert [one["registration_id"] for one in three.bodies("Notice")] == [PASSED]


@pytest.mark.parametrize("run", [publish_room.publish, publish_room.remind, publish_room.reconcile])
def test_each_function_of_the_clock_ends_well(three: Cloud, run: Callable[..., object]) -> None:
    run(TICK, None)
