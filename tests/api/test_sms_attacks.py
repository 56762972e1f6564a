"""SMS to phones that somebody else typed: bound to the phone that was counted, few, and never anything but a code."""

from collections.abc import Callable
from datetime import timedelta

import time_machine

from functions.publish import handler as publish_room
from functions.registration.registration import NoticeState
from seasons import siming_2022
from tests.rooms.deliveries import played
from tests.rooms.test_wiring import TICK

from .client import Answer
from .household import Household

VICTIM = "13900000001"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

Another = Callable[[], Household]


def phone(number: int) -> str:
    return f"139{number:08d}"


def typed(family: Household, number: str) -> Household:
    """The form with this phone for guardian 1, saved."""
    family.form["guardians"][0]["phone"] = number
    family.save()
    return family


def asked(
    family: Household, clock: time_machine.Traveller, times: int, apart: timedelta = HOUR
) -> list[Answer]:
    answers = []
    for _ in range(times):
        answers.append(family.ask_code())
        clock.shift(apart)
    return answers


def sent(answers: list[Answer]) -> int:
    assert {one.status for one in answers} <= {202, 429}
    assert all("retry-after" in one.headers for one in answers if one.status == 429)
    return sum(one.status == 202 for one in answers)


def refusals(answers: list[Answer]) -> set[str]:
    return {one.code for one in answers if one.status == 429}


def received(family: Household, number: str) -> int:
    return sum(number in to for to, _ in family.cloud.sms())


def test_r24_a_code_goes_to_the_phone_that_was_counted_or_nowhere(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.ready()
    before = len(family.cloud.sms())
    for turn in range(3):
        typed(family, phone(100 + turn))
        assert family.ask_code().status == 202
        typed(family, VICTIM)
        assert played(family.cloud) == []
        clock.shift(MINUTE)
    assert len(family.cloud.sms()) == before
    told = [one["what"] for one in family.look()["timeline"]]
    assert told.count("notice_phone_changed") == 3


def test_r24_one_registration_reaches_three_phones_a_day(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.ready()
    answers = [typed(family, phone(200 + turn)).ask_code() for turn in range(24)]
    assert (sent(answers), refusals(answers)) == (3, {"too_many_phones_today"})
    assert typed(family, phone(200)).ask_code().code == "code_too_soon"
    clock.shift(14 * HOUR)  # midnight in the season's own time
    assert typed(family, phone(230)).ask_code().status == 202


def test_r24_one_account_reaches_five_phones_a_day_however_many_registrations(family: Household) -> None:
    answers = []
    for turn in range(8):
        fresh = Household(family.cloud, family.story)
        fresh.form["guardians"][0]["phone"] = phone(300 + turn)
        answers.append(fresh.ready().ask_code())
    assert (sent(answers), refusals(answers)) == (5, {"too_many_phones_today"})


def test_r24_a_stranger_uses_two_of_a_phones_codes_and_its_owner_has_the_others(
    family: Household, another: Another, clock: time_machine.Traveller
) -> None:
    victim = another().ready()
    family.ready()
    typed(family, victim.phone)
    answers = asked(family, clock, 10)
    assert (sent(answers), refusals(answers)) == (2, {"phone_not_proved"})
    assert victim.ask_code().status == 202


def test_r24_many_strangers_together_leave_a_proved_owner_most_codes(
    family: Household, another: Another, clock: time_machine.Traveller
) -> None:
    victim = family.ready().proves_its_phone()
    answers = []
    for _ in range(4):
        answers += asked(typed(another().ready(), victim.phone), clock, 2, 2 * MINUTE)
    assert (sent(answers), refusals(answers)) == (4, {"phone_not_proved"})
    clock.shift(HOUR)
    assert sent(asked(victim, clock, 6)) == 6


def test_r24_a_code_that_was_used_proves_the_phone_to_its_account(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    family.client.ok("POST", f"{family.path}/amendment")
    clock.shift(HOUR)
    assert sent(asked(family, clock, 4, 2 * MINUTE)) == 4


def test_no_draft_is_reminded_at_a_phone_that_no_code_proved(
    family: Household, clock: time_machine.Traveller
) -> None:
    drafts = [Household(family.cloud, family.story) for _ in range(15)]
    for draft in drafts:
        draft.form["guardians"][0]["phone"] = VICTIM
        draft.begin().save()
    before = len(family.cloud.sms())
    clock.move_to(siming_2022().closes_at - DAY)
    publish_room.remind(TICK, None)
    assert played(family.cloud) == []
    assert len(family.cloud.sms()) == before
    [reminder] = drafts[0].stored().notices.values()
    assert (reminder.state, reminder.reason) == (NoticeState.FAILED, "phone_not_proved")
    assert "notice_phone_not_proved" in [one["what"] for one in drafts[0].look()["timeline"]]


def test_a_draft_is_reminded_at_a_phone_that_its_account_proved_elsewhere(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.begin().save()
    family.proves_its_phone()
    clock.move_to(siming_2022().closes_at - DAY)
    publish_room.remind(TICK, None)
    assert played(family.cloud) == []
    assert received(family, family.phone) == 1


def test_no_notice_follows_a_family_to_a_phone_that_it_has_not_proved(family: Household) -> None:
    family.amending()
    typed(family, VICTIM)
    before = received(family, VICTIM)
    assert played(family.cloud) == []
    assert received(family, VICTIM) == before
    assert family.stored().notices["submitted-3"].reason == "phone_not_proved"
