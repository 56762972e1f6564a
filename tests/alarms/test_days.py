"""A day without an authority, and one of arrears: nothing is lost, whoever is on call knows in minutes, all is told.

`make faults` plays each day in steps of five minutes with every function of the clock. The suite plays a part of it, or
goes from message to message with the reconciler alone.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from functions.registration.checks import TO_AMEND, CheckState
from functions.registration.registration import NoticeState, Registration
from local.authorities import Authorities, Switches
from local.population import Population
from tests.aws import NOWHERE, Cloud
from tests.cloud.sms.provider import Provider
from tests.rooms.registrations import form, notice, submitted
from tests.rooms.sms_providers import alibaba, send_by
from tests.seeds import WHOLE

from .all import NOTHING_RUNS
from .evaluating import MINUTE, Span
from .lambdas import lambdas
from .playing import Played

__all__ = ["alibaba"]

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
STEP = 5 * MINUTE if WHOLE else HOUR
RECONCILER = "guardians/Reconcile"
FAMILIES = ("01G76PAV40AAAAAAAAAAAAAAAA", "01G76PAV40BBBBBBBBBBBBBBBB")
WRONG, LATER = "01G76PAV40CCCCCCCCCCCCCCCC", "01G76PAV40DDDDDDDDDDDDDDDD"


class Silence(NamedTuple):
    alarm: str
    story: str
    """A family that this authority has something to say of."""
    lasts: timedelta


SILENCES: Mapping[str, Silence] = {
    "household": Silence("alarms/HouseholdSilentAlarm", "wrong_guardian", DAY if WHOLE else 4 * HOUR),
    "property": Silence("alarms/PropertySilentAlarm", "wrong_certificate", DAY if WHOLE else 6 * HOUR),
}


def family(registration_id: str, city: Population, story: str = "ordinary") -> Registration:
    """As it is submitted now, its notice waiting."""
    now = datetime.now(UTC)
    told = notice(since=now)
    at = dict.fromkeys(("created_at", "updated_at", "submitted_at"), now)
    made = submitted(form(city, story), registration_id, notices={told.id: told}, **at)
    checks = {name: check.model_copy(update={"since": now}) for name, check in made.checks.items()}
    return made.model_copy(update={"checks": checks})


def without_the_clock(played: Played) -> None:
    """But for the reconciler; in steps of an hour the others would be missed, which is not what is played here."""
    if not WHOLE:
        played.stopped |= {one.name for one in lambdas() if one.every} - {RECONCILER}


def heard(played: Played) -> dict[str, list[Span]]:
    """What sounded, but that functions do not run which nobody calls here."""
    return {name: spans for name, spans in played.sounded().items() if WHOLE or name not in NOTHING_RUNS}


def dead_letters(cloud: Cloud) -> int:
    names = [output.removesuffix("Url") for output in cloud.stack.outputs if output.endswith("DlqUrl")]
    return sum(len(cloud.bodies(name)) for name in names)


def test_a_day_on_which_all_is_well_sounds_nothing(
    opened: Cloud, played: Played, city: Population, authorities: Authorities
) -> None:
    opened.connect(authorities)
    opened.put(family(FAMILIES[0], city))
    opened.put(family(WRONG, city, "wrong_certificate"))
    played.play(DAY if WHOLE else HOUR, most=5 * MINUTE)
    assert played.sounded() == {}
    assert len(opened.sms()) == 3


@pytest.mark.parametrize("authority", SILENCES)
def test_an_authority_that_is_silent_for_a_day_loses_nothing_and_is_told_of_within_minutes(
    opened: Cloud, played: Played, city: Population, authorities: Authorities, authority: str
) -> None:
    silence = SILENCES[authority]
    opened.connect(authorities)
    without_the_clock(played)
    getattr(authorities, authority).control(Switches(mode="down"))
    began = datetime.now(UTC)
    for registration_id in FAMILIES:
        opened.put(family(registration_id, city))
    opened.put(family(WRONG, city, silence.story))
    played.play(8 * MINUTE)
    played.play(silence.lasts / 2 - 8 * MINUTE, most=STEP)
    opened.put(family(LATER, city))
    played.play(silence.lasts / 2, most=STEP)
    everybody = [*FAMILIES, WRONG, LATER]
    for registration_id in everybody:
        states = {check.state for check in opened.get(registration_id).checks.values()}
        assert states == {CheckState.AUTHORITY_UNAVAILABLE, CheckState.PASSED}
    getattr(authorities, authority).control(Switches())
    back = datetime.now(UTC)
    played.play(3 * HOUR, most=STEP)

    sounded = heard(played)
    assert sounded.keys() == {silence.alarm}
    [span] = sounded[silence.alarm]
    assert span.since <= began + 6 * MINUTE
    assert span.until is not None
    assert back < span.until <= back + 2 * HOUR
    assert dead_letters(opened) == 0
    for registration_id in (*FAMILIES, LATER):
        assert {check.state for check in opened.get(registration_id).checks.values()} == {CheckState.PASSED}
    wrong = opened.get(WRONG)
    assert {check.state for check in wrong.checks.values()} - {CheckState.PASSED} <= TO_AMEND
    kinds = sorted(one.kind for one in wrong.notices.values())
    assert kinds == ["abnormal", "submitted"]
    assert len(opened.sms()) == len(everybody) + 1


def test_arrears_of_a_day_hold_every_notice_are_told_of_within_minutes_and_each_goes_once(
    opened: Cloud, played: Played, city: Population, authorities: Authorities, alibaba: Provider
) -> None:
    opened.connect(authorities)
    without_the_clock(played)
    alibaba.answers({"Code": "isv.AMOUNT_NOT_ENOUGH"})
    send_by(opened, ("alibaba", alibaba))
    lasts = DAY if WHOLE else 2 * HOUR
    began = datetime.now(UTC)
    opened.put(family(FAMILIES[0], city))
    opened.put(family(WRONG, city, "wrong_certificate"))
    played.play(2 * MINUTE)
    played.play(lasts / 2 - 2 * MINUTE, most=STEP)
    opened.put(family(LATER, city))
    played.play(lasts / 2, most=STEP)
    everybody = (FAMILIES[0], WRONG, LATER)
    held = [one.state for name in everybody for one in opened.get(name).notices.values()]
    assert held == [NoticeState.HELD] * 4
    tried = len(alibaba.requests)
    alibaba.answers({"Code": "OK", "BizId": "9"})
    paid = datetime.now(UTC)
    played.play(HOUR, most=STEP)

    sounded = heard(played)
    assert sounded.keys() == {"guardians/SmsBlockedAlarm", "alarms/NoticeAgeAlarm"}
    [span] = sounded["guardians/SmsBlockedAlarm"]
    assert span.since <= began + 2 * MINUTE
    assert span.until is not None
    assert paid < span.until <= paid + 30 * MINUTE
    assert dead_letters(opened) == 0
    sent = [one.state for name in everybody for one in opened.get(name).notices.values()]
    assert sent == [NoticeState.SENT] * 4
    assert len(alibaba.requests) == tried + 4


def test_a_provider_that_is_not_reached_for_a_day_is_told_of_within_minutes_and_each_sms_goes_once(
    opened: Cloud, played: Played, city: Population, authorities: Authorities, alibaba: Provider
) -> None:
    opened.connect(authorities)
    without_the_clock(played)
    send_by(opened, ("alibaba", Provider(url=NOWHERE)))
    began = datetime.now(UTC)
    opened.put(family(FAMILIES[0], city))
    opened.put(family(WRONG, city, "wrong_certificate"))
    played.play(8 * MINUTE)
    played.play((DAY if WHOLE else 3 * HOUR) - 8 * MINUTE, most=STEP)
    alibaba.answers({"Code": "OK", "BizId": "9"})
    send_by(opened, ("alibaba", alibaba))
    back = datetime.now(UTC)
    played.play(3 * HOUR, most=STEP)

    sounded = heard(played)
    assert sounded.keys() == {"alarms/SmsNotTakenAlarm"}
    [span] = sounded["alarms/SmsNotTakenAlarm"]
    assert span.since <= began + 6 * MINUTE
    assert span.until is not None
    assert back < span.until <= back + 2 * HOUR
    assert dead_letters(opened) == 0
    sent = [one.state for name in (FAMILIES[0], WRONG) for one in opened.get(name).notices.values()]
    assert sent == [NoticeState.SENT] * 3
    assert len(alibaba.requests) == 3
