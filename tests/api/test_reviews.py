"""R42: after publication a family asks once for a review; somebody who decided nothing of its case decides it."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.publish import handler as publish_room
from functions.registration.requests import Release
from functions.registration.season.season import Season
from tests.review.staff import (
    CLERK,
    FOURTH,
    OTHER_SUPERVISOR,
    SECOND,
    SUPERVISOR,
    THIRD,
    Answer,
    Member,
)
from tests.rooms.deliveries import played
from tests.rooms.test_wiring import TICK

from .household import Household
from .reviewing import REFUSERS, WORDS, admitted, asks, brings, confirms, decides, queued, refused

Clock = time_machine.Traveller


@pytest.fixture
def refusal(family: Household, season: Season, clock: Clock) -> Household:
    return refused(family, season, clock)


def told(family: Household) -> list[str]:
    """Every SMS to it that speaks of a review or of a result that changed."""
    publish_room.publish(TICK, None)
    played(family.cloud)
    mine = [text for phone, text in family.cloud.sms() if phone.endswith(family.phone)]
    return [text for text in mine if "复核" in text or "有更新" in text]


def test_r42_a_refusal_is_reviewed_by_two_who_decided_nothing_confirmed_and_told_once(
    refusal: Household, season: Season, clock: Clock
) -> None:
    told(refusal)
    page = refusal.look()
    assert (page["outcome"], page["review"]["state"]) == ("refused", "possible")
    assert "review" in page["actions"]
    assert {one["ground"] for one in page["review"]["grounds"]} == {"new_paper", "judged_wrongly", "entitled"}
    assert asks(refusal, "new_paper").faults == {"documents": "need_review_paper"}
    paper = brings(refusal)
    asked = asks(refusal, "new_paper")
    assert asked.status == 200, asked.content.decode()
    assert (asked.json["outcome"], asked.json["review"]["state"]) == ("refused", "asked")
    assert "review" not in asked.json["actions"]
    assert WORDS not in str(refusal.cloud.item(keys.registration(refusal.id)))
    assert refusal.client.call("DELETE", f"{refusal.path}/documents/{paper}").status == 409

    assert queued(CLERK, kind="review") == [refusal.id]
    assert [queued(who) for who in REFUSERS] == [[], []]
    read = CLERK.get(f"/staff/registrations/{refusal.id}").body
    assert (read["review"]["explanation"], read["review"]["to_decide"]) == (WORDS, True)
    assert [one["id"] for one in read["documents"] if one.get("for_review")] == [paper]
    assert decides(REFUSERS[0], refusal).code == "uninvolved_person_needed"
    assert decides(CLERK, refusal).status == 202
    assert (queued(CLERK), queued(SECOND)) == ([], [refusal.id])
    assert decides(CLERK, refusal).code == "second_person_needed"
    assert refusal.look()["review"]["state"] == "asked"
    done = decides(SECOND, refusal)
    assert (done.status, done.body["review"]["ended"]) == (200, "changed")
    assert queued(THIRD) == []

    held = refusal.look()
    assert (held["results"], held["outcome"], held["review"]["state"]) == ("held", None, "confirming")
    assert told(refusal) == []
    result = refusal.stored().review
    assert result is not None
    assert result.result is not None
    assert confirms(Member("second clerk", "supervisor"), refusal, result.result).body["refused"][0][
        "code"
    ] == ("own_decision")
    assert confirms(OTHER_SUPERVISOR, refusal, result.result).body["confirmed"] == 1
    page = refusal.look()
    assert (page["outcome"], page["review"]["state"]) == ("admitted", "changed")
    assert [one["what"] for one in page["timeline"]].count("result_confirmed") == 1
    [sms] = told(refusal)
    assert "经复核有更新" in sms
    decisions = refusal.stored().decisions[-2:]
    assert [(one.result, one.waits_for_second) for one in decisions] == [
        ("accepted", True),
        ("accepted", False),
    ]
    assert all(one.evidence is not None and paper in one.evidence.papers for one in decisions)


def test_r42_one_person_upholds_it_and_the_family_reads_why(refusal: Household) -> None:
    asks(refusal)
    assert decides(CLERK, refusal, "upheld", reason="not_entitled").status == 200
    page = refusal.look()
    assert (page["outcome"], page["review"]["state"]) == ("refused", "upheld")
    assert "conditions" in page["review"]["detail"]
    [sms] = told(refusal)
    assert "维持不变" in sms
    assert decides(SECOND, refusal, "upheld").code == "no_review_open"
    assert queued(SECOND) == []


def test_r42_it_is_asked_for_once_and_the_same_words_again_are_the_same_review(refusal: Household) -> None:
    first, again = asks(refusal), asks(refusal)
    assert (first.status, again.status) == (200, 200)
    assert again.json["version"] == first.json["version"]
    other = asks(refusal, explanation="又想起一件事")
    assert (other.status, other.code) == (409, "review_asked_already")
    decides(CLERK, refusal, "upheld")
    assert asks(refusal, "entitled").code == "review_asked_already"
    assert "review" not in refusal.look()["actions"]


@pytest.mark.parametrize("when", ["before publication", "at its end"])
def test_r42_it_can_be_asked_for_from_publication_until_the_seasons_day(
    refusal: Household, season: Season, clock: Clock, when: str
) -> None:
    at = {
        "before publication": season.publication_at - timedelta(seconds=1),
        "at its end": season.reviews_until,
    }
    clock.move_to(season.reviews_until - timedelta(seconds=1))
    assert "review" in refusal.look()["actions"]
    clock.move_to(at[when])
    late = asks(refusal)
    assert (late.status, late.code) == (409, "not_possible_now")
    assert refusal.look()["review"] is None
    assert upload(refusal) == 409


def upload(family: Household) -> int:
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    told = family.client.call("POST", f"{family.path}/documents", body | {"for_review": True})
    return int(told.status)


def test_r42_whose_outcome_is_pending_has_nothing_to_be_reviewed(
    family: Household, season: Season, clock: Clock
) -> None:
    family.submitted()
    clock.move_to(season.publication_at)
    assert family.look()["review"] is None
    assert asks(family).status == 409
    assert upload(family) == 409


def test_r42_an_admitted_family_has_its_school_reviewed(
    family: Household, season: Season, clock: Clock
) -> None:
    admitted(family, season, clock)
    had = family.look()["school"]["id"]
    other = next(school.id for school in season.schools if school.id != had)
    assert asks(family, "entitled").faults == {"ground": "invalid_choice"}
    assert asks(family, "another_school").status == 200
    for wrong in ({}, {"school": had}, {"school": "no-such-school"}):
        [fault] = decides(CLERK, family, **wrong).body["errors"]
        assert (fault["field"], fault["code"]) == ("school", "unknown_school")
    assert decides(CLERK, family, school=other).status == 202
    assert decides(SECOND, family, school=other).status == 200
    assert family.look()["review"]["state"] == "confirming"
    assert confirms(SUPERVISOR, family, f"admitted {other}").body["confirmed"] == 1
    page = family.look()
    assert (page["school"]["id"], page["review"]["state"]) == (other, "changed")


def test_r42_who_gave_the_school_or_freed_a_child_decided_something_of_the_case(
    family: Household, season: Season, clock: Clock
) -> None:
    admitted(family, season, clock)
    one, two = [school.id for school in season.schools if school.id != family.look()["school"]["id"]][:2]
    assert gives(CLERK, family, one).status == 202
    assert gives(SECOND, family, one).status == 200
    assert confirms(SUPERVISOR, family, f"admitted {one}").body["confirmed"] == 1
    freed = Release(
        student=0, reason="by_mistake", by=FOURTH.key, at=season.publication_at, waits_for_second=False
    )
    family.cloud.put(family.stored().model_copy(update={"releases": (freed,)}))
    assert asks(family, "another_school").status == 200
    assert gives(THIRD, family, two).code == "review_open"
    for who in (CLERK, SECOND, FOURTH):
        assert queued(who) == []
        assert decides(who, family, school=two).code == "uninvolved_person_needed"
    assert queued(THIRD, kind="review") == [family.id]
    assert decides(THIRD, family, school=two).status == 202


def gives(who: Member, family: Household, school: str) -> Answer:
    path = f"/staff/registrations/{family.id}"
    body = {"school": school, "reason": "correction"}
    return who.call("PUT", f"{path}/school", body, If_Match=who.get(path).etag)


def test_r42_another_word_than_the_firsts_stands_in_its_place(
    family: Household, season: Season, clock: Clock
) -> None:
    admitted(family, season, clock)
    one, two = [school.id for school in season.schools if school.id != family.look()["school"]["id"]][:2]
    asks(family, "another_school")
    assert decides(CLERK, family, school=one).status == 202
    assert decides(SECOND, family, school=two).status == 202
    assert decides(THIRD, family, school=two).status == 200
    assert family.stored().school == two


def test_r42_whoever_refused_it_decides_it_by_no_other_door(refusal: Household) -> None:
    asks(refusal)
    for who in (*REFUSERS, CLERK):
        assert who.decide(refusal.id).code == "review_open"
    decides(SECOND, refusal, "upheld")
    assert CLERK.decide(refusal.id).status == 202


def test_r42_nobody_in_time_the_page_says_whom_to_call_and_nothing_is_promised(
    refusal: Household, season: Season, clock: Clock
) -> None:
    asks(refusal)
    clock.move_to(season.results_until)
    shown = refusal.look()["review"]
    assert shown["state"] == "over"
    assert season.contacts.support_phone in shown["detail"]
    assert decides(CLERK, refusal).code == "not_possible_now"


def test_r42_a_changed_result_is_confirmed_before_its_review_is_decided(refusal: Household) -> None:
    asks(refusal)
    stored = refusal.stored()
    refusal.cloud.put(stored.model_copy(update={"confirmed_result": "pending"}))
    assert decides(CLERK, refusal, "upheld").code == "result_unconfirmed"


def test_r42_a_review_is_decided_on_what_was_seen(refusal: Household) -> None:
    asks(refusal)
    tag = CLERK.get(f"/staff/registrations/{refusal.id}").etag
    assert decides(SECOND, refusal).status == 202
    assert decides(CLERK, refusal, etag=tag).status == 412


def test_r42_another_account_asks_for_nothing(refusal: Household, another_family: Household) -> None:
    command = {"ground": "judged_wrongly", "explanation": WORDS}
    assert another_family.client.call("POST", f"{refusal.path}/review", command).status == 404


def test_r49_the_copy_holds_what_the_family_wrote(refusal: Household) -> None:
    asks(refusal)
    copy = refusal.open_copy(refusal.may_have_another_code().code("copy"))
    assert copy.json["asked_to_review"] == WORDS


def test_a_paper_sent_for_something_else_under_the_same_key_is_refused(refusal: Household) -> None:
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    path = f"{refusal.path}/documents"
    one = refusal.client.call("POST", path, body | {"for_review": True}, Idempotency_Key="k")
    assert one.status == 201
    assert refusal.client.call("POST", path, body, Idempotency_Key="k").status in {409, 422}
