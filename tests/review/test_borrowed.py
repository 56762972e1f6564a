"""A district with too few people borrows the city's reviewers: by name, for one season, for its cases (R37)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.roles import Permission, roles_that_may
from functions.review.handler import ROLES
from tests.aws import Cloud
from tests.calls import counted
from tests.midseason import NOW
from tests.rotation import rotate

from .conftest import CASE
from .staff import AUDITOR, CLERK, OTHER_SUPERVISOR, SECOND, STRANGER, SUPERVISOR, Member
from .test_matrix import ABSENT, MATRIX, ask_route

SEASON = "/staff/seasons/siming-2022"
READERS, QUEUE, ONE = f"{SEASON}/readers", f"{SEASON}/queue", f"/staff/registrations/{CASE}"
CITY = "350200"
LENT = Member("lent", district=CITY, name="周市审")
EVERYTHING = Member("lent", "reviewer supervisor auditor", CITY, name="周市审")
END = "2022-08-01T00:00:00+08:00"
FOR_CASES = roles_that_may(Permission.CASES)
ALSO = (("GET", "/staff/seasons/{season}"), ("GET", "/staff/seasons/{season}/statistics"))
OPEN = [route for route, roles in ROLES.items() if roles == FOR_CASES or route in ALSO]
SHUT = [route for route in ROLES if route not in OPEN and route[1] != "/staff/seasons"]


def line(name: str = LENT.name) -> Any:
    return next(one for one in SUPERVISOR.get(READERS).body["readers"] if one["name"] == name)


def borrow(who: Member = LENT, until: str = END) -> None:
    told = SUPERVISOR.call("POST", READERS, {"person": line(who.name)["key"], "until": until})
    assert told.status == 204, told.body


def give_back() -> None:
    assert OTHER_SUPERVISOR.call("DELETE", READERS, query={"person": LENT.key}).status == 204


def ask(who: Member, route: tuple[str, str]) -> Any:
    return ask_route(who, route, "siming-2022", CASE, ABSENT)


def seasons_of(who: Member) -> list[str]:
    return [one["id"] for one in who.get("/staff/seasons").body["seasons"]]


@pytest.fixture
def seen(case: Registration) -> Registration:
    """The city's reviewer signed in once: the console asks which seasons there are."""
    assert seasons_of(LENT) == []
    return case


@pytest.fixture
def borrowed(seen: Registration) -> Registration:
    borrow()
    return seen


def test_r37_without_an_approval_every_route_is_as_a_foreign_districts(seen: Registration) -> None:
    for route, rule in MATRIX.items():
        if route[1] == "/staff/seasons":
            continue
        lent, foreign = ask(LENT, route), ask(Member("stranger", district="350206"), route)
        assert (lent.status, lent.body) == (foreign.status, foreign.body), route
        assert lent.status == (404 if "reviewer" in rule.roles.split() else 403), route


def test_r37_with_one_the_city_reviewer_reaches_its_cases_as_the_districts_own(
    borrowed: Registration, opened: Cloud
) -> None:
    for route in OPEN:
        opened.put(borrowed)
        told = ask(LENT, route)
        assert told.status == MATRIX[route].own, (route, told.body)
    assert len(OPEN) >= 23
    assert seasons_of(LENT) == ["siming-2022"]


def test_r37_of_a_borrowing_district_nothing_but_cases_is_open_whatever_roles_the_city_gave(
    borrowed: Registration,
) -> None:
    assert len(SHUT) >= 30
    told = {route: ask(EVERYTHING, route).status for route in SHUT}
    assert told == dict.fromkeys(SHUT, 404)
    assert {route: ask(LENT, route).status for route in SHUT} == dict.fromkeys(SHUT, 403)


def test_r37_who_is_no_reviewer_of_the_city_is_not_borrowed(borrowed: Registration) -> None:
    for roles in ("supervisor", "auditor", "supervisor auditor"):
        who = Member(LENT.account, roles, CITY)
        assert seasons_of(who) == []
        assert who.get(SEASON).status == (403 if roles == "auditor" else 404)
        assert who.get(QUEUE).status == 403


def test_r37_a_city_borrows_nobody_from_another_and_no_district_from_its_neighbour(
    case: Registration,
) -> None:
    for district in ("350100", "110000", "350206", "350000", "3502", ""):
        who = Member("outside", district=district, name="外人")
        assert seasons_of(who) == []
        assert who.get(QUEUE).status == 404
    names = [one["name"] for one in SUPERVISOR.get(READERS).body["readers"]]
    assert "外人" not in names


def test_r37_the_city_reviewer_stands_in_the_readers_list_as_such(seen: Registration) -> None:
    assert (line()["of_city"], line()["approval"]) == (True, None)
    CLERK.get(QUEUE)
    assert not next(one for one in SUPERVISOR.get(READERS).body["readers"] if one["key"] == CLERK.key)[
        "of_city"
    ]
    borrow()
    lines = [one for one in SUPERVISOR.get(READERS).body["readers"] if one["name"] == LENT.name]
    assert [(one["of_city"], one["approval"] is not None) for one in lines] == [(True, True)]


def test_r37_giving_back_counts_from_the_next_request(borrowed: Registration) -> None:
    tag = LENT.get(ONE).etag
    assert LENT.call("POST", f"{ONE}/claim").status == 200
    give_back()
    assert {ask(LENT, route).status for route in OPEN} == {404}
    assert LENT.decide(CASE, etag=tag).status == 404
    assert seasons_of(LENT) == []


def test_r37_it_begins_and_ends_by_the_clock(seen: Registration, clock: time_machine.Traveller) -> None:
    begins = "2022-07-07T08:00:00+08:00"
    body = {"person": line()["key"], "begins": begins, "until": END}
    assert SUPERVISOR.call("POST", READERS, body).status == 204
    assert (seasons_of(LENT), LENT.get(QUEUE).status) == ([], 404)
    clock.move_to(NOW + timedelta(days=2))
    assert (seasons_of(LENT), LENT.get(QUEUE).status) == (["siming-2022"], 200)
    clock.move_to(NOW + timedelta(days=30))
    assert (seasons_of(LENT), LENT.get(QUEUE).status) == ([], 404)


def test_r37_it_is_for_one_season(
    borrowed: Registration, opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    theirs = season.model_dump_json().replace("350203", "350206").replace("siming-2022", "huli-2022")
    opened.put_season(Season.model_validate_json(theirs), NOW)
    opened.put_season(season.model_copy(update={"id": "second-2022"}), NOW)
    clock.shift(timedelta(minutes=2))
    assert seasons_of(LENT) == ["siming-2022"]
    for other in ("huli-2022", "second-2022"):
        assert LENT.get(f"/staff/seasons/{other}/queue").status == 404
        assert LENT.get(f"/staff/seasons/{other}/statistics").status == 404
    assert STRANGER.call("POST", READERS, {"person": LENT.key, "until": END}).status == 404


def test_r37_two_people_are_two_wherever_they_are_from(borrowed: Registration) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    assert LENT.decide(CASE, "refused").status == 200
    told = LENT.decide(CASE, "accepted")
    assert (told.status, told.code) == (403, "uninvolved_person_needed")
    assert SECOND.decide(CASE, "accepted").status == 202
    assert LENT.decide(CASE, "accepted").code == "uninvolved_person_needed"


def test_r37_the_city_reviewers_first_word_needs_another(borrowed: Registration) -> None:
    assert LENT.decide(CASE, "refused").status == 202
    assert LENT.decide(CASE, "refused").code == "second_person_needed"
    assert SECOND.decide(CASE, "refused").status == 200


def test_r37_own_case_holds_for_whom_the_city_lends(borrowed: Registration) -> None:
    document = borrowed.form.guardians[0].identity_document
    assert document is not None
    parent = Member(LENT.account, district=CITY, name=LENT.name, identity_number=document.number)
    assert parent.get(ONE).code == parent.call("POST", f"{ONE}/claim").code == "own_case"
    assert Member(LENT.account, district=CITY, identity_number="").get(ONE).code == "identity_needed"


def test_r37_the_districts_trail_names_whom_it_borrowed(borrowed: Registration) -> None:
    LENT.get(ONE)
    LENT.call("POST", f"{SEASON}/searches", {"by": "name", "value": "林小满", "reason": "family_called"})
    events = AUDITOR.get(f"{SEASON}/audit", person=LENT.key).body["events"]
    assert {one["act"] for one in events} >= {"read", "searched"}
    assert {one["name"] for one in events} == {LENT.name}


def test_r37_searches_are_counted_over_all_that_borrow(
    borrowed: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.cloud.staff.sought.SEARCHES_A_DAY", 2)
    sought = {"by": "name", "value": "林小满", "reason": "family_called"}
    told = [LENT.call("POST", f"{SEASON}/searches", sought).status for _ in range(3)]
    assert told == [200, 200, 429]


def test_r37_a_supervisor_hands_a_case_to_whom_the_district_borrowed(borrowed: Registration) -> None:
    CLERK.call("POST", f"{ONE}/claim")
    clerks = {one["name"]: one for one in SUPERVISOR.get(f"{SEASON}/work").body["clerks"]}
    assert clerks[LENT.name]["approved"], "known from the approval on, before the first request"
    assert SUPERVISOR.call("POST", f"{ONE}/handover", {"to": LENT.key}).status == 204
    assert LENT.decide(CASE).status == 200
    give_back()
    OTHER_SUPERVISOR.call("POST", f"{ONE}/handover", {"to": None})
    told = SUPERVISOR.call("POST", f"{ONE}/handover", {"to": LENT.key})
    assert told.status in {409, 422}


def test_r37_no_one_of_the_city_approves_and_none_is_named_to_be_asked(borrowed: Registration) -> None:
    lead = Member("city lead", "supervisor reviewer", CITY, name="市主管")
    assert seasons_of(lead) == []
    borrow(lead)
    assert lead.get(QUEUE).status == 200
    assert lead.get(READERS).status == 404
    told = Member("newcomer", name="赵审核").get(QUEUE)
    assert (told.code, lead.name in told.body["detail"]) == ("approval_needed", False)


def test_r37_it_stands_when_the_mac_key_is_changed(
    borrowed: Registration, opened: Cloud, clock: time_machine.Traveller
) -> None:
    rotate(opened)
    clock.shift(timedelta(minutes=1))
    assert seasons_of(LENT) == ["siming-2022"]
    assert LENT.get(ONE).status == 200
    lines = [one for one in SUPERVISOR.get(READERS).body["readers"] if one["name"] == LENT.name]
    assert [one["approval"] is not None for one in lines] == [True]
    events = AUDITOR.get(f"{SEASON}/audit", act="read").body["events"]
    assert LENT.name in {one.get("name") for one in events}


def test_r37_a_borrowed_reviewers_pages_are_within_ten_calls(borrowed: Registration) -> None:
    for route in (("GET", "/staff/seasons/{season}/queue"), ("GET", "/staff/seasons/{season}/registrations")):
        ask(LENT, route)
        with counted() as calls:
            assert ask(LENT, route).status == 200
        assert len(calls) <= 10, (route, calls)
    with counted() as calls:
        assert seasons_of(LENT) == ["siming-2022"]
    assert len(calls) <= 10


def test_r37_the_check_counts_the_approved_and_the_borrowed_and_stops_nothing(
    seen: Registration, opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    opened.put_season(season.model_copy(update={"id": "second-2022"}), NOW)
    clock.shift(timedelta(minutes=2))
    other = "/staff/seasons/second-2022"
    told = SUPERVISOR.get(f"{other}/readers").body["people"]
    assert (told["approved"], told["of_city"], told["needed"]) == (0, 0, 4)
    assert "its rules need 4" in told["warning"]
    for account in ("one", "two", "three"):
        who = Member(account, name=account)
        assert who.get(f"{other}/queue").code == "approval_needed"
        _approve(f"{other}/readers", who.name)
    people = SUPERVISOR.call("GET", f"{other}/readers", Accept_Language="zh-CN").body["people"]
    assert (people["approved"], people["of_city"]) == (3, 0)
    assert "向市里借调" in people["warning"]
    _approve(f"{other}/readers", LENT.name)
    people = SUPERVISOR.get(f"{other}/readers").body["people"]
    assert people == {"approved": 4, "of_city": 1, "needed": 4, "warning": None}


def _approve(readers: str, name: str) -> None:
    key = next(one["key"] for one in SUPERVISOR.get(readers).body["readers"] if one["name"] == name)
    assert SUPERVISOR.call("POST", readers, {"person": key, "until": END}).status == 204
