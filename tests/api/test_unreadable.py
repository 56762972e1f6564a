"""A registration of a family's own that cannot be read, as after a rollback or a damage: it is named, and is nobody's
fault but ours.
"""

from collections.abc import Callable

import pytest

from functions.cloud import composition
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table
from local.environment import forget_cached
from seasons import siming_2022
from tests.midseason import NOW

from .client import Json
from .conftest import SEASON
from .household import Household
from .refusals import refused
from .test_refusals import REQUESTS

PHONE = SEASON.contacts.support_phone
DAMAGES: dict[str, Update] = {
    "a status of a newer version": Update().set("status", "of_tomorrow"),
    "a check's state of a newer version": Update().set(("checks", "property"), {"state": "of_tomorrow"}),
    "a notice of a newer version": Update().set(("notices", "n"), {"id": "n", "kind": "of_tomorrow"}),
    "a part that is gone": Update().remove("created_at"),
    "a part of another kind": Update().set("documents", "none"),
    "a season that nobody knows": Update().set("season", "nowhere-2022"),
}
SEALED: dict[str, Update] = {
    "a seal that is broken": Update().set("sealed", b"\x02 of tomorrow"),
    "a seal of another version": Update().set("form_version", 9),
    "a form that is gone": Update().remove("sealed"),
    "a form of another kind": Update().set("sealed", "text"),
}
HIDDEN = ("a check's state of a newer version", "a notice of a newer version", "a part that is gone")
"""What the condition of no write looks at."""


def _damaged(family: Household, damage: Update) -> str:
    """Its reference, which stays readable."""
    number = str(family.cloud.item(keys.registration(family.id))["reference"])
    composition.table().update(keys.registration(family.id), damage)
    return number


def _aside(logged: list[Json]) -> set[str]:
    return {line["registration_id"] for line in logged if line["message"] == "registration_set_aside"}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_the_list_of_ones_own_tells_the_others_and_names_the_one_that_cannot_be_read(
    family: Household, logged: list[Json], capsys: pytest.CaptureFixture[str], damage: Update
) -> None:
    first = family.begin().id
    number = _damaged(family.submitted(), damage)
    answer = family.client.ok("GET", "/registrations")
    assert [one["id"] for one in answer["registrations"]] == [first]
    assert answer["unreadable"] == [{"number": number, "phone": PHONE}]
    assert _aside(logged) == {family.id}
    assert '"RegistrationSetAside":[1.0]' in capsys.readouterr().out


def test_one_whose_reference_is_damaged_too_is_named_by_its_id(family: Household) -> None:
    _damaged(family.begin(), Update().set("reference", "22-0000-000").set("status", "of_tomorrow"))
    assert family.client.ok("GET", "/registrations")["unreadable"] == [{"number": family.id, "phone": PHONE}]


@pytest.mark.parametrize("damage", [*DAMAGES.values(), *SEALED.values()], ids=[*DAMAGES, *SEALED])
def test_reading_one_that_cannot_be_read_says_whose_fault_it_is_and_whom_to_call(
    family: Household, logged: list[Json], damage: Update
) -> None:
    number = _damaged(family.submitted(), damage)
    english = refused(family.client.call("GET", family.path), 500, "registration_unreadable")
    chinese = family.client.call("GET", family.path, Accept_Language="zh-CN")
    for said in (english, chinese):
        assert number in said.json["detail"]
        assert PHONE in said.json["detail"]
    assert _aside(logged) == {family.id}
    assert "Traceback" not in str(logged)


@pytest.mark.parametrize("damage", [*DAMAGES.values(), *SEALED.values()], ids=[*DAMAGES, *SEALED])
@pytest.mark.parametrize(
    ("method", "end", "body", "headers"), [one for one in REQUESTS if "01D0C" not in one[1]]
)
def test_no_deed_on_one_that_cannot_be_read_is_a_bare_fault(
    family: Household,
    logged: list[Json],
    method: str,
    end: str,
    body: Json | None,
    headers: Json,
    damage: Update,
) -> None:
    """Saving replaces the sealed form whole, so a broken one hinders nobody who has it on the screen. What is told as
    failed has changed nothing.
    """
    _damaged(family.begin(), damage)
    before = family.cloud.item(keys.registration(family.id))
    sent = headers | ({"If_Match": family.etag()} if method == "PUT" else {})
    answer = family.client.call(method, family.path + end, body, **sent)
    if answer.status >= 300:
        refused(answer, 500, "registration_unreadable")
        assert family.cloud.item(keys.registration(family.id)) == before
    assert "fault" not in {line["message"] for line in logged}


@pytest.mark.parametrize("damage", HIDDEN)
def test_a_save_that_was_written_is_told_as_done_with_what_keeps_it_from_being_submitted(
    family: Household, logged: list[Json], damage: str
) -> None:
    number = _damaged(family.begin(), DAMAGES[damage])
    saved = family.put()
    assert (saved.status, saved.json["version"]) == (200, 2)
    assert saved.headers["etag"] == family.etag()
    [only] = saved.json["missing"]
    assert only["reason"] == "registration_unreadable"
    assert number in only["detail"]
    assert PHONE in only["detail"]
    assert _aside(logged) == {family.id}
    assert family.put(If_Match=saved.headers["etag"]).json["version"] == 3


def test_a_paper_that_was_removed_is_told_as_removed(family: Household) -> None:
    family.ready()
    [document, *others] = family.look()["documents"]
    _damaged(family, DAMAGES["a notice of a newer version"])
    gone = family.client.call("DELETE", f"{family.path}/documents/{document['id']}")
    assert gone.status == 204
    left = family.cloud.item(keys.registration(family.id))["documents"]
    assert left.keys() == {one["id"] for one in others}


NEXT = siming_2022().model_copy(update={"id": "siming-2023", "year": 2023})
LOST: dict[str, Callable[[Table], object]] = {
    "gone": lambda table: table.transact(
        {"Delete": table.delete_request(keys.current_season(SEASON.id))},
    ),
    "of a newer version": lambda table: table.update(
        keys.current_season(SEASON.id), Update().set("data", '{"of": "tomorrow"}')
    ),
}


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST)
@pytest.mark.parametrize(
    ("method", "end", "body", "headers"), [one for one in REQUESTS if "01D0C" not in one[1]]
)
def test_one_whose_season_cannot_be_had_is_no_more_absent_than_any_other_that_cannot_be_read(
    family: Household,
    lost: Callable[[Table], object],
    method: str,
    end: str,
    body: Json | None,
    headers: Json,
) -> None:
    family.cloud.put_season(NEXT, NOW)
    family.begin()
    number = str(family.cloud.item(keys.registration(family.id))["reference"])
    _without_season(lost)
    sent = headers | ({"If_Match": family.etag()} if method == "PUT" else {})
    answer = family.client.call(method, family.path + end, body, **sent)
    said = refused(answer, 500, "registration_unreadable").json["detail"]
    assert number in said
    assert PHONE in said


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST)
def test_without_any_season_nothing_is_told_as_absent(
    family: Household, lost: Callable[[Table], object]
) -> None:
    family.begin()
    _without_season(lost)
    for path in ("/registrations", family.path):
        assert refused(family.client.call("GET", path), 503, "unavailable").headers["retry-after"] == "60"


def _without_season(lost: Callable[[Table], object]) -> None:
    """For a process that has not read it yet."""
    lost(composition.season_table()._table)
    forget_cached()
