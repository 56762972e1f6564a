"""R37: a reviewer says that all is right, or decides what a spot check found; no outcome waits meanwhile."""

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.staff.desk.spots import SpotTable
from functions.registration.registration import Registration
from functions.registration.requests import SpotCheck
from functions.registration.staff.looking.spots import to_look_at
from functions.registration.submitting.transitions import asked_now
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import DAY, NOW, form

from .conftest import CASE, judged
from .staff import AUDITOR, CLERK, SECOND, Answer, Member

ONE = f"/staff/registrations/{CASE}"
QUEUE = "/staff/seasons/siming-2022/queue"


@pytest.fixture
def spot(opened: Cloud, city: Population) -> Registration:
    """All passed by itself, drawn, and put into the queue by the clock."""
    made = judged(form(city, "public_rental"), CASE, spot=SpotCheck(drawn=True))
    opened.put(made)
    after = to_look_at(made, NOW)
    assert after is not None
    assert SpotTable(composition.table()).queue(made, after)
    assert not SpotTable(composition.table()).queue(made, after), "another pass was faster"
    return after


def queued(who: Member = CLERK) -> list[str]:
    return [one["id"] for one in who.get(QUEUE, kind="spot").body["cases"]]


def all_right(who: Member = CLERK) -> Answer:
    return who.call("POST", f"{ONE}/spot-check", If_Match=who.get(ONE).etag)


def test_r37_a_spot_check_is_a_queue_of_its_own_that_a_claim_opens(spot: Registration) -> None:
    assert queued() == [CASE]
    assert CLERK.call("POST", f"{ONE}/claim").status == 200
    told = Member(CLERK.account, looks_for="").get(ONE).body
    assert (told["queues"], told["outcome"]) == (["spot"], "admitted")


def test_r37_all_right_is_one_event_and_ends_it(spot: Registration, opened: Cloud) -> None:
    SECOND.call("POST", f"{ONE}/claim")
    assert all_right().code == "claimed_by_another"
    assert all_right(SECOND).status == 204
    assert queued() == []
    kept = opened.get(CASE)
    assert kept.claimed_by is None
    assert all_right().code == "no_spot_check"
    events = AUDITOR.get("/staff/seasons/siming-2022/audit", act="spot_checked").body["events"]
    assert [one["by"] for one in events] == [SECOND.key]


def test_r37_what_it_found_is_decided_by_two_and_the_outcome_stands_until_the_second(
    spot: Registration,
) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    assert (queued(), queued(SECOND)) == ([], [])
    assert CLERK.get(ONE).body["outcome"] == "admitted"
    assert [one["id"] for one in SECOND.get(QUEUE, kind="second").body["cases"]] == [CASE]
    assert CLERK.decide(CASE, "refused").code == "second_person_needed"
    assert SECOND.decide(CASE, "refused").status == 200
    assert CLERK.get(ONE).body["outcome"] == "refused"


def test_r37_the_second_person_may_find_it_right_after_all(spot: Registration) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    assert SECOND.decide(CASE).status == 200
    told = SECOND.get(ONE).body
    assert (told["outcome"], told["queues"]) == ("admitted", [])


def test_r37_r40_what_it_found_may_be_asked_about_before_the_second_word_and_waits_for_its_family(
    spot: Registration, opened: Cloud, clock: time_machine.Traveller
) -> None:
    clock.shift(DAY)
    assert CLERK.decide(CASE, "refused").status == 202
    command = {
        "check": "property",
        "reason": "paper_needed",
        "words": ["owner"],
        "until": f"{NOW + 4 * DAY:%Y-%m-%d}",
    }
    asked = SECOND.call("POST", f"{ONE}/requests", command, If_Match=SECOND.get(ONE).etag)
    assert asked.status < 300
    assert asked_now(opened.get(CASE)) is not None
    assert queued(SECOND) == []
    assert SECOND.decide(CASE, "refused").code == "request_open"


def test_what_an_authority_confirmed_stands_without_a_spot_check(opened: Cloud, city: Population) -> None:
    opened.put(judged(form(city, "public_rental"), CASE, spot=SpotCheck(drawn=True)))
    assert CLERK.decide(CASE, "refused").status == 409
    assert all_right().code == "no_spot_check"
