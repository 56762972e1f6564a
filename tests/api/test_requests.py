"""R40: staff ask a family for more; it hands in what it has, the same clerk goes on; a missed day is no trap."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.staff.requests.asking import NOTES_A_CASE
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.publish import handler as publish_room
from functions.registration.season.season import Season
from local.population import Population, form_of
from tests.aws import Cloud
from tests.review.staff import CLERK, SECOND, THIRD
from tests.rooms.deliveries import played
from tests.rooms.test_wiring import TICK
from tests.rotation import rotate

from .asking import LAST_DAY, WORDS, asks, brings, hands_in, tenant, waiting
from .household import Household, accepted_document
from .test_releases import freed


@pytest.fixture
def family(cloud: Cloud, city: Population) -> Household:
    return tenant(cloud, city)


def test_r40_staff_ask_the_family_reads_answers_and_the_same_clerk_decides(family: Household) -> None:
    assert waiting() == [family.id]
    told = asks(family)
    assert told.status == 200, told.body
    assert waiting() == waiting(SECOND) == []
    played(family.cloud)
    phone, text = family.cloud.sms()[-1]
    assert phone.endswith(family.phone)
    assert "2022年7月12日" in text
    page = family.look()
    asked = page["request"]
    assert (asked["last_day"], asked["days_left"]) == (LAST_DAY, 8)
    assert asked["papers"] == [{"kind": "rental_contract", "given": False}]
    assert [one["about"] for one in asked["words"]] == ["residence"]
    assert "answer" in page["actions"]
    assert "第二页" not in str(page)
    assert hands_in(family).faults == {"papers.0": "need_asked_paper"}
    paper = brings(family)
    assert family.look()["request"]["papers"] == [{"kind": "rental_contract", "given": True}]
    answer = hands_in(family)
    assert answer.status == 200, answer.content.decode()
    assert answer.json["request"] is None
    assert "answer" not in answer.json["actions"]
    assert waiting() == waiting(CLERK, kind="answered") == [family.id]
    assert waiting(SECOND) == []
    read = CLERK.get(f"/staff/registrations/{family.id}").body
    [request] = read["requests"]
    assert (request["said"], request["ended"], request["mine"]) == ({"residence": WORDS}, "answered", True)
    assert [one["note"] for one in read["case_notes"]] == ["第二页看不清"]
    assert read["kept"]["mine"]
    assert WORDS not in str(family.cloud.item(keys.registration(family.id)))
    assert CLERK.decide(family.id, paper=paper).status == 200


def test_r40_after_two_days_a_colleague_has_it_too(family: Household, clock: time_machine.Traveller) -> None:
    asks(family)
    brings(family)
    hands_in(family)
    clock.shift(timedelta(hours=47))
    assert waiting(SECOND) == []
    clock.shift(timedelta(hours=1))
    assert waiting(SECOND) == [family.id]


def test_r40_who_cannot_bring_a_paper_says_why(family: Household) -> None:
    asks(family)
    assert hands_in(family, words={}).faults["words.residence"] == "need_asked_words"
    assert hands_in(family, explanation="合同在补办").status == 200
    [request] = CLERK.get(f"/staff/registrations/{family.id}").body["requests"]
    assert request["explanation"] == "合同在补办"


def test_r40_a_missed_day_gives_the_case_back_with_what_was_uploaded(
    family: Household, clock: time_machine.Traveller
) -> None:
    asks(family)
    paper = brings(family)
    due = family.stored().request
    assert due is not None
    clock.move_to(due.until - timedelta(seconds=1))
    publish_room.publish(TICK, None)
    assert waiting() == []
    clock.move_to(due.until)
    late = hands_in(family)
    assert (late.status, late.code) == (409, "not_possible_now")
    assert family.look()["request"] is None
    publish_room.publish(TICK, None)
    publish_room.publish(TICK, None)
    assert waiting() == [family.id]
    assert family.stored().documents[paper].handed_in
    assert [one.what for one in family.stored().timeline].count("more_missed") == 1
    assert CLERK.decide(family.id, paper=paper).status == 200


def test_r40_a_missed_day_of_a_family_whose_child_was_freed_gives_the_check_back_to_staff(
    family: Household, clock: time_machine.Traveller
) -> None:
    """It stands among the disputed all the time (R35), not where families' answers are waited for."""
    freed(family)
    assert asks(family).status == 200
    paper = brings(family)
    due = family.stored().request
    assert due is not None
    for now, decided in ((due.until - timedelta(seconds=1), 409), (due.until, 200)):
        clock.move_to(now)
        publish_room.publish(TICK, None)
        publish_room.reconcile(TICK, None)
        assert CLERK.decide(family.id, paper=paper).status == decided
    assert family.stored().documents[paper].handed_in


def test_r40_what_is_asked_is_not_decided_meanwhile_and_can_be_called_off(family: Household) -> None:
    asks(family)
    for result in ("accepted", "refused"):
        assert SECOND.decide(family.id, result).code == "request_open"
    path = f"/staff/registrations/{family.id}"
    assert SECOND.call("DELETE", f"{path}/requests", If_Match='"1"').status == 412
    tag = SECOND.get(path).etag
    assert SECOND.call("DELETE", f"{path}/requests", If_Match=tag).status == 200
    assert waiting() == [family.id]
    assert family.look()["request"] is None
    assert hands_in(family).status == 409
    assert SECOND.decide(family.id).status == 200


def test_r40_only_what_is_asked_about_takes_papers_and_what_was_handed_in_stays(family: Household) -> None:
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    upload = f"{family.path}/documents"
    assert family.client.call("POST", upload, body | {"check": "property"}).status == 409
    asks(family)
    for about in ({}, {"check": "student-0"}):
        assert family.client.call("POST", upload, body | about).status == 409
    wrong, right = brings(family), brings(family)
    assert family.client.call("DELETE", f"{upload}/{wrong}").status == 204
    assert hands_in(family).status == 200
    assert family.client.call("DELETE", f"{upload}/{right}").status == 409


def test_r40_another_account_sees_and_answers_nothing(family: Household, another_family: Household) -> None:
    asks(family)
    stranger = another_family.client
    for number in ("1", "x", "99999"):
        path = f"{family.path}/requests/{number}/answer"
        assert stranger.call("POST", path, {"words": {}, "code": "123456"}).status == 404
    brings(family)
    assert hands_in(family, 2).status == 409


def test_r40_an_amendment_meanwhile_goes_on_and_what_is_asked_waits_for_it(
    family: Household, clock: time_machine.Traveller
) -> None:
    asks(family)
    family.client.ok("POST", f"{family.path}/amendment")
    assert family.look()["request"]["number"] == 1
    assert "answer" not in family.look()["actions"]
    assert hands_in(family).status == 409
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200
    assert "answer" in family.look()["actions"]
    assert waiting() == []
    brings(family)
    assert hands_in(family).status == 200


def test_r40_an_amendment_that_leaves_nothing_to_look_at_ends_it(
    family: Household, city: Population, clock: time_machine.Traveller
) -> None:
    asks(family)
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["property"] = form_of(city.stories["ordinary"])["property"]
    family.save()
    family.accepted(accepted_document("01D0CNEW000000000000000000", "title_certificate"))
    clock.shift(timedelta(minutes=2))
    answer = family.submit(family.code())
    stored = family.stored()
    assert (stored.request, stored.past_requests[0].ended) == (None, "not_needed")
    assert answer.json["request"] is family.look()["request"] is None


def test_r40_a_request_that_stays_open_over_publication_says_so(
    family: Household, season: Season, clock: time_machine.Traveller
) -> None:
    clock.move_to(season.publication_at - timedelta(days=2))
    asks(family, until=season.local(season.publication_at + timedelta(days=3)).date().isoformat())
    clock.move_to(season.publication_at + timedelta(days=1))
    page = family.look()
    [home] = [one for one in page["checks"] if one["id"] == "property"]
    assert home["detail"].startswith("Staff ask you")
    assert (page["request"]["number"], "answer" in page["actions"]) == (1, True)
    brings(family)
    assert hands_in(family).status == 200


def test_r40_asked_before_a_rotation_it_comes_back_to_the_same_clerk(family: Household) -> None:
    asks(family)
    rotate(family.cloud)
    brings(family)
    assert hands_in(family).status == 200
    assert waiting(CLERK) == [family.id]
    assert waiting(SECOND) == []


def test_r40_a_note_is_for_staff_alone_and_in_the_trail(family: Household) -> None:
    path = f"/staff/registrations/{family.id}"
    assert CLERK.call("POST", f"{path}/notes", {"note": "已电话联系"}).status == 204
    [note] = THIRD.get(path).body["case_notes"]
    assert (note["note"], note["mine"]) == ("已电话联系", False)
    assert "已电话" not in str(family.look())
    assert "已电话" not in str(family.cloud.item(keys.registration(family.id)))


def test_a_note_sent_again_under_its_key_is_one_note_and_a_case_holds_a_bounded_number(
    family: Household,
) -> None:
    path = f"/staff/registrations/{family.id}"
    for key in ("one", "one", "two"):
        assert CLERK.call("POST", f"{path}/notes", {"note": "called"}, Idempotency_Key=key).status == 204
    assert len(CLERK.get(path).body["case_notes"]) == 2
    [first, *_] = family.cloud.item(keys.registration(family.id))["case_notes"]
    more = Update().append("case_notes", [first] * (NOTES_A_CASE - 3))
    family.cloud.table.update(keys.registration(family.id), more)
    assert CLERK.call("POST", f"{path}/notes", {"note": "called"}).status == 204
    full = CLERK.call("POST", f"{path}/notes", {"note": "called"})
    assert (full.status, full.code) == (409, "too_many_notes")
