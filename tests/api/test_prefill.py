"""R3 to R5: who may ask, and what the household registry tells whom."""

from dataclasses import replace

import pytest

from local.authorities import Authorities, Switches
from local.population import Population
from tests.aws import Cloud

from .client import Answer, Client, Json
from .household import SEASON, Household, agreed


def ask(client: Client, document: Json) -> Answer:
    return client.call("POST", "/prefill", {"season": SEASON, "identity_document": document})


def child(family: Household) -> Json:
    document: Json = family.form["students"][0]["identity_document"]
    return document


def test_r3_an_unverified_account_is_told_where_to_verify_and_nothing_else(family: Household) -> None:
    client = Client(replace(family.story.account, real_name_level=0))
    answers = [
        client.call("GET", "/me"),
        client.call("GET", "/registrations"),
        client.call("POST", "/registrations", {"season": SEASON}),
        client.call("GET", "/registrations/01G76PAV40ZZZZZZZZZZZZZZZZ"),
        ask(client, child(family)),
    ]
    assert {one.status for one in answers} == {403}
    assert len({one.content for one in answers}) == 1
    assert answers[0].code == "account_not_verified"
    assert "https://" in answers[0].json["detail"]


def test_r3_the_season_is_public(cloud: object) -> None:
    seasons = Client().call("GET", "/seasons")
    season = Client().call("GET", f"/seasons/{SEASON}")
    assert [one["id"] for one in seasons.json["seasons"]] == [SEASON]
    assert season.etag == '"1"'
    assert season.headers["cache-control"] == "public, max-age=60"


def test_r4_student_guardians_and_address_come_from_the_registry(family: Household) -> None:
    told = ask(family.client, child(family)).json
    student, form = told["student"], family.form["students"][0]
    for field in ("identity_document", "name", "name_pinyin", "birth_date", "sex"):
        assert student[field] == form[field]
    assert told["address"] == form["household"]["address"]
    assert {one["name"] for one in told["guardians"]} == {one["name"] for one in family.form["guardians"]}
    assert set(told["provenance"].values()) == {"registry"}


def test_r4_each_field_remembers_where_it_came_from(family: Household) -> None:
    ask(family.client, child(family))
    family.form["students"][0]["name_pinyin"] = "ANOTHER SPELLING"
    family.begin().save()
    source = family.look()["provenance"]
    assert source["students.0.name"] == "registry"
    assert source["guardians.1.name"] == "registry"
    assert source["students.0.name_pinyin"] == "guardian"
    assert source["guardians.0.phone"] == "guardian"
    assert source["property.number"] == "guardian"


def test_r5_another_family_s_child_answers_like_one_who_is_not_there(
    family: Household, stranger: Client, city: Population
) -> None:
    nobody = {"type": "resident_id", "number": "350203201605010002"}
    for last in "0123456789X":
        nobody["number"] = "35020320160501001" + last
        absent = ask(stranger, nobody)
        if absent.status == 404:
            break
    theirs = ask(stranger, child(family))
    grown_up = ask(stranger, {"type": "resident_id", "number": family.story.account.identity_number})
    passport = ask(stranger, {"type": "passport", "number": "XX1234567", "country": "FR"})
    assert absent.status == 404
    assert absent.code == "prefill_nothing"
    assert theirs == absent == grown_up == passport


def test_r5_a_spouse_s_record_is_no_form(family: Household) -> None:
    spouse = family.form["guardians"][1]["identity_document"]
    assert ask(family.client, spouse).code == "prefill_nothing"


def test_r5_twenty_tries_a_day_whatever_they_found(family: Household, stranger: Client) -> None:
    for _ in range(20):
        assert ask(stranger, child(family)).status == 404
    over = ask(stranger, child(family))
    assert (over.status, over.code) == (429, "too_many_prefills")
    assert int(over.headers["retry-after"]) == 14 * 3600, "at midnight there"
    assert ask(family.client, child(family)).status == 200


@pytest.mark.parametrize("mode", ["down", "throttling", "wrong"])
def test_a_registry_that_does_not_answer_is_503_with_a_time_to_come_back(
    family: Household, authorities: Authorities, mode: str
) -> None:
    authorities.household.control(Switches(mode=mode, retry_after=17))  # type: ignore[arg-type]
    answer = ask(family.client, child(family))
    assert (answer.status, answer.code) == (503, "registry_unavailable")
    assert int(answer.headers["retry-after"]) == (17 if mode == "throttling" else 30)


def test_the_account_is_greeted_by_name(family: Household) -> None:
    assert family.client.ok("GET", "/me") == {"name": family.story.account.name, "verified": True}


@pytest.mark.parametrize(("story", "status"), [("grandparents_home", 200), ("collective", 404)])
def test_r5_one_family_booklet_makes_family_and_a_collective_household_does_not(
    cloud: Cloud, city: Population, story: str, status: int
) -> None:
    family = Household(cloud, city.stories[story])
    members = city.members(family.story.students[0].household)
    [grandfather] = [
        one
        for one in members
        if one not in {person.paper.number for person in (*family.story.students, *family.story.guardians)}
    ]
    account = replace(family.story.account, sub=f"grandfather-{story}", identity_number=grandfather)
    assert agreed(asker := Client(account)).status == 200
    assert ask(asker, child(family)).status == status


def test_r31_prefill_tells_what_can_be_read_and_leaves_the_rest_open(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["unreadable_child"]).consent()
    told = ask(family.client, child(family)).json
    assert told["student"]["name"] == family.form["students"][0]["name"]
    assert "birth_date" not in told["student"]
    assert "students.0.birth_date" not in told["provenance"]
