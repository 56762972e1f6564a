"""R47 in staff's hands: door and place in words, the draw, facts on papers, and a school by two people."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table.shards import SHARDS
from functions.registration.form import HomeKind
from functions.registration.placing.draw import draw, list_hash
from functions.registration.registration import Registration, Status
from functions.registration.season.file import parse_season
from functions.registration.season.season import Season
from local.population import Population
from tests.aws import Cloud
from tests.midseason import NOW
from tests.rooms.registrations import form

from .conftest import CASE, judged
from .jobs import rehearse, start
from .staff import Answer, Member

CLERK, COLLEAGUE = Member("clerk"), Member("colleague")
SUPERVISOR, SECOND = Member("supervisor", "supervisor"), Member("second", "supervisor")
SEASON = "/staff/seasons/siming-2022"
ONE = f"/staff/registrations/{CASE}"
OTHER = "01G76PAV40EEEEEEEEEEEEEEEE"
DOOR = {"id": "any", "name": {"zh-CN": "片区内住房", "en": "A home in the catchment"}}


@pytest.fixture
def short(opened: Cloud, city: Population, season: Season) -> Season:
    """One seat at the only school of two families, whose door asks for nothing but their kind of home."""
    doors = [{**DOOR, "homes": ["parents_purchase"]}]
    ruled = season.model_dump(mode="json") | {"placing": [{"doors": doors}]}
    for school in ruled["schools"]:
        school["seats"] = 1
    made = parse_season(ruled)
    composition.season_table().put(made, replaces=1, by="test", now=NOW)
    for one in (CASE, OTHER):
        opened.put(judged(form(city), one, home=HomeKind.PARENTS_PURCHASE))
    return made


def proposed(opened: Cloud) -> dict[str, Any]:
    told = rehearse(opened).body["assignment"]
    [school] = told["schools"]
    return dict(school) | {"hash": told["hash"], "waiting": told["waiting"]}


def put(who: Member, what: str, body: dict[str, Any], tag: str | None = None) -> Answer:
    return who.call("PUT", f"{ONE}/{what}", body, If_Match=tag or who.get(ONE).etag)


def test_r47_a_proposal_says_of_each_family_which_door_and_which_place_in_words(
    short: Season, opened: Cloud
) -> None:
    found = proposed(opened)
    assert (found["seats"], found["students"], found["decided"]) == (1, 2, False)
    assert {one["words"] for one in found["places"]} == {
        "Door: A home in the catchment. Place 1 in the order. Equal in door and dates: it awaits the draw.",
        "Door: A home in the catchment. Place 2 in the order. Equal in door and dates: it awaits the draw.",
    }
    told = start(opened, "/assignment", {"proposal": found["hash"]})
    assert told["counts"] == {"changed": 0, "left": 0}


def test_a_place_in_the_proposal_that_is_no_number_is_refused_by_name(short: Season, opened: Cloud) -> None:
    proposed(opened)
    refused = SUPERVISOR.get(f"{SEASON}/assignment", cursor="next")
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "cursor")


def test_r47_the_list_is_fixed_before_the_seed_and_two_supervisors_enter_it(
    short: Season, opened: Cloud
) -> None:
    shown = SUPERVISOR.get(f"{SEASON}/draw").body
    assert (shown["registrations"], shown["draw"]) == ([CASE, OTHER], None)
    assert shown["list_hash"] == list_hash([CASE, OTHER])
    seed = {"list_hash": shown["list_hash"], "seed": "38-7-112-25"}
    assert SUPERVISOR.call("PUT", f"{SEASON}/draw", seed).code == "draw_list_outdated"
    fixed = SUPERVISOR.call("POST", f"{SEASON}/draw", {"list_hash": shown["list_hash"]})
    assert (fixed.status, fixed.body["families"]) == (200, 2)
    for who in (SUPERVISOR, SUPERVISOR):
        waiting = who.call("PUT", f"{SEASON}/draw", seed)
        assert (waiting.status, "seed" in waiting.body, "entered" in waiting.body) == (202, False, False)
    slip = SECOND.call("PUT", f"{SEASON}/draw", seed | {"seed": "38-7-112-26"})
    assert slip.status == 202
    drawn = SUPERVISOR.call("PUT", f"{SEASON}/draw", seed | {"seed": "38-7-112-26"})
    assert (drawn.status, drawn.body["seed"]) == (200, "38-7-112-26")
    for again in ("PUT", "POST"):
        body = seed if again == "PUT" else {"list_hash": shown["list_hash"]}
        assert SECOND.call(again, f"{SEASON}/draw", body).code == "drawn_already"
    order = list(draw([CASE, OTHER], "38-7-112-26"))
    assert SUPERVISOR.get(f"{SEASON}/draw").body["registrations"] == order
    found = proposed(opened)
    assert (found["decided"], found["placed_later"]) == (True, order[1:])
    told = start(opened, "/assignment", {"proposal": found["hash"]})
    assert told["counts"] == {"changed": 1, "left": 0}
    assert opened.get(order[1]).school == "-"
    assert proposed(opened)["waiting"] == order[1:]
    listed = CLERK.call("GET", f"{SEASON}/registrations", query={"waiting": "school"}).body["registrations"]
    assert [one["id"] for one in listed] == order[1:]


def test_r47_the_same_list_fixed_again_keeps_the_seed_that_a_supervisor_entered_for_it(
    short: Season, opened: Cloud
) -> None:
    named = {"list_hash": SUPERVISOR.get(f"{SEASON}/draw").body["list_hash"]}
    SUPERVISOR.call("POST", f"{SEASON}/draw", named)
    entered = SUPERVISOR.call("PUT", f"{SEASON}/draw", named | {"seed": "38-7-112-25"})
    again = SUPERVISOR.call("POST", f"{SEASON}/draw", named)
    assert (entered.status, again.status, again.etag) == (202, 200, entered.etag)
    assert SECOND.call("PUT", f"{SEASON}/draw", named | {"seed": "38-7-112-25"}).status == 200
    acts = [one["act"] for one in Member("auditor", "auditor").get(f"{SEASON}/audit").body["events"]]
    assert acts.count("draw_fixed") == 1


def test_the_draw_is_not_changed_with_the_season(short: Season) -> None:
    shown = SUPERVISOR.get(f"{SEASON}/draw").body
    SUPERVISOR.call("POST", f"{SEASON}/draw", {"list_hash": shown["list_hash"]})
    read = SUPERVISOR.get(SEASON)
    changed = read.body | {"draw": read.body["draw"] | {"families": 3}}
    refused = SUPERVISOR.call("PUT", SEASON, changed, If_Match=read.etag)
    assert [one["code"] for one in refused.body["errors"]] == ["draw_by_its_own_route"]


def test_r47_a_seat_of_a_family_that_withdraws_is_free_at_once(short: Season, opened: Cloud) -> None:
    opened.put(opened.get(OTHER).model_copy(update={"status": Status.WITHDRAWN}))
    found = proposed(opened)
    assert [(one["registration"], one["standing"]) for one in found["places"]] == [(CASE, "seated")]


def test_r47_a_school_is_given_by_two_people_with_a_reason_and_both_are_in_the_trail(
    short: Season, opened: Cloud, case: Registration
) -> None:
    school = short.schools[-1].id
    given = {"school": school, "reason": "no_catchment"}
    first = put(CLERK, "school", given)
    assert (first.status, first.body["proposed"]["mine"], first.body["school"]) == (202, True, None)
    assert put(CLERK, "school", given) == first
    assert put(CLERK, "school", given | {"reason": "seat_freed"}).code == "second_person_needed"
    assert opened.get(CASE).school is None
    second = put(COLLEAGUE, "school", given)
    assert (second.status, second.body["school"], second.body["proposed"]) == (200, school, None)
    assert CLERK.get(ONE).body["school"]["id"] == school
    acts = [one["act"] for one in Member("auditor", "auditor").get(f"{SEASON}/audit").body["events"]]
    assert {"school_proposed", "school_given"} <= set(acts)


def test_r47_a_school_that_one_person_would_give_is_found_in_the_list_until_another_says_it(
    short: Season, case: Registration
) -> None:
    given = {"school": short.schools[-1].id, "reason": "no_catchment"}
    assert listed(COLLEAGUE) == []
    put(CLERK, "school", given)
    assert listed(COLLEAGUE) == [CASE]
    put(COLLEAGUE, "school", given)
    assert listed(COLLEAGUE) == []


def listed(who: Member) -> list[str]:
    """Over all parts of the index."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(SHARDS + 1):
        page = who.get(f"{SEASON}/registrations", waiting="second_word", **cursor).body
        found += [one["id"] for one in page["registrations"]]
        if page["cursor"] is None:
            return found
        cursor = {"cursor": page["cursor"]}
    raise AssertionError("the list has no end")


def test_another_word_of_the_second_person_waits_in_turn(short: Season, case: Registration) -> None:
    one, other = (school.id for school in short.schools[:2])
    put(CLERK, "school", {"school": one, "reason": "seat_freed"})
    assert put(COLLEAGUE, "school", {"school": other, "reason": "seat_freed"}).status == 202
    assert put(CLERK, "school", {"school": other, "reason": "seat_freed"}).body["school"] == other


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"school": "no-such", "reason": "no_door"}, "unknown_school"),
        ({"school": None, "reason": "because"}, "invalid_choice"),
    ],
)
def test_what_is_no_school_and_what_is_no_reason_is_refused(
    opened: Cloud, case: Registration, body: dict[str, Any], code: str
) -> None:
    assert [one["code"] for one in put(CLERK, "school", body).body["errors"]] == [code]


def test_r47_a_school_can_be_given_after_publication_and_until_the_results_end(
    short: Season, case: Registration, clock: time_machine.Traveller
) -> None:
    clock.move_to(short.publication_at + timedelta(days=1))
    body = {"school": short.schools[0].id, "reason": "no_catchment"}
    assert put(CLERK, "school", body).status == 202
    tag = CLERK.get(ONE).etag
    clock.move_to(short.results_until)
    assert put(COLLEAGUE, "school", body, tag).code == "results_over"


def test_r47_people_confirm_on_papers_what_no_registry_tells(short: Season, case: Registration) -> None:
    assert set(CLERK.get(f"{ONE}/place").body["facts"].values()) == {None}
    sent = {"facts": {"no_other_home": True, "child_settled_on": "2017-01-01"}, "reason": "paper_seen"}
    assert put(CLERK, "facts", sent).status == 204
    more = {"facts": {"home_unused": True}, "reason": "district_records"}
    assert put(CLERK, "facts", more).status == 204
    found = CLERK.get(f"{ONE}/place").body
    known = {name: fact for name, fact in found["facts"].items() if fact is not None}
    assert known == sent["facts"] | more["facts"]
    assert set(found["by_people"]) == {"no_other_home", "child_settled_on", "home_unused"}
    assert [
        one["code"] for one in put(CLERK, "facts", {"facts": {}, "reason": "paper_seen"}).body["errors"]
    ] == ["need_fact"]


def test_what_was_written_in_between_is_not_overwritten(short: Season, case: Registration) -> None:
    body = {"school": short.schools[0].id, "reason": "correction"}
    assert put(CLERK, "school", body, '"1"').status == 412
    assert CLERK.call("PUT", f"{ONE}/school", body).status == 428
