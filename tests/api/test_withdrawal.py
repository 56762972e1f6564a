"""R43, R45: what ends a registration, by a code that is for nothing else."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.publish import handler as publish_room
from functions.registration.registration import NoticeKind, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import render
from tests.calls import counted
from tests.confirmed import stamp_as_it_stands

from .household import SEASON, Household, agreed
from .test_life import decided
from .test_unfinished_amendments import TICK

MINUTE = timedelta(minutes=1)


@pytest.fixture
def submitted(family: Household, clock: time_machine.Traveller) -> Household:
    """And its phone may have the next code."""
    family.checked()
    clock.shift(MINUTE)
    return family


@pytest.fixture
def placed(submitted: Household, clock: time_machine.Traveller, season: Season) -> Household:
    """Admitted, results are out."""
    decided(submitted)
    stamp_as_it_stands(submitted.cloud, season, submitted.id)
    clock.move_to(season.publication_at)
    return submitted


def told(registration: Registration) -> list[NoticeKind]:
    return [one.kind for one in registration.notices.values()]


def test_r45_withdrawing_takes_a_code_of_its_own_and_guardian_1_is_told(submitted: Household) -> None:
    answer = submitted.withdraw(submitted.code("withdraw"))
    assert (answer.status, answer.json["status"], answer.json["actions"]) == (200, "withdrawn", ["copy"])
    assert told(submitted.stored())[-2:] == [NoticeKind.CODE_TO_WITHDRAW, NoticeKind.WITHDRAWN]
    assert submitted.stored().claims == ()


def test_r45_a_draft_is_discarded_without_a_code_and_what_was_submitted_is_not(
    saved: Household, another_family: Household
) -> None:
    assert saved.ask_code("withdraw").code == "not_possible_now"
    assert saved.client.call("DELETE", saved.path).status == 204
    another_family.submitted()
    assert another_family.client.call("DELETE", another_family.path).code == "not_possible_now"
    assert another_family.look()["status"] == "submitted"


def test_r45_a_code_for_one_thing_does_not_do_another(
    family: Household, clock: time_machine.Traveller
) -> None:
    to_submit = family.ready().code()
    assert family.withdraw(to_submit).code == "not_possible_now"
    assert family.submit(to_submit).status == 200
    clock.shift(MINUTE)
    to_withdraw = family.code("withdraw")
    family.client.ok("POST", f"{family.path}/amendment")
    clock.shift(MINUTE)
    to_withdraw = family.code("withdraw")
    assert family.submit(to_withdraw).code == "code_for_another_purpose"
    clock.shift(MINUTE)
    assert family.withdraw(family.code()).code == "code_for_another_purpose"
    assert family.stored().code_tries == 0


def test_r45_each_code_says_in_its_sms_what_it_is_for() -> None:
    codes = [kind for kind in NoticeKind if kind.value.startswith("code")]
    for language in ("zh-CN", "en"):
        said = {render(kind, {"code": "123456"}, language) for kind in codes}
        assert len(said) == len(codes) == 6
    assert "撤回" in render(NoticeKind.CODE_TO_WITHDRAW, {"code": "123456"}, "zh-CN")


@pytest.mark.parametrize("wrong", ["000000", "999999"])
def test_r45_a_wrong_code_withdraws_nothing_and_is_one_of_the_five_tries(
    submitted: Household, wrong: str
) -> None:
    code = submitted.code("withdraw")
    assert submitted.withdraw(wrong).code == "code_wrong"
    assert (submitted.stored().code_tries, submitted.look()["status"]) == (1, "submitted")
    assert submitted.withdraw(code).status == 200


def test_r45_a_repeated_withdrawal_answers_as_before(submitted: Household) -> None:
    code = submitted.code("withdraw")
    first = submitted.withdraw(code, key="once")
    again = submitted.withdraw(code, key="once")
    assert (first.status, again.status) == (200, 200)
    assert first.json == again.json
    assert submitted.withdraw(code, key="other").code == "not_possible_now"


def test_r45_while_it_is_amended_the_code_goes_to_the_phone_that_was_proved(
    submitted: Household, clock: time_machine.Traveller
) -> None:
    """A phone that is only being typed ends nothing; cancelling the amendment goes back to the proved one."""
    submitted.client.ok("POST", f"{submitted.path}/amendment")
    proved = submitted.phone
    submitted.form["guardians"][0]["phone"] = "13912345679"
    submitted.save()
    assert submitted.ask_code("withdraw").code == "phone_being_changed"
    submitted.client.ok("DELETE", f"{submitted.path}/amendment")
    submitted.form["guardians"][0]["phone"] = proved
    clock.shift(MINUTE)
    assert submitted.withdraw(submitted.code("withdraw")).json["status"] == "withdrawn"


def test_r45_withdrawn_while_being_amended_it_reads_as_it_was_submitted(
    submitted: Household, clock: time_machine.Traveller
) -> None:
    submitted.client.ok("POST", f"{submitted.path}/amendment")
    submitted.form["family_notes"] = "还没提交的话"
    submitted.save()
    clock.shift(MINUTE)
    answer = submitted.withdraw(submitted.code("withdraw"))
    assert answer.json["status"] == "withdrawn"
    assert "family_notes" not in answer.json["form"]


def test_r45_the_page_is_told_for_what_a_live_code_is(submitted: Household) -> None:
    submitted.code("withdraw")
    assert submitted.look()["code"]["purpose"] == "withdraw"


def test_r45_a_code_to_withdraw_takes_three_calls_and_withdrawing_four_and_a_look(
    submitted: Household,
) -> None:
    submitted.look()
    with counted() as calls:
        submitted.ask_code("withdraw")
    assert calls == ["BatchGetItem", "Decrypt", "TransactWriteItems"]
    code = submitted.digits()
    with counted() as calls:
        submitted.withdraw(code)
    look = ["BatchGetItem", "Decrypt"]
    assert calls == [*look, "UpdateItem", "TransactWriteItems", *look]


def test_r43_a_place_is_declined_by_its_own_code_after_the_outcome(placed: Household) -> None:
    shown = placed.look()
    assert (shown["outcome"], shown["actions"]) == ("admitted", ["decline", "review", "copy"])
    assert placed.ask_code("withdraw").code == "not_possible_now"
    answer = placed.withdraw(placed.code("decline"))
    assert (answer.json["status"], answer.json["outcome"]) == ("withdrawn", None)
    assert "declined" in [one["what"] for one in answer.json["timeline"]]
    assert told(placed.stored())[-2:] == [NoticeKind.CODE_TO_DECLINE, NoticeKind.DECLINED]
    assert placed.stored().claims == ()


def test_r43_nothing_can_be_declined_where_no_place_is_shown(
    submitted: Household, clock: time_machine.Traveller, season: Season
) -> None:
    """Admitted as it stands, but not confirmed: nothing may tell so."""
    decided(submitted)
    clock.move_to(season.publication_at)
    assert submitted.look()["actions"] == ["copy"]
    assert submitted.ask_code("decline").code == "not_possible_now"


def test_r43_a_place_is_declined_until_the_results_are_over(
    placed: Household, clock: time_machine.Traveller, season: Season
) -> None:
    clock.move_to(season.results_until)
    assert placed.look()["actions"] == ["copy"]
    assert placed.ask_code("decline").code == "not_possible_now"


def test_r45_a_code_to_withdraw_declines_nothing_once_results_are_out(
    submitted: Household, clock: time_machine.Traveller, season: Season
) -> None:
    decided(submitted)
    stamp_as_it_stands(submitted.cloud, season, submitted.id)
    clock.move_to(season.publication_at - MINUTE)
    code = submitted.code("withdraw")
    clock.move_to(season.publication_at)
    assert submitted.withdraw(code).code == "code_for_another_purpose"
    assert submitted.look()["outcome"] == "admitted"


def test_r48_a_consent_that_was_taken_back_stops_the_code_of_a_draft(family: Household) -> None:
    family.ready()
    assert agreed(family.client, child=False).status == 200
    assert family.ask_code().code == "consent_needed"
    assert agreed(family.client).status == 200
    assert family.ask_code().status == 202


def test_r48_a_consent_that_was_taken_back_stops_a_submission_whose_code_was_sent(family: Household) -> None:
    code = family.ready().code()
    assert agreed(family.client, child=False).status == 200
    assert family.submit(code).code == "consent_needed"
    assert family.stored().code_tries == 0


def test_r48_who_takes_consent_back_can_still_withdraw(submitted: Household) -> None:
    assert agreed(submitted.client, child=False).status == 200
    assert submitted.withdraw(submitted.code("withdraw")).status == 200


def test_r45_a_withdrawal_code_is_no_code_that_the_clock_waits_for(
    submitted: Household, clock: time_machine.Traveller, season: Season
) -> None:
    submitted.client.ok("POST", f"{submitted.path}/amendment")
    clock.move_to(season.amendment_deadline - MINUTE)
    submitted.code("withdraw")
    clock.move_to(season.amendment_deadline)
    publish_room.publish(TICK, None)
    assert submitted.look()["status"] == "submitted"
    assert submitted.cloud.item(keys.registration(submitted.id))["season"] == SEASON
