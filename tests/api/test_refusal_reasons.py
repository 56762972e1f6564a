"""R41: a refusal says why, what may be done about it, by when and whom to call."""

from datetime import timedelta

import pytest
import time_machine

from functions.registration.checks import CheckState
from functions.registration.registration import Decision
from functions.registration.season.season import Season
from functions.registration.staff.decisions import REASONS, Result
from functions.registration.texts import LANGUAGES
from functions.registration.texts.dates import day_in_words
from tests.confirmed import stamp_as_it_stands

from .client import Json
from .household import Household

REFUSALS = sorted(REASONS[Result.REFUSED])


def refused(family: Household, reason: str, season: Season) -> Household:
    family.submitted()
    stored = family.stored()
    check = stored.checks["property"].model_copy(update={"state": CheckState.REFUSED})
    by_two = tuple(
        Decision(
            check="property", result="refused", reason=reason, by=f"1:{who}",
            at=season.amendment_deadline, waits_for_second=who == "a",
        )
        for who in "ab"
    )  # fmt: skip
    changed = {"checks": stored.checks | {"property": check}, "decisions": by_two}
    family.cloud.put(stored.model_copy(update=changed))
    return family


def home(family: Household, language: str = "en") -> Json:
    shown = family.client.ok("GET", family.path, Accept_Language=language)
    found: Json = next(one for one in shown["checks"] if one["id"] == "property")
    return found


@pytest.mark.parametrize("reason", REFUSALS)
def test_r41_a_refusal_says_why_until_when_and_whom_to_call(
    family: Household, clock: time_machine.Traveller, season: Season, reason: str
) -> None:
    refused(family, reason, season)
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at)
    assert (home(family)["state"], home(family)["reason"]) == ("refused", reason)
    until = season.local(season.results_until)
    for language in LANGUAGES:
        told = home(family, language)["detail"]
        assert season.contacts.support_phone in told
        assert day_in_words(until, language) in told


def test_r41_each_reason_has_words_of_its_own(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    told = set()
    refused(family, REFUSALS[0], season)
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at)
    for reason in REFUSALS:
        stored = family.stored()
        decisions = tuple(one.model_copy(update={"reason": reason}) for one in stored.decisions)
        family.cloud.put(stored.model_copy(update={"decisions": decisions}))
        told.add(home(family)["detail"])
    assert len(told) == len(REFUSALS)


def test_r41_no_reason_is_told_before_publication(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    refused(family, REFUSALS[0], season)
    clock.move_to(season.publication_at - timedelta(seconds=1))
    shown = family.client.call("GET", family.path).content.decode()
    assert "reason" not in home(family)
    assert home(family)["state"] == "manual_review"
    assert not any(reason in shown for reason in REFUSALS)
