"""R48: the notice is answered before a child's number is taken, and the answers are kept, refusals too."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.gateways import deployed
from functions.cloud.sealing.secrets import macs
from functions.cloud.table import keys
from functions.registration.keyed import Keyed
from functions.registration.season.notice import NECESSARY, Consent
from functions.registration.season.season import Season
from functions.registration.submitting.consent import stands
from local.authorities import Authorities
from tests.aws import Cloud
from tests.midseason import NOW
from tests.rotation import hold, rotate

from .client import ISSUER, Answer, Json
from .household import SEASON, Household, agreed

THREE_YEARS = NOW + timedelta(days=3 * 366, seconds=60)
PATH = f"/seasons/{SEASON}/consent"
NECESSARY_ONES = [one for one in Consent if NECESSARY[one]]


@pytest.fixture
def newcomer(family: Household, cloud: Cloud) -> Household:
    """A family that has not been asked yet."""
    account = replace(family.story.account, sub=f"newcomer-{family.story.account.sub}")
    return Household(cloud, replace(family.story, account=account))


def prefill(family: Household) -> Answer:
    document = family.form["students"][0]["identity_document"]
    return family.client.call("POST", "/prefill", {"season": SEASON, "identity_document": document})


def begin(family: Household) -> Answer:
    return family.client.call("POST", "/registrations", {"season": SEASON})


def notice() -> Json:
    shown: Json = composition.season_table().get(SEASON, NOW).notice.model_dump(mode="json")
    return shown


def kept(cloud: Cloud, family: Household) -> list[Json]:
    """Every answer that the account's item holds, oldest first."""
    owner = macs().of("account", ISSUER, family.story.account.sub)
    found: list[Json] = cloud.item(keys.account(owner))[f"consents {SEASON}"]
    return found


def test_r48_before_the_notice_is_answered_nothing_is_taken_and_no_registry_asked(
    newcomer: Household, authorities: Authorities
) -> None:
    asked = authorities.household.counts.asked
    answers = [prefill(newcomer), begin(newcomer)]
    assert [(one.status, one.code) for one in answers] == [(403, "consent_needed")] * 2
    assert authorities.household.counts.asked == asked
    agreed(newcomer.client)
    assert [prefill(newcomer).status, begin(newcomer).status] == [200, 201]


@pytest.mark.parametrize("consent", NECESSARY_ONES)
def test_r48_refusing_what_is_necessary_begins_nothing_and_is_recorded(
    newcomer: Household, cloud: Cloud, consent: Consent
) -> None:
    said = agreed(newcomer.client, **{consent.value: False}).json
    assert (said["enough"], said["answers"][consent]) == (False, False)
    assert [prefill(newcomer).code, begin(newcomer).code] == ["consent_needed"] * 2
    assert kept(cloud, newcomer)[-1]["answers"][consent] is False


def test_r48_refusing_the_prefill_goes_on_without_asking_the_registry(
    newcomer: Household, authorities: Authorities
) -> None:
    asked = authorities.household.counts.asked
    assert agreed(newcomer.client, prefill=False).json["enough"]
    refused = prefill(newcomer)
    assert (refused.status, refused.code) == (403, "prefill_not_consented")
    assert authorities.household.counts.asked == asked
    assert begin(newcomer).status == 201


def test_r48_each_answer_is_kept_with_version_digest_and_instant(
    newcomer: Household, cloud: Cloud, clock: time_machine.Traveller
) -> None:
    agreed(newcomer.client, child=False)
    clock.shift(60)
    agreed(newcomer.client)
    refused, given = kept(cloud, newcomer)
    assert [refused["answers"]["child"], given["answers"]["child"]] == [False, True]
    season = composition.season_table().get(SEASON, NOW)
    assert {(one["version"], one["digest"]) for one in (refused, given)} == {
        (season.notice.version, season.notice.digest)
    }
    assert [refused["at"], given["at"]] == ["2022-07-05T02:00:00.000000Z", "2022-07-05T02:01:00.000000Z"]
    owner = macs().of("account", ISSUER, newcomer.story.account.sub)
    expires = cloud.item(keys.account(owner))["expires"]
    newcomer.client.ok("POST", "/registrations", {"season": SEASON})
    assert cloud.item(keys.account(owner))["expires"] == expires == int(THREE_YEARS.timestamp())


def test_r48_each_consent_has_its_own_answer(newcomer: Household) -> None:
    answers = {one["id"]: True for one in notice()["consents"]}
    lacking = dict(list(answers.items())[1:])
    sent = {"notice_version": notice()["version"], "answers": lacking | {"everything": True}}
    answer = newcomer.client.call("PUT", PATH, sent)
    assert (answer.status, answer.faults) == (
        422,
        {"answers.child": "missing", "answers.everything": "unknown_field"},
    )
    vague = newcomer.client.call("PUT", PATH, {"notice_version": "x", "answers": {"child": "yes"}})
    assert (vague.status, vague.fields) == (422, ["answers.child"])


def test_r48_an_older_notice_is_not_answered(newcomer: Household) -> None:
    answers = {one["id"]: True for one in notice()["consents"]}
    old = newcomer.client.call("PUT", PATH, {"notice_version": "siming-2021-n1", "answers": answers})
    assert (old.status, old.code) == (409, "notice_outdated")


def test_r48_a_season_that_is_not_there_has_no_notice(newcomer: Household) -> None:
    sent = {"notice_version": "x", "answers": {}}
    assert newcomer.client.call("PUT", "/seasons/nowhere-2022/consent", sent).status == 404


def test_r48_the_notice_is_public_and_says_what_a_sample_leaves_open(cloud: Cloud, family: Household) -> None:
    shown = family.client.ok("GET", f"/seasons/{SEASON}")["notice"]
    assert {one["id"] for one in shown["sections"]} >= {"who", "why", "basis", "paper", "complaint"}
    assert "律师" in shown["to_settle"]["zh-CN"]


def test_r48_a_changed_notice_is_asked_anew(newcomer: Household, season: Season) -> None:
    agreed(newcomer.client)
    changed = season.notice.model_copy(update={"sections": season.notice.sections[::-1]})
    owner = macs().keyed("account", ISSUER, newcomer.story.account.sub)
    record = deployed.consents().before_prefill(owner, SEASON, Keyed(("1:nobody",))).record
    assert stands(record, season.notice)
    assert not stands(record, changed)


def test_r48_answers_can_be_changed_twenty_times_a_season(newcomer: Household) -> None:
    answers = [agreed(newcomer.client, prefill=bool(turn % 2)) for turn in range(21)]
    assert [one.status for one in answers] == [200] * 20 + [409]
    assert answers[-1].code == "too_many_consents"
    assert "retry-after" not in answers[-1].headers, "no waiting brings another"


def test_r48_an_answer_stands_while_keys_rotate(newcomer: Household, cloud: Cloud) -> None:
    agreed(newcomer.client)
    rotate(cloud)
    answers = [prefill(newcomer).status, begin(newcomer).status]
    hold(cloud, 1, current=1)
    assert answers == [200, 201]
